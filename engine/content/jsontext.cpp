// SPDX-License-Identifier: Apache-2.0
// The texts in JSON: strings without their escapes, and a document as lines.
#include "engine/content/jsonoutline.h"

#include <algorithm>
#include <charconv>

namespace Retort::Content {

namespace {

constexpr std::uint32_t replacement = 0xfffd;

void appendUtf8(std::string &to, std::uint32_t code)
{
    const auto add = [&to](std::uint32_t byte) { to += static_cast<char>(byte); };
    if (code < 0x80) {
        add(code);
    } else if (code < 0x800) {
        add(0xc0 | (code >> 6));
        add(0x80 | (code & 0x3f));
    } else if (code < 0x10000) {
        add(0xe0 | (code >> 12));
        add(0x80 | ((code >> 6) & 0x3f));
        add(0x80 | (code & 0x3f));
    } else {
        add(0xf0 | (code >> 18));
        add(0x80 | ((code >> 12) & 0x3f));
        add(0x80 | ((code >> 6) & 0x3f));
        add(0x80 | (code & 0x3f));
    }
}

// The four digits behind \u at `at`; `replacement` when they are not there.
std::uint32_t unitAt(std::string_view text, std::size_t at)
{
    std::uint32_t unit = 0;
    const std::string_view digits = at < text.size() ? text.substr(at, 4) : std::string_view();
    const auto [end, fault] = std::from_chars(digits.data(), digits.data() + digits.size(), unit, 16);
    return digits.size() == 4 && fault == std::errc() && end == digits.data() + 4 ? unit : replacement;
}

char plainEscape(char c) noexcept
{
    switch (c) {
    case 'b': return '\b';
    case 'f': return '\f';
    case 'n': return '\n';
    case 'r': return '\r';
    case 't': return '\t';
    default: return c;
    }
}

// Recursion goes as deep as the reader lets a text be.
class LineWriter final
{
public:
    LineWriter(const JsonOutline &outline, Members members) : m_outline(outline), m_members(members) {}

    std::vector<std::string> run()
    {
        if (m_outline.size() > 0) {
            write(0, 0, false);
        }
        return std::move(m_lines);
    }

private:
    std::vector<std::size_t> childrenOf(std::size_t index) const
    {
        std::vector<std::size_t> children(m_outline.node(index).childCount);
        for (std::size_t row = 0; row < children.size(); ++row) {
            children[row] = m_outline.child(index, row);
        }
        if (m_members == Members::Sorted && m_outline.node(index).kind == JsonOutline::Kind::Object) {
            std::ranges::stable_sort(children, {}, [this](std::size_t child) { return m_outline.nameOf(child); });
        }
        return children;
    }

    void write(std::size_t index, std::size_t depth, bool comma)
    {
        const JsonOutline::Node &node = m_outline.node(index);
        std::string line(depth * 2, ' ');
        if (node.nameLength > 0) {
            line.append(m_outline.text(), node.nameAt, node.nameLength).append(": ");
        }
        const bool isContainer = node.kind == JsonOutline::Kind::Array || node.kind == JsonOutline::Kind::Object;
        if (!isContainer || node.childCount == 0) {
            line.append(!isContainer ? m_outline.textOf(index) : node.kind == JsonOutline::Kind::Array ? "[]" : "{}");
            m_lines.push_back(comma ? line + ',' : line);
            return;
        }
        const bool isArray = node.kind == JsonOutline::Kind::Array;
        m_lines.push_back(line + (isArray ? '[' : '{'));
        const std::vector<std::size_t> children = childrenOf(index);
        for (std::size_t row = 0; row < children.size(); ++row) {
            write(children[row], depth + 1, row + 1 < children.size());
        }
        m_lines.push_back(std::string(depth * 2, ' ') + (isArray ? ']' : '}') + (comma ? "," : ""));
    }

    const JsonOutline &m_outline;
    Members m_members;
    std::vector<std::string> m_lines;
};

} // namespace

std::string unescapedJson(std::string_view quoted)
{
    if (quoted.starts_with('"')) {
        quoted.remove_prefix(1);
    }
    if (quoted.ends_with('"')) {
        quoted.remove_suffix(1);
    }
    std::string text;
    text.reserve(quoted.size());
    for (std::size_t at = 0; at < quoted.size(); ++at) {
        if (quoted[at] != '\\' || at + 1 == quoted.size()) {
            text += quoted[at];
            continue;
        }
        ++at;
        if (quoted[at] != 'u') {
            text += plainEscape(quoted[at]);
            continue;
        }
        std::uint32_t code = unitAt(quoted, at + 1);
        at += std::min<std::size_t>(4, quoted.size() - at - 1);
        const bool isHigh = code >= 0xd800 && code < 0xdc00;
        if (isHigh && quoted.substr(at + 1).starts_with("\\u")) {
            const std::uint32_t low = unitAt(quoted, at + 3);
            if (low >= 0xdc00 && low < 0xe000) {
                code = 0x10000 + ((code - 0xd800) << 10) + (low - 0xdc00);
                at += 6;
            }
        }
        appendUtf8(text, code >= 0xd800 && code < 0xe000 ? replacement : code);
    }
    return text;
}

std::vector<std::string> jsonLines(const JsonOutline &outline, Members members)
{
    return LineWriter(outline, members).run();
}

} // namespace Retort::Content
