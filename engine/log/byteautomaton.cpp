// SPDX-License-Identifier: Apache-2.0
#include "engine/log/byteautomaton.h"

#include "engine/log/expressiontree.h"

#include <algorithm>
#include <map>

namespace Retort::Log {

namespace {

constexpr std::size_t mostNodes = 400;
constexpr std::size_t mostStates = 600;
constexpr std::size_t mostSteps = 600'000; // some milliseconds: this happens while a person types

} // namespace

// From the tree to a machine that is in many places at once, and from there to one that is in a single place: each
// set of places is a state (Rabin and Scott).
class AutomatonBuilder final
{
public:
    std::optional<ByteAutomaton> build(const ExpressionTree &tree);

private:
    using Places = std::vector<std::uint16_t>; // ascending

    struct Node
    {
        enum class Kind : std::uint8_t { Set, Either, Start, End, Match };
        Kind kind = Kind::Match;
        ByteSet set;
        std::uint16_t next = 0;
        std::uint16_t other = 0;
    };

    std::uint16_t add(Node node);
    std::uint16_t place(const ExpressionTree &tree, std::uint16_t next);
    std::uint16_t placeRepeat(const ExpressionTree &tree, std::uint16_t next);
    void findClasses();
    enum class At : std::uint8_t { Start, Inside };
    enum class End : bool { No, Yes };
    void reach(Places &places, std::vector<bool> &seen, std::uint16_t from, At at, End end);
    Places closed(const Places &from, At at, End end);
    bool matchesAtEnd(const Places &places, At at);
    bool hasMatch(const Places &places) const;
    std::uint16_t stateOf(Places places, At at);
    void follow(std::uint16_t state);

