// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/requests/requestring.h"

#include <QJsonObject>
#include <QWidget>

namespace Retort::Requests {

// One tab of the detail pane. The pane asks it for each request; a tab that has nothing to say of one is not
// shown. Tabs for what is captured (error, response, request, output) bring their own source of data.
class DetailTab : public QWidget
{
    Q_OBJECT

public:
    using QWidget::QWidget;

    virtual QString title() const = 0;

    // Shows what it has of that request; false when that is nothing.
    virtual bool present(const RequestRow &row) = 0;

    // The engine has answered what else it knows of that request (PROTOCOL.md, `request`): comes once after present(), or
    // never. What it holds was written by clients and apps: plain text only.
    enum class Has : quint8 { Something, Nothing, WhatItHad };
    virtual Has presentDetails(const QJsonObject &) { return Has::WhatItHad; }
};

} // namespace Retort::Requests
