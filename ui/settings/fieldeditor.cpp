// SPDX-License-Identifier: Apache-2.0
#include "ui/settings/fieldeditor.h"

#include "ui/settings/appeditors.h"
#include "ui/settings/formateditor.h"
#include "ui/settings/httpaddresseditor.h"
#include "ui/settings/listeditor.h"
#include "ui/settings/pairseditor.h"
#include "ui/settings/simpleeditors.h"

#include <QEvent>

#include <utility>

namespace Retort::Ui {

FieldEditor::FieldEditor(const Field &field, EditorContext *context, QWidget *parent) : QWidget(parent), m_field(field), m_context(context)
{
}

void FieldEditor::take(const Result<void> &result)
{
    const QString refusal = result ? QString() : result.error().sentence;
    if (std::exchange(m_refusal, refusal) != refusal) {
        Q_EMIT refusalChanged();
    }
}

void FieldEditor::dropRefusal()
{
    if (!m_refusal.isEmpty()) {
        take({});
        refresh();
    }
}

void FieldEditor::nameControl(QWidget *control, const QString &part) const
{
    control->setAccessibleName(part.isEmpty() ? m_field.label : m_field.label + QStringLiteral(": ") + part);
    control->setAccessibleDescription(m_field.help);
}

bool FieldEditor::eventFilter(QObject *watched, QEvent *event)
{
    auto *control = qobject_cast<QWidget *>(watched);
    if (event->type() == QEvent::Wheel && control != nullptr && !control->hasFocus()) {
        event->ignore();
        return true;
    }
    return QWidget::eventFilter(watched, event);
}

void FieldEditor::keepFromWheel(QWidget *control)
{
    control->setFocusPolicy(Qt::StrongFocus);
    control->installEventFilter(this);
}

FieldEditor *makeEditor(FieldControl control, const Field &field, EditorContext *context, QWidget *parent)
{
    switch (control) {
    case FieldControl::Switch: return new SwitchEditor(field, context, parent);
    case FieldControl::Number: return new NumberEditor(field, context, parent);
    case FieldControl::Text: return new TextEditor(field, context, parent);
    case FieldControl::File: return new PathEditor(field, context, PathEditor::Kind::File, parent);
    case FieldControl::Folder: return new PathEditor(field, context, PathEditor::Kind::Folder, parent);
    case FieldControl::Choice: return new ChoiceEditor(field, context, parent);
    case FieldControl::App: return new AppEditor(field, context, parent);
    case FieldControl::Python: return new PythonEditor(field, context, parent);
    case FieldControl::HttpAddress: return new HttpAddressEditor(field, context, parent);
    case FieldControl::List: return new ListEditor(field, context, parent);
    case FieldControl::Pairs:
    case FieldControl::Environment: return new PairsEditor(field, context, parent);
    case FieldControl::LogFormat: return new FormatEditor(field, context, parent);
    }
    return nullptr;
}

} // namespace Retort::Ui
