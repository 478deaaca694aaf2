// SPDX-License-Identifier: Apache-2.0
#include "engine/log/expressiontree.h"

#include <algorithm>
#include <utility>

namespace Retort::Log {

namespace {

constexpr int mostDepth = 30;
constexpr int mostRepeats = 200;

constexpr bool isLetter(char byte) noexcept
{
    return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z');
}

constexpr bool isDigit(char byte) noexcept
{
    return byte >= '0' && byte <= '9';
}

template<typename Test>
ByteSet setWhere(Test test)
{
    ByteSet set;
    for (std::size_t byte = 0; byte < set.size(); ++byte) {
        set.set(byte, test(static_cast<char>(byte)));
    }
    return set;
}

ByteSet inBothCases(ByteSet set)
{
    for (std::size_t letter = 'a'; letter <= 'z'; ++letter) {
        const std::size_t capital = letter - 'a' + 'A';
        const bool in = set.test(letter) || set.test(capital);
        set.set(letter, in);
        set.set(capital, in);
    }
    return set;
}

// The single byte of a set.
std::size_t only(const ByteSet &set)
{
    std::size_t byte = 0;
    while (!set.test(byte)) {
        ++byte;
    }
    return byte;
}

class Reader final
{
public:
    explicit Reader(std::string_view text) noexcept : m_text(text) {}

    std::optional<ExpressionTree> all()
    {
        auto tree = either();
        return tree && m_at == m_text.size() ? std::move(tree) : std::nullopt;
    }

private:
    using Tree = ExpressionTree;

    static Tree of(Tree::Kind kind, const ByteSet &set = {})
    {
        Tree tree;
        tree.kind = kind;
        tree.set = set;
        return tree;
    }
    bool isAt(char byte) const noexcept { return m_at < m_text.size() && m_text[m_at] == byte; }
    bool atEnd() const noexcept { return m_at == m_text.size(); }

    std::optional<Tree> either()
    {
        if (++m_depth > mostDepth) {
            return std::nullopt;
        }
        Tree tree = of(Tree::Kind::Either);
        do {
            auto part = sequence();
            if (!part) {
                return std::nullopt;
            }
            tree.parts.push_back(std::move(*part));
        } while (isAt('|') && ++m_at);
        --m_depth;
        return tree;
    }

    std::optional<Tree> sequence()
    {
        Tree tree;
        while (!atEnd() && !isAt('|') && !isAt(')')) {
            auto part = one();
            if (!part || !repeated(*part)) {
                return std::nullopt;
            }
            tree.parts.push_back(std::move(*part));
        }
        return tree;
    }

    std::optional<Tree> one()
    {
        const char byte = m_text[m_at];
        if (static_cast<unsigned char>(byte) >= 0x80) {
            return std::nullopt;
        }
        ++m_at;
        switch (byte) {
        case '^': return of(Tree::Kind::Start);
        case '$': return of(Tree::Kind::End);
        case '(': return group();
        case '.': return of(Tree::Kind::Set, ByteSet().set());
        case '*':
        case '+':
        case '?':
        case '{': return std::nullopt; // repeats nothing, or is a text to some versions of PCRE and a repeat to others
        case '[': return set();
        case '\\':
            if (auto escaped = escape()) {
                return of(Tree::Kind::Set, inBothCases(*escaped));
            }
            return std::nullopt;
        default: break;
        }
        return of(Tree::Kind::Set, inBothCases(ByteSet().set(static_cast<std::size_t>(byte))));
    }

    std::optional<Tree> group()
    {
        if (isAt('*')) {
            return std::nullopt;
        }
        if (isAt('?')) {
            if (m_text.substr(m_at, 2) != "?:") {
                return std::nullopt;
            }
            m_at += 2;
        }
        auto tree = either();
        if (!tree || !isAt(')')) {
            return std::nullopt;
        }
        ++m_at;
        return tree;
    }

