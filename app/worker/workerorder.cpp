// SPDX-License-Identifier: Apache-2.0
#include "app/worker/workerorder.h"

#include <charconv>

namespace Retort {

namespace {

void appendUtf8(std::string &out, unsigned code)
{
    if (code < 0x80) {
        out.push_back(static_cast<char>(code));
    } else if (code < 0x800) {
        out.push_back(static_cast<char>(0xc0 | (code >> 6)));
        out.push_back(static_cast<char>(0x80 | (code & 0x3f)));
    } else {
        out.push_back(static_cast<char>(0xe0 | (code >> 12)));
        out.push_back(static_cast<char>(0x80 | ((code >> 6) & 0x3f)));
        out.push_back(static_cast<char>(0x80 | (code & 0x3f)));
    }
}

// What stands behind a backslash; at is moved past it. False when it is no escape we know.
// Qt writes UTF-8 as it is and escapes only quotes, backslashes and control characters.
bool appendEscape(std::string &out, std::string_view json, std::size_t &at)
{
    if (at >= json.size()) {
        return false;
    }
    const char c = json[at++];
    switch (c) {
    case '"':
    case '\\':
    case '/': out.push_back(c); return true;
    case 'b': out.push_back('\b'); return true;
    case 'f': out.push_back('\f'); return true;
    case 'n': out.push_back('\n'); return true;
    case 'r': out.push_back('\r'); return true;
    case 't': out.push_back('\t'); return true;
    case 'u': break;
    default: return false;
    }
    unsigned code = 0;
    const std::string_view digits = json.substr(at, 4);
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), code, 16);
    if (error != std::errc() || digits.size() != 4 || end != digits.data() + 4 || (code >= 0xd800 && code < 0xe000)) {
        return false;
    }
    at += 4;
    appendUtf8(out, code);
    return true;
}

// The string whose opening quote stands at `at`; `at` is moved past its closing one.
std::optional<std::string> takeString(std::string_view json, std::size_t &at)
{
    std::string text;
    for (++at; at < json.size();) {
        const char c = json[at++];
        if (c == '"') {
            return text;
        }
        if (c != '\\') {
            text.push_back(c);
        } else if (!appendEscape(text, json, at)) {
            return std::nullopt;
        }
    }
    return std::nullopt;
}

std::size_t skipBlanks(std::string_view json, std::size_t at)
{
    const std::size_t next = json.find_first_not_of(" \t\r\n", at);
    return next == std::string_view::npos ? json.size() : next;
}

} // namespace

std::optional<std::string> jsonText(std::string_view json, std::string_view name)
{
    for (std::size_t at = json.find('"'); at < json.size(); at = json.find('"', at)) {
        const auto key = takeString(json, at);
        if (!key) {
            return std::nullopt;
        }
        at = skipBlanks(json, at);
        if (at >= json.size() || json[at] != ':') {
            continue;  // it was a value, not a name
        }
        at = skipBlanks(json, at + 1);
        if (at < json.size() && json[at] == '"') {
            auto value = takeString(json, at);
            if (!value || *key == name) {
                return value;
            }
        }
    }
    return std::nullopt;
}

std::expected<WorkerOrder, std::string> WorkerOrder::fromJson(std::string_view json)
{
    WorkerOrder order;
    struct Member
    {
        std::string_view name;
        std::string &value;
    };
    for (const auto &[name, value] : {Member{"libpython", order.libpython}, Member{"python", order.python}, Member{"module", order.module},
             Member{"runtime", order.runtime}}) {
        auto text = jsonText(json, name);
        if (!text || text->empty()) {
            return std::unexpected("RETORT_WORKER says nothing about \"" + std::string(name) + "\".");
        }
        value = std::move(*text);
    }
    order.options = jsonText(json, "options").value_or(std::string());
    return order;
}

} // namespace Retort
