// SPDX-License-Identifier: Apache-2.0
#include "ui/requests/requesttab.h"

#include "ui/requests/bodyview.h"
#include "ui/requests/pairslist.h"

#include <QSplitter>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace Retort::Requests {

RequestTab::RequestTab(QWidget *parent) : DetailTab(parent), m_pairs(new PairsList), m_body(new BodyView(BodyView::Form::Preview))
{
    m_pairs->setAccessibleName(tr("Query, headers, cookies and form"));
    auto *splitter = new QSplitter(Qt::Vertical, this);
    splitter->setChildrenCollapsible(false);
    splitter->addWidget(m_pairs);
    splitter->addWidget(m_body);
    splitter->setStretchFactor(0, 2);
    splitter->setStretchFactor(1, 1);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(8, 4, 8, 0);
    layout->addWidget(splitter);
}

RequestTab::~RequestTab() = default;

bool RequestTab::present(const RequestRow &row)
{
    m_has = m_has && row.kind == RowKind::Request && !row.record->is(Log::RequestRecord::Rejected);
    m_pairs->clear();
    m_body->clear();
    return m_has;
}

DetailTab::Has RequestTab::presentDetails(const QJsonObject &request)
{
    const QJsonArray headers = request.value("requestHeaders"_L1).toArray();
    m_pairs->clear();
    m_has = request.contains("requestHeaders"_L1);
    if (!m_has) {
        return Has::Nothing;
    }
    const QString target = request.value("uri"_L1).toString();
    const CapturedBody body = capturedBody(request.value("requestBody"_L1), headers);
    const bool isForm = body.type == u"application/x-www-form-urlencoded" && !body.cut && body.encoding.isEmpty();
    m_pairs->addGroup(tr("Query"), PairsList::fromQuery(target.section(u'?', 1)));
    m_pairs->addGroup(tr("Form"), isForm ? PairsList::fromQuery(body.text()) : PairsList::Pairs());
    m_pairs->addGroup(tr("Headers"), PairsList::fromHeaders(headers));
    m_pairs->addGroup(tr("Cookies"), PairsList::fromCookies(headerValue(headers, u"Cookie")));
    m_body->show(body);
    m_body->setVisible(body.size > 0);
    return Has::Something;
}

} // namespace Retort::Requests
