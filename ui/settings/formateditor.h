// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/settings/fieldeditor.h"

#include <QLineEdit>

namespace Retort::Ui {

class ToneLabel;

// A log-format: text, a menu of variables, and what a line looks like with it.
class FormatEditor final : public FieldEditor
{
    Q_OBJECT

public:
    FormatEditor(const Field &field, EditorContext *context, QWidget *parent);
    void refresh() override;
    QWidget *firstControl() const override { return m_line; }

private:
    void insert(const QString &variable);

    QLineEdit *m_line;
    ToneLabel *m_example;
};

// The line that `format` makes of a request everybody knows; the empty one makes uWSGI's own.
QString exampleLine(const QString &format);

} // namespace Retort::Ui
