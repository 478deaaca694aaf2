// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/requests/capturedtext.h"

#include <QString>

// What must not leave the window by a copy or report until a person ticks “Include secrets” (UX section 11). Pure functions: each
// gives the text with "***" in place of what is secret, and what is none as it was.
namespace Retort::Requests {

enum class Secrets : quint8 { Masked, Included };

// Authorization keeps its scheme; Cookie and Set-Cookie their names.
QString maskedHeader(const QString &name, const QString &value);

// The values of query parameters with secret names.
QString maskedUri(const QString &uri);

// The values of members and fields with secret names, of JSON, forms and multipart forms. A body that is neither stays: nothing in it
// has a name.
QByteArray maskedBody(const CapturedBody &body);

} // namespace Retort::Requests
