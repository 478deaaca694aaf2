// SPDX-License-Identifier: Apache-2.0
#include "engine/config/projectdiscovery.h"

#include "engine/base/text.h"
#include "engine/config/inireader.h"
#include "engine/config/sourcescan.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>

#include <algorithm>
#include <optional>

namespace Retort::Config {
namespace {

constexpr qint64 longestSource = 1024 * 1024; // bytes; enough of any app file

QByteArray head(const QString &path)
{
    QFile file(path);
    return QFileInfo(path).isFile() && file.open(QIODevice::ReadOnly) ? file.read(longestSource) : QByteArray();
}

bool hasUwsgiSection(const QString &path)
{
    const QByteArray bytes = head(path);
    const MagicVariables none(HostFacts(), {}, {}, {});
    return readIni({bytes.constData(), static_cast<std::size_t>(bytes.size())}, none).hasSection("uwsgi");
}

// uwsgi.ini, or the only ini of the folder that is for uWSGI.
QString projectIni(const QDir &folder)
{
    if (hasUwsgiSection(folder.filePath(QStringLiteral("uwsgi.ini")))) {
        return folder.filePath(QStringLiteral("uwsgi.ini"));
    }
    QStringList found;
    for (const QString &name : folder.entryList({QStringLiteral("*.ini")}, QDir::Files, QDir::Name)) {
        if (hasUwsgiSection(folder.filePath(name))) {
            found.append(folder.filePath(name));
        }
    }
    return found.size() == 1 ? found.first() : QString();
}

// FLASK_APP of a .env file: `export` and quotes are allowed, the first one counts.
QString flaskAppIn(const QString &path)
{
    for (const QByteArray &raw : head(path).split('\n')) {
        QByteArray line = raw.trimmed();
        line = line.startsWith("export ") ? line.mid(7).trimmed() : line;
        const qsizetype equals = line.indexOf('=');
        if (equals < 0 || line.left(equals).trimmed() != "FLASK_APP") {
            continue;
        }
        QByteArray value = line.mid(equals + 1).trimmed();
        if (value.size() >= 2 && (value.startsWith('"') || value.startsWith('\'')) && value.endsWith(value.front())) {
            value = value.mid(1, value.size() - 2);
        }
        return QString::fromUtf8(value);
    }
    return {};
}

struct FlaskApp
{
    QString value;
    QString source;
};

FlaskApp flaskApp(const QDir &folder, const QProcessEnvironment &environment)
{
    if (const QString value = environment.value(QStringLiteral("FLASK_APP")); !value.isEmpty()) {
        return {value, Text::tr("the environment")};
    }
    for (const QString &name : {QStringLiteral(".env"), QStringLiteral(".flaskenv")}) { // .env wins, as in Flask
        if (const QString value = flaskAppIn(folder.filePath(name)); !value.isEmpty()) {
            return {value, name};
        }
    }
    return {};
}

bool isImportable(const QString &name)
{
    return !name.isEmpty() && !name.front().isDigit()
        && std::all_of(name.begin(), name.end(), [](QChar c) { return c.isLetterOrNumber() || c == u'_'; });
}

// "hello", "hello:web", "sub/hello.py", "hello:create_app('dev')" as Flask reads FLASK_APP.
DiscoveredApp fromFlaskApp(const FlaskApp &flask)
{
    DiscoveredApp app;
    const qsizetype colon = flask.value.indexOf(u':', flask.value.size() > 1 && flask.value[1] == u':' ? 2 : 0);
    QString import = (colon < 0 ? flask.value : flask.value.left(colon)).trimmed();
    const QString name = colon < 0 ? QString() : flask.value.sliced(colon + 1).trimmed();
    if (import.endsWith(u".py")) {
        import.chop(3);
        import.replace(u'\\', u'/');
        if (!import.startsWith(u'/') && !import.contains(u"..")) {
            import = import.startsWith(u"./") ? import.sliced(2) : import;
            import.replace(u'/', u'.');
        }
    }
    if (import.contains(u'/')) {
        app.wsgiFile = import + QStringLiteral(".py");
        app.callable = name;
    } else {
        app.module = name.isEmpty() ? import : import + u':' + name;
    }
    app.reason = Text::tr("FLASK_APP=%1 in %2.").arg(flask.value, flask.source);
    return app;
}

struct Candidate
{
    QString file;    // relative to the folder, for the reason
    QString module;
    SourceScan scan;
};

QString madeBy(const SourceScan::App &app)
{
    return QString::fromStdString(app.name + " = " + app.made);
}

// The variable the app is in: one by a usual name, else the only or first one.
const SourceScan::App &preferred(const std::vector<SourceScan::App> &apps)
{
    for (const char *name : {"app", "application"}) {
        const auto found = std::find_if(apps.begin(), apps.end(), [name](const SourceScan::App &app) { return app.name == name; });
        if (found != apps.end()) {
            return *found;
        }
    }
    return apps.front();
}

// What one file offers; nothing when there is no app in it.
std::optional<DiscoveredApp> offered(const Candidate &candidate)
{
    DiscoveredApp app;
    const SourceScan &scan = candidate.scan;
    app.module = candidate.module;
    if (!scan.apps.empty()) {
        const SourceScan::App &chosen = preferred(scan.apps);
        app.callable = QString::fromStdString(chosen.name);
        app.reason = Text::tr("%1 has %2.").arg(candidate.file, madeBy(chosen));
        for (const SourceScan::App &other : scan.apps) {
            if (other.name != chosen.name) {
                app.candidates.append(candidate.module + u':' + QString::fromStdString(other.name));
            }
        }
    } else if (!scan.plain.empty()) {
        const bool hasApp = std::find(scan.plain.begin(), scan.plain.end(), "app") != scan.plain.end();
        app.callable = hasApp ? QStringLiteral("app") : QStringLiteral("application");
        app.reason = Text::tr("%1 has %2.").arg(candidate.file, app.callable);
    } else if (!scan.factories.empty()) {
        const QString factory = QString::fromStdString(scan.factories.front());
        app.module += u':' + factory + QStringLiteral("()");
        app.reason = Text::tr("%1 has the factory %2().").arg(candidate.file, factory);
    } else {
        return std::nullopt;
    }
    return app;
}

// FLASK_APP may name no more than a module, in which Flask then looks for an app or a factory; so do we.
DiscoveredApp withNameFrom(const QDir &folder, DiscoveredApp app)
{
    if (app.module.isEmpty() || app.module.contains(u':')) {
        return app;
    }
    const QString path = QString(app.module).replace(u'.', u'/');
    for (const QString &file : QStringList{path + QStringLiteral(".py"), path + QStringLiteral("/__init__.py")}) {
        const QByteArray source = head(folder.filePath(file));
        const SourceScan scan = scanSource({source.constData(), static_cast<std::size_t>(source.size())});
        if (const std::optional<DiscoveredApp> found = offered({file, app.module, scan})) {
            app.module = found->module;
            app.callable = found->callable;
            break;
        }
    }
    return app;
}

// Collects what is looked at, in the order of preference, and the words for the error.
class Search final
{
public:
    explicit Search(const QString &folder) : m_folder(folder) {}

