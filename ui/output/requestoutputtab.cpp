// SPDX-License-Identifier: Apache-2.0
#include "ui/output/requestoutputtab.h"

#include "ui/output/outputview.h"

#include <QJsonObject>
#include <QLabel>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace Retort::Output {

namespace {

QLabel *note()
{
    auto *label = new QLabel;
    label->setTextFormat(Qt::PlainText);
    label->setWordWrap(true);
    label->setForegroundRole(QPalette::PlaceholderText);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    return label;
}

} // namespace

RequestOutputTab::RequestOutputTab(QWidget *parent)
    : DetailTab(parent)
    , m_left(note())
    , m_linesView(new OutputView(m_lines))
    , m_why(note())
    , m_othersView(new OutputView(m_others))
{
    m_linesView->setAccessibleName(tr("Output of the request"));
    m_othersView->setAccessibleName(tr("Output of no known request"));
    m_linesView->setWrapped(true); // the pane is narrow, and the lines are few
    m_othersView->setWrapped(true);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(8, 8, 8, 0);
    layout->setSpacing(6);
    layout->addWidget(m_left);
    layout->addWidget(m_linesView, 3);
    layout->addWidget(m_why);
    layout->addWidget(m_othersView, 2);
    connect(m_linesView, &OutputView::openInEditorWanted, this, &RequestOutputTab::openInEditorWanted);
    connect(m_othersView, &OutputView::openInEditorWanted, this, &RequestOutputTab::openInEditorWanted);
}

RequestOutputTab::~RequestOutputTab()
{
    delete m_linesView; // they hear of the models until they go
    delete m_othersView;
}

void RequestOutputTab::clear()
{
    m_lines.reset(0);
    m_others.reset(0);
}

// Until the engine has answered, the tab stays if the request before had it, so that stepping through the table does not make it
// come and go.
bool RequestOutputTab::present(const Requests::RequestRow &row)
{
    const bool had = m_lines.lineCount() + m_others.lineCount() > 0;
    clear();
    return had && row.kind == Requests::RowKind::Request && !row.record->is(Log::RequestRecord::Rejected);
}

Requests::DetailTab::Has RequestOutputTab::presentDetails(const QJsonObject &request)
{
    const QJsonArray lines = request.value("output"_L1).toArray();
    const QJsonArray others = request.value("otherOutput"_L1).toArray();
    const qint64 startUs = request.value("time"_L1).toInteger();
    m_lines.reset(startUs);
    m_others.reset(startUs);
    m_lines.append(lines, 0);
    m_lastSequence = lines.isEmpty() ? 0 : lines.last()["sequence"_L1].toInteger();
    m_others.append(others, 0);
    m_linesView->fitColumns();
    m_othersView->fitColumns();

    const qint64 left = request.value("outputLeft"_L1).toInteger();
    m_left->setVisible(left > 0 || lines.isEmpty());
    m_left->setText(lines.isEmpty()
            ? tr("Python printed nothing in this request.")
            : (left == 1 ? tr("1 line before these was not kept.") : tr("%1 lines before these were not kept.").arg(left)));
    m_linesView->setVisible(!lines.isEmpty());
    m_why->setVisible(!others.isEmpty());
    m_why->setText(tr("Printed by worker %1 meanwhile, perhaps by this request. Subprocesses, C code and threads that do not have the "
                      "context of a request cannot be told apart.")
            .arg(request.value("worker"_L1).toInt()));
    m_othersView->setVisible(!others.isEmpty());
    return lines.isEmpty() && others.isEmpty() ? Has::Nothing : Has::Something;
}

void RequestOutputTab::append(const QJsonArray &lines)
{
    const OutputLine *known = m_lines.line(0);
    QJsonArray mine;
    for (const auto &line : lines) {
        const qint64 sequence = line["sequence"_L1].toInteger();
        if (known && static_cast<quint64>(line["request"_L1].toInteger()) == known->request && sequence > m_lastSequence) {
            mine.append(line);
            m_lastSequence = sequence;
        }
    }
    if (!mine.isEmpty()) {
        m_lines.append(mine, 0);
        m_linesView->fitColumns();
    }
}

} // namespace Retort::Output
