// SPDX-License-Identifier: Apache-2.0
#include "engine/gateway/headerlist.h"

#include <algorithm>

namespace Retort::Gateway {

namespace {

char lower(char c) noexcept
{
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c;
}

// RFC 9110 §5.6.2
bool isTokenChar(char c) noexcept
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9')
        || std::string_view("!#$%&'*+-.^_`|~").find(c) != std::string_view::npos;
}

// RFC 9110 §5.5: a field value holds VCHAR, obs-text, SP and HTAB.
bool isForbiddenInValue(char c) noexcept
{
    return (static_cast<unsigned char>(c) < 0x20 && c != '\t') || c == 0x7f;
}

bool mayStandInValue(std::string_view text) noexcept
{
    return std::none_of(text.begin(), text.end(), isForbiddenInValue);
}

std::string printable(std::string_view text)
{
    std::string out;
    for (const char c : text.substr(0, 40)) {
        out.push_back(isForbiddenInValue(c) || static_cast<unsigned char>(c) >= 0x80 ? '?' : c);
    }
    return out;
}

} // namespace

void HeaderList::add(std::string_view name, std::string_view value)
{
    m_fields.push_back(
        {static_cast<std::uint32_t>(m_bytes.size()), static_cast<std::uint32_t>(name.size()), static_cast<std::uint32_t>(value.size())});
    m_bytes.append(name).append(value);
}

HeaderField HeaderList::at(int index) const noexcept
{
    const Span &span = m_fields[static_cast<std::size_t>(index)];
    const std::string_view bytes(m_bytes);
    return {bytes.substr(span.nameAt, span.nameLength), bytes.substr(span.nameAt + span.nameLength, span.valueLength)};
}

std::string_view HeaderList::value(std::string_view name) const noexcept
{
    for (int i = 0; i < size(); ++i) {
        const HeaderField field = at(i);
        if (equalsIgnoringCase(field.name, name)) {
            return field.value;
        }
    }
    return {};
}

bool equalsIgnoringCase(std::string_view left, std::string_view right) noexcept
{
    return left.size() == right.size()
        && std::equal(left.begin(), left.end(), right.begin(), [](char a, char b) { return lower(a) == lower(b); });
}

std::string fieldFault(std::string_view name, std::string_view value)
{
    if (name.empty() || !std::all_of(name.begin(), name.end(), isTokenChar)) {
        return "the header name \"" + printable(name) + "\" is not a valid name";
    }
    if (!mayStandInValue(value)) {
        return "the value of the header " + printable(name) + " contains a line break or control character";
    }
    return {};
}

std::string headFault(const ResponseHead &head)
{
    if (head.status < 200 || head.status > 999) {
        return "the status code " + std::to_string(head.status) + " is not between 200 and 999";
    }
    if (!mayStandInValue(head.reason)) {
        return "the status line contains a line break or control character";
    }
    for (int i = 0; i < head.headers.size(); ++i) {
        const auto [name, value] = head.headers.at(i);
        if (std::string fault = fieldFault(name, value); !fault.empty()) {
            return fault;
        }
    }
    return {};
}

std::string_view standardReason(int status) noexcept
{
    switch (status) {
    case 100: return "Continue";
    case 101: return "Switching Protocols";
    case 200: return "OK";
    case 201: return "Created";
    case 202: return "Accepted";
    case 203: return "Non-Authoritative Information";
    case 204: return "No Content";
    case 205: return "Reset Content";
    case 206: return "Partial Content";
    case 300: return "Multiple Choices";
    case 301: return "Moved Permanently";
    case 302: return "Found";
    case 303: return "See Other";
    case 304: return "Not Modified";
    case 307: return "Temporary Redirect";
    case 308: return "Permanent Redirect";
    case 400: return "Bad Request";
    case 401: return "Unauthorized";
    case 402: return "Payment Required";
    case 403: return "Forbidden";
    case 404: return "Not Found";
    case 405: return "Method Not Allowed";
    case 406: return "Not Acceptable";
    case 407: return "Proxy Authentication Required";
    case 408: return "Request Timeout";
    case 409: return "Conflict";
    case 410: return "Gone";
    case 411: return "Length Required";
    case 412: return "Precondition Failed";
    case 413: return "Content Too Large";
    case 414: return "URI Too Long";
    case 415: return "Unsupported Media Type";
    case 416: return "Range Not Satisfiable";
    case 417: return "Expectation Failed";
    case 418: return "I'm a teapot";
    case 421: return "Misdirected Request";
    case 422: return "Unprocessable Content";
    case 425: return "Too Early";
    case 426: return "Upgrade Required";
    case 428: return "Precondition Required";
    case 429: return "Too Many Requests";
    case 431: return "Request Header Fields Too Large";
    case 451: return "Unavailable For Legal Reasons";
    case 500: return "Internal Server Error";
    case 501: return "Not Implemented";
    case 502: return "Bad Gateway";
    case 503: return "Service Unavailable";
    case 504: return "Gateway Timeout";
    case 505: return "HTTP Version Not Supported";
    case 507: return "Insufficient Storage";
    case 511: return "Network Authentication Required";
    default: return {};
    }
}

} // namespace Retort::Gateway
