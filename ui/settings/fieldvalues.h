// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/base/result.h"
#include "engine/config/inidocument.h"
#include "ui/settings/fields.h"

#include <QList>
#include <QString>
#include <QStringList>

#include <optional>

namespace Retort::Ui {

// One line of the file that gives a field a value.
struct GivenLine
{
    QString key;       // as written: an alias stays
    QString name;      // in the option table
    QString value;     // as written, with placeholders
    int line = 0;      // from 1
    int blockLine = 0; // of the logic block it is in; 0: in none
    QString block;     // "if-env = CI"

    friend bool operator==(const GivenLine &, const GivenLine &) = default;
};

// What a file says about the fields: reads and edits an IniDocument by the rules of the form. Of a field with one value
// the last line counts; a line in a logic block is shown and never changed. Values are as written in the file; text that
// is meant literally goes through literal() first. Copies what it needs; make a new one after each edit.
class FieldValues final
{
public:
    explicit FieldValues(const Config::IniDocument &document);

    QList<GivenLine> lines(const Field &field) const; // in file order
    std::optional<GivenLine> last(const Field &field) const;
    QStringList values(const Field &field) const;     // outside of logic blocks
    QString value(const Field &field) const;          // of the last line

    struct Named
    {
        QString section;
        GivenLine line;
    };
    // Lines no field speaks of, less directives such as if-env and ini.
    QList<Named> others(const QList<Field> &fields) const;

    // The control that can show what is there without changing it.
    FieldControl control(const Field &field) const;
    bool isConditional(const Field &field) const; // the line that counts is in a logic block

    bool isOn(const Field &field) const;                // of a switch, as uWSGI reads it
    std::optional<qint64> number(const Field &field) const;

    static QString literal(const QString &text);

private:
    QList<Named> m_lines;
};

// These change as few lines as can be. Errors are those of IniDocument, with a sentence to show at the row.
Result<void> writeValue(Config::IniDocument &document, const Field &field, const QString &value);
Result<void> writeList(Config::IniDocument &document, const Field &field, const QStringList &values);
Result<void> removeField(Config::IniDocument &document, const Field &field);
// One more line behind a conditional one, which it beats.
Result<void> writeAlways(Config::IniDocument &document, const Field &field, const QString &value);
// `value` under another of the field's keys: `wsgi-file` instead of `module`.
Result<void> writeAs(Config::IniDocument &document, const Field &field, const QString &key, const QString &value);

} // namespace Retort::Ui