    // Behind a backslash: a set, or a character that stands for itself.
    std::optional<ByteSet> escape()
    {
        if (atEnd()) {
            return std::nullopt;
        }
        const char byte = m_text[m_at++];
        const auto isWord = [](char each) { return isLetter(each) || isDigit(each) || each == '_'; };
        const auto isSpace = [](char each) { return each == ' ' || (each >= '\t' && each <= '\r'); };
        switch (byte) {
        case 'd': return setWhere(isDigit);
        case 'D': return ~setWhere(isDigit);
        case 'w': return setWhere(isWord);
        case 'W': return ~setWhere(isWord);
        case 's': return setWhere(isSpace);
        case 'S': return ~setWhere(isSpace);
        default: break;
        }
        if (isLetter(byte) || isDigit(byte) || static_cast<unsigned char>(byte) >= 0x80) {
            return std::nullopt;
        }
        return ByteSet().set(static_cast<std::size_t>(byte));
    }

    std::optional<Tree> set()
    {
        const bool negated = isAt('^');
        m_at += negated ? 1 : 0;
        ByteSet all;
        for (bool first = true; first || !isAt(']'); first = false) {
            const auto from = setMember();
            if (!from) {
                return std::nullopt;
            }
            const bool ranges = isAt('-') && m_at + 1 < m_text.size() && m_text[m_at + 1] != ']';
            if (!ranges) {
                all |= *from;
                continue;
            }
            ++m_at;
            const auto to = setMember();
            if (!to || from->count() != 1 || to->count() != 1) {
                return std::nullopt;
            }
            for (std::size_t byte = only(*from); byte <= only(*to); ++byte) {
                all.set(byte);
            }
        }
        ++m_at;
        all = inBothCases(all);
        return of(Tree::Kind::Set, negated ? ~all : all);
    }

    std::optional<ByteSet> setMember()
    {
        if (atEnd() || static_cast<unsigned char>(m_text[m_at]) >= 0x80) {
            return std::nullopt;
        }
        const char byte = m_text[m_at++];
        if (byte == '\\') {
            return escape();
        }
        if (byte == '[' && !atEnd() && (isAt(':') || isAt('.') || isAt('='))) {
            return std::nullopt; // [:alpha:]
        }
        return ByteSet().set(static_cast<std::size_t>(byte));
    }

    // Puts what stands behind it round `tree`. False: it cannot be read.
    bool repeated(Tree &tree)
    {
        int least = 0;
        int most = Tree::endless;
        if (isAt('*') || isAt('+') || isAt('?')) {
            least = isAt('+') ? 1 : 0;
            most = isAt('?') ? 1 : Tree::endless;
            ++m_at;
        } else if (isAt('{')) {
            if (!braces(least, most)) {
                return false;
            }
        } else {
            return true;
        }
        if (tree.kind == Tree::Kind::Start || tree.kind == Tree::Kind::End) {
            return false;
        }
        m_at += isAt('?') ? 1 : 0; // lazy
        Tree repeat = of(Tree::Kind::Repeat);
        repeat.least = least;
        repeat.most = most;
        repeat.parts.push_back(std::move(tree));
        tree = std::move(repeat);
        return !isAt('+') && !isAt('*') && !isAt('?') && !isAt('{');
    }

    bool braces(int &least, int &most)
    {
        ++m_at;
        const auto from = number();
        if (!from) {
            return false;
        }
        least = most = *from;
        if (isAt(',')) {
            ++m_at;
            const bool open = isAt('}');
            const auto to = open ? std::optional(Tree::endless) : number();
            if (!to || *to < least) {
                return false;
            }
            most = *to;
        }
        return isAt('}') && ++m_at;
    }

    std::optional<int> number()
    {
        int value = 0;
        const std::size_t from = m_at;
        while (!atEnd() && isDigit(m_text[m_at]) && value <= mostRepeats) {
            value = value * 10 + (m_text[m_at++] - '0');
        }
        return m_at > from && value <= mostRepeats ? std::optional(value) : std::nullopt;
    }

    std::string_view m_text;
    std::size_t m_at = 0;
    int m_depth = 0;
};

} // namespace

std::optional<ExpressionTree> ExpressionTree::fromText(std::string_view text)
{
    return Reader(text).all();
}

} // namespace Retort::Log
