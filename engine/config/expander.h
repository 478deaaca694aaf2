// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/config/finding.h"
#include "engine/config/givenoption.h"

#include <functional>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace Retort::Config {

// What the expansion passes ask for outside the configuration.
struct ExpansionSources
{
    // The value of an environment variable, if it is set.
    std::function<std::optional<std::string>(std::string_view)> environment;
    // The bytes of a file, its name as written.
    std::function<std::optional<std::string>(std::string_view)> file;
};

// The three passes over all collected values: `$(NAME)`, then `@(path)`, then `%(name)` with its arithmetic
// (UWSGI.md §1.5). Nested placeholders are expanded fully, where uWSGI gives up at the first character; a
// circle stays as written. `@()` reads files only: what would run a command or fetch an address is left alone.
class Expander final
{
public:
    explicit Expander(const ExpansionSources &sources) : m_sources(sources) {}

    // Changes the values in place. Findings are in the order of the options.
    void expand(std::vector<GivenOption> &options);

    const QList<Finding> &findings() const noexcept { return m_findings; }
    // The names that `%(name)` asked for: an unknown option among them is a placeholder on purpose.
    const std::set<std::string, std::less<>> &referenced() const noexcept { return m_referenced; }

private:
    using Resolve = std::optional<std::string> (Expander::*)(std::string_view name);

    void pass(char sigil, Resolve resolve);
    std::string expanded(std::string_view text, char sigil, Resolve resolve);
    std::optional<std::string> environmentValue(std::string_view name);
    std::optional<std::string> fileContent(std::string_view path);
    std::optional<std::string> placeholder(std::string_view name);
    std::optional<std::string> optionValue(std::string_view name);
    void report(Finding::Severity severity, const QString &sentence);

    ExpansionSources m_sources;
    std::vector<GivenOption> *m_options = nullptr;
    const GivenOption *m_current = nullptr;
    int m_lookUps = 0;                // for the current option
    std::vector<std::string> m_open;  // the placeholders being expanded, to see circles
    std::set<std::string, std::less<>> m_referenced;
    QList<Finding> m_findings;
};

// The arithmetic of `%( … )`: tokens with spaces between, from left to right without precedence; parentheses,
// which uWSGI does not understand, group. `value` gives what a name stands for. Nothing when nothing was there.
std::optional<std::string> evaluateArithmetic(
    std::string_view expression, const std::function<std::optional<std::string>(std::string_view)> &value);

} // namespace Retort::Config
