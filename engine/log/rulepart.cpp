// SPDX-License-Identifier: Apache-2.0
#include "engine/log/rulepart.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <tuple>

namespace Retort::Log {

namespace {

constexpr int mostSteps = 20'000; // a path that a client chose must not keep the window busy

bool isDigit(char byte) noexcept
{
    return byte >= '0' && byte <= '9';
}

bool isNameByte(char byte) noexcept
{
    return isDigit(byte) || (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') || byte == '_';
}

std::string_view trimmed(std::string_view text)
{
    const std::size_t start = std::min(text.find_first_not_of(" \t"), text.size());
    text.remove_prefix(start);
    return text.substr(0, text.find_last_not_of(" \t") + 1);
}

template<typename T>
T numberOf(std::string_view text, T otherwise)
{
    T value{};
    const auto [behind, fault] = std::from_chars(text.data(), text.data() + text.size(), value);
    return fault == std::errc() && behind == text.data() + text.size() ? value : otherwise;
}

// "a, b=1, 'c,d'" at its commas, those between quotes excepted.
std::vector<std::string_view> split(std::string_view arguments)
{
    std::vector<std::string_view> parts;
    char quote = '\0';
    std::size_t start = 0;
    for (std::size_t at = 0; at <= arguments.size(); ++at) {
        const char byte = at < arguments.size() ? arguments[at] : ',';
        if (quote != '\0' && at < arguments.size()) {
            quote = byte == quote ? '\0' : quote;
        } else if (byte == '"' || byte == '\'') {
            quote = byte;
        } else if (byte == ',') {
            if (const std::string_view part = trimmed(arguments.substr(start, at - start)); !part.empty()) {
                parts.push_back(part);
            }
            start = at + 1;
        }
    }
    return parts;
}

std::string_view unquoted(std::string_view text)
{
    const bool isQuoted = text.size() >= 2 && (text.front() == '"' || text.front() == '\'') && text.back() == text.front();
    return isQuoted ? text.substr(1, text.size() - 2) : text;
}

bool isUuid(std::string_view text)
{
    constexpr std::array<std::size_t, 4> dashes{8, 13, 18, 23};
    for (std::size_t at = 0; at < text.size(); ++at) {
        const char byte = text[at];
        const bool isHex = isDigit(byte) || (byte >= 'a' && byte <= 'f') || (byte >= 'A' && byte <= 'F');
        if (std::ranges::find(dashes, at) != dashes.end() ? byte != '-' : !isHex) {
            return false;
        }
    }
    return text.size() == 36;
}

} // namespace

bool RulePart::Weight::operator<(const Weight &other) const noexcept
{
    return std::tie(fixed, fixedLengths, open, kinds) < std::tie(other.fixed, other.fixedLengths, other.open, other.kinds);
}

RulePart RulePart::take(std::string_view &rule)
{
    RulePart part;
    while (!rule.empty() && (rule[0] != '/' || part.m_isFinal)) {
        if (rule[0] == '/') {
            // Behind a <path:…> slashes are part of the text; as for Werkzeug they have no weight.
            part.m_elements.push_back({.kind = Kind::Fixed, .choices = {"/"}});
            part.m_source += '/';
            rule.remove_prefix(1);
            continue;
        }
        const std::size_t close = rule[0] == '<' ? rule.find('>') : std::string_view::npos;
        if (close == std::string_view::npos) {
            const std::size_t end = std::min(rule.find_first_of("</", 1), rule.size());
            part.addFixed(rule.substr(0, end));
            rule.remove_prefix(end);
            continue;
        }
        std::string_view inner = rule.substr(1, close - 1);
        rule.remove_prefix(close + 1);
        std::string_view converter("default"), arguments;
        const auto nameEnd = static_cast<std::size_t>(std::ranges::find_if_not(inner, isNameByte) - inner.begin());
        if (nameEnd < inner.size()) {
            converter = inner.substr(0, nameEnd);
            inner.remove_prefix(nameEnd);
            const std::size_t end = inner.rfind("):");
            arguments = inner[0] == '(' && end != std::string_view::npos ? inner.substr(1, end - 1) : std::string_view();
        }
        part.addOpen(converter, arguments);
    }
    if (part.m_isFixed) {
        part.m_source.clear();
        for (const Element &element : part.m_elements) {
            part.m_source += element.choices.front();
        }
    }
    return part;
}

void RulePart::addFixed(std::string_view text)
{
    m_elements.push_back({.kind = Kind::Fixed, .choices = {std::string(text)}});
    m_weight.fixedLengths.emplace_back(-m_weight.fixed, -static_cast<int>(text.size()));
    --m_weight.fixed;
    m_source.append("=").append(text);
}

void RulePart::addOpen(std::string_view converter, std::string_view arguments)
{
    struct Known
    {
        std::string_view name;
        Kind kind;
        int weight;
    };
    static constexpr std::array known{Known{"path", Kind::Path, 200}, Known{"int", Kind::Int, 50}, Known{"float", Kind::Float, 50},
        Known{"uuid", Kind::Uuid, 100}, Known{"any", Kind::Any, 100}};
    const auto found = std::ranges::find(known, converter, &Known::name);
    Element element;
    element.kind = found != known.end() ? found->kind : Kind::Text;
    if (found != known.end() || converter == "string" || converter == "default") {
        readArguments(element, arguments);
    }
    m_isFixed = false;
    m_isFinal = m_isFinal || element.kind == Kind::Path;
    --m_weight.open;
    m_weight.kinds.push_back(found != known.end() ? found->weight : 100);
    m_source.append("<").append(std::to_string(static_cast<int>(element.kind))).append(element.isSigned ? "-" : "");
    if (element.kind == Kind::Text) {
        m_source.append(std::to_string(element.least)).append(",").append(std::to_string(element.most));
    }
    for (const std::string &choice : element.choices) {
        m_source.append("|").append(choice);
    }
    m_source.append(">");
    m_elements.push_back(std::move(element));
}

void RulePart::readArguments(Element &element, std::string_view arguments)
{
    for (const std::string_view argument : split(arguments)) {
        const std::size_t equals = argument.front() == '"' || argument.front() == '\'' ? std::string_view::npos : argument.find('=');
        const std::string_view name = trimmed(argument.substr(0, std::min(equals, argument.size())));
        const std::string_view value = equals == std::string_view::npos ? argument : trimmed(argument.substr(equals + 1));
        if (element.kind == Kind::Any) {
            element.choices.emplace_back(unquoted(value));
        } else if (name == "length") {
            element.least = element.most = numberOf(value, 1);
        } else if (name == "minlength") {
            element.least = numberOf(value, 1);
        } else if (name == "maxlength") {
            element.most = numberOf(value, element.most);
        } else if (name == "signed") {
            element.isSigned = value == "True";
        } else if (name == "fixed_digits") {
            element.digits = numberOf(value, 0);
        } else if (name == "min") {
            element.from = numberOf(value, element.from);
        } else if (name == "max") {
            element.to = numberOf(value, element.to);
        }
    }
}

// --- matching ---

bool RulePart::hasLimits() const noexcept
{
    return std::ranges::any_of(
        m_elements, [](const Element &element) { return element.digits > 0 || std::isfinite(element.from) || std::isfinite(element.to); });
}

RulePart::Verdict RulePart::matches(std::string_view segment) const
{
    Attempt attempt{segment};
    const bool fits = matchesFrom(attempt, 0, 0);
    return !fits ? Verdict::No : attempt.outOfRange ? Verdict::OutOfRange : Verdict::Yes;
}

bool RulePart::matchesFrom(Attempt &attempt, std::size_t element, std::size_t at) const
{
    if (element == m_elements.size()) {
        return at == attempt.text.size();
    }
    if (++attempt.steps > mostSteps) {
        return false;
    }
    const Element &wanted = m_elements[element];
    const std::string_view rest = attempt.text.substr(at);
    switch (wanted.kind) {
    case Kind::Fixed:
    case Kind::Any:
        return std::ranges::any_of(wanted.choices,
            [&](const std::string &choice) { return rest.starts_with(choice) && matchesRest(attempt, element, at, at + choice.size()); });
    case Kind::Text: return matchesText(attempt, element, at);
    case Kind::Path: return matchesPath(attempt, element, at);
    case Kind::Int:
    case Kind::Float: return matchesNumber(attempt, element, at);
    case Kind::Uuid: break;
    }
    return isUuid(rest.substr(0, 36)) && matchesRest(attempt, element, at, at + 36);
}

bool RulePart::matchesRest(Attempt &attempt, std::size_t element, std::size_t from, std::size_t to) const
{
    if (!matchesFrom(attempt, element + 1, to)) {
        return false;
    }
    attempt.outOfRange = attempt.outOfRange || isOutOfRange(m_elements[element], attempt.text.substr(from, to - from));
    return true;
}

// [^/]{least,most}, the longest first; characters, not bytes.
bool RulePart::matchesText(Attempt &attempt, std::size_t element, std::size_t at) const
{
    const auto isInside = [&](std::size_t index) { return (static_cast<unsigned char>(attempt.text[index]) & 0xc0) == 0x80; };
    const Element &wanted = m_elements[element];
    std::size_t end = at;
    int characters = 0;
    while (end < attempt.text.size() && attempt.text[end] != '/' && (characters < wanted.most || isInside(end))) {
        characters += isInside(end) ? 0 : 1;
        ++end;
    }
    for (; characters >= wanted.least && attempt.steps <= mostSteps; --characters) {
        if (matchesRest(attempt, element, at, end)) {
            return true;
        }
        if (end == at) {
            return false;
        }
        do {
            --end;
        } while (end > at && isInside(end));
    }
    return false;
}

// [^/].*? : the shortest first.
bool RulePart::matchesPath(Attempt &attempt, std::size_t element, std::size_t at) const
{
    if (at >= attempt.text.size() || attempt.text[at] == '/') {
        return false;
    }
    if (element + 1 == m_elements.size()) {
        return true;  // nothing follows: all of it
    }
    for (std::size_t end = at + 1; end <= attempt.text.size() && attempt.steps <= mostSteps; ++end) {
        if (matchesRest(attempt, element, at, end)) {
            return true;
        }
    }
    return false;
}

bool RulePart::matchesNumber(Attempt &attempt, std::size_t element, std::size_t at) const
{
    const Element &wanted = m_elements[element];
    const auto digitsFrom = [&](std::size_t start) {
        while (start < attempt.text.size() && isDigit(attempt.text[start])) {
            ++start;
        }
        return start;
    };
    const std::size_t first = wanted.isSigned && attempt.text.substr(at).starts_with('-') ? at + 1 : at;
    std::size_t least = first + 1;
    std::size_t end = digitsFrom(first);
    if (wanted.kind == Kind::Float) {
        if (end == first || end >= attempt.text.size() || attempt.text[end] != '.') {
            return false;
        }
        least = end + 2;
        end = digitsFrom(end + 1);
    }
    for (; end >= least && attempt.steps <= mostSteps; --end) {
        if (matchesRest(attempt, element, at, end)) {
            return true;
        }
    }
    return false;
}

bool RulePart::isOutOfRange(const Element &element, std::string_view number)
{
    if (element.kind != Kind::Int && element.kind != Kind::Float) {
        return false;
    }
    const double value = numberOf(number, 0.0);
    return (element.digits > 0 && number.size() != static_cast<std::size_t>(element.digits)) || value < element.from || value > element.to;
}

} // namespace Retort::Log
