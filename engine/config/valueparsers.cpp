// SPDX-License-Identifier: Apache-2.0
#include "engine/config/valueparsers.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <system_error>

namespace Retort::Config {
namespace {

constexpr std::string_view blanks = " \t\r";

std::string lowered(std::string_view text)
{
    std::string out(text);
    for (char &c : out) {
        if (c >= 'A' && c <= 'Z') {
            c = static_cast<char>(c - 'A' + 'a');
        }
    }
    return out;
}

template<std::size_t N>
bool isOneOf(std::string_view text, const std::array<std::string_view, N> &words)
{
    return std::find(words.begin(), words.end(), text) != words.end();
}

constexpr std::array<std::string_view, 4> noWords{"false", "off", "no", "0"};
constexpr std::array<std::string_view, 5> yesWords{"true", "on", "yes", "1", ""};

std::optional<int> readOctal(std::string_view text)
{
    int value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value, 8);
    const bool whole = error == std::errc() && end == text.data() + text.size() && !text.empty() && text.front() != '-';
    return whole && value <= 0777 ? std::optional(value) : std::nullopt;
}

} // namespace

std::string_view stripped(std::string_view text) noexcept
{
    const std::size_t first = text.find_first_not_of(blanks);
    if (first == std::string_view::npos) {
        return {};
    }
    return text.substr(first, text.find_last_not_of(blanks) - first + 1);
}

FlagReading readFlag(const std::optional<std::string> &text)
{
    if (!text) {
        return {};
    }
    const std::string word = lowered(*text);
    if (isOneOf(word, noWords)) {
        return {.value = false, .doubtful = false};
    }
    return {.value = true, .doubtful = !isOneOf(word, yesWords)};
}

IntegerReading readInteger(const std::optional<std::string> &text)
{
    using Quality = IntegerReading::Quality;
    if (!text) {
        return {.value = 1, .quality = Quality::Missing, .rest = {}};
    }
    const std::string_view whole = stripped(*text);
    if (whole.empty()) {
        return {.value = 0, .quality = Quality::Empty, .rest = {}};
    }
    const bool signedPlus = whole.front() == '+' && whole.size() > 1 && whole[1] != '-';
    const std::string_view digits = whole.substr(signedPlus ? 1 : 0);
    std::int64_t value = 0;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
    if (error == std::errc::result_out_of_range) {
        return {.value = 0, .quality = Quality::TooLarge, .rest = {}};
    }
    if (error != std::errc()) {
        const std::string word = lowered(whole);
        const bool yesNo = isOneOf(word, noWords) || isOneOf(word, yesWords);
        return {.value = 0, .quality = yesNo ? Quality::YesNoWord : Quality::NotANumber, .rest = {}};
    }
    if (value < 0) {
        return {.value = value, .quality = Quality::Negative, .rest = {}};
    }
    const std::string_view rest = digits.substr(static_cast<std::size_t>(end - digits.data()));
    return {.value = value, .quality = rest.empty() ? Quality::Clean : Quality::TrailingText, .rest = stripped(rest)};
}

std::optional<int> readSocketMode(const std::optional<std::string> &text)
{
    if (!text || text->empty() || *text == "1") {
        return 0666;
    }
    return text->size() == 3 ? readOctal(*text) : std::nullopt;
}

std::optional<int> readUmask(std::string_view text)
{
    return text.size() <= 4 ? readOctal(text) : std::nullopt;
}

std::optional<std::size_t> inlineComment(std::string_view value)
{
    for (std::size_t i = 1; i < value.size(); ++i) {
        const bool mark = value[i] == ';' || value[i] == '#';
        if (mark && (value[i - 1] == ' ' || value[i - 1] == '\t')) {
            return i;
        }
    }
    return std::nullopt;
}

} // namespace Retort::Config
