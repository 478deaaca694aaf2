// SPDX-License-Identifier: Apache-2.0
#include "engine/uwsgi/uwsgivars.h"

#include "engine/gateway/headerlist.h"

#include <algorithm>
#include <array>
#include <charconv>

namespace Retort::Uwsgi {

namespace {

constexpr std::uint8_t stripScriptName = 30;

constexpr std::array<std::string_view, 13> controlVariables{
    "UWSGI_FILE",
    "UWSGI_SCRIPT",
    "UWSGI_MODULE",
    "UWSGI_CALLABLE",
    "UWSGI_CHDIR",
    "UWSGI_PYHOME",
    "UWSGI_HOME",
    "UWSGI_SETENV",
    "UWSGI_APPID",
    "UWSGI_POSTFILE",
    "UWSGI_TOUCH_RELOAD",
    "UWSGI_CACHE_GET",
    "UWSGI_CACHE_SET",
};

// Whether a header of a proxy says that its client speaks TLS.
bool isHttps(std::string_view key, std::string_view value) noexcept
{
    if (key == "HTTP_X_FORWARDED_PROTO") {
        return Gateway::equalsIgnoringCase(value, "https");
    }
    return value == "1" || Gateway::equalsIgnoringCase(value, "on");
}

// The variables that decide something here, found in one pass; a later one of the same name wins.
struct Known
{
    std::string_view method, contentLength, protocol, scriptName, pathInfo;
    bool hasName = false, hasPort = false, hasProtocol = false, hasForbidden = false, hasScheme = false, isForwardedHttps = false;

    void note(std::string_view key, std::string_view value)
    {
        if (key == "REQUEST_METHOD") {
            method = value;
        } else if (key == "CONTENT_LENGTH") {
            contentLength = value;
        } else if (key == "SERVER_PROTOCOL") {
            protocol = value;
            hasProtocol = true;
        } else if (key == "SCRIPT_NAME") {
            scriptName = value;
        } else if (key == "PATH_INFO") {
            pathInfo = value;
        } else if (key == "SERVER_NAME") {
            hasName = true;
        } else if (key == "SERVER_PORT") {
            hasPort = true;
        } else if (key == "HTTPS" || key == "UWSGI_SCHEME") {
            hasScheme = true;
        } else if (key == "HTTP_X_FORWARDED_PROTO" || key == "HTTP_X_FORWARDED_SSL") {
            isForwardedHttps = isForwardedHttps || isHttps(key, value);
        } else if (isForbidden(key)) {
            hasForbidden = true;
        }
    }
};

// RFC 9110 §5.6.2. A method is one; nothing else in it could be logged or compared safely.
bool isToken(std::string_view text) noexcept
{
    constexpr std::string_view marks = "!#$%&'*+-.^_`|~";
    return !text.empty() && std::ranges::all_of(text, [&](char c) {
        return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || marks.find(c) != marks.npos;
    });
}

// At most 40 bytes of a value, fit for a log line.
std::string quoted(std::string_view text)
{
    std::string out("“");
    for (const char c : text.substr(0, 40)) {
        out += c >= ' ' && c <= '~' ? c : '?';
    }
    return out + (text.size() > 40 ? "…”" : "”");
}

std::optional<std::uint64_t> parseLength(std::string_view text) noexcept
{
    std::uint64_t length = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), length);
    return error == std::errc() && end == text.data() + text.size() ? std::optional(length) : std::nullopt;
}

Gateway::VarBlock withoutForbidden(const Gateway::VarBlock &block, std::vector<std::string> &dropped)
{
    Gateway::VarBlock kept;
    kept.reserve(block.bytes().size());
    for (const auto [key, value] : block) {
        if (!isForbidden(key)) {
            kept.add(key, value);
        } else if (std::ranges::find(dropped, key) == dropped.end()) {
            dropped.emplace_back(key);
        }
    }
    return kept;
}

std::string requestFault(const Known &known)
{
    if (known.method.empty()) {
        return "The front end sent no REQUEST_METHOD: its configuration may lack “include uwsgi_params;”";
    }
    if (!isToken(known.method)) {
        return "REQUEST_METHOD is " + quoted(known.method) + ", which is no method";
    }
    if (!known.contentLength.empty() && !parseLength(known.contentLength)) {
        return "CONTENT_LENGTH is " + quoted(known.contentLength) + ", which is no number of bytes";
    }
    return {};
}

