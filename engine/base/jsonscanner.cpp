// SPDX-License-Identifier: Apache-2.0
#include "engine/base/jsonscanner.h"

#include <algorithm>
#include <charconv>
#include <cstdint>

namespace Retort {

namespace {

void appendUtf8(std::string &to, char32_t point)
{
    const auto byte = [&to](char32_t value) { to.push_back(static_cast<char>(value)); };
    const auto following = [&byte, point](int shift) { byte(0x80 | ((point >> shift) & 0x3f)); };
    if (point < 0x80) {
        byte(point);
    } else if (point < 0x800) {
        byte(0xc0 | (point >> 6));
        following(0);
    } else if (point < 0x10000) {
        byte(0xe0 | (point >> 12));
        following(6);
        following(0);
    } else {
        byte(0xf0 | (point >> 18));
        following(12);
        following(6);
        following(0);
    }
}

} // namespace

bool JsonScanner::fail() noexcept
{
    m_failed = true;
    m_at = m_json.size();
    return false;
}

// The next byte that is no blank; NUL at the end.
char JsonScanner::peek() noexcept
{
    while (m_at < m_json.size()) {
        const char byte = m_json[m_at];
        if (byte != ' ' && byte != '\t' && byte != '\n' && byte != '\r') {
            return byte;
        }
        ++m_at;
    }
    return '\0';
}

bool JsonScanner::begin(char open, char close)
{
    if (peek() != open) {
        skip();
        return false;
    }
    ++m_at;
    if (peek() == close) {
        ++m_at;
        return false;
    }
    return true;
}

bool JsonScanner::next(char close)
{
    const char byte = peek();
    if (byte == ',') {
        ++m_at;
        return true;
    }
    if (byte != close) {
        return fail();
    }
    ++m_at;
    return false;
}

bool JsonScanner::takeKey()
{
    if (peek() != '"') {
        return fail();
    }
    const std::size_t start = m_at + 1;
    skipString();
    if (m_failed || peek() != ':') {
        return fail();
    }
    m_key = m_json.substr(start, m_json.find_last_of('"', m_at) - start);
    ++m_at;
    return true;
}

bool JsonScanner::beginObject()
{
    return begin('{', '}') && takeKey();
}

bool JsonScanner::nextMember()
{
    return next('}') && takeKey();
}

bool JsonScanner::beginArray()
{
    return begin('[', ']');
}

bool JsonScanner::nextElement()
{
    return next(']');
}

void JsonScanner::skipString() noexcept
{
    for (std::size_t at = m_at + 1; at < m_json.size(); ++at) {
        if (m_json[at] == '\\') {
            ++at;
        } else if (m_json[at] == '"') {
            m_at = at + 1;
            return;
        }
    }
    fail();
}

double JsonScanner::number()
{
    peek();
    const char *const end = m_json.data() + m_json.size();
    const char *const start = m_json.data() + m_at;
    std::int64_t whole = 0;
    const auto [behind, fault] = std::from_chars(start, end, whole);
    if (fault == std::errc() && (behind == end || (*behind != '.' && *behind != 'e' && *behind != 'E'))) {
        m_at += static_cast<std::size_t>(behind - start);
        return static_cast<double>(whole);
    }
    double value = 0;
    const std::string_view bytes = skip();
    const bool isNumber = !bytes.empty() && (bytes[0] == '-' || (bytes[0] >= '0' && bytes[0] <= '9'));
    return isNumber && std::from_chars(bytes.data(), bytes.data() + bytes.size(), value).ec == std::errc() ? value : 0;
}

bool JsonScanner::truth()
{
    return skip() == "true";
}

void JsonScanner::text(std::string &to)
{
    to.clear();
    if (peek() != '"') {
        skip();
        return;
    }
    ++m_at;
    while (m_at < m_json.size()) {
        const std::size_t run = std::min(m_json.find_first_of("\"\\", m_at), m_json.size());
        to.append(m_json.substr(m_at, run - m_at));
        m_at = run;
        if (m_at < m_json.size() && m_json[m_at++] == '"') {
            return;
        }
        appendEscape(to);
    }
    fail();
}

// Behind the backslash.
void JsonScanner::appendEscape(std::string &to)
{
    if (m_at >= m_json.size()) {
        return;
    }
    const char letter = m_json[m_at++];
    switch (letter) {
    case 'b': to.push_back('\b'); return;
    case 'f': to.push_back('\f'); return;
    case 'n': to.push_back('\n'); return;
    case 'r': to.push_back('\r'); return;
    case 't': to.push_back('\t'); return;
    case 'u': break;
    default: to.push_back(letter); return;
    }
    char32_t point = hexUnit();
    if (point >= 0xd800 && point < 0xdc00 && m_json.substr(m_at).starts_with("\\u")) {
        m_at += 2;
        const char32_t low = hexUnit();
        point = low >= 0xdc00 && low < 0xe000 ? 0x10000 + ((point - 0xd800) << 10) + (low - 0xdc00) : 0xfffd;
    }
    appendUtf8(to, point >= 0xd800 && point < 0xe000 ? 0xfffd : point);
}

char32_t JsonScanner::hexUnit() noexcept
{
    std::uint32_t unit = 0;
    const std::string_view digits = m_json.substr(m_at, 4);
    const auto [behind, fault] = std::from_chars(digits.data(), digits.data() + digits.size(), unit, 16);
    if (fault != std::errc() || behind != digits.data() + 4) {
        fail();
        return 0xfffd;
    }
    m_at += 4;
    return unit;
}

// Counts brackets, whichever: a depth that an attacker chooses must not become depth of calls.
void JsonScanner::skipNested() noexcept
{
    int depth = 0;
    while (m_at < m_json.size()) {
        const char byte = m_json[m_at];
        if (byte == '"') {
            skipString();
            continue;
        }
        ++m_at;
        if (byte == '{' || byte == '[') {
            ++depth;
        } else if ((byte == '}' || byte == ']') && --depth == 0) {
            return;
        }
    }
    fail();
}

std::string_view JsonScanner::skip()
{
    const char first = peek();
    const std::size_t start = m_at;
    if (first == '"') {
        skipString();
    } else if (first == '{' || first == '[') {
        skipNested();
    } else {
        m_at = std::min(m_json.find_first_of(",]} \t\r\n", m_at), m_json.size());
        if (m_at == start) {
            fail();
        }
    }
    return m_json.substr(start, m_at - start);
}

} // namespace Retort
