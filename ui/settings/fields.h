// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QList>
#include <QString>
#include <QStringList>

namespace Retort::Ui {

enum class SettingsSection : quint8 { Application, Address, Workers, Reload, Environment, StaticFiles, Limits, Logging, More };
constexpr int settingsSectionCount = 9;

// How a value is edited while it can be; a value with placeholders in it is edited as text.
enum class FieldControl : quint8 {
    Switch,
    Number,
    Text,
    File,
    Folder,
    Choice,      // one of Field::choices
    App,         // a file or a module, found in the folder or typed
    Python,      // a virtual environment, found or chosen
    HttpAddress, // port and reach
    List,        // one line each
    Pairs,       // name and value, divided by Field::separator
    Environment, // Pairs, with what comes from elsewhere and secrets masked
    LogFormat,
};

// One row of the settings form. Its texts are translated. A plain value.
struct Field
{
    SettingsSection section = SettingsSection::More;
    FieldControl control = FieldControl::Text;
    QString iniSection = QStringLiteral("uwsgi");
    QStringList keys;          // names in the option table; the first is the one a new line gets
    QString label;
    QString help;              // a sentence or two
    QString unit;
    qint64 least = 0;
    qint64 most = 0;
    QString defaultText;       // what counts when nothing is given
    bool defaultOn = false;    // of a switch
    bool inverted = false;     // a switch that is on when its option is off
    QString on, off;           // what a switch writes
    QStringList choices;       // what is written
    QStringList choiceLabels;  // what is shown for it
    QChar separator;           // of Pairs
    QStringList columns;       // of Pairs: the titles

    QString key() const { return keys.first(); }
    bool isList() const { return control == FieldControl::List || control == FieldControl::Pairs || control == FieldControl::Environment; }
};

// All rows: the ones people look for, section by section, then every other option Retort acts on, made from the option
// table. Call it when translators are installed.
QList<Field> settingsFields();

QString sectionTitle(SettingsSection section);

// What is said of an option that is kept in the file and not acted on.
QString keptSentence(const QString &key);

} // namespace Retort::Ui
