// SPDX-License-Identifier: Apache-2.0
#include "ui/settings/listeditor.h"

#include "ui/settings/tones.h"

#include <QHBoxLayout>
#include <QToolButton>

#include <utility>

using namespace Qt::StringLiterals;

namespace Retort::Ui {

QString testedValue(const GivenLine &line)
{
    return QString(line.value).replace(u"%(_)"_s, line.block.section(u" = "_s, 1));
}

QString conditionalText(const GivenLine &line)
{
    return ListEditor::tr("%1, only with “%2” (line %3)").arg(testedValue(line), line.block).arg(line.line);
}

ListEditor::ListEditor(const Field &field, EditorContext *context, QWidget *parent)
    : FieldEditor(field, context, parent)
    , m_rows(new QVBoxLayout(this))
    , m_add(new QPushButton(tr("Add"), this))
{
    m_rows->setContentsMargins({});
    m_rows->setSpacing(4);
    nameControl(m_add, tr("add"));
    m_add->setAutoDefault(false);
    auto *bottom = new QHBoxLayout;
    bottom->addWidget(m_add);
    bottom->addStretch();
    m_rows->addLayout(bottom);
    connect(m_add, &QPushButton::clicked, this, [this] {
        model()->endStep();
        addLine({})->setFocus(Qt::OtherFocusReason);
    });
    refresh();
}

QWidget *ListEditor::firstControl() const
{
    return m_lines.isEmpty() ? static_cast<QWidget *>(m_add) : m_lines.first();
}

QStringList ListEditor::typed() const
{
    QStringList values;
    for (const QLineEdit *line : m_lines) {
        if (!line->text().trimmed().isEmpty()) {
            values.append(line->text().trimmed());
        }
    }
    return values;
}

void ListEditor::refresh()
{
    const QStringList values = model()->values().values(field());
    if (values != typed() && refusal().isEmpty()) {
        for (QLineEdit *line : std::exchange(m_lines, {})) {
            m_rows->removeWidget(line->parentWidget());
            line->parentWidget()->hide();
            line->parentWidget()->deleteLater(); // perhaps it is being typed in
        }
        for (const QString &value : values) {
            addLine(value);
        }
    }
    qDeleteAll(std::exchange(m_conditional, {}));
    for (const GivenLine &line : model()->values().lines(field())) {
        if (line.blockLine != 0) {
            auto *label = new ToneLabel(Tone::Muted, this);
            label->setText(conditionalText(line));
            label->setWordWrap(true);
            m_rows->insertWidget(m_rows->count() - 1, label);
            m_conditional.append(label);
        }
    }
}

QLineEdit *ListEditor::addLine(const QString &value)
{
    auto *row = new QWidget(this);
    auto *line = new QLineEdit(value, row);
    auto *button = new QToolButton(row);
    button->setText(u"−"_s);
    button->setAutoRaise(true);
    button->setFocusPolicy(Qt::StrongFocus);
    nameControl(line, QString::number(m_lines.size() + 1));
    nameControl(button, tr("remove %1").arg(m_lines.size() + 1));
    auto *box = new QHBoxLayout(row);
    box->setContentsMargins({});
    box->addWidget(line, 1);
    box->addWidget(button);
    connect(line, &QLineEdit::textEdited, this, &ListEditor::write);
    connect(button, &QToolButton::clicked, this, [this, row] { remove(row); });
    m_rows->insertWidget(int(m_lines.size()), row);
    m_lines.append(line);
    setTabOrder(line, button);
    setTabOrder(button, m_add);
    return line;
}

void ListEditor::write()
{
    take(model()->setList(field(), typed()));
}

void ListEditor::remove(QWidget *row)
{
    m_lines.removeIf([row](const QLineEdit *line) { return line->parentWidget() == row; });
    row->hide();
    row->deleteLater(); // its button is still in its own signal
    m_rows->removeWidget(row);
    m_add->setFocus(Qt::OtherFocusReason);
    model()->endStep();
    write();
}

} // namespace Retort::Ui
