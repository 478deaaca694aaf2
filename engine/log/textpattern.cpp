// SPDX-License-Identifier: Apache-2.0
#include "engine/log/textpattern.h"

#include <QVarLengthArray>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Retort::Log {

namespace {

// One match may take this many steps of PCRE: nested repeats must not stop a list that is live. A usual
// expression takes fewer than a hundred on a path.
constexpr QStringView stepLimit = u"(*LIMIT_MATCH=20000)";

constexpr char lower(char byte) noexcept
{
    return byte >= 'A' && byte <= 'Z' ? static_cast<char>(byte + ('a' - 'A')) : byte;
}

bool startsWith(std::string_view bytes, std::string_view part) noexcept
{
    return bytes.size() >= part.size() && std::equal(part.begin(), part.end(), bytes.begin(), [](char a, char b) { return a == lower(b); });
}

// std::search with a predicate compares at every place; looking for the first byte alone is three times as fast.
std::size_t findPart(std::string_view bytes, std::string_view part) noexcept
{
    if (part.empty()) {
        return 0;
    }
    if (part.size() > bytes.size()) {
        return std::string_view::npos;
    }
    const char first = part.front();
    const std::size_t last = bytes.size() - part.size();
    for (std::size_t at = 0; at <= last; ++at) {
        if (lower(bytes[at]) == first && startsWith(bytes.substr(at + 1), part.substr(1))) {
            return at;
        }
    }
    return std::string_view::npos;
}

bool isAscii(std::string_view bytes) noexcept
{
    return std::ranges::all_of(bytes, [](char byte) { return static_cast<unsigned char>(byte) < 0x80; });
}

} // namespace

TextPattern TextPattern::plain(QStringView text, Place place, Stars stars)
{
    const QByteArray utf8 = text.toUtf8();
    TextPattern pattern;
    pattern.m_place = place;
    std::string part;
    for (const char byte : utf8) {
        if (byte == '*' && stars == Stars::Anything) {
            pattern.m_parts.push_back(std::move(part));
            part.clear();
        } else {
            part.push_back(lower(byte));
        }
    }
    pattern.m_parts.push_back(std::move(part));
    return pattern;
}

Result<TextPattern, TextPattern::BadExpression> TextPattern::expression(QStringView text)
{
    QRegularExpression expression(
        stepLimit.toString() + text, QRegularExpression::CaseInsensitiveOption | QRegularExpression::DontCaptureOption);
    if (!expression.isValid()) {
        const qsizetype offset = expression.patternErrorOffset() - stepLimit.size();
        return std::unexpected(BadExpression{
            expression.errorString(), static_cast<int>(std::clamp<qsizetype>(offset, 0, std::max<qsizetype>(text.size() - 1, 0)))});
    }
    expression.optimize();
    TextPattern pattern;
    pattern.m_expression = std::move(expression);
    pattern.m_automaton = ByteAutomaton::fromExpression(text.toUtf8().toStdString());
    return pattern;
}

bool TextPattern::matches(std::string_view bytes) const
{
    if (!m_expression) {
        return matchesParts(bytes);
    }
    if (m_automaton && ByteAutomaton::isPlain(bytes)) {
        return m_automaton->matches(bytes);
    }
    if (!isAscii(bytes)) {
        return m_expression->match(QString::fromUtf8(bytes.data(), static_cast<qsizetype>(bytes.size()))).hasMatch();
    }
    // Widened on the stack: fromUtf8() would allocate for each of a million rows.
    QVarLengthArray<char16_t, 512> wide(static_cast<qsizetype>(bytes.size()));
    std::ranges::transform(bytes, wide.begin(), [](char byte) { return static_cast<char16_t>(byte); });
    // ASCII is valid UTF-16, so it need not be checked.
    return m_expression
        ->match(QStringView(wide.data(), wide.size()), 0, QRegularExpression::NormalMatch,
            QRegularExpression::DontCheckSubjectStringMatchOption)
        .hasMatch();
}

bool TextPattern::matchesParts(std::string_view bytes) const noexcept
{
    std::string_view rest = bytes;
    const bool whole = m_place == Place::Whole;
    for (std::size_t i = 0; i < m_parts.size(); ++i) {
        const std::string &part = m_parts[i];
        const bool last = i + 1 == m_parts.size();
        if (whole && i == 0) {
            if (!startsWith(rest, part)) {
                return false;
            }
            rest.remove_prefix(part.size());
            if (last) {
                return rest.empty();
            }
        } else if (whole && last) {
            return rest.size() >= part.size() && startsWith(rest.substr(rest.size() - part.size()), part);
        } else {
            const std::size_t at = findPart(rest, part);
            if (at == std::string_view::npos) {
                return false;
            }
            rest.remove_prefix(at + part.size());
        }
    }
    return true;
}

} // namespace Retort::Log