    ByteAutomaton m_made;
    std::vector<Node> m_nodes;
    std::vector<std::uint8_t> m_bytes; // one of each class
    std::vector<Places> m_states;
    std::map<Places, std::uint16_t> m_known;
    std::uint16_t m_first = 0;
    Places m_again; // where a match may begin behind the first byte
    std::size_t m_steps = 0;
    bool m_tooLarge = false;
};

std::optional<ByteAutomaton> AutomatonBuilder::build(const ExpressionTree &tree)
{
    const std::uint16_t match = add({});
    m_first = place(tree, match);
    if (m_tooLarge) {
        return std::nullopt;
    }
    findClasses();
    m_again = closed({m_first}, At::Inside, End::No);
    m_states = {{}, {}}; // dead and matched
    m_made.m_matchesAtEnd = {false, true};
    m_known[{}] = ByteAutomaton::dead;
    // Where a text starts is a state of its own even if its places are those of another: `^` holds only there.
    const Places start = closed({m_first}, At::Start, End::No);
    m_states.push_back(start);
    m_made.m_matchesAtEnd.push_back(hasMatch(start) || matchesAtEnd(start, At::Start));
    m_made.m_next.assign(3 * m_made.m_classes, ByteAutomaton::dead);
    std::fill_n(m_made.m_next.begin() + static_cast<std::ptrdiff_t>(m_made.m_classes), m_made.m_classes, ByteAutomaton::matched);
    if (hasMatch(start)) {
        std::fill_n(m_made.m_next.begin() + static_cast<std::ptrdiff_t>(2 * m_made.m_classes), m_made.m_classes, ByteAutomaton::matched);
    } else {
        for (std::size_t state = ByteAutomaton::initial; state < m_states.size() && !m_tooLarge; ++state) {
            follow(static_cast<std::uint16_t>(state));
        }
    }
    return m_tooLarge ? std::nullopt : std::optional(std::move(m_made));
}

// --- the tree as places -----------------------------------------------------------------------

std::uint16_t AutomatonBuilder::add(Node node)
{
    if (m_nodes.size() >= mostNodes) {
        m_tooLarge = true;
        return 0;
    }
    m_nodes.push_back(std::move(node));
    return static_cast<std::uint16_t>(m_nodes.size() - 1);
}

// Where what `tree` stands for begins, when `next` follows it.
std::uint16_t AutomatonBuilder::place(const ExpressionTree &tree, std::uint16_t next)
{
    if (m_tooLarge) {
        return 0;
    }
    switch (tree.kind) {
    case ExpressionTree::Kind::Set: return add({.kind = Node::Kind::Set, .set = tree.set, .next = next});
    case ExpressionTree::Kind::Start: return add({.kind = Node::Kind::Start, .set = {}, .next = next});
    case ExpressionTree::Kind::End: return add({.kind = Node::Kind::End, .set = {}, .next = next});
    case ExpressionTree::Kind::Repeat: return placeRepeat(tree, next);
    case ExpressionTree::Kind::Sequence:
        for (auto part = tree.parts.rbegin(); part != tree.parts.rend(); ++part) {
            next = place(*part, next);
        }
        return next;
    case ExpressionTree::Kind::Either: break;
    }
    std::uint16_t first = place(tree.parts.back(), next);
    for (std::size_t i = tree.parts.size() - 1; i-- > 0;) {
        const std::uint16_t part = place(tree.parts[i], next);
        first = add({.kind = Node::Kind::Either, .set = {}, .next = part, .other = first});
    }
    return first;
}

std::uint16_t AutomatonBuilder::placeRepeat(const ExpressionTree &tree, std::uint16_t next)
{
    const ExpressionTree &body = tree.parts.front();
    if (tree.most == ExpressionTree::endless) {
        const std::uint16_t again = add({.kind = Node::Kind::Either, .set = {}, .next = 0, .other = next});
        const std::uint16_t inner = place(body, again);
        if (m_tooLarge) {
            return 0;
        }
        m_nodes[again].next = inner;
        next = again;
    } else {
        const std::uint16_t behind = next;
        for (int i = tree.least; i < tree.most && !m_tooLarge; ++i) {
            next = add({.kind = Node::Kind::Either, .set = {}, .next = place(body, next), .other = behind});
        }
    }
    for (int i = 0; i < tree.least && !m_tooLarge; ++i) {
        next = place(body, next);
    }
    return next;
}

void AutomatonBuilder::findClasses()
{
    std::map<std::vector<bool>, std::uint8_t> known;
    for (std::size_t byte = 0; byte < m_made.m_classOf.size(); ++byte) {
        std::vector<bool> in;
        for (const Node &node : m_nodes) {
            if (node.kind == Node::Kind::Set) {
                in.push_back(node.set.test(byte));
            }
        }
        const auto [found, fresh] = known.emplace(std::move(in), static_cast<std::uint8_t>(known.size()));
        m_made.m_classOf[byte] = found->second;
        if (fresh) {
            m_bytes.push_back(static_cast<std::uint8_t>(byte));
        }
    }
    m_made.m_classes = m_bytes.size();
}

// --- places as states -------------------------------------------------------------------------

void AutomatonBuilder::reach(Places &places, std::vector<bool> &seen, std::uint16_t from, At at, End end)
{
    Places todo{from};
    while (!todo.empty()) {
        const std::uint16_t here = todo.back();
        todo.pop_back();
        ++m_steps;
        if (seen[here]) {
            continue;
        }
        seen[here] = true;
        const Node &node = m_nodes[here];
        switch (node.kind) {
        case Node::Kind::Set:
        case Node::Kind::Match: places.push_back(here); break;
        case Node::Kind::Either:
            todo.push_back(node.other);
            todo.push_back(node.next);
            break;
        case Node::Kind::Start:
            if (at == At::Start) {
                todo.push_back(node.next);
            }
            break;
        case Node::Kind::End:
            places.push_back(here); // it may be the end, which only the text knows
            if (end == End::Yes) {
                todo.push_back(node.next);
            }
            break;
        }
    }
}

AutomatonBuilder::Places AutomatonBuilder::closed(const Places &from, At at, End end)
{
    Places places;
    std::vector<bool> seen(m_nodes.size());
    for (const std::uint16_t place : from) {
        reach(places, seen, place, at, end);
    }
    std::ranges::sort(places);
    return places;
}

bool AutomatonBuilder::hasMatch(const Places &places) const
{
    return std::ranges::any_of(places, [this](std::uint16_t place) { return m_nodes[place].kind == Node::Kind::Match; });
}

bool AutomatonBuilder::matchesAtEnd(const Places &places, At at)
{
    return hasMatch(closed(places, at, End::Yes));
}

std::uint16_t AutomatonBuilder::stateOf(Places places, At at)
{
    if (hasMatch(places)) {
        return ByteAutomaton::matched;
    }
    if (const auto known = m_known.find(places); known != m_known.end()) {
        return known->second;
    }
    if (m_states.size() >= mostStates) {
        m_tooLarge = true;
        return ByteAutomaton::dead;
    }
    const auto state = static_cast<std::uint16_t>(m_states.size());
    m_made.m_matchesAtEnd.push_back(matchesAtEnd(places, at));
    m_made.m_next.resize(m_made.m_next.size() + m_made.m_classes, ByteAutomaton::dead);
    m_known.emplace(places, state);
    m_states.push_back(std::move(places));
    return state;
}

void AutomatonBuilder::follow(std::uint16_t state)
{
    const Places here = m_states[state]; // a copy: states are added meanwhile
    for (std::size_t i = 0; i < m_bytes.size(); ++i) {
        Places moved = m_again;
        for (const std::uint16_t place : here) {
            if (m_nodes[place].kind == Node::Kind::Set && m_nodes[place].set.test(m_bytes[i])) {
                moved.push_back(m_nodes[place].next);
            }
        }
        m_steps += here.size() + moved.size();
        if (m_steps > mostSteps) {
            m_tooLarge = true;
            return;
        }
        m_made.m_next[state * m_made.m_classes + i] = stateOf(closed(moved, At::Inside, End::No), At::Inside);
    }
}

// --- asking -----------------------------------------------------------------------------------

std::optional<ByteAutomaton> ByteAutomaton::fromExpression(std::string_view expression)
{
    const auto tree = ExpressionTree::fromText(expression);
    return tree ? AutomatonBuilder().build(*tree) : std::nullopt;
}

bool ByteAutomaton::isPlain(std::string_view text) noexcept
{
    bool plain = true; // without a way out, so that many bytes are looked at at once
    for (const char byte : text) {
        plain &= byte >= 0x20 && byte < 0x7f;
    }
    return plain;
}

bool ByteAutomaton::matches(std::string_view plain) const noexcept
{
    std::size_t state = initial;
    for (const char byte : plain) {
        state = m_next[state * m_classes + m_classOf[static_cast<unsigned char>(byte)]];
        if (state <= matched) {
            return state == matched;
        }
    }
    return m_matchesAtEnd[state];
}

} // namespace Retort::Log
