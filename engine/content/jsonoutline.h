// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace Retort::Content {

// What JSON text (RFC 8259) consists of, without changing any of it: members keep their order and come twice when they were
// sent twice, numbers keep their digits, and all that stands before a fault or the end of a cut text is there. QJsonDocument
// does none of these. Values are found by number: 0 is the root, and there is none when the text has not even one value.
// A plain value that owns its text; safe to read from any thread.
class JsonOutline final
{
public:
    enum class Kind : std::uint8_t { Null, True, False, Number, String, Array, Object };
    enum class Problem : std::uint8_t { End, Value, Name, Colon, Comma, Number, String, Escape, Behind, Deep, Many };

    struct Fault
    {
        Problem problem = Problem::End;
        std::size_t at = 0; // byte
        int line = 1;
        int column = 1; // bytes of the line before it, plus one
    };

    struct Node
    {
        std::uint32_t at = 0; // of its text
        std::uint32_t length = 0;
        std::uint32_t nameAt = 0;
        std::uint32_t nameLength = 0; // with the quotes; 0: it has no name
        std::uint32_t parent = 0;
        std::uint32_t row = 0; // among the children of its parent
        std::uint32_t firstChild = 0;
        std::uint32_t childCount = 0;
        Kind kind = Kind::Null;
    };

    static constexpr std::size_t mostNodes = 1'000'000; // 40 MB
    static constexpr std::size_t mostDepth = 500;

    static JsonOutline of(std::string text, std::size_t most = mostNodes);

    std::size_t size() const noexcept { return m_nodes.size(); }
    const Node &node(std::size_t index) const { return m_nodes[index]; }
    std::size_t child(std::size_t index, std::size_t row) const { return m_children[m_nodes[index].firstChild + row]; }

    const std::string &text() const noexcept { return m_text; }
    std::string_view textOf(std::size_t index) const { return std::string_view(m_text).substr(m_nodes[index].at, m_nodes[index].length); }
    // Without quotes and escapes, as UTF-8.
    std::string nameOf(std::size_t index) const;
    std::string stringOf(std::size_t index) const;

    // Where it stops to be JSON; the nodes before it are here.
    const std::optional<Fault> &fault() const noexcept { return m_fault; }

    // `$.users[3].name`; names that are no words stand in brackets and quotes.
    std::string pathOf(std::size_t index) const;

private:
    class Reader;

    void arrangeChildren();

    std::string m_text;
    std::vector<Node> m_nodes;
    std::vector<std::uint32_t> m_children; // of each node one after another
    std::optional<Fault> m_fault;
};

enum class Members : std::uint8_t { AsSent, Sorted };

// One value to a line, indented by two, with the words of the text itself: to be compared line by line.
std::vector<std::string> jsonLines(const JsonOutline &outline, Members members);

// The content of a JSON string that stands in quotes: escapes become UTF-8, a half of a surrogate pair U+FFFD.
std::string unescapedJson(std::string_view quoted);

} // namespace Retort::Content
