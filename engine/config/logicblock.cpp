// SPDX-License-Identifier: Apache-2.0
#include "engine/config/logicblock.h"

#include "engine/config/valueparsers.h"

#include <algorithm>
#include <array>

namespace Retort::Config {
namespace {

using Items = std::vector<std::optional<std::string>>;

constexpr std::array<std::string_view, 5> ends{"end", "endif", "end-if", "endfor", "end-for"};
constexpr std::array<std::string_view, 21> known{
    "if-env",
    "ifenv",
    "if-not-env",
    "if-opt",
    "if-not-opt",
    "if-exists",
    "ifexists",
    "if-not-exists",
    "if-file",
    "if-not-file",
    "if-dir",
    "ifdir",
    "if-directory",
    "if-not-dir",
    "if-hostname",
    "if-not-hostname",
    "if-reload",
    "if-not-reload",
    "for",
    "for-glob",
    "for-times",
};

constexpr std::int64_t mostRepetitions = 1'000; // for-times: more is a slip, and each is an option kept in memory

// "NAME" asks whether it is there, "NAME=value" whether it has this value. Answers the value when it holds.
std::optional<std::string> holds(std::string_view test, const std::function<std::optional<std::string>(std::string_view)> &lookUp)
{
    const std::size_t equals = test.find('=');
    std::optional<std::string> value = lookUp(test.substr(0, equals));
    if (value && equals != std::string_view::npos && *value != test.substr(equals + 1)) {
        return std::nullopt;
    }
    return value;
}

Items when(bool condition, std::optional<std::string> item)
{
    return condition ? Items{std::move(item)} : Items{};
}

Items words(std::string_view text)
{
    Items items;
    while (!text.empty()) {
        const std::size_t end = std::min(text.find(' '), text.size());
        if (end > 0) {
            items.emplace_back(text.substr(0, end));
        }
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return items;
}

Items loopItems(std::string_view name, const std::string &argument, const LogicSources &sources)
{
    if (name == "for") {
        return words(argument);
    }
    Items items;
    if (name == "for-glob") {
        for (std::string &path : sources.glob(argument)) {
            items.emplace_back(std::move(path));
        }
        return items.empty() ? Items{argument} : items; // glob() without a match gives the pattern back
    }
    const std::int64_t times = std::min(readInteger(argument).value, mostRepetitions);
    for (std::int64_t i = 1; i <= times; ++i) {
        items.emplace_back(std::to_string(i));
    }
    return items;
}

Items itemsOf(const GivenOption &opening, const LogicSources &sources)
{
    const std::string &argument = opening.text();
    std::string_view name = opening.name;
    if (name.starts_with("for")) {
        return loopItems(name, argument, sources);
    }
    const bool inverted = name.starts_with("if-not-");
    name.remove_prefix(inverted ? 7 : name.starts_with("if-") ? 3 : 2);
    if (name == "env" || name == "opt") {
        const std::optional<std::string> value = holds(argument, name == "env" ? sources.environment : sources.option);
        return inverted ? when(!value, std::nullopt) : when(value.has_value(), value);
    }
    bool condition = false;
    if (name == "exists") {
        condition = sources.exists(argument);
    } else if (name == "file") {
        condition = sources.isFile(argument);
    } else if (name == "dir" || name == "directory") {
        condition = sources.isFolder(argument);
    } else if (name == "hostname") {
        condition = sources.hostName == argument;
    }
    // if-reload asks whether uWSGI re-executed itself: Retort reads its files afresh and never does.
    return when(condition != inverted, argument);
}

std::string withItem(std::string value, const std::string &item)
{
    constexpr std::string_view mark = "%(_)";
    for (std::size_t at = value.find(mark); at != std::string::npos; at = value.find(mark, at + item.size())) {
        value.replace(at, mark.size(), item);
    }
    return value;
}

} // namespace

bool LogicBlock::isEnd(std::string_view name)
{
    return std::find(ends.begin(), ends.end(), name) != ends.end();
}

bool LogicBlock::isKnown(std::string_view name)
{
    return std::find(known.begin(), known.end(), name) != known.end();
}

LogicBlock::LogicBlock(const GivenOption &opening, const LogicSources &sources) : m_opening(opening), m_items(itemsOf(opening, sources)) {}

std::vector<std::optional<std::string>> LogicBlock::apply(const std::optional<std::string> &value) const
{
    Items values;
    for (const std::optional<std::string> &item : m_items) {
        values.push_back(value && item ? withItem(*value, *item) : value);
    }
    return values;
}

} // namespace Retort::Config
