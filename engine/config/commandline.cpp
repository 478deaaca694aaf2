// SPDX-License-Identifier: Apache-2.0
#include "engine/config/commandline.h"

#include "engine/config/options.h"

#include <algorithm>
#include <array>
#include <tuple>
#include <utility>

namespace Retort::Config {
namespace {

std::unexpected<Error> badOption(const std::string &sentence)
{
    return std::unexpected(Error{Errc::BadOption, QString::fromStdString(sentence)});
}

// The option a long name means: itself, with `_` for `-`, or the only one it abbreviates.
Result<const Option *> longOption(const std::string &name)
{
    if (const Option *exact = findOption(name)) {
        return exact;
    }
    std::string dashed = name;
    std::replace(dashed.begin(), dashed.end(), '_', '-');
    if (const Option *exact = findOption(dashed)) {
        return exact;
    }
    const std::vector<const Option *> candidates = dashed.empty() ? std::vector<const Option *>() : optionsWithPrefix(dashed);
    if (candidates.size() == 1) {
        return candidates.front();
    }
    if (candidates.empty()) {
        return badOption(
            "There is no option --" + name + suggestion(dashed) + (suggestion(dashed).empty() ? ". `retort --help` lists them." : ""));
    }
    std::string list;
    for (std::size_t i = 0; i < candidates.size() && i < 8; ++i) {
        list.append(i == 0 ? "--" : ", --").append(candidates[i]->name);
    }
    return badOption("--" + name + " may be any of " + list + (candidates.size() > 8 ? " …" : "") + ". Write more of the name.");
}

class Parser final
{
public:
    explicit Parser(const QStringList &arguments)
    {
        for (const QString &argument : arguments) {
            m_words.push_back(argument.toStdString());
        }
    }

    Result<CommandLine> run()
    {
        bool onlyPositionals = false;
        while (m_next < m_words.size()) {
            const std::string word = m_words[m_next++];
            Result<void> done;
            if (onlyPositionals || word.size() < 2 || word.front() != '-') {
                m_result.positionals.push_back({word, std::exchange(m_optionalBefore, {})});
            } else if (word == "--") {
                onlyPositionals = true;
            } else if (word.starts_with("--")) {
                done = longWord(word);
            } else {
                done = shortWord(word);
            }
            if (!done) {
                return std::unexpected(done.error());
            }
        }
        return std::move(m_result);
    }

private:
    Result<void> longWord(const std::string &word)
    {
        const std::size_t equals = word.find('=');
        const Result<const Option *> option = longOption(word.substr(2, equals == std::string::npos ? equals : equals - 2));
        if (!option) {
            return std::unexpected(option.error());
        }
        const std::string name((*option)->name);
        std::optional<std::string> value;
        if (equals != std::string::npos) {
            value = word.substr(equals + 1);
        }
        m_optionalBefore.clear();
        switch ((*option)->argument) {
        case Argument::None:
            if (value) {
                return badOption("--" + name + " takes no value on the command line; write it alone, or “" + name + " = " + *value
                    + "” in an ini file.");
            }
            break;
        case Argument::Optional: m_optionalBefore = value ? std::string() : name; break;
        case Argument::Required:
            if (!value && m_next == m_words.size()) {
                return badOption("--" + name + " needs a value, such as --" + name + "=VALUE.");
            }
            if (!value) {
                value = m_words[m_next++];
            }
            break;
        }
        m_result.options.push_back({name, std::move(value), Origin(), false});
        return {};
    }

    Result<void> shortWord(const std::string &word)
    {
        for (std::size_t i = 1; i < word.size(); ++i) {
            const Option *option = findOptionByLetter(word[i]);
            if (option == nullptr) {
                return badOption(std::string("There is no option -") + word[i] + " (in “" + word + "”). `retort --help` lists them.");
            }
            const std::string rest = word.substr(i + 1);
            const std::string name(option->name);
            m_optionalBefore.clear();
            if (option->argument == Argument::None) {
                m_result.options.push_back({name, std::nullopt, Origin(), false});
                continue;
            }
            std::optional<std::string> value;
            if (!rest.empty()) {
                value = rest;
            } else if (option->argument == Argument::Required) {
                if (m_next == m_words.size()) {
                    return badOption(std::string("-") + word[i] + " (--" + name + ") needs a value.");
                }
                value = m_words[m_next++];
            } else {
                m_optionalBefore = name;
            }
            m_result.options.push_back({name, std::move(value), Origin(), false});
            break;
        }
        return {};
    }

    std::vector<std::string> m_words;
    std::size_t m_next = 0;
    std::string m_optionalBefore;
    CommandLine m_result;
};

// Variables uWSGI uses between its own processes.
constexpr std::array<std::string_view, 8> internalVariables{
    "RELOADS",
    "VASSALS_DIR",
    "EMPEROR_FD",
    "EMPEROR_FD_CONFIG",
    "EMPEROR_PROXY",
    "BROODLORD_NUM",
    "JAIL_PID",
    "ORIGINAL_PROC_NAME",
};

} // namespace

Result<CommandLine> parseCommandLine(const QStringList &arguments)
{
    return Parser(arguments).run();
}

std::vector<GivenOption> optionsFromEnvironment(const QStringList &nameValuePairs)
{
    constexpr std::string_view prefix = "UWSGI_";
    std::vector<GivenOption> options;
    for (const QString &pair : nameValuePairs) {
        const std::string text = pair.toStdString();
        const std::size_t equals = text.find('=');
        if (!text.starts_with(prefix) || equals == std::string::npos || equals == prefix.size()) {
            continue;
        }
        std::string name = text.substr(prefix.size(), equals - prefix.size());
        if (std::find(internalVariables.begin(), internalVariables.end(), name) != internalVariables.end()) {
            continue;
        }
        for (char &c : name) {
            c = c == '_' ? '-' : c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
        }
        options.push_back({name, text.substr(equals + 1), Origin{Origin::Kind::Environment, text.substr(0, equals), 0}, false});
    }
    // UWSGI_A and UWSGI_a are the same option; the variable decides between them.
    std::sort(options.begin(), options.end(),
        [](const GivenOption &a, const GivenOption &b) { return std::tie(a.name, a.origin.name) < std::tie(b.name, b.origin.name); });
    return options;
}

} // namespace Retort::Config
