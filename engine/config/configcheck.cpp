// SPDX-License-Identifier: Apache-2.0
#include "engine/config/configcheck.h"

#include "engine/base/text.h"
#include "engine/config/optioncollector.h"
#include "engine/config/options.h"
#include "engine/config/serverconfigbuilder.h"
#include "engine/config/settings.h"

#include <QDir>

#include <algorithm>
#include <array>
#include <set>
#include <string_view>

using namespace Qt::StringLiterals;

namespace Retort::Config {
namespace {

// uWSGI runs the values of these in a shell or as programs, at start, at exit or by the clock (UWSGI.md §1.1).
bool namesCommand(std::string_view name)
{
    constexpr std::array<std::string_view, 7> beginnings{
        "exec-", "hook-", "attach-daemon", "smart-attach-daemon", "legion-", "cron", "unique-cron"};
    return std::any_of(beginnings.begin(), beginnings.end(), [&](std::string_view beginning) { return name.starts_with(beginning); });
}

void remarkCommands(CheckedConfig &config)
{
    std::set<std::string, std::less<>> told;
    for (const GivenOption &given : config.options) {
        const Option *option = findOption(given.name);
        const bool silentSoFar = option != nullptr && option->treatment == Treatment::Keeps;
        if (silentSoFar && namesCommand(given.name) && told.insert(given.name).second) {
            config.findings.append({Finding::Severity::Note, QString::fromStdString(given.origin.toString()), toText(given.name),
                Text::tr("kept for real uWSGI: it names a command, and Retort runs no command that a file names.")});
        }
    }
}

CheckedConfig checked(OptionCollector &collector, const QString &specification, const QString &startFolder)
{
    CheckedConfig config;
    config.file = specification;
    Result<void> read = collector.readFile(specification.toStdString(), Origin());
    Result<CollectedOptions> collected = read ? collector.finish() : std::unexpected(read.error());
    if (!collected) {
        config.findings.append({Finding::Severity::Error, {}, {}, collected.error().sentence});
        return config;
    }
    config.findings = ServerConfigBuilder(*collected, startFolder).build().findings;
    config.options = std::move(collected->options);
    remarkCommands(config);
    return config;
}

} // namespace

bool CheckedConfig::isClean() const
{
    return std::all_of(
        findings.begin(), findings.end(), [](const Finding &finding) { return finding.severity == Finding::Severity::Note; });
}

QString CheckedConfig::toIni() const
{
    QString text = u"[uwsgi]\n"_s;
    for (const GivenOption &given : options) {
        text += toText(given.name) + u" = "_s + toText(given.text()) + u'\n';
    }
    return text;
}

QJsonArray CheckedConfig::optionsJson() const
{
    QJsonArray list;
    for (const GivenOption &given : options) {
        list.append(QJsonArray{toText(given.name), toText(given.text())});
    }
    return list;
}

QJsonObject CheckedConfig::findingsJson() const
{
    QJsonArray list;
    for (const Finding &finding : findings) {
        list.append(QJsonObject{{u"severity"_s, severityName(finding.severity)}, {u"place"_s, finding.place}, {u"option"_s, finding.option},
            {u"sentence"_s, finding.sentence}});
    }
    return {{u"file"_s, file}, {u"ok"_s, isClean()}, {u"findings"_s, list}};
}

CheckedConfig checkConfigFile(const QString &specification, const QProcessEnvironment &environment, const QString &startFolder)
{
    OptionCollector collector(environment, startFolder);
    return checked(collector, specification, startFolder);
}

CheckedConfig checkConfigText(const QString &file, const QByteArray &bytes, const QProcessEnvironment &environment,
    const QString &startFolder, const QString &section)
{
    OptionCollector collector(environment, startFolder);
    collector.setUnsaved(QDir::cleanPath(QDir(startFolder).absoluteFilePath(file)), bytes);
    // A colon in the name of the file would begin that of a section.
    const bool isSaid = section != "uwsgi"_L1 || file.contains(u':');
    return checked(collector, isSaid ? file + u':' + section : file, startFolder);
}

} // namespace Retort::Config
