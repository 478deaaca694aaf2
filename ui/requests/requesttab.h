// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/requests/bodyreader.h"
#include "ui/requests/detailtab.h"

class QToolButton;

namespace Retort::Requests {

class BodyView;
class PairsList;

// What the client sent: query, headers, cookies, form and files as names and values, the WSGI environ, and the body. Headers stand
// as they were received, or sorted.
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
    void fill();
    void showBody(const BodyReader::Content &content);

    bool m_has = false; // something of the request before: the tab stays until the engine has answered
    QJsonObject m_request;
    BodyReader m_reader;
    BodyReader::Content m_content;
    QToolButton *m_sorted;
    PairsList *m_pairs;
    BodyView *m_body;
};

} // namespace Retort::Requests
