// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/base/result.h"
#include "engine/log/byteautomaton.h"

#include <QRegularExpression>
#include <QStringView>

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace Retort::Log {

// A text to look for in bytes of unknown origin: plain text, in which `*` stands for anything, or a regular
// expression. Never minds the case of ASCII letters. Made once, then asked from any thread.
class TextPattern final
{
public:
    enum class Place : bool {
        Anywhere,
        Whole,  // nothing may stand before or after it
    };
    enum class Stars : bool {
        Literal,
        Anything,
    };
    struct BadExpression
    {
        QString reason;  // PCRE's, in English
        int offset = 0;
    };

    static TextPattern plain(QStringView text, Place place, Stars stars);
    static Result<TextPattern, BadExpression> expression(QStringView text);

    bool matches(std::string_view bytes) const;

private:
    TextPattern() = default;
    bool matchesParts(std::string_view bytes) const noexcept;

    std::vector<std::string> m_parts;  // in lower case; must follow each other in this order
    Place m_place = Place::Anywhere;
    std::optional<QRegularExpression> m_expression;
    std::optional<ByteAutomaton> m_automaton; // the same, faster, for most expressions and texts
};

} // namespace Retort::Log
