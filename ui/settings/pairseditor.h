// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/settings/fieldeditor.h"

#include <QGridLayout>
#include <QLineEdit>
#include <QPushButton>

namespace Retort::Ui {

// An option of the form name=value that may be repeated: a table of names and values. For environment variables it also
// lists what comes from .env, .flaskenv and, where these or the file name it, the shell; the value that counts is bold.
// Values whose name speaks of a secret are dots until their eye is pressed.
class PairsEditor final : public FieldEditor
{
    Q_OBJECT

public:
    PairsEditor(const Field &field, EditorContext *context, QWidget *parent);
    void refresh() override;
    QWidget *firstControl() const override;

private:
    struct Pair
    {
        QLineEdit *name;
        QLineEdit *value;
        QWidget *remove;
        QString raw; // as in the file, for as long as nobody edits it
        QString rawName, rawValue;
    };
    struct Foreign
    {
        QString name;
        QString value;
        QString source;
        friend bool operator==(const Foreign &, const Foreign &) = default;
    };

    bool isEnvironment() const { return field().control == FieldControl::Environment; }
    Pair &addPair(const QString &raw);
    static void discard(const Pair &pair);
    void layOut();
    void addForeignRow(int row, const Foreign &foreign, bool counts);
    QList<Foreign> foreignLines() const;
    QStringList typed() const;
    void write();
    void remove(QWidget *button);
    QString sourceOf(const QString &name) const;
    void markSecret(Pair &pair) const;

    QGridLayout *m_grid;
    QList<Pair> m_pairs;
    QList<Foreign> m_foreign;
    QList<QWidget *> m_fixed; // titles, and what cannot be edited
    QPushButton *m_add;
};

} // namespace Retort::Ui