    Result<DiscoveredApp> run()
    {
        for (const char *name : {"wsgi", "app", "main", "application"}) {
            look(QString::fromLatin1(name) + QStringLiteral(".py"), QString::fromLatin1(name));
        }
        if (m_folder.exists(QStringLiteral("manage.py"))) {
            lookInPackages(QStringLiteral("wsgi.py"), QStringLiteral(".wsgi"));
        }
        if (m_found.empty()) {
            lookInPackages(QStringLiteral("__init__.py"), QString());
        }
        if (m_found.empty()) {
            lookAtOtherFiles();
        }
        return m_found.empty() ? failure() : chosen();
    }

private:
    void look(const QString &file, const QString &module)
    {
        const QString path = m_folder.filePath(file);
        if (!QFileInfo(path).isFile()) {
            m_missing.append(file);
            return;
        }
        const QByteArray source = head(path);
        const Candidate candidate{file, module, scanSource({source.constData(), static_cast<std::size_t>(source.size())})};
        if (!candidate.scan.asgi.empty() && m_asgi.isEmpty()) {
            m_asgi = file;
        }
        if (const std::optional<DiscoveredApp> app = offered(candidate)) {
            m_found.push_back(*app);
        } else {
            m_empty.append(file);
        }
    }

    void lookInPackages(const QString &file, const QString &suffix)
    {
        const QStringList folders = m_folder.entryList(QDir::Dirs | QDir::NoDotAndDotDot, QDir::Name);
        for (const QString &name : folders) {
            const QString path = name + u'/' + file;
            if (isImportable(name) && name != u"tests" && m_folder.exists(path)) {
                look(path, name + suffix);
            }
        }
    }

