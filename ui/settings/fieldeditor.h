// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/settings/projectscan.h"
#include "ui/settings/settingsmodel.h"

#include <QWidget>

namespace Retort::Ui {

// What editors share: the file, and what was found around it.
struct EditorContext
{
    SettingsModel *model = nullptr;
    ProjectFacts facts;
    QProcessEnvironment environment;
};

// The control of one field. It shows what the model says and hands each change to it; what the model refuses stays
// in the control, with the reason in refusal(), until it is corrected or something else takes its place.
class FieldEditor : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(FieldEditor)

public:
    FieldEditor(const Field &field, EditorContext *context, QWidget *parent);

    // To be called when model or context changed. Leaves alone what is being typed.
    virtual void refresh() = 0;
    // Less room than all of the control needs in one line.
    virtual void setNarrow(bool narrow) { Q_UNUSED(narrow) }
    // What the label of the row stands for.
    virtual QWidget *firstControl() const = 0;

    const Field &field() const noexcept { return m_field; }
    QString refusal() const { return m_refusal; }
    void dropRefusal();

Q_SIGNALS:
    void refusalChanged();

protected:
    SettingsModel *model() const noexcept { return m_context->model; }
    const EditorContext &context() const noexcept { return *m_context; }
    void take(const Result<void> &result); // of an edit: shows why it was refused, if it was
    void nameControl(QWidget *control, const QString &part = {}) const; // for screen readers

    // In a form that scrolls, a wheel over a spin box must not turn it.
    bool eventFilter(QObject *watched, QEvent *event) override;
    void keepFromWheel(QWidget *control);

private:
    const Field m_field;
    EditorContext *m_context;
    QString m_refusal;
};

// Lives in `parent`.
FieldEditor *makeEditor(FieldControl control, const Field &field, EditorContext *context, QWidget *parent);

} // namespace Retort::Ui
