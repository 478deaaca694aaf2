// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/config/givenoption.h"

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace Retort::Config {

// What the conditions of logic blocks ask about the computer.
struct LogicSources
{
    std::function<std::optional<std::string>(std::string_view)> environment;
    std::function<std::optional<std::string>(std::string_view)> option;  // the first value of an option so far
    std::function<bool(std::string_view)> exists;
    std::function<bool(std::string_view)> isFile;
    std::function<bool(std::string_view)> isFolder;
    std::function<std::vector<std::string>(std::string_view)> glob;
    std::string hostName;
};

// An open `if-…` or `for…` block (UWSGI.md §1.7). Each following line is put through it: a condition lets it
// pass or not, a loop repeats it for every item (line by line, not block by block, as uWSGI does), and `%(_)`
// becomes the tested value or the item.
class LogicBlock final
{
public:
    static bool isEnd(std::string_view name);
    // Whether Retort knows the meaning of this block; of the rest it must say so.
    static bool isKnown(std::string_view name);

    LogicBlock(const GivenOption &opening, const LogicSources &sources);

    const GivenOption &opening() const noexcept { return m_opening; }
    // The values the line stands for: none, one, or one for every item. A line without a value passes as it is.
    std::vector<std::optional<std::string>> apply(const std::optional<std::string> &value) const;

private:
    GivenOption m_opening;
    std::vector<std::optional<std::string>> m_items;  // what %(_) is; nothing: it stays as written
};

} // namespace Retort::Config