    void lookAtOtherFiles()
    {
        for (const QString &name : m_folder.entryList({QStringLiteral("*.py")}, QDir::Files, QDir::Name)) {
            const QString module = name.chopped(3);
            const bool seen = m_empty.contains(name) || name == u"setup.py" || name == u"manage.py" || name == u"conftest.py";
            if (!seen && isImportable(module) && m_looks++ < 50) {
                look(name, module);
            }
        }
    }

    Result<DiscoveredApp> chosen()
    {
        DiscoveredApp app = m_found.front();
        for (std::size_t i = 1; i < m_found.size(); ++i) {
            app.candidates.append(m_found[i].callable.isEmpty() ? m_found[i].module : m_found[i].module + u':' + m_found[i].callable);
        }
        return app;
    }

    Result<DiscoveredApp> failure() const
    {
        if (!m_asgi.isEmpty()) {
            return std::unexpected(Error{Errc::NoApplication,
                Text::tr("%1 holds an ASGI app (FastAPI, Starlette, Quart and the like need an ASGI server such as uvicorn). "
                         "Retort serves WSGI apps: Flask, Django, Bottle, Falcon, Pyramid.")
                    .arg(m_folder.filePath(m_asgi))});
        }
        const QString looked = m_empty.isEmpty() ? QString() : Text::tr(" No app is in %1.").arg(m_empty.join(QStringLiteral(", ")));
        return std::unexpected(Error{Errc::NoApplication,
            Text::tr("No WSGI app was found in %1: there is no uwsgi.ini, no FLASK_APP, and no %2.%3 "
                     "Name it with -w module:callable or --wsgi-file FILE.")
                .arg(m_folder.absolutePath(), m_missing.join(QStringLiteral(", ")), looked)});
    }

    QDir m_folder;
    std::vector<DiscoveredApp> m_found;
    QStringList m_missing;
    QStringList m_empty;
    QString m_asgi;
    int m_looks = 0;
};

} // namespace

Result<DiscoveredApp> discoverApp(const QString &folder, const QProcessEnvironment &environment)
{
    const QDir directory(folder);
    if (!directory.exists()) {
        return std::unexpected(Error{Errc::FolderMissing, Text::tr("The folder %1 does not exist.").arg(folder)});
    }
    if (const QString ini = projectIni(directory); !ini.isEmpty()) {
        DiscoveredApp app;
        app.configFile = QDir::cleanPath(QDir(folder).absoluteFilePath(ini));
        app.reason = Text::tr("%1 has a section [uwsgi].").arg(QFileInfo(ini).fileName());
        return app;
    }
    if (const FlaskApp flask = flaskApp(directory, environment); !flask.value.isEmpty()) {
        return withNameFrom(directory, fromFlaskApp(flask));
    }
    return Search(folder).run();
}

Result<DiscoveredApp> discoverAppInFile(const QString &file)
{
    const QByteArray source = head(file);
    const QFileInfo info(file);
    const QString stem = info.completeBaseName();
    const SourceScan scan = scanSource({source.constData(), static_cast<std::size_t>(source.size())});
    DiscoveredApp app = offered({info.fileName(), stem, scan}).value_or(DiscoveredApp());
    if (app.reason.isEmpty()) {
        if (!scan.asgi.empty()) {
            return std::unexpected(Error{Errc::NoApplication,
                Text::tr("%1 holds an ASGI app; Retort serves WSGI apps such as Flask and Django. Use an ASGI server such as uvicorn.")
                    .arg(file)});
        }
        app.module = stem; // the user named it: let the import say what is in it
        app.reason = Text::tr("%1 was given.").arg(info.fileName());
    }
    if (!isImportable(stem)) {
        app.module.clear();
        app.wsgiFile = QDir::cleanPath(info.absoluteFilePath());
    }
    return app;
}

} // namespace Retort::Config
