// SPDX-License-Identifier: Apache-2.0
#include "engine/http/requesttarget.h"

#include "engine/gateway/headerlist.h"
#include "engine/http/characters.h"

#include <algorithm>

namespace Retort::Http {

namespace {

ParseError badTarget(std::string_view text, std::string_view why)
{
    return {400, "The request target " + quoted(text) + " " + std::string(why)};
}

// Resolves "/./" and "/../" on the text as it was sent, so that %2F and %2e stay what the client
// wrote (UWSGI.md §5.2). Empty segments ("//") are kept. ".." at the top goes nowhere.
std::string withoutDotSegments(std::string_view path)
{
    std::string out;
    while (!path.empty()) {
        path.remove_prefix(1);  // each round starts at a '/'
        const std::size_t slash = std::min(path.find('/'), path.size());
        const std::string_view segment = path.substr(0, slash);
        path.remove_prefix(slash);
        if (segment == "." || segment == "..") {
            if (segment == ".." && !out.empty()) {
                out.resize(out.rfind('/'));
            }
            if (path.empty()) {
                out.push_back('/');
            }
            continue;
        }
        out.push_back('/');
        out.append(segment);
    }
    return out;
}

// Appends the bytes that %XX stand for; empty on success, otherwise why not.
std::string_view appendDecoded(std::string_view text, std::string &out)
{
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] != '%') {
            out.push_back(text[i]);
            continue;
        }
        const int high = i + 2 < text.size() ? hexValue(text[i + 1]) : -1;
        const int low = i + 2 < text.size() ? hexValue(text[i + 2]) : -1;
        if (high < 0 || low < 0) {
            return "has a '%' that is not followed by two hexadecimal digits";
        }
        if (high == 0 && low == 0) {
            return "contains %00, which no path may hold";
        }
        out.push_back(static_cast<char>(high * 16 + low));
        i += 2;
    }
    return {};
}

// Path and query of a target: the part that starts at '/' (or '?', or is empty, in absolute form).
Result<void, ParseError> splitPath(std::string_view whole, std::string_view text, RequestTarget &target)
{
    const std::size_t question = text.find('?');
    const std::string_view path = text.substr(0, question);
    target.uri = text;
    target.query = question == std::string_view::npos ? std::string_view("") : text.substr(question + 1);
    target.pathInfo.clear();
    if (path.find('%') == std::string_view::npos && path.find("/.") == std::string_view::npos) {
        target.pathInfo.assign(path);
        return {};
    }
    if (const auto fault = appendDecoded(withoutDotSegments(path), target.pathInfo); !fault.empty()) {
        return std::unexpected(badTarget(whole, fault));
    }
    return {};
}

Result<void, ParseError> parseAbsolute(std::string_view text, RequestTarget &target)
{
    std::string_view rest = text.substr(text.find("://") + 3);
    const std::size_t end = std::min(rest.find_first_of("/?"), rest.size());
    target.form = RequestTarget::Form::Absolute;
    target.authority = rest.substr(0, end);
    if (!isValidAuthority(target.authority)) {
        return std::unexpected(badTarget(text, "has no valid host"));
    }
    rest.remove_prefix(end);
    if (!rest.empty() && rest.front() == '/') {
        return splitPath(text, rest, target);
    }
    auto split = splitPath(text, rest, target);
    target.pathInfo = "/";
    if (rest.empty()) {
        target.uri = "/";
    }
    return split;
}

bool startsWithScheme(std::string_view text) noexcept
{
    return Gateway::equalsIgnoringCase(text.substr(0, 7), "http://") || Gateway::equalsIgnoringCase(text.substr(0, 8), "https://");
}

bool isRegNameChar(char c) noexcept
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || isDigit(c)
        || std::string_view("-._~!$&'()*+,;=%").find(c) != std::string_view::npos;
}

bool isAddressChar(char c) noexcept
{
    return hexValue(c) >= 0 || c == ':' || c == '.';
}

bool isPort(std::string_view text) noexcept
{
    int port = 0;
    for (const char c : text) {
        if (!isDigit(c) || (port = port * 10 + (c - '0')) > 65535) {
            return false;
        }
    }
    return true;  // an empty port is the default one (RFC 3986 §3.2.3)
}

} // namespace

Result<void, ParseError> parseTarget(std::string_view method, std::string_view text, RequestTarget &target)
{
    target.authority = {};
    if (method == "CONNECT") {
        return std::unexpected(ParseError{501, "This server is no proxy, so it cannot answer CONNECT"});
    }
    if (hasForbiddenControl(text) || text.find('#') != std::string_view::npos || text.find('\t') != std::string_view::npos) {
        return std::unexpected(badTarget(text, "contains a control character or a '#'"));
    }
    if (!text.empty() && text.front() == '/') {
        target.form = RequestTarget::Form::Origin;
        return splitPath(text, text, target);
    }
    if (text == "*" && method == "OPTIONS") {
        target.form = RequestTarget::Form::Asterisk;
        target.uri = text;
        target.query = "";
        target.pathInfo = "*";
        return {};
    }
    if (startsWithScheme(text)) {
        return parseAbsolute(text, target);
    }
    return std::unexpected(badTarget(text, "is neither a path that starts with '/' nor an http:// address"));
}

bool isValidAuthority(std::string_view authority) noexcept
{
    const std::string_view host = hostOf(authority);
    std::string_view port = authority.substr(host.size());
    if (!port.empty()) {
        if (port.front() != ':' || !isPort(port.substr(1))) {
            return false;
        }
    }
    if (host.empty()) {
        return false;
    }
    if (host.front() == '[') {
        return host.size() > 3 && host.back() == ']' && std::all_of(host.begin() + 1, host.end() - 1, isAddressChar);
    }
    for (std::size_t i = 0; i < host.size(); ++i) {
        if (!isRegNameChar(host[i])) {
            return false;
        }
        if (host[i] == '%' && (i + 2 >= host.size() || hexValue(host[i + 1]) < 0 || hexValue(host[i + 2]) < 0)) {
            return false;
        }
    }
    return true;
}

std::string_view hostOf(std::string_view authority) noexcept
{
    if (!authority.empty() && authority.front() == '[') {
        const std::size_t close = authority.find(']');
        return close == std::string_view::npos ? authority : authority.substr(0, close + 1);
    }
    return authority.substr(0, authority.find(':'));
}

} // namespace Retort::Http
