// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/requests/bodyreader.h"
#include "ui/requests/detailtab.h"

class QTabWidget;

namespace Retort::Requests {

class BodyView;
class PairsList;

// What the client got: the body as a preview and raw, and the headers.
class ResponseTab final : public DetailTab
{
    Q_OBJECT

public:
    explicit ResponseTab(QWidget *parent = nullptr);
    ~ResponseTab() override;

    QString title() const override { return tr("Response"); }
    bool present(const RequestRow &row) override;
    Has presentDetails(const QJsonObject &request) override;

    BodyView *preview() const noexcept { return m_preview; }
    BodyView *raw() const noexcept { return m_raw; }
    PairsList *headers() const noexcept { return m_headers; }

private:
    bool m_has = false; // something of the request before: the tab stays until the engine has answered
    BodyReader m_reader; // once for both views
    QTabWidget *m_forms;
    BodyView *m_preview;
    BodyView *m_raw;
    PairsList *m_headers;
};

} // namespace Retort::Requests
