// SPDX-License-Identifier: Apache-2.0
#include "engine/config/expander.h"

#include "engine/base/text.h"
#include "engine/config/options.h"

#include <algorithm>
#include <utility>

namespace Retort::Config {
namespace {

constexpr std::size_t deepest = 32;                  // placeholders inside placeholders
constexpr int mostLookUps = 1'000;                   // for one value: a=%(b)%(b), b=%(c)%(c) … doubles the work each time
constexpr std::size_t longestValue = 64 * 1024;      // bytes; doubling placeholders must not fill the memory

QString shown(std::string_view text)
{
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}

// "exec://ls": uWSGI would open these by their scheme.
bool hasScheme(std::string_view path)
{
    return path.find("://") != std::string_view::npos;
}

// The end of "(…)" whose inside begins at `begin`, counting inner parentheses; npos when it never ends.
std::size_t closingParenthesis(std::string_view text, std::size_t begin)
{
    int depth = 0;
    for (std::size_t i = begin; i < text.size(); ++i) {
        if (text[i] == '(') {
            ++depth;
        } else if (text[i] == ')' && depth-- == 0) {
            return i;
        }
    }
    return std::string_view::npos;
}

} // namespace

void Expander::expand(std::vector<GivenOption> &options)
{
    m_options = &options;
    pass('$', &Expander::environmentValue);
    pass('@', &Expander::fileContent);
    pass('%', &Expander::placeholder);
    m_options = nullptr;
}

void Expander::pass(char sigil, Resolve resolve)
{
    for (GivenOption &option : *m_options) {
        if (option.literal || !option.value || option.value->find(sigil) == std::string::npos) {
            continue;
        }
        m_current = &option;
        m_open.assign(1, option.name);
        m_lookUps = 0;
        option.value = expanded(*option.value, sigil, resolve);
    }
    m_current = nullptr;
}

std::string Expander::expanded(std::string_view text, char sigil, Resolve resolve)
{
    std::string out;
    std::size_t done = 0;
    while (done < text.size()) {
        const std::size_t start = text.find(std::string{sigil, '('}, done);
        if (start == std::string_view::npos) {
            break;
        }
        const std::size_t end = closingParenthesis(text, start + 2);
        const std::string_view name = end == std::string_view::npos ? std::string_view() : text.substr(start + 2, end - start - 2);
        const std::optional<std::string> value = name.empty() ? std::nullopt : (this->*resolve)(name);
        if (!value || out.size() + value->size() > longestValue) {
            out += text.substr(done, start + 2 - done);
            done = start + 2;
            continue;
        }
        out.append(text.substr(done, start - done)).append(*value);
        done = end + 1;
    }
    return out.append(text.substr(done));
}

std::optional<std::string> Expander::environmentValue(std::string_view name)
{
    std::optional<std::string> value = m_sources.environment(name);
    if (!value) {
        const Option *option = findOption(m_current->name);
        const bool used = option != nullptr && option->treatment == Treatment::Honours;
        report(used ? Finding::Severity::Error : Finding::Severity::Warning,
            Text::tr("$(%1) is not set in the environment. Set %1 before starting, or write the value itself.").arg(shown(name)));
    }
    return value;
}

std::optional<std::string> Expander::fileContent(std::string_view path)
{
    if (hasScheme(path)) {
        report(Finding::Severity::Warning,
            Text::tr("@(%1) is left as it is: Retort reads files here, it runs no commands and opens no addresses.").arg(shown(path)));
        return std::nullopt;
    }
    std::optional<std::string> bytes = m_sources.file(path);
    if (!bytes) {
        report(Finding::Severity::Error, Text::tr("the file in @(%1) cannot be read.").arg(shown(path)));
        return std::nullopt;
    }
    if (bytes->ends_with('\n')) {
        bytes->pop_back();
    }
    return bytes;
}

std::optional<std::string> Expander::optionValue(std::string_view name)
{
    if (++m_lookUps > mostLookUps) {
        return std::nullopt;
    }
    m_referenced.emplace(name);
    const auto option = std::find_if(m_options->begin(), m_options->end(), [name](const GivenOption &given) { return given.name == name; });
    if (option == m_options->end()) {
        return std::nullopt;
    }
    if (option->literal) {
        return option->text();
    }
    if (std::find(m_open.begin(), m_open.end(), name) != m_open.end() || m_open.size() > deepest) {
        report(Finding::Severity::Warning, Text::tr("%(%1) leads back to itself and is left as it is.").arg(shown(name)));
        return std::nullopt;
    }
    m_open.emplace_back(name);
    std::string value = expanded(option->text(), '%', &Expander::placeholder);
    m_open.pop_back();
    return value;
}

std::optional<std::string> Expander::placeholder(std::string_view name)
{
    if (name.find(' ') == std::string_view::npos) {
        return optionValue(name);
    }
    if (name.find('(') != std::string_view::npos) {
        report(Finding::Severity::Warning,
            Text::tr("%(%1): uWSGI does not understand parentheses in arithmetic and gets another number. "
                     "Write the number, or one step per placeholder.")
                .arg(shown(name)));
    }
    return evaluateArithmetic(name, [this](std::string_view token) { return optionValue(token); });
}

void Expander::report(Finding::Severity severity, const QString &sentence)
{
    m_findings.append({severity, QString::fromStdString(m_current->origin.toString()), QString::fromStdString(m_current->name), sentence});
}

} // namespace Retort::Config
