// SPDX-License-Identifier: Apache-2.0
#include "engine/http/cgivars.h"

#include "engine/gateway/headerlist.h"
#include "engine/http/characters.h"

#include <array>
#include <string>

namespace Retort::Http {

using Gateway::equalsIgnoringCase;

namespace {

constexpr std::string_view keyPrefix = "HTTP_";

// What a byte of a header name becomes in a variable's name.
constexpr std::array<char, 256> keyChars = [] {
    std::array<char, 256> chars{};
    for (std::size_t c = 0; c < chars.size(); ++c) {
        chars[c] = static_cast<char>(c >= 'a' && c <= 'z' ? c - 0x20 : c);
    }
    chars['-'] = '_';
    return chars;
}();

// "X-Request-Id" → "HTTP_X_REQUEST_ID"
void makeKey(std::string_view name, std::string &key)
{
    key.resize(keyPrefix.size() + name.size());
    char *to = key.data() + keyPrefix.copy(key.data(), keyPrefix.size());
    for (const char c : name) {
        *to++ = keyChars[static_cast<unsigned char>(c)];
    }
}

// Names that occur twice are rare, so pairs are compared only when a 64-bit sketch says they may be equal.
class RepeatSketch final
{
public:
    bool maybeSeen(std::string_view name) noexcept
    {
        const auto mix =
            name.size() * 31 + static_cast<std::size_t>(name.front() | 0x20) * 7 + static_cast<std::size_t>(name.back() | 0x20);
        const std::uint64_t bit = std::uint64_t{1} << (mix & 63);
        const bool seen = (m_bits & bit) != 0;
        m_bits |= bit;
        return seen;
    }

private:
    std::uint64_t m_bits = 0;
};

bool sameVariable(const RequestHead::Field &left, const RequestHead::Field &right) noexcept
{
    return !left.dropped && !right.dropped && equalsIgnoringCase(left.name, right.name);
}

bool isRepeat(const RequestHead &head, std::size_t index) noexcept
{
    for (std::size_t i = 0; i < index; ++i) {
        if (sameVariable(head.fields[i], head.fields[index])) {
            return true;
        }
    }
    return false;
}

std::string joined(const RequestHead &head, std::size_t index)
{
    const RequestHead::Field &first = head.fields[index];
    const std::string_view separator = equalsIgnoringCase(first.name, "cookie") ? "; " : ", ";
    std::string value(first.value);
    for (std::size_t i = index + 1; i < head.fields.size(); ++i) {
        if (sameVariable(first, head.fields[i])) {
            value.append(separator).append(head.fields[i].value);
        }
    }
    return value;
}

void addField(const RequestHead &head, std::size_t index, std::string_view value, std::string &key, Gateway::VarBlock &vars)
{
    const std::string_view name = head.fields[index].name;
    if (name.size() == 4 && equalsIgnoringCase(name, "host")) {
        vars.add("HTTP_HOST", head.host);
    } else if (name.size() == 12 && equalsIgnoringCase(name, "content-type")) {
        vars.add("CONTENT_TYPE", value);
    } else if (name.size() == 14 && equalsIgnoringCase(name, "content-length")) {
        vars.add("CONTENT_LENGTH", value);
    } else {
        makeKey(name, key);
        vars.add(key, value);
    }
}

void addFields(const RequestHead &head, Gateway::VarBlock &vars)
{
    RepeatSketch sketch;
    bool repeats = false;
    for (const RequestHead::Field &field : head.fields) {
        repeats = (!field.dropped && sketch.maybeSeen(field.name)) || repeats;
    }
    std::string key;
    key.reserve(64);
    for (std::size_t i = 0; i < head.fields.size(); ++i) {
        if (head.fields[i].dropped) {
            continue;
        }
        if (!repeats) {
            addField(head, i, head.fields[i].value, key, vars);
        } else if (!isRepeat(head, i)) {
            addField(head, i, joined(head, i), key, vars);
        }
    }
}

bool behindHttps(const RequestHead &head)
{
    const std::string_view secure = head.value("x-forwarded-ssl");
    return equalsIgnoringCase(head.value("x-forwarded-proto"), "https") || secure == "1" || equalsIgnoringCase(secure, "on");
}

} // namespace

Gateway::VarBlock cgiVars(const RequestHead &head, const Net::Peer &peer, const HttpSettings &settings)
{
    Gateway::VarBlock vars;
    vars.reserve(head.size + head.fields.size() * 10 + head.target.uri.size() * 2 + 320);
    vars.add("REQUEST_METHOD", head.method);
    if (head.target.uri.starts_with('?')) {  // "http://host?x" has no path, but what apps split is never without one
        vars.add("REQUEST_URI", "/" + std::string(head.target.uri));
    } else {
        vars.add("REQUEST_URI", head.target.uri);
    }
    vars.add("PATH_INFO", head.target.pathInfo);
    vars.add("QUERY_STRING", head.target.query);
    vars.add("SERVER_PROTOCOL", head.minorVersion == 0 ? "HTTP/1.0" : "HTTP/1.1");
    vars.add("SCRIPT_NAME", "");
    vars.add("SERVER_NAME", settings.serverName);
    vars.add("SERVER_PORT", settings.serverPort);
    if (settings.isRouter) {
        vars.add("UWSGI_ROUTER", "http");
    }
    const bool local = peer.address.empty();
    vars.add("REMOTE_ADDR", local ? std::string_view("0.0.0.0") : std::string_view(peer.address));
    if (settings.isRouter) {
        vars.add("REMOTE_PORT", local ? std::string("0") : std::to_string(peer.port));
    }
    if (peer.isLoopback && behindHttps(head)) {
        vars.add("HTTPS", "on");
    }
    if (head.target.form == RequestTarget::Form::Absolute && !head.hasHost) {
        vars.add("HTTP_HOST", head.host);
    }
    addFields(head, vars);
    return vars;
}

} // namespace Retort::Http
