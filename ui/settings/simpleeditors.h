// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/settings/fieldeditor.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDoubleSpinBox>
#include <QLineEdit>
#include <QPushButton>

namespace Retort::Ui {

class SwitchEditor final : public FieldEditor
{
    Q_OBJECT

public:
    SwitchEditor(const Field &field, EditorContext *context, QWidget *parent);
    void refresh() override;
    QWidget *firstControl() const override { return m_box; }

private:
    QCheckBox *m_box;
};

// Below its smallest number the box says what counts when nothing is given.
class NumberEditor final : public FieldEditor
{
    Q_OBJECT

public:
    NumberEditor(const Field &field, EditorContext *context, QWidget *parent);
    void refresh() override;
    QWidget *firstControl() const override { return m_box; }

private:
    QDoubleSpinBox *m_box; // exact up to 2^53, where QSpinBox ends at 2^31
};

class TextEditor final : public FieldEditor
{
    Q_OBJECT

public:
    TextEditor(const Field &field, EditorContext *context, QWidget *parent);
    void refresh() override;
    QWidget *firstControl() const override { return m_line; }

private:
    QLineEdit *m_line;
};

class PathEditor final : public FieldEditor
{
    Q_OBJECT

public:
    enum class Kind : quint8 { File, Folder };

    PathEditor(const Field &field, EditorContext *context, Kind kind, QWidget *parent);
    void refresh() override;
    QWidget *firstControl() const override { return m_line; }

private:
    void choose();

    Kind m_kind;
    QLineEdit *m_line;
};

class ChoiceEditor final : public FieldEditor
{
    Q_OBJECT

public:
    ChoiceEditor(const Field &field, EditorContext *context, QWidget *parent);
    void refresh() override;
    QWidget *firstControl() const override { return m_box; }

private:
    QComboBox *m_box;
};

// What is typed in a line: shows `value` unless the user is at it and means the same, or what is there was refused.
void showInLine(QLineEdit *line, const QString &value, bool refused);

// How a chosen path is written so that it holds on another computer: with %d where it is below the ini's folder.
QString pathForIni(const QString &path, const QString &iniFile);

} // namespace Retort::Ui
