// SPDX-License-Identifier: Apache-2.0
// Which app, in which surroundings.
#include "engine/config/serverconfigbuilder.h"

#include "engine/base/text.h"
#include "engine/config/valueparsers.h"
#include "engine/gateway/headerrules.h"

namespace Retort::Config {

void ServerConfigBuilder::readApp()
{
    AppConfig &app = m_config.app;
    app.module = m_settings.text("module");
    app.wsgiFile = m_settings.text("wsgi-file");
    app.callable = m_settings.text("callable");
    readMounts();
    app.manageScriptName = m_settings.flag("manage-script-name", false);
    app.ignoreScriptName = m_settings.flag("ignore-script-name", false);
    app.noDefaultApp = m_settings.flag("no-default-app", false);
    if (const GivenOption *folder = m_settings.last("chdir2")) {
        app.chdir2 = fromChdir(toText(folder->text()));
    }
    app.pythonPath = m_settings.list("pythonpath");
    app.imports = m_settings.list("import");
    app.pyargv = m_settings.text("pyargv");
    app.fileWrapper = !m_settings.flag("wsgi-disable-file-wrapper", false);
    app.strictWsgi = m_settings.flag("wsgi-strict", true);
    app.noSite = m_settings.flag("no-site", false);
    m_settings.integer("optimize", 0, 2, app.optimize);
    readEnvironment();
    m_config.needApp = m_settings.flag("need-app", false);
    if (m_settings.has("home")) {
        m_config.pythonHome = fromChdir(m_settings.text("home"));
    }
}

void ServerConfigBuilder::readMounts()
{
    for (const GivenOption *given : m_settings.all("mount")) {
        const QString text = toText(given->text());
        const qsizetype equals = text.indexOf(u'=');
        const QString point = text.left(equals).trimmed();
        if (equals <= 0 || equals + 1 == text.size() || !point.startsWith(u'/')) {
            m_settings.fail(*given, Text::tr("“%1” is not of the form /path=module:callable or /path=file.py.").arg(text));
            continue;
        }
        m_config.app.mounts.append({point, text.sliced(equals + 1).trimmed()});
        remarkMount(*given, m_config.app.mounts.last());
    }
}

// What works here and not in uWSGI (UWSGI.md §5.8, tests/system/test_differential.py).
void ServerConfigBuilder::remarkMount(const GivenOption &given, const Mount &mount)
{
    const QString &app = mount.application;
    if (!app.contains(u':') && !app.endsWith(u".py") && !app.endsWith(u".wsgi")) {
        const QString callable = m_config.app.callable.isEmpty() ? QStringLiteral("application") : m_config.app.callable;
        m_settings.note(Finding::Severity::Warning, given,
            Text::tr("uWSGI mounts only file.py, file.wsgi and module:callable, and skips anything else without a word. "
                     "Write %1=%2:%3.")
                .arg(mount.mountpoint, app, callable));
    }
    if (mount.mountpoint.size() > 1 && mount.mountpoint.endsWith(u'/')) {
        m_settings.note(Finding::Severity::Warning, given,
            Text::tr("uWSGI gives the app a PATH_INFO without its slash when the mountpoint ends with one. Write %1=%2.")
                .arg(mount.mountpoint.chopped(1), app));
    }
}

void ServerConfigBuilder::readEnvironment()
{
    for (const GivenOption *given : m_settings.all("env")) {
        const QString text = toText(given->text());
        const qsizetype equals = text.indexOf(u'=');
        if (equals == 0 || text.isEmpty()) {
            m_settings.fail(*given, Text::tr("“%1” is not of the form NAME=value.").arg(text));
            continue;
        }
        const QString name = equals < 0 ? text : text.left(equals);
        if (name.startsWith(u'\'') || name.startsWith(u'"')) {
            m_settings.note(Finding::Severity::Warning, *given,
                Text::tr("the quotation mark becomes part of the variable's name, as in uWSGI. Write it without quotes."));
        }
        m_config.app.environment.append({name, equals < 0 ? QString() : text.sliced(equals + 1)});
    }
    m_config.app.unsetEnvironment = m_settings.list("unenv");
    for (const GivenOption *given : m_settings.all("envdir")) {
        m_config.app.environmentFolders.append(existingFolder(*given));
    }
}

void ServerConfigBuilder::readHeaders()
{
    for (const GivenOption *given : m_settings.all("add-header")) {
        const QString text = toText(given->text());
        const qsizetype colon = text.indexOf(u':');
        if (colon <= 0) {
            m_settings.fail(*given, Text::tr("“%1” is not of the form Name: value.").arg(text));
            continue;
        }
        const QString name = text.left(colon).trimmed();
        const QString value = text.sliced(colon + 1).trimmed();
        if (const std::string fault = Gateway::additionFault(name.toStdString(), value.toStdString()); !fault.empty()) {
            m_settings.fail(*given, toText(fault) + u'.');
        }
        m_config.addHeaders.append({name, value});
    }
    for (const GivenOption *given : m_settings.all("del-header")) {
        const QString name = toText(given->text()).trimmed();
        if (const std::string fault = Gateway::fieldFault(name.toStdString(), {}); !fault.empty()) {
            m_settings.fail(*given, toText(fault) + Text::tr(". Write the name alone."));
        }
        m_config.deleteHeaders.append(name);
    }
    readStaticMap();
}

void ServerConfigBuilder::readStaticMap()
{
    for (const char *name : {"static-map", "static-map2"}) {
        for (const GivenOption *given : m_settings.all(name)) {
            const QString text = toText(given->text());
            const qsizetype equals = text.indexOf(u'=');
            if (equals > 0) {
                m_config.staticMap.append({text.left(equals), fromChdir(text.sliced(equals + 1))});
            }
        }
    }
}

} // namespace Retort::Config
