// SPDX-License-Identifier: Apache-2.0
// What the collector does once everything is there: expansion, inherited files, and what it says about the whole.
#include "engine/config/optioncollector.h"

#include "engine/base/text.h"
#include "engine/config/options.h"
#include "engine/config/valueparsers.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>

#include <algorithm>

namespace Retort::Config {
namespace {

QString shown(std::string_view text)
{
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}

// uWSGI's glob, for one pattern in the last part of the path, which is how files use it.
std::vector<std::string> globbed(const QString &pattern)
{
    const QFileInfo info(pattern);
    std::vector<std::string> paths;
    for (const QString &name : QDir(info.path()).entryList({info.fileName()}, QDir::AllEntries | QDir::NoDotAndDotDot, QDir::Name)) {
        const QString path = pattern.contains(u'/') ? info.path() + u'/' + name : name;
        paths.push_back(path.toStdString());
    }
    return paths;
}

std::optional<std::string> smallFile(const QString &path)
{
    constexpr qint64 longest = 1024 * 1024; // bytes; a value, not a document
    QFile file(path);
    if (!QFileInfo(path).isFile() || !file.open(QIODevice::ReadOnly)) {
        return std::nullopt;
    }
    const QByteArray bytes = file.read(longest + 1);
    return bytes.size() > longest ? std::nullopt : std::optional(bytes.toStdString());
}

} // namespace

Result<CollectedOptions> OptionCollector::finish()
{
    if (Result<void> done = endOfSource(); !done) {
        return std::unexpected(done.error());
    }
    expand();
    const std::size_t readSoFar = m_options.size();
    for (std::size_t i = 0; i < readSoFar; ++i) {
        const GivenOption option = m_options[i];
        if (option.name == "inherit") {
            if (Result<void> done = readFile(option.text(), option.origin); !done) {
                return std::unexpected(done.error());
            }
        }
    }
    if (m_options.size() > readSoFar) {
        expand();
    }
    warnOfOverriddenCommandLine();
    warnOfUnknownNames(m_referenced);

    CollectedOptions result;
    result.options = std::move(m_options);
    result.retort = std::move(m_retortFromFiles);
    result.retort.insert(result.retort.end(), m_retortFromCommandLine.begin(), m_retortFromCommandLine.end());
    result.findings = m_findings;
    result.files = m_files;
    return result;
}

void OptionCollector::expand()
{
    Expander expander({
        .environment = [this](std::string_view name) { return environmentValue(name); },
        .file = [this](std::string_view path) { return smallFile(absolute(path)); },
    });
    expander.expand(m_options);
    for (const Finding &finding : expander.findings()) {
        const bool known = std::any_of(m_findings.begin(), m_findings.end(),
            [&](const Finding &old) { return old.place == finding.place && old.sentence == finding.sentence; });
        if (!known) { // the second round meets what the first left as it was
            m_findings.append(finding);
        }
    }
    m_referenced.insert(expander.referenced().begin(), expander.referenced().end());
}

void OptionCollector::warnOfOverriddenCommandLine()
{
    const std::size_t begin = m_positionalsBegin.value_or(m_options.size());
    for (std::size_t i = 0; i < begin; ++i) {
        const Option *option = findOption(m_options[i].name);
        const bool single = option != nullptr && option->value != ValueKind::List && option->value != ValueKind::Address
            && option->value != ValueKind::ConfigFile && option->value != ValueKind::Placeholder && option->value != ValueKind::Logic;
        if (!single || m_options[i].origin.kind != Origin::Kind::CommandLine) {
            continue;
        }
        for (std::size_t j = begin; j < m_options.size(); ++j) {
            if (findOption(m_options[j].name) == option && m_options[j].text() != m_options[i].text()) {
                note(Finding::Severity::Warning, m_options[j].origin, m_options[j].name,
                    Text::tr("this line beats --%1 of the command line, because a file given without an option is read last, "
                             "as in uWSGI. Write --%3 %2 before --%1 to have the command line win.")
                        .arg(shown(m_options[i].name), shown(m_options[j].origin.name), optionOfFile(shown(m_options[j].origin.name))));
                break;
            }
        }
    }
}

void OptionCollector::warnOfUnknownNames(const std::set<std::string, std::less<>> &referenced)
{
    bool strict = false;
    for (const GivenOption &given : m_options) {
        strict = strict || (given.name == "strict" && readFlag(given.value).value);
    }
    std::set<std::string, std::less<>> told;
    for (const GivenOption &given : m_options) {
        if (findOption(given.name) != nullptr || m_placeholders.contains(given.name) || !told.insert(given.name).second) {
            continue;
        }
        std::string dashed = given.name;
        std::replace(dashed.begin(), dashed.end(), '_', '-');
        if (strict) {
            note(Finding::Severity::Error, given.origin, given.name,
                Text::tr("uWSGI has no such option%1 With strict, placeholders are written “set-placeholder = %2=…”.")
                    .arg(suggestion(dashed).empty() ? QStringLiteral(".") : shown(suggestion(dashed)), shown(given.name)));
        } else if (findOption(dashed) != nullptr) {
            note(Finding::Severity::Warning, given.origin, given.name,
                Text::tr("uWSGI ignores this name; Retort reads it as %1. Write %1.").arg(shown(dashed)));
        } else if (!referenced.contains(given.name)) {
            note(Finding::Severity::Warning, given.origin, given.name,
                Text::tr("uWSGI has no such option; it is kept as a placeholder%1")
                    .arg(suggestion(dashed).empty() ? QStringLiteral(".") : shown(suggestion(dashed))));
        }
    }
}

LogicSources OptionCollector::logicSources() const
{
    return {
        .environment = [this](std::string_view name) { return environmentValue(name); },
        .option = [this](std::string_view name) { return firstValue(name); },
        .exists = [this](std::string_view path) { return QFileInfo::exists(absolute(path)); },
        .isFile = [this](std::string_view path) { return QFileInfo(absolute(path)).isFile(); },
        .isFolder = [this](std::string_view path) { return QFileInfo(absolute(path)).isDir(); },
        .glob = [this](std::string_view pattern) { return globbed(absolute(pattern)); },
        .hostName = m_host.hostName,
    };
}

std::optional<std::string> OptionCollector::environmentValue(std::string_view name) const
{
    const QString key = shown(name);
    return m_environment.contains(key) ? std::optional(m_environment.value(key).toStdString()) : std::nullopt;
}

std::optional<std::string> OptionCollector::firstValue(std::string_view name) const
{
    const auto option = std::find_if(m_options.begin(), m_options.end(), [name](const GivenOption &given) { return given.name == name; });
    return option == m_options.end() ? std::nullopt : std::optional(option->text());
}

QString OptionCollector::absolute(std::string_view path) const
{
    return QDir::cleanPath(QDir(m_startFolder).absoluteFilePath(shown(path)));
}

} // namespace Retort::Config
