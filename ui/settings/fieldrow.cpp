// SPDX-License-Identifier: Apache-2.0
#include "ui/settings/fieldrow.h"

#include "ui/settings/findingview.h"
#include "ui/settings/listeditor.h"
#include "ui/settings/simpleeditors.h"
#include "ui/settings/tones.h"

#include <QEvent>
#include <QFontDatabase>
#include <QHBoxLayout>
#include <QPushButton>

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;

namespace Retort::Ui {

FieldRow::FieldRow(const Field &field, EditorContext *context, QWidget *parent)
    : QWidget(parent)
    , m_field(field)
    , m_context(context)
    , m_grid(new QGridLayout(this))
    , m_mark(new ToneLabel(Tone::Accent, this))
    , m_label(new QLabel(field.label, this))
    , m_key(new ToneLabel(Tone::Muted, this))
    , m_head(new QVBoxLayout)
    , m_body(new QVBoxLayout)
    , m_below(new QVBoxLayout)
    , m_findings(new QVBoxLayout)
    , m_refusal(new ToneLabel(Tone::Error, this))
    , m_help(new ToneLabel(Tone::Muted, this))
{
    setObjectName(u"row-"_s + field.key());
    m_mark->setFixedWidth(m_mark->fontMetrics().horizontalAdvance(u"●"_s));
    m_label->setTextFormat(Qt::PlainText);
    m_label->setWordWrap(true);
    m_label->setAlignment(Qt::AlignTop | Qt::AlignLeft);
    m_label->installEventFilter(this);
    m_key->setWordWrap(true);
    m_key->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    m_key->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_refusal->setWordWrap(true);
    m_refusal->hide();
    m_help->setText(field.help);
    m_help->setWordWrap(true);
    m_help->hide();
    m_grid->setContentsMargins(0, 2, 0, 2);
    m_grid->setHorizontalSpacing(8);
    m_grid->setColumnStretch(2, 1);
    for (QVBoxLayout *column : {m_head, m_body, m_below, m_findings}) {
        column->setSpacing(4);
    }
    m_head->addWidget(m_label);
    m_head->addStretch();
    m_body->addLayout(m_below);
    m_body->addWidget(m_refusal);
    m_body->addLayout(m_findings);
    m_body->addWidget(m_help);
    m_grid->addWidget(m_mark, 0, 0, Qt::AlignTop | Qt::AlignLeft);
    m_grid->addLayout(m_head, 0, 1);
    m_body->addStretch(); // no alignment: that would give the height of the hint, not that of the width
    m_grid->addLayout(m_body, 0, 2);
    rebuild();
}

void FieldRow::rebuild()
{
    const bool focused = m_control != nullptr && m_control->isAncestorOf(focusWidget());
    if (QWidget *old = std::exchange(m_control, nullptr)) {
        m_body->removeWidget(old);
        old->hide();
        old->setObjectName({});
        old->deleteLater(); // perhaps we are here because of it
    }
    m_editor = nullptr;
    const FieldValues &values = m_context->model->values();
    m_conditional = values.isConditional(m_field) ? values.last(m_field) : std::nullopt;
    if (m_conditional) {
        m_shown.reset();
        m_control = conditionalView();
    } else {
        m_shown = values.control(m_field);
        m_editor = makeEditor(*m_shown, m_field, m_context, this);
        m_control = m_editor;
        m_editor->setNarrow(m_narrow);
        connect(m_editor, &FieldEditor::refusalChanged, this, &FieldRow::showRefusal);
        m_label->setBuddy(m_editor->firstControl());
    }
    m_body->insertWidget(0, m_control);
    m_control->show();
    // Labels stand beside the first line of their control.
    const int lineHeight = m_editor ? m_editor->firstControl()->sizeHint().height() : m_label->fontMetrics().height();
    m_drop = std::max(0, (lineHeight - m_label->fontMetrics().height()) / 2);
    for (QLabel *label : {static_cast<QLabel *>(m_mark), m_label, static_cast<QLabel *>(m_key)}) {
        label->setContentsMargins(0, label == m_key && m_narrow ? 0 : m_drop, 0, 0);
    }
    if (focused) {
        focusControl();
    }
    showRefusal();
}

QWidget *FieldRow::conditionalView()
{
    auto *view = new QWidget(this);
    auto *column = new QVBoxLayout(view);
    column->setContentsMargins({});
    column->setSpacing(4);
    auto *row = new QHBoxLayout;
    auto *text = new ToneLabel(Tone::Muted, view);
    text->setText(conditionalText(*m_conditional));
    text->setWordWrap(true);
    auto *line = new QPushButton(tr("Show the line"), view);
    auto *always = new QPushButton(tr("Set for always"), view);
    always->setAccessibleDescription(tr("Adds a line behind the condition, which counts in every case"));
    connect(line, &QPushButton::clicked, this, [this, at = m_conditional->line] { Q_EMIT lineWanted(at); });
    connect(always, &QPushButton::clicked, this, [this] {
        const Result<void> done = m_context->model->setAlways(m_field, testedValue(*m_conditional)); // a start
        m_refusal->setText(done ? QString() : done.error().sentence);
        m_refusal->setVisible(!done);
    });
    row->addWidget(line);
    row->addWidget(always);
    row->addStretch();
    column->addWidget(text);
    column->addLayout(row);
    m_label->setBuddy(line);
    return view;
}

void FieldRow::refresh()
{
    const FieldValues &values = m_context->model->values();
    const std::optional<GivenLine> conditional = values.isConditional(m_field) ? values.last(m_field) : std::nullopt;
    const bool typing = m_editor != nullptr && m_editor->isAncestorOf(QWidget::window()->focusWidget());
    // Text is never turned into a number box, or a list into a table, between two letters.
    const bool fits =
        m_shown && (values.control(m_field) == *m_shown || (typing && (*m_shown == FieldControl::Text || *m_shown == FieldControl::List)));
    if (conditional != m_conditional || (!conditional && !fits)) {
        rebuild();
    } else if (m_editor != nullptr) {
        m_editor->refresh();
        m_label->setBuddy(m_editor->firstControl());
    }
    const bool changed = m_context->model->isChanged(m_field);
    m_mark->setText(changed ? u"●"_s : QString());
    m_mark->setAccessibleName(changed ? tr("changed") : QString());
    const std::optional<GivenLine> last = values.last(m_field);
    m_key->setText(last ? last->key : m_field.key());
}

void FieldRow::showRefusal()
{
    m_refusal->setText(refusal());
    m_refusal->setVisible(!refusal().isEmpty());
}

void FieldRow::showFindings(const QList<RowFinding> &findings)
{
    while (QLayoutItem *item = m_findings->takeAt(0)) {
        item->widget()->deleteLater(); // perhaps by its own button
        item->widget()->hide();
        delete item;
    }
    QStringList notes;
    for (const RowFinding &finding : findings) {
        if (finding.severity == Config::Finding::Severity::Note) {
            notes.append(finding.sentence);
            continue;
        }
        auto *view = new FindingView(finding, FindingView::Place::AtRow, this);
        connect(view, &FindingView::fixWanted, this, &FieldRow::fixWanted);
        m_findings->addWidget(view);
    }
    // What is merely worth knowing is help.
    m_help->setText((QStringList{m_field.help} + notes).join(u' '));
}

void FieldRow::showHelp(bool shown)
{
    m_help->setVisible(shown && !m_help->text().isEmpty());
}

bool FieldRow::matches(const QString &search) const
{
    const auto has = [&](const QString &text) { return text.contains(search, Qt::CaseInsensitive); };
    return search.isEmpty() || has(m_field.label) || has(m_field.help) || has(m_key->text())
        || std::any_of(m_field.keys.begin(), m_field.keys.end(), has);
}

int FieldRow::labelWidth() const
{
    return m_label->fontMetrics().horizontalAdvance(m_field.label);
}

void FieldRow::setColumns(int labelWidth, int keyWidth, bool narrow)
{
    m_narrow = narrow;
    m_label->setFixedWidth(labelWidth);
    m_key->setFixedWidth(narrow ? labelWidth : keyWidth);
    m_key->setAlignment(Qt::AlignTop | (narrow ? Qt::AlignLeft : Qt::AlignRight));
    m_key->setContentsMargins(0, narrow ? 0 : m_drop, 0, 0);
    m_grid->removeWidget(m_key);
    m_head->removeWidget(m_key);
    if (narrow) {
        m_head->insertWidget(1, m_key);
    } else {
        m_grid->addWidget(m_key, 0, 3, Qt::AlignTop | Qt::AlignRight);
    }
    if (m_editor != nullptr) {
        m_editor->setNarrow(narrow);
    }
}

void FieldRow::focusControl()
{
    QWidget *target = m_editor ? m_editor->firstControl() : m_label->buddy();
    if (target != nullptr) {
        target->setFocus(Qt::OtherFocusReason);
    }
}

void FieldRow::dropRefusal()
{
    if (m_editor != nullptr) {
        m_editor->dropRefusal();
    }
}

void FieldRow::addBelow(QWidget *widget)
{
    m_below->addWidget(widget);
}

// A press on the label goes to the control, as everywhere else; a switch is turned by it.
bool FieldRow::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_label && event->type() == QEvent::MouseButtonRelease) {
        focusControl();
        if (auto *box = qobject_cast<QCheckBox *>(m_label->buddy())) {
            box->click();
        }
    }
    return QWidget::eventFilter(watched, event);
}

} // namespace Retort::Ui
