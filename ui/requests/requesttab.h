// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/requests/detailtab.h"

namespace Retort::Requests {

class BodyView;
class PairsList;

// What the client sent: query, headers, cookies and form as names and values, and the body.
class RequestTab final : public DetailTab
{
    Q_OBJECT

public:
    explicit RequestTab(QWidget *parent = nullptr);
    ~RequestTab() override;

    QString title() const override { return tr("Request"); }
    bool present(const RequestRow &row) override;
    Has presentDetails(const QJsonObject &request) override;

    PairsList *pairs() const noexcept { return m_pairs; }
    BodyView *body() const noexcept { return m_body; }

private:
    bool m_has = false; // something of the request before: the tab stays until the engine has answered
    PairsList *m_pairs;
    BodyView *m_body;
};

} // namespace Retort::Requests