// "/x/y" with SCRIPT_NAME "/x" is "/y"; "/xy" is not below "/x".
std::optional<std::string> strippedPath(std::string_view path, std::string_view scriptName)
{
    while (scriptName.ends_with('/')) {
        scriptName.remove_suffix(1);
    }
    if (scriptName.empty() || !path.starts_with(scriptName)) {
        return std::nullopt;
    }
    path.remove_prefix(scriptName.size());
    return path.empty() || path.front() == '/' ? std::optional(std::string(path)) : std::nullopt;
}

// The host without port and final dot.
std::string_view bareHost(std::string_view host) noexcept
{
    if (host.starts_with('[')) {
        return host.substr(0, host.find(']') + 1);
    }
    host = host.substr(0, host.find(':'));
    return host.ends_with('.') ? host.substr(0, host.size() - 1) : host;
}

bool isLoopbackAddress(std::string_view address) noexcept
{
    // Digits and dots only: "127.0.0.1.attacker.example" is a name.
    return address == "::1" || address == "[::1]"
        || (address.starts_with("127.") && address.find_first_not_of("0123456789.") == address.npos);
}

bool isLocalName(std::string_view host) noexcept
{
    constexpr std::string_view localhost = "localhost";
    if (Gateway::equalsIgnoringCase(host, localhost)) {
        return true;
    }
    return host.size() > localhost.size() + 1 && host[host.size() - localhost.size() - 1] == '.'
        && Gateway::equalsIgnoringCase(host.substr(host.size() - localhost.size()), localhost);
}

} // namespace

bool isForbidden(std::string_view key) noexcept
{
    if (key.starts_with("UWSGI_")) {
        return std::ranges::find(controlVariables, key) != controlVariables.end();
    }
    return key == "HTTP_PROXY" || key.starts_with("wsgi.") || key.starts_with("uwsgi.");
}

CheckedVars checkVars(Gateway::VarBlock block, std::uint8_t modifier1, const ServerDefaults &defaults)
{
    CheckedVars checked;
    Known known;
    for (const auto [key, value] : block) {
        known.note(key, value);
    }
    if (checked.fault = block.count() == 0 ? "The front end sent no variables" : requestFault(known); !checked.fault.empty()) {
        checked.status = 400;
    }
    checked.contentLength = parseLength(known.contentLength).value_or(0);
    checked.isHead = known.method == "HEAD";
    checked.minorVersion = known.protocol.starts_with("HTTP/") && known.protocol != "HTTP/1.0" ? 1 : 0;
    const auto path = modifier1 == stripScriptName ? strippedPath(known.pathInfo, known.scriptName) : std::nullopt;
    if (known.hasForbidden) {
        checked.vars = withoutForbidden(block, checked.dropped);
    } else {
        checked.vars = std::move(block);
    }
    if (path) {
        checked.vars.add("PATH_INFO", *path);
    }
    if (!known.hasName) {
        checked.vars.add("SERVER_NAME", defaults.name);
    }
    if (!known.hasPort) {
        checked.vars.add("SERVER_PORT", defaults.port);
    }
    if (!known.hasProtocol) {
        checked.vars.add("SERVER_PROTOCOL", "HTTP/1.0");
    }
    if (known.isForwardedHttps && !known.hasScheme && defaults.peerIsLocal) {
        checked.vars.add("HTTPS", "on");
    }
    return checked;
}

// A header that tells of a proxy in front of the front end means that REMOTE_ADDR is that proxy; and a name
// that is not local may be a web page elsewhere that points its own name here (RELIABILITY.md part 3, 2).
bool cameFromThisComputer(const Gateway::VarBlock &vars) noexcept
{
    const std::string_view host = bareHost(vars.value("HTTP_HOST"));
    return isLoopbackAddress(vars.value("REMOTE_ADDR")) && !vars.contains("HTTP_X_FORWARDED_FOR") && !vars.contains("HTTP_FORWARDED")
        && !vars.contains("HTTP_X_REAL_IP") && (isLoopbackAddress(host) || isLocalName(host));
}

} // namespace Retort::Uwsgi
