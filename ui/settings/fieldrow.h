// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/settings/fieldeditor.h"

#include <QGridLayout>
#include <QLabel>
#include <QVBoxLayout>
#include <QWidget>

namespace Retort::Ui {

class ToneLabel;

// One row of the form: label, control, uWSGI's key; below the control what was found wrong with it, and help while the
// row has the focus. A value that a logic block sets is shown and not edited.
class FieldRow final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(FieldRow)

public:
    FieldRow(const Field &field, EditorContext *context, QWidget *parent);

    const Field &field() const noexcept { return m_field; }
    FieldEditor *editor() const noexcept { return m_editor; } // nullptr while a logic block sets the value
    void refresh();
    void showFindings(const QList<RowFinding> &findings); // those of this row
    void showHelp(bool shown);
    bool matches(const QString &search) const;
    // In a narrow form the key stands below the label.
    void setColumns(int labelWidth, int keyWidth, bool narrow);
    int labelWidth() const;
    QString refusal() const { return m_editor ? m_editor->refusal() : QString(); }
    void dropRefusal(); // with what was typed
    void focusControl();
    // Below the control, for what belongs to it only here.
    void addBelow(QWidget *widget);

Q_SIGNALS:
    void fixWanted(const Retort::Ui::RowFinding &finding);
    void lineWanted(int line);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void rebuild();
    QWidget *conditionalView();
    void showRefusal();
    QWidget *control() const { return m_control; }

    Field m_field;
    EditorContext *m_context;
    QGridLayout *m_grid;
    ToneLabel *m_mark;
    QLabel *m_label;
    ToneLabel *m_key;
    QWidget *m_control = nullptr;
    FieldEditor *m_editor = nullptr;
    QVBoxLayout *m_head; // label, and the key in a narrow form
    QVBoxLayout *m_body; // control, and what stands below it
    QVBoxLayout *m_below;
    QVBoxLayout *m_findings;
    ToneLabel *m_refusal;
    ToneLabel *m_help;
    std::optional<FieldControl> m_shown; // nothing: the conditional view
    std::optional<GivenLine> m_conditional;
    bool m_narrow = false;
    int m_drop = 0; // pixels: from the top of the row to that of its label
};

} // namespace Retort::Ui
