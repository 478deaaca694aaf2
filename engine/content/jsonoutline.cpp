// SPDX-License-Identifier: Apache-2.0
#include "engine/content/jsonoutline.h"

#include <algorithm>
#include <utility>

namespace Retort::Content {

namespace {

bool isDigit(char c) noexcept
{
    return c >= '0' && c <= '9';
}

bool isBlank(char c) noexcept
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

int hexValue(char c) noexcept
{
    return isDigit(c) ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

} // namespace

// Reads without recursion; the open containers are the parents of the node it works on.
class JsonOutline::Reader final
{
public:
    Reader(JsonOutline &outline, std::size_t most) : m_outline(outline), m_text(outline.m_text), m_most(most) {}

    void run()
    {
        skipBlanks();
        if (!value({}, 0)) {
            closeAll();
            return;
        }
        while (m_depth > 0) {
            if (!member()) {
                closeAll();
                return;
            }
        }
        skipBlanks();
        if (m_at < m_text.size()) {
            fail(Problem::Behind);
        }
    }

private:
    struct Name
    {
        std::size_t at = 0;
        std::size_t length = 0;
    };

    bool fail(Problem problem)
    {
        Fault fault{
            .problem = m_at >= m_text.size() && problem != Problem::Many ? Problem::End : problem, .at = m_at, .line = 1, .column = 1};
        const std::string_view before = m_text.substr(0, m_at);
        fault.line += static_cast<int>(std::ranges::count(before, '\n'));
        const std::size_t lineStart = before.rfind('\n');
        fault.column += static_cast<int>(lineStart == std::string_view::npos ? m_at : m_at - lineStart - 1);
        m_outline.m_fault = fault;
        return false;
    }

    void skipBlanks()
    {
        while (m_at < m_text.size() && isBlank(m_text[m_at])) {
            ++m_at;
        }
    }

    char peek() const { return m_at < m_text.size() ? m_text[m_at] : '\0'; }

    Node &open() { return m_outline.m_nodes[m_parent]; }

    // The next member of the open container, or its end.
    bool member()
    {
        skipBlanks();
        const bool isObject = open().kind == Kind::Object;
        if (peek() == (isObject ? '}' : ']') && !m_afterComma) {
            ++m_at;
            close();
            return true;
        }
        if (open().childCount > 0 && !m_afterComma) {
            if (peek() != ',') {
                return fail(Problem::Comma);
            }
            ++m_at;
            m_afterComma = true;
            return true;
        }
        Name name;
        if (isObject) {
            name.at = m_at;
            if (peek() != '"') {
                return fail(Problem::Name);
            }
            if (!string()) {
                return false;
            }
            name.length = m_at - name.at;
            skipBlanks();
            if (peek() != ':') {
                return fail(Problem::Colon);
            }
            ++m_at;
            skipBlanks();
        }
        m_afterComma = false;
        return value(name, m_depth);
    }

    bool value(Name name, std::size_t depth)
    {
        const char first = peek();
        const std::size_t start = m_at;
        if (m_outline.m_nodes.size() >= m_most) {
            return fail(Problem::Many);
        }
        if (first == '{' || first == '[') {
            if (depth >= mostDepth) {
                return fail(Problem::Deep);
            }
            const std::size_t made = add(first == '{' ? Kind::Object : Kind::Array, name, start);
            m_parent = made;
            ++m_depth;
            ++m_at;
            return true;
        }
        Kind kind = Kind::Null;
        if (first == '"' ? !string() : first == '-' || isDigit(first) ? !number() : !word(kind)) {
            return false;
        }
        kind = first == '"' ? Kind::String : first == '-' || isDigit(first) ? Kind::Number : kind;
        const std::size_t made = add(kind, name, start);
        m_outline.m_nodes[made].length = static_cast<std::uint32_t>(m_at - start);
        return true;
    }

    std::size_t add(Kind kind, Name name, std::size_t start)
    {
        Node node;
        node.kind = kind;
        node.at = static_cast<std::uint32_t>(start);
        node.nameAt = static_cast<std::uint32_t>(name.at);
        node.nameLength = static_cast<std::uint32_t>(name.length);
        node.parent = static_cast<std::uint32_t>(m_parent);
        const std::size_t made = m_outline.m_nodes.size();
        if (made > 0) {
            node.row = open().childCount++;
        }
        m_outline.m_nodes.push_back(node);
        return made;
    }

    void close()
    {
        open().length = static_cast<std::uint32_t>(m_at - open().at);
        m_parent = open().parent;
        --m_depth;
    }

