// SPDX-License-Identifier: Apache-2.0
#include "engine/gateway/statuspage.h"

#include <algorithm>
#include <array>
#include <cstdio>

namespace Retort::Gateway {

namespace {

// The style is inline because the page must stand alone: the server behind it may be unable to serve a file.
constexpr std::string_view htmlStart = R"(<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<style>
:root { color-scheme: light dark; --paper: #faf8f5; --ink: #262220; --dim: #746b64; --line: #e4ddd5; --copper: #b0521b; --code: #f2ede6; }
@media (prefers-color-scheme: dark) {
  :root { --paper: #1b1917; --ink: #ece6df; --dim: #a1978d; --line: #38332e; --copper: #e08a54; --code: #24211e; }
}
body { margin: 0; background: var(--paper); color: var(--ink); font: 1rem/1.55 system-ui, sans-serif; }
main { max-width: 52rem; margin: 12vh auto 4rem; padding: 0 1.5rem; }
.status { color: var(--copper); font-size: .95rem; font-weight: 600; letter-spacing: .04em; }
h1 { margin: .2rem 0 1rem; font-size: 1.75rem; line-height: 1.25; font-weight: 650; }
p { margin: 0 0 1rem; overflow-wrap: anywhere; }
.place { font-family: ui-monospace, monospace; font-size: .9rem; color: var(--copper); }
pre { margin: 1.5rem 0; padding: 1rem 1.2rem; overflow-x: auto; background: var(--code); border: 1px solid var(--line);
  border-left: 3px solid var(--copper); border-radius: 6px; font: .85rem/1.5 ui-monospace, monospace; }
footer { margin-top: 2.5rem; padding-top: .8rem; border-top: 1px solid var(--line); color: var(--dim); font-size: .85rem; }
</style>
)";

std::string escapedHtml(std::string_view text)
{
    std::string out;
    out.reserve(text.size() + text.size() / 8);
    for (const char c : text) {
        switch (c) {
        case '&': out += "&amp;"; break;
        case '<': out += "&lt;"; break;
        case '>': out += "&gt;"; break;
        case '"': out += "&quot;"; break;
        case '\'': out += "&#39;"; break;
        default: out += (static_cast<unsigned char>(c) < 0x20 && c != '\n' && c != '\t') ? '?' : c;
        }
    }
    return out;
}

// Bytes of the UTF-8 sequence at `at`; 0 when it is none (RFC 3629 §4).
std::size_t utf8Length(std::string_view text, std::size_t at) noexcept
{
    const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(i < text.size() ? text[i] : '\0'); };
    const unsigned char first = byte(at);
    const std::size_t length = first < 0x80 ? 1 : first < 0xc2 ? 0 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : first < 0xf5 ? 4 : 0;
    for (std::size_t i = 1; i < length; ++i) {
        if ((byte(at + i) & 0xc0) != 0x80) {
            return 0;
        }
    }
    const bool overlong = (first == 0xe0 && byte(at + 1) < 0xa0) || (first == 0xf0 && byte(at + 1) < 0x90);
    const bool outside = (first == 0xed && byte(at + 1) > 0x9f) || (first == 0xf4 && byte(at + 1) > 0x8f);
    return overlong || outside ? 0 : length;
}

std::string jsonString(std::string_view text)
{
    std::string out("\"");
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t length = utf8Length(text, at);
        const char c = text[at];
        if (length == 0) {
            out += "\xef\xbf\xbd";  // U+FFFD: JSON has no room for broken UTF-8
        } else if (c == '"' || c == '\\') {
            out += {'\\', c};
        } else if (c == '\n') {
            out += "\\n";
        } else if (static_cast<unsigned char>(c) < 0x20 || c == '<' || c == '>' || c == 0x7f) {
            std::array<char, 8> escape{};
            std::snprintf(escape.data(), escape.size(), "\\u%04x", static_cast<unsigned>(static_cast<unsigned char>(c)));
            out += escape.data();
        } else {
            out.append(text, at, length);
        }
        at += std::max<std::size_t>(length, 1);
    }
    return out + '"';
}

std::string_view titleOf(const StatusPage &page)
{
    return page.title.empty() ? standardReason(page.status) : std::string_view(page.title);
}

std::string htmlBody(const StatusPage &page)
{
    const std::string title = escapedHtml(titleOf(page));
    const std::string status = std::to_string(page.status);
    std::string out(htmlStart);
    out += "<title>" + status + " " + title + "</title>\n</head>\n<body>\n<main>\n";
    out += "<div class=\"status\">" + status + " " + std::string(standardReason(page.status)) + "</div>\n<h1>" + title + "</h1>\n";
    if (!page.sentence.empty()) {
        out += "<p>" + escapedHtml(page.sentence) + "</p>\n";
    }
    if (!page.location.empty()) {
        out += "<p class=\"place\">" + escapedHtml(page.location) + "</p>\n";
    }
    if (!page.details.empty()) {
        out += "<pre>" + escapedHtml(page.details) + "</pre>\n";
    }
    out += "<footer>Answered by Retort";
    if (page.retrySeconds > 0) {
        out += ", not by the app. This page tries again every " + std::to_string(page.retrySeconds) + " s.";
    }
    return out + "</footer>\n</main>\n</body>\n</html>\n";
}

std::string jsonBody(const StatusPage &page)
{
    std::string out = "{\"status\": " + std::to_string(page.status) + ", \"title\": " + jsonString(titleOf(page))
        + ", \"error\": " + jsonString(page.sentence);
    if (!page.location.empty()) {
        out += ", \"location\": " + jsonString(page.location);
    }
    if (!page.details.empty()) {
        out += ", \"details\": " + jsonString(page.details);
    }
    return out + "}\n";
}

std::string textBody(const StatusPage &page)
{
    std::string out = std::to_string(page.status) + " " + std::string(titleOf(page)) + "\n";
    for (const std::string *part : {&page.sentence, &page.location}) {
        if (!part->empty()) {
            out += *part + "\n";
        }
    }
    return page.details.empty() ? out : out + "\n" + page.details + "\n";
}

std::string_view withoutBlanks(std::string_view text)
{
    while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) {
        text.remove_prefix(1);
    }
    while (!text.empty() && (text.back() == ' ' || text.back() == '\t')) {
        text.remove_suffix(1);
    }
    return text;
}

