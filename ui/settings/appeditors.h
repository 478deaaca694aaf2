// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/settings/fieldeditor.h"

#include <QComboBox>

namespace Retort::Ui {

// The app: one of those found in the folder, or a module or file typed by hand.
class AppEditor final : public FieldEditor
{
    Q_OBJECT

public:
    AppEditor(const Field &field, EditorContext *context, QWidget *parent);
    void refresh() override;
    QWidget *firstControl() const override { return m_box; }

private:
    void pick(int index);
    void type(const QString &text);

    QComboBox *m_box;
};

// The virtual environment: by itself, one of the project, or a folder.
class PythonEditor final : public FieldEditor
{
    Q_OBJECT

public:
    PythonEditor(const Field &field, EditorContext *context, QWidget *parent);
    void refresh() override;
    QWidget *firstControl() const override { return m_box; }

private:
    void choose();

    QComboBox *m_box;
};

} // namespace Retort::Ui
