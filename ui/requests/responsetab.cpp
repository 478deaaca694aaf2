// SPDX-License-Identifier: Apache-2.0
#include "ui/requests/responsetab.h"

#include "ui/requests/bodyview.h"
#include "ui/requests/pairslist.h"

#include <QTabWidget>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace Retort::Requests {

ResponseTab::ResponseTab(QWidget *parent)
    : DetailTab(parent)
    , m_forms(new QTabWidget(this))
    , m_preview(new BodyView(BodyView::Form::Preview))
    , m_raw(new BodyView(BodyView::Form::Raw))
    , m_headers(new PairsList)
{
    m_headers->setAccessibleName(tr("Headers of the response"));
    m_forms->setDocumentMode(true);
    m_forms->addTab(m_preview, tr("Preview"));
    m_forms->addTab(m_raw, tr("Raw"));
    m_forms->addTab(m_headers, tr("Headers"));
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(8, 0, 8, 0);
    layout->addWidget(m_forms);
    connect(&m_reader, &BodyReader::done, this, [this](const auto &content) {
        m_preview->show(content);
        m_raw->show(content);
    });
}

ResponseTab::~ResponseTab() = default;

bool ResponseTab::present(const RequestRow &row)
{
    m_has = m_has && row.kind == RowKind::Request && !row.record->is(Log::RequestRecord::Rejected);
    m_reader.cancel();
    m_preview->clear();
    m_raw->clear();
    m_headers->clear();
    return m_has;
}

DetailTab::Has ResponseTab::presentDetails(const QJsonObject &request)
{
    m_has = request.contains("responseBody"_L1);
    if (!m_has) {
        return Has::Nothing; // nobody recorded when it came
    }
    const QJsonArray headers = request.value("responseHeaders"_L1).toArray();
    for (BodyView *view : {m_preview, m_raw}) {
        view->clear();
        view->setTarget(request.value("uri"_L1).toString());
    }
    m_reader.read(capturedBody(request.value("responseBody"_L1), headers));
    m_headers->clear();
    m_headers->addGroup(tr("Headers"), PairsList::fromHeaders(headers));
    return Has::Something;
}

} // namespace Retort::Requests
