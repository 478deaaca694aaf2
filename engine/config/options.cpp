// SPDX-License-Identifier: Apache-2.0
#include "engine/config/options.h"

#include "engine/config/optionrows.h"

#include <algorithm>
#include <array>
#include <tuple>
#include <utility>

namespace Retort::Config {
namespace {

// Calls `visit` with the name and each alias until it answers true; tells whether it did.
template<typename Visit>
bool anyName(const Option &option, Visit visit)
{
    if (visit(option.name)) {
        return true;
    }
    std::string_view rest = option.aliases;
    while (!rest.empty()) {
        const std::size_t end = std::min(rest.find(' '), rest.size());
        if (visit(rest.substr(0, end))) {
            return true;
        }
        rest.remove_prefix(std::min(end + 1, rest.size()));
    }
    return false;
}

// Levenshtein's distance with neighbouring letters swapped counting once; gives up above `limit`.
std::size_t editDistance(std::string_view a, std::string_view b, std::size_t limit)
{
    const std::size_t gap = a.size() > b.size() ? a.size() - b.size() : b.size() - a.size();
    if (gap > limit) {
        return limit + 1;
    }
    std::vector<std::size_t> beforeLast(b.size() + 1);
    std::vector<std::size_t> last(b.size() + 1);
    std::vector<std::size_t> row(b.size() + 1);
    for (std::size_t j = 0; j <= b.size(); ++j) {
        last[j] = j;
    }
    for (std::size_t i = 1; i <= a.size(); ++i) {
        row[0] = i;
        for (std::size_t j = 1; j <= b.size(); ++j) {
            row[j] = std::min({last[j] + 1, row[j - 1] + 1, last[j - 1] + (a[i - 1] == b[j - 1] ? 0u : 1u)});
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) {
                row[j] = std::min(row[j], beforeLast[j - 2] + 1);
            }
        }
        std::swap(beforeLast, last);
        std::swap(last, row);
    }
    return last[b.size()];
}

} // namespace

std::span<const std::span<const Option>> optionTable() noexcept
{
    static const std::array<std::span<const Option>, 5> table{
        servingOptions(),
        workersOptions(),
        systemOptions(),
        keptFirstOptions(),
        keptSecondOptions(),
    };
    return table;
}

const Option *findOption(std::string_view name) noexcept
{
    for (const std::span<const Option> part : optionTable()) {
        for (const Option &option : part) {
            if (anyName(option, [name](std::string_view own) { return own == name; })) {
                return &option;
            }
        }
    }
    return nullptr;
}

const Option *findOptionByLetter(char letter) noexcept
{
    for (const std::span<const Option> part : optionTable()) {
        for (const Option &option : part) {
            if (letter != 0 && option.letter == letter) {
                return &option;
            }
        }
    }
    return nullptr;
}

std::vector<const Option *> optionsWithPrefix(std::string_view prefix)
{
    std::vector<const Option *> found;
    for (const std::span<const Option> part : optionTable()) {
        for (const Option &option : part) {
            if (anyName(option, [prefix](std::string_view own) { return own.starts_with(prefix); })) {
                found.push_back(&option);
            }
        }
    }
    return found;
}

std::vector<std::string> nearestOptionNames(std::string_view name)
{
    // One slip in short names, two from six letters, three from twelve: more is another word.
    const std::size_t limit = name.size() < 3 ? 0 : name.size() < 6 ? 1 : name.size() < 12 ? 2 : 3;
    struct Candidate
    {
        std::size_t distance;
        bool kept;         // what Retort acts on comes first
        std::size_t place; // in the table
        std::string_view name;
    };
    std::vector<Candidate> candidates;
    for (const std::span<const Option> part : optionTable()) {
        for (const Option &option : part) {
            anyName(option, [&](std::string_view own) {
                const std::size_t distance = editDistance(name, own, limit);
                if (distance <= limit && own.size() > 1) {
                    candidates.push_back({distance, option.treatment == Treatment::Keeps, candidates.size(), own});
                }
                return false;
            });
        }
    }
    std::sort(candidates.begin(), candidates.end(), [](const Candidate &a, const Candidate &b) {
        return std::tie(a.distance, a.kept, a.place) < std::tie(b.distance, b.kept, b.place);
    });
    std::vector<std::string> names;
    for (const Candidate &candidate : candidates) {
        if (names.size() < 3 && candidate.distance == candidates.front().distance) {
            names.emplace_back(candidate.name);
        }
    }
    return names;
}

std::string suggestion(std::string_view name)
{
    const std::vector<std::string> names = nearestOptionNames(name);
    if (names.empty()) {
        return {};
    }
    std::string text = "; did you mean ";
    for (std::size_t i = 0; i < names.size(); ++i) {
        text += (i == 0 ? "“" : i + 1 == names.size() ? " or “" : ", “") + names[i] + "”";
    }
    return text + "?";
}

std::string_view groupTitle(Group group) noexcept
{
    switch (group) {
    case Group::Listening: return "Listening";
    case Group::App: return "The app";
    case Group::Python: return "Python";
    case Group::Workers: return "Workers";
    case Group::Limits: return "Limits";
    case Group::Reloading: return "Reloading";
    case Group::Files: return "Files and the system";
    case Group::Logging: return "Log";
    case Group::Static: return "Answers and static files";
    case Group::Configuration: return "Configuration";
    case Group::Production: return "Production";
    case Group::Retort: return "Retort";
    }
    return {};
}

std::span<const Group> groupsInOrder() noexcept
{
    static constexpr std::array groups{Group::Listening, Group::App, Group::Python, Group::Workers, Group::Limits, Group::Reloading,
        Group::Files, Group::Logging, Group::Static, Group::Configuration, Group::Production, Group::Retort};
    return groups;
}

void forEachOption(Group group, const std::function<void(const Option &)> &visit)
{
    for (const std::span<const Option> part : optionTable()) {
        for (const Option &option : part) {
            if (option.group == group) {
                visit(option);
            }
        }
    }
}

std::vector<std::string_view> aliasesOf(const Option &option)
{
    std::vector<std::string_view> aliases;
    anyName(option, [&](std::string_view name) {
        if (name != option.name) {
            aliases.push_back(name);
        }
        return false;
    });
    return aliases;
}

} // namespace Retort::Config