// Thousandths of the q parameter: "0.8" is 800 (RFC 9110 §12.4.2); what is no weight counts as 1.
int weightOf(std::string_view parameters)
{
    while (!parameters.empty()) {
        const std::size_t end = std::min(parameters.find(';'), parameters.size());
        const std::string_view parameter = withoutBlanks(parameters.substr(0, end));
        if (parameter.size() >= 3 && (parameter[0] == 'q' || parameter[0] == 'Q') && parameter[1] == '=') {
            int weight = parameter[2] == '1' ? 1000 : 0;
            int unit = 100;
            for (std::size_t i = 4; i < parameter.size() && unit > 0 && parameter[i] >= '0' && parameter[i] <= '9'; ++i) {
                weight += (parameter[i] - '0') * unit;
                unit /= 10;
            }
            return std::min(weight, 1000);
        }
        parameters.remove_prefix(std::min(end + 1, parameters.size()));
    }
    return 1000;
}

PageForm formOf(std::string_view mediaRange)
{
    if (equalsIgnoringCase(mediaRange, "text/html") || equalsIgnoringCase(mediaRange, "application/xhtml+xml")) {
        return PageForm::Html;
    }
    const bool json = mediaRange.size() > 5 && equalsIgnoringCase(mediaRange.substr(mediaRange.size() - 5), "+json");
    return json || equalsIgnoringCase(mediaRange, "application/json") ? PageForm::Json : PageForm::Text;
}

std::string_view contentTypeOf(PageForm form)
{
    switch (form) {
    case PageForm::Html: return "text/html; charset=utf-8";
    case PageForm::Json: return "application/json";
    case PageForm::Text: break;
    }
    return "text/plain; charset=utf-8";
}

} // namespace

PageForm preferredForm(std::string_view accept)
{
    PageForm best = PageForm::Text;
    int bestWeight = 0;
    while (!accept.empty()) {
        const std::size_t end = std::min(accept.find(','), accept.size());
        const std::string_view element = accept.substr(0, end);
        const std::size_t semicolon = std::min(element.find(';'), element.size());
        const int weight = weightOf(element.substr(std::min(semicolon + 1, element.size())));
        if (weight > bestWeight) {
            bestWeight = weight;
            best = formOf(withoutBlanks(element.substr(0, semicolon)));
        }
        accept.remove_prefix(std::min(end + 1, accept.size()));
    }
    return best;
}

RenderedPage renderPage(const StatusPage &page, PageForm form)
{
    RenderedPage out;
    switch (form) {
    case PageForm::Html: out.body = htmlBody(page); break;
    case PageForm::Json: out.body = jsonBody(page); break;
    case PageForm::Text: out.body = textBody(page); break;
    }
    out.head.status = page.status;
    HeaderList &headers = out.head.headers;
    headers.add("Content-Type", contentTypeOf(form));
    headers.add("Content-Length", std::to_string(out.body.size()));
    headers.add("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'");
    headers.add("X-Content-Type-Options", "nosniff");
    headers.add("Cache-Control", "no-store");
    if (page.retrySeconds > 0) {
        headers.add("Retry-After", std::to_string(page.retrySeconds));
        if (form == PageForm::Html) {
            headers.add("Refresh", std::to_string(page.retrySeconds));  // no script needed, none allowed
        }
    }
    for (const auto &[name, value] : page.headers) {
        headers.add(name, value);
    }
    return out;
}

void answerWithPage(Exchange &exchange, const StatusPage &page)
{
    const RenderedPage rendered = renderPage(page, preferredForm(exchange.request.vars.value("HTTP_ACCEPT")));
    exchange.startResponse(rendered.head);
    exchange.writeBody(rendered.body);
    exchange.finish(Ending::Complete);
}

} // namespace Retort::Gateway
