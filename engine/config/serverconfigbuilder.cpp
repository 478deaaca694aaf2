// SPDX-License-Identifier: Apache-2.0
#include "engine/config/serverconfigbuilder.h"

#include "engine/base/text.h"
#include "engine/config/valueparsers.h"

#include <QDir>
#include <QFileInfo>

#include <algorithm>
#include <set>

namespace Retort::Config {
namespace {

bool isPlainNameCharacter(QChar c)
{
    return (c >= u'a' && c <= u'z') || (c >= u'A' && c <= u'Z') || (c >= u'0' && c <= u'9') || c == u'_' || c == u'.' || c == u'-';
}

} // namespace

QString siteNameFrom(const QString &text)
{
    QString name;
    for (const QChar c : text) {
        name += isPlainNameCharacter(c) ? c : QChar(u'-');
    }
    while (name.startsWith(u'.') || name.startsWith(u'-')) {
        name.remove(0, 1);
    }
    return name.isEmpty() ? QStringLiteral("site") : name.left(64);
}

ServerConfigBuilder::ServerConfigBuilder(const CollectedOptions &collected, const QString &startFolder)
    : m_collected(collected)
    , m_startFolder(startFolder)
    , m_config(m_built.server)
    , m_settings(collected.options, m_built.findings)
    , m_retort(collected.retort, m_built.findings)
{
    m_built.findings = collected.findings;
}

BuiltConfig ServerConfigBuilder::build()
{
    readFolders();
    readListeners();
    readSocketFiles();
    readApp();
    readWorkers();
    readLimits();
    readReloading();
    readFiles();
    readHeaders();
    readLog();
    readRetort();
    remarkTreatments();
    remarkInlineComments();
    remarkTogether();
    for (const GivenOption &given : m_collected.options) {
        m_config.options.append({toText(given.name), given.value ? std::optional(toText(*given.value)) : std::nullopt});
    }
    return m_built;
}

void ServerConfigBuilder::readFolders()
{
    m_config.projectFolder = m_startFolder;
    m_config.configFile = m_collected.files.value(0);
    m_config.configFiles = m_collected.files;
    const GivenOption *chdir = m_settings.last("chdir");
    if (chdir == nullptr) {
        return;
    }
    const QString folder = existingFolder(*chdir);
    m_config.app.chdir = folder;
    m_config.projectFolder = folder;
}

QString ServerConfigBuilder::existingFolder(const GivenOption &given)
{
    const QString folder = fromStart(toText(given.text()));
    if (!QFileInfo(folder).isDir()) {
        m_settings.fail(given,
            QFileInfo::exists(folder) ? Text::tr("%1 is not a folder.").arg(folder)
                                      : Text::tr("the folder %1 does not exist.").arg(folder));
    }
    return folder;
}

void ServerConfigBuilder::readRetort()
{
    for (const GivenOption &given : m_collected.retort) {
        const Option *option = findOption(given.name);
        if (option == nullptr || option->group != Group::Retort) {
            m_retort.note(Finding::Severity::Warning, given,
                Text::tr(
                    "[retort] has no such key. It knows allowed-hosts, dotenv, error-pages, ignore, on-error, reload, site-name, standby "
                    "and watch."));
        }
    }
    for (const GivenOption *given : m_retort.all("allowed-hosts")) {
        QString text = toText(given->text());
        const QStringList hosts = text.replace(u',', u' ').split(u' ', Qt::SkipEmptyParts);
        for (const QString &host : hosts) {
            m_config.allowedHosts.append(host);
        }
    }
    if (const GivenOption *pages = m_retort.last("error-pages")) {
        if (pages->text() != "short" && pages->text() != "full") {
            m_retort.fail(*pages, Text::tr("“%1” is neither full nor short.").arg(toText(pages->text())));
        }
        m_config.shortErrorPages = pages->text() == "short";
    }
    m_config.app.loadDotenv = m_retort.flag("dotenv", true);
    readWatching();
    const QString name = m_retort.text("site-name");
    m_config.siteName = siteNameFrom(name.isEmpty() ? QDir(m_config.projectFolder).dirName() : name);
}

void ServerConfigBuilder::readWatching()
{
    for (const auto &[key, list] : {std::pair{"watch", &m_config.watch.watch}, std::pair{"ignore", &m_config.watch.ignore}}) {
        for (const GivenOption *given : m_retort.all(key)) {
            QString patterns = toText(given->text());
            *list += patterns.replace(u',', u' ').split(u' ', Qt::SkipEmptyParts);
        }
    }
    if (const GivenOption *choice = m_retort.last("on-error")) {
        if (choice->text() != "page" && choice->text() != "last-good") {
            m_retort.fail(*choice, Text::tr("“%1” is neither page nor last-good.").arg(toText(choice->text())));
        }
        m_config.watch.keepLastGood = choice->text() == "last-good";
    }
    m_config.watch.standby = m_retort.flag("standby", true);
    if (const GivenOption *reload = m_retort.last("reload")) {
        const std::string text(reload->text());
        const bool isOn = text.empty() || text == "on" || text == "true" || text == "yes" || text == "1";
        if (!isOn && text != "off" && text != "false" && text != "no" && text != "0") {
            m_retort.fail(
                *reload, Text::tr("“%1” is neither on nor off. To reload a running site, use: retort reload NAME.").arg(toText(text)));
        }
        m_config.watch.mode = isOn ? WatchConfig::Mode::On : WatchConfig::Mode::Off;
    }
}

void ServerConfigBuilder::remarkTreatments()
{
    const bool hasApp = m_settings.has("module") || m_settings.has("wsgi-file") || m_settings.has("mount");
    std::set<const Option *> told;
    for (const Settings::Entry &entry : m_settings.entries()) {
        const bool switchedOff = entry.option->value == ValueKind::Flag && !readFlag(entry.given->value).value;
        if (switchedOff || !told.insert(entry.option).second) {
            continue;
        }
        const QString explanation = QCoreApplication::translate("Options", entry.option->explanation.data());  // literals
        switch (entry.option->treatment) {
        case Treatment::Honours:
            if (entry.option->group == Group::Retort && entry.given->origin.kind == Origin::Kind::File) {
                m_settings.note(Finding::Severity::Warning, *entry.given,
                    Text::tr("uWSGI does not know this and Retort reads it only in the section [retort]. Move it there."));
            }
            break;
        case Treatment::Explains: m_settings.note(Finding::Severity::Note, *entry.given, Text::tr("accepted: %1.").arg(explanation)); break;
        case Treatment::Keeps: break;
        case Treatment::Refuses: {
            const bool fleet = entry.option->group == Group::Production;
            m_settings.note(fleet && hasApp ? Finding::Severity::Warning : Finding::Severity::Error, *entry.given,
                Text::tr("Retort does not do this: %1.").arg(explanation));
            break;
        }
        }
    }
}

void ServerConfigBuilder::remarkInlineComments()
{
    for (const Settings::Entry &entry : m_settings.entries()) {
        const std::optional<std::size_t> at = inlineComment(entry.given->text());
        const bool fromFile = entry.given->origin.kind == Origin::Kind::File;
        if (!at || !fromFile || entry.option->treatment == Treatment::Keeps || entry.option->name == "log-format") {
            continue;
        }
        m_settings.note(Finding::Severity::Warning, *entry.given,
            Text::tr("“%1” is part of the value: uWSGI has no comments behind values. Put it on a line of its own.")
                .arg(toText(std::string_view(entry.given->text()).substr(*at))));
    }
}

void ServerConfigBuilder::remarkTogether()
{
    const GivenOption *cheaper = m_settings.last("cheaper");
    if (cheaper != nullptr && readInteger(cheaper->value).value >= m_config.processes && readInteger(cheaper->value).value > 0) {
        m_settings.note(Finding::Severity::Warning, *cheaper,
            Text::tr("uWSGI refuses to start when cheaper (%1) is not below processes (%2).")
                .arg(readInteger(cheaper->value).value)
                .arg(m_config.processes));
    }
    const GivenOption *http = m_settings.last("http");
    const bool httpSockets = std::any_of(m_config.listeners.begin(), m_config.listeners.end(), [](const ListenerConfig &listener) {
        return listener.protocol == ListenerProtocol::Http && listener.option != u"http" && !listener.chosenByRetort;
    });
    if (http != nullptr && httpSockets) {
        m_settings.note(Finding::Severity::Warning, *http,
            Text::tr("Retort serves both, but in uWSGI requests to http hang when another socket speaks HTTP as well. "
                     "Use http-socket for both."));
    }
    const qint64 lifetime = m_config.maxWorkerLifetimeS;
    const GivenOption *maximum = m_settings.last("max-worker-lifetime");
    if (maximum != nullptr && lifetime > 0 && lifetime <= m_config.minWorkerLifetimeS) {
        m_settings.fail(
            *maximum, Text::tr("%1 seconds must be more than min-worker-lifetime (%2).").arg(lifetime).arg(m_config.minWorkerLifetimeS));
    }
}

QString ServerConfigBuilder::fromStart(const QString &path) const
{
    return QDir::cleanPath(QDir(m_startFolder).absoluteFilePath(path));
}

QString ServerConfigBuilder::fromChdir(const QString &path) const
{
    return QDir::cleanPath(QDir(m_config.projectFolder).absoluteFilePath(path));
}

} // namespace Retort::Config
