// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/gateway/exchange.h"

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace Retort::Gateway {

// An answer the server itself makes: a refused request, a worker that died, an app that does not load.
// `details` and `location` show code, so whoever fills them has checked Request::tracebacksAllowed.
// A plain value; all text is UTF-8 and is escaped when the page is made.
struct StatusPage
{
    int status = 500;
    std::string title{};     // empty: the standard phrase of the status
    std::string sentence{};  // what happened and what to do
    std::string location{};  // "app.py, line 12"; may be empty
    std::string details{};   // shown as it is, in a fixed-width font: a traceback; may be empty
    int retrySeconds = 0;  // above 0: Retry-After, and a browser loads the page again by itself
    std::vector<std::pair<std::string, std::string>> headers{};  // further ones, such as X-Retort-State
};

enum class PageForm : std::uint8_t { Html, Json, Text };

// What an Accept header prefers of the three; plain text when it has no opinion (curl, no header).
PageForm preferredForm(std::string_view accept);

struct RenderedPage
{
    ResponseHead head;
    std::string body;
};

RenderedPage renderPage(const StatusPage &page, PageForm form);

// startResponse(), writeBody() and finish() with that page in the form the request prefers.
void answerWithPage(Exchange &exchange, const StatusPage &page);

} // namespace Retort::Gateway
