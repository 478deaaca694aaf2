// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <limits>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace Retort::Log {

// A segment of a rule of Werkzeug that is not fixed: "<int:id>", "v<int:major>.<int:minor>", or, from a <path:…> on, all the rest.
// A plain value.
class RulePart final
{
public:
    enum class Verdict : std::uint8_t { No, Yes, OutOfRange }; // OutOfRange: it fits but for its value

    // Reads a rule up to the end of the segment at `rule`, which is cut there; the slash behind it stays. A fixed segment has
    // isFixed() and its text.
    static RulePart take(std::string_view &rule);

    bool isFixed() const noexcept { return m_isFixed; }
    const std::string &text() const noexcept { return m_source; } // of a fixed segment
    bool isFinal() const noexcept { return m_isFinal; }           // takes all segments that are left
    bool hasLimits() const noexcept; // of values: may say OutOfRange
    Verdict matches(std::string_view segment) const;

    // Parts that match the same are one, whatever their variables are called.
    bool isLike(const RulePart &other) const { return m_source == other.m_source; }
    bool isBefore(const RulePart &other) const { return m_weight < other.m_weight; }

private:
    enum class Kind : std::uint8_t { Fixed, Text, Path, Int, Float, Uuid, Any };
    struct Element
    {
        Kind kind = Kind::Fixed;
        std::vector<std::string> choices;  // Fixed: the one; Any: those
        int least = 1, most = std::numeric_limits<int>::max();  // Text: characters
        int digits = 0;                    // Int: exactly so many, 0: any number
        bool isSigned = false;
        double from = -std::numeric_limits<double>::infinity();
        double to = std::numeric_limits<double>::infinity();
    };
    struct Weight
    {
        int fixed = 0;  // negative numbers: more of it comes first
        std::vector<std::pair<int, int>> fixedLengths;
        int open = 0;
        std::vector<int> kinds;
        bool operator<(const Weight &other) const noexcept;
    };
    struct Attempt
    {
        std::string_view text;
        int steps = 0;
        bool outOfRange = false;
    };

    void addFixed(std::string_view text);
    void addOpen(std::string_view converter, std::string_view arguments);
    static void readArguments(Element &element, std::string_view arguments);
    bool matchesFrom(Attempt &attempt, std::size_t element, std::size_t at) const;
    bool matchesRest(Attempt &attempt, std::size_t element, std::size_t from, std::size_t to) const;
    bool matchesText(Attempt &attempt, std::size_t element, std::size_t at) const;
    bool matchesPath(Attempt &attempt, std::size_t element, std::size_t at) const;
    bool matchesNumber(Attempt &attempt, std::size_t element, std::size_t at) const;
    static bool isOutOfRange(const Element &element, std::string_view number);

    std::vector<Element> m_elements;
    std::string m_source;  // what it matches, in words of our own; of a fixed segment the text
    Weight m_weight;
    bool m_isFixed = true;
    bool m_isFinal = false;
};

} // namespace Retort::Log
