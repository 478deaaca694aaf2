// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/settings/fieldeditor.h"

#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

namespace Retort::Ui {

// An option that may be repeated: a line of text for each, and a button for one more.
class ListEditor final : public FieldEditor
{
    Q_OBJECT

public:
    ListEditor(const Field &field, EditorContext *context, QWidget *parent);
    void refresh() override;
    QWidget *firstControl() const override;

private:
    QLineEdit *addLine(const QString &value);
    void write();
    QStringList typed() const;
    void remove(QWidget *row);

    QVBoxLayout *m_rows;
    QList<QLineEdit *> m_lines;
    QList<QLabel *> m_conditional;
    QPushButton *m_add;
};

// "value, only with “if-env = CI” (line 7)"
QString conditionalText(const GivenLine &line);
// What the line sets; %(_), which means nothing outside of the block, is what the block asks for.
QString testedValue(const GivenLine &line);

} // namespace Retort::Ui