    void closeAll()
    {
        while (m_depth > 0) {
            close();
        }
    }

    bool word(Kind &kind)
    {
        for (const auto &[text, is] : {std::pair{"null", Kind::Null}, std::pair{"true", Kind::True}, std::pair{"false", Kind::False}}) {
            if (m_text.substr(m_at).starts_with(text)) {
                m_at += std::string_view(text).size();
                kind = is;
                return true;
            }
            if (m_at < m_text.size() && std::string_view(text).starts_with(m_text.substr(m_at))) {
                m_at = m_text.size(); // the rest of the word was cut off
            }
        }
        return fail(Problem::Value);
    }

    bool digits()
    {
        const std::size_t start = m_at;
        while (isDigit(peek())) {
            ++m_at;
        }
        return m_at > start;
    }

    bool number()
    {
        m_at += peek() == '-' ? 1 : 0;
        const std::size_t first = m_at;
        if (!digits() || (m_text[first] == '0' && m_at > first + 1)) {
            return fail(Problem::Number); // 012 is none
        }
        if (peek() == '.') {
            ++m_at;
            if (!digits()) {
                return fail(Problem::Number);
            }
        }
        if (peek() == 'e' || peek() == 'E') {
            ++m_at;
            m_at += peek() == '+' || peek() == '-' ? 1 : 0;
            if (!digits()) {
                return fail(Problem::Number);
            }
        }
        return true;
    }

    bool string()
    {
        ++m_at; // the quote
        while (m_at < m_text.size()) {
            const char c = m_text[m_at];
            if (c == '"') {
                ++m_at;
                return true;
            }
            if (static_cast<unsigned char>(c) < 0x20) {
                return fail(Problem::String);
            }
            if (c == '\\' && !escape()) {
                return false;
            }
            m_at += c == '\\' ? 0 : 1;
        }
        return fail(Problem::End);
    }

    bool escape()
    {
        ++m_at;
        if (peek() == 'u' && m_at < m_text.size()) {
            for (int digit = 0; digit < 4; ++digit) {
                ++m_at;
                if (m_at >= m_text.size() || hexValue(m_text[m_at]) < 0) {
                    return fail(Problem::Escape);
                }
            }
        } else if (m_at >= m_text.size() || !std::string_view("\"\\/bfnrt").contains(m_text[m_at])) {
            return fail(Problem::Escape);
        }
        ++m_at;
        return true;
    }

    JsonOutline &m_outline;
    std::string_view m_text;
    std::size_t m_most;
    std::size_t m_at = 0;
    std::size_t m_parent = 0; // the open container
    std::size_t m_depth = 0;
    bool m_afterComma = false;
};

JsonOutline JsonOutline::of(std::string text, std::size_t most)
{
    JsonOutline outline;
    outline.m_text = std::move(text);
    Reader(outline, most).run();
    outline.arrangeChildren();
    return outline;
}

// Nodes come in the order of the text; the children of one are found by counting.
void JsonOutline::arrangeChildren()
{
    std::uint32_t first = 0;
    for (Node &node : m_nodes) {
        node.firstChild = first;
        first += node.childCount;
    }
    m_children.resize(first);
    for (std::size_t index = 1; index < m_nodes.size(); ++index) {
        const Node &node = m_nodes[index];
        m_children[m_nodes[node.parent].firstChild + node.row] = static_cast<std::uint32_t>(index);
    }
}

std::string JsonOutline::nameOf(std::size_t index) const
{
    const Node &node = m_nodes[index];
    return unescapedJson(std::string_view(m_text).substr(node.nameAt, node.nameLength));
}

std::string JsonOutline::stringOf(std::size_t index) const
{
    return unescapedJson(textOf(index));
}

std::string JsonOutline::pathOf(std::size_t index) const
{
    std::vector<std::string> steps;
    for (std::size_t at = index; at != 0; at = m_nodes[at].parent) {
        const Node &node = m_nodes[at];
        if (node.nameLength == 0) {
            steps.push_back('[' + std::to_string(node.row) + ']');
            continue;
        }
        const std::string name = nameOf(at);
        const bool isWord = !name.empty() && !isDigit(name[0])
            && std::ranges::all_of(name, [](char c) { return isDigit(c) || c == '_' || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); });
        steps.push_back(isWord ? '.' + name : '[' + m_text.substr(node.nameAt, node.nameLength) + ']');
    }
    std::string path = "$";
    for (auto step = steps.rbegin(); step != steps.rend(); ++step) {
        path += *step;
    }
    return path;
}

} // namespace Retort::Content
