// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/gateway/capture.h"
#include "engine/log/outputlog.h"
#include "engine/log/requestoutput.h"
#include "engine/log/requestrecord.h"

#include <QJsonArray>
#include <QJsonObject>

namespace Retort::Control {

// The JSON of what is kept beside a request's record (PROTOCOL.md, `request`). Nothing is masked: it goes to the user
// whose app it is. Pure functions.

inline constexpr int maxOutputLines = 200;  // of one request

// uri, exception, requestHeaders, environ, requestBody, responseHeaders, responseBody: those that are known.
QJsonObject captureJson(const Gateway::Capture &capture);

// output, outputLeft, otherOutput.
QJsonObject requestOutputJson(const Log::RequestRecord &record, const Log::RequestOutputs &outputs, const Log::OutputLog &log);

// What the worker of that request printed while it ran and nobody can say of which request it is.
QJsonArray outputDuring(const Log::RequestRecord &record, const Log::OutputLog &log);

} // namespace Retort::Control
