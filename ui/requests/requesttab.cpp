// SPDX-License-Identifier: Apache-2.0
#include "ui/requests/requesttab.h"

#include "ui/requests/bodyview.h"
#include "ui/requests/pairslist.h"

#include <QHBoxLayout>
#include <QSettings>
#include <QSplitter>
#include <QToolButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace Retort::Requests {

namespace {

constexpr auto sortedKey = "requests/sortHeaders"_L1;

} // namespace

RequestTab::RequestTab(QWidget *parent)
    : DetailTab(parent)
    , m_sorted(new QToolButton)
    , m_pairs(new PairsList)
    , m_body(new BodyView(BodyView::Form::Preview))
{
    m_pairs->setAccessibleName(tr("Query, headers, cookies and form"));
    m_sorted->setText(tr("Sort headers"));
    m_sorted->setCheckable(true);
    m_sorted->setAutoRaise(true);
    m_sorted->setChecked(QSettings().value(sortedKey).toBool());
    auto *splitter = new QSplitter(Qt::Vertical);
    splitter->setChildrenCollapsible(false);
    splitter->addWidget(m_pairs);
    splitter->addWidget(m_body);
    splitter->setStretchFactor(0, 2);
    splitter->setStretchFactor(1, 1);
    auto *top = new QHBoxLayout;
    top->addStretch();
    top->addWidget(m_sorted);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(8, 4, 8, 0);
    layout->setSpacing(0);
    layout->addLayout(top);
    layout->addWidget(splitter, 1);

    connect(&m_reader, &BodyReader::done, this, &RequestTab::showBody);
    connect(m_sorted, &QToolButton::toggled, this, [this](bool sorted) {
        QSettings().setValue(sortedKey, sorted);
        fill();
    });
}

RequestTab::~RequestTab() = default;

bool RequestTab::present(const RequestRow &row)
{
    m_has = m_has && row.kind == RowKind::Request && !row.record->is(Log::RequestRecord::Rejected);
    m_reader.cancel();
    m_request = {};
    m_content.reset();
    m_pairs->clear();
    m_body->clear();
    return m_has;
}

DetailTab::Has RequestTab::presentDetails(const QJsonObject &request)
{
    m_has = request.contains("requestHeaders"_L1);
    m_request = m_has ? request : QJsonObject();
    m_content.reset();
    m_body->clear();
    fill();
    if (!m_has) {
        return Has::Nothing;
    }
    m_body->setTarget(request.value("uri"_L1).toString());
    m_reader.read(capturedBody(request.value("requestBody"_L1), request.value("requestHeaders"_L1).toArray()));
    return Has::Something;
}

// What a form holds is a list already; below it the body itself would say it twice.
void RequestTab::showBody(const BodyReader::Content &content)
{
    using Shape = BodyContent::Shape;
    m_content = content;
    const bool isList = content->shape == Shape::Form || content->shape == Shape::Parts;
    m_body->show(content);
    m_body->setVisible(content->sent.size > 0 && !(isList && !content->isCut()));
    if (isList) {
        fill();
    }
}

void RequestTab::fill()
{
    using Shape = BodyContent::Shape;
    const QJsonArray headers = m_request.value("requestHeaders"_L1).toArray();
    m_pairs->clear();
    m_pairs->addGroup(tr("Query"), PairsList::fromQuery(m_request.value("uri"_L1).toString().section(u'?', 1)));
    if (m_content && m_content->shape == Shape::Form) {
        m_pairs->addGroup(tr("Form"), PairsList::fromQuery(m_content->text.text));
    } else if (m_content && m_content->shape == Shape::Parts) {
        const PartPairs parts = PairsList::fromParts(*m_content);
        m_pairs->addGroup(tr("Form"), parts.fields);
        m_pairs->addGroup(tr("Files"), parts.files);
    }
    const Pairs received = PairsList::fromHeaders(headers);
    m_pairs->addGroup(tr("Headers"), m_sorted->isChecked() ? PairsList::sorted(received) : received);
    m_pairs->addGroup(tr("Cookies"), PairsList::fromCookies(headerValue(headers, u"Cookie")));
    m_pairs->addGroup(tr("More: WSGI environ"), PairsList::fromHeaders(m_request.value("environ"_L1).toArray()), PairsList::Folded::Yes);
    m_sorted->setVisible(received.size() > 1);
}

} // namespace Retort::Requests
