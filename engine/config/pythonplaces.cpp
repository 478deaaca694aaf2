// SPDX-License-Identifier: Apache-2.0
#include "engine/config/pythonplaces.h"

#include "engine/base/text.h"

#include <QCryptographicHash>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QVersionNumber>

#include <algorithm>
#include <utility>

namespace Retort::Config {
namespace {

constexpr int deepestParent = 12;

bool isThere(const QString &path)
{
    const QFileInfo info(path);
    return info.exists() || info.isSymLink(); // a dangling link is there, and worth a sentence
}

QByteArray content(const QString &path)
{
    constexpr qint64 longest = 256 * 1024;
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.read(longest) : QByteArray();
}

QString home(const QProcessEnvironment &environment)
{
    return environment.value(QStringLiteral("HOME"), environment.value(QStringLiteral("USERPROFILE")));
}

// The folder itself and its parents up to the one that looks like the root of a project; without such a one, only itself.
QStringList foldersUpToRoot(const QString &projectFolder, const QProcessEnvironment &environment)
{
    QStringList folders;
    QDir folder(projectFolder);
    for (int depth = 0; depth < deepestParent; ++depth) {
        if (folder.isRoot() || (depth > 0 && folder.absolutePath() == QDir::cleanPath(home(environment)))) {
            break;
        }
        folders.append(folder.absolutePath());
        for (const char *marker : {".git", ".hg", "pyproject.toml", "setup.py", "Pipfile"}) {
            if (isThere(folder.filePath(QString::fromLatin1(marker)))) {
                return folders;
            }
        }
        if (!folder.cdUp()) {
            break;
        }
    }
    return folders.mid(0, 1);
}

QByteArray urlHash(const QByteArray &text)
{
    return QCryptographicHash::hash(text, QCryptographicHash::Sha256)
        .toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals)
        .left(8);
}

// Both tools replace what shells dislike and cut at 42 characters.
QString cleanName(QString name, const QString &replaced)
{
    for (QChar &c : name) {
        c = replaced.contains(c) ? QChar(u'_') : c;
    }
    return name.left(42);
}

// The `name = "…"` of a pyproject.toml, in [project] or [tool.poetry].
QString pyprojectName(const QByteArray &toml)
{
    QByteArray section;
    for (const QByteArray &raw : toml.split('\n')) {
        const QByteArray line = raw.trimmed();
        if (line.startsWith('[')) {
            section = line;
        }
        const qsizetype equals = line.indexOf('=');
        if (equals > 0 && line.left(equals).trimmed() == "name" && (section == "[project]" || section == "[tool.poetry]")) {
            QByteArray value = line.mid(equals + 1).trimmed();
            const char quote = value.isEmpty() ? '\0' : value.front();
            const qsizetype end = value.indexOf(quote, 1);
            return quote != '\0' && end > 0 ? QString::fromUtf8(value.mid(1, end - 1)) : QString();
        }
    }
    return {};
}

QString poetryFolder(const QProcessEnvironment &environment)
{
    if (const QString path = environment.value(QStringLiteral("POETRY_VIRTUALENVS_PATH")); !path.isEmpty()) {
        return path;
    }
    if (const QString cache = environment.value(QStringLiteral("POETRY_CACHE_DIR")); !cache.isEmpty()) {
        return cache + QStringLiteral("/virtualenvs");
    }
#if defined(Q_OS_WIN)
    return environment.value(QStringLiteral("LOCALAPPDATA")) + QStringLiteral("/pypoetry/Cache/virtualenvs");
#elif defined(Q_OS_MACOS)
    return home(environment) + QStringLiteral("/Library/Caches/pypoetry/virtualenvs");
#else
    return environment.value(QStringLiteral("XDG_CACHE_HOME"), home(environment) + QStringLiteral("/.cache"))
        + QStringLiteral("/pypoetry/virtualenvs");
#endif
}

// poetry: NAME-HASH-py3.12, the hash made of the folder of pyproject.toml.
QString poetryEnvironment(const QString &folder, const QProcessEnvironment &environment)
{
    const QByteArray toml = content(folder + QStringLiteral("/pyproject.toml"));
    if (!toml.contains("[tool.poetry") && !QFileInfo::exists(folder + QStringLiteral("/poetry.lock"))) {
        return {};
    }
    const QString name = cleanName(pyprojectName(toml).toLower(), QStringLiteral(" $`!*@\"\\\r\n\t"));
    const QString hash = QString::fromLatin1(urlHash(QFileInfo(folder).canonicalFilePath().toUtf8()));
    const QDir all(poetryFolder(environment));
    QStringList found = all.entryList({QStringLiteral("%1-%2-py*").arg(name, hash)}, QDir::Dirs);
    std::sort(found.begin(), found.end(), [](const QString &a, const QString &b) {
        return QVersionNumber::fromString(a.section(QStringLiteral("-py"), -1))
            > QVersionNumber::fromString(b.section(QStringLiteral("-py"), -1));
    });
    return found.isEmpty() ? QString() : all.absoluteFilePath(found.first());
}

// pipenv: NAME-HASH, the hash made of the path of the Pipfile.
QString pipenvEnvironment(const QString &folder, const QProcessEnvironment &environment)
{
    const QString pipfile = folder + QStringLiteral("/Pipfile");
    if (!QFileInfo::exists(pipfile)) {
        return {};
    }
    const QString fallback = home(environment) + QStringLiteral("/.local/share/virtualenvs");
    const QString all = environment.value(QStringLiteral("WORKON_HOME"), fallback);
    const QString name = cleanName(QDir(folder).dirName(), QStringLiteral(" &$`!*@\"()[]\\\r\n\t"));
    const QString path = QString(all + u'/' + name + u'-' + QString::fromLatin1(urlHash(pipfile.toUtf8())));
    return QFileInfo(path).isDir() ? path : QString();
}

// pyenv's shims are shell scripts that take 80 ms to find out what these files say. `shim` is …/shims/python3.
QString behindShim(const QFileInfo &shim, const QString &projectFolder, const QProcessEnvironment &environment)
{
    QDir root = shim.dir();
    if (root.dirName() != u"shims" || !root.cdUp() || !root.exists(QStringLiteral("versions"))) {
        return {};
    }
    QString wanted = environment.value(QStringLiteral("PYENV_VERSION"));
    QDir folder(projectFolder);
    for (int depth = 0; wanted.isEmpty() && depth < deepestParent; ++depth) {
        wanted = QString::fromUtf8(content(folder.filePath(QStringLiteral(".python-version"))).split('\n').value(0).trimmed());
        if (!folder.cdUp()) {
            break;
        }
    }
    if (wanted.isEmpty()) {
        wanted = QString::fromUtf8(content(root.filePath(QStringLiteral("version"))).split('\n').value(0).trimmed());
    }
    const QString python = root.filePath(QStringLiteral("versions/") + wanted + QStringLiteral("/bin/") + shim.fileName());
    return !wanted.isEmpty() && !wanted.contains(u'/') && QFileInfo(python).isFile() ? python : QString();
}

// .python-version of pyenv: "3.12.1", "3.12" for the newest of its kind, or the name of a pyenv virtualenv.
QString pyenvInstallation(const QString &folder, const QProcessEnvironment &environment)
{
    const QString wanted = QString::fromUtf8(content(folder + QStringLiteral("/.python-version")).split('\n').value(0).trimmed());
    if (wanted.isEmpty() || wanted.contains(u'/') || wanted == u".." || wanted == u"system") {
        return {};
    }
    const QDir all(
        environment.value(QStringLiteral("PYENV_ROOT"), home(environment) + QStringLiteral("/.pyenv")) + QStringLiteral("/versions"));
    if (all.exists(wanted)) {
        return all.absoluteFilePath(wanted);
    }
    QStringList found = all.entryList({wanted + QStringLiteral(".*")}, QDir::Dirs);
    std::sort(found.begin(), found.end(),
        [](const QString &a, const QString &b) { return QVersionNumber::fromString(a) > QVersionNumber::fromString(b); });
    return found.isEmpty() ? QString() : all.absoluteFilePath(found.first());
}

class Collector final
{
public:
    Collector(const QString &project, const QProcessEnvironment &environment)
        : m_project(QDir::cleanPath(project))
        , m_environment(environment)
    {
    }

    std::vector<PythonPlace> run(const QString &homeOption)
    {
        if (!homeOption.isEmpty()) {
            add(homeOption, Text::tr("the option home"), true);
            return std::move(m_places); // asked for: nothing else will do
        }
        if (const QString active = m_environment.value(QStringLiteral("VIRTUAL_ENV")); !active.isEmpty()) {
            add(active, QStringLiteral("VIRTUAL_ENV"), true);
            return std::move(m_places);
        }
        addOfProject();
        if (const QString conda = m_environment.value(QStringLiteral("CONDA_PREFIX")); !conda.isEmpty()) {
            add(conda, QStringLiteral("CONDA_PREFIX"), false);
        }
        addOnPath();
        return std::move(m_places);
    }

private:
    void add(const QString &folder, const QString &source, bool binding)
    {
        m_places.push_back({QDir::cleanPath(folder), {}, source, binding});
    }

    void addOfProject()
    {
        const QStringList folders = foldersUpToRoot(m_project, m_environment);
        for (const QString &folder : folders) {
            const QString where = folder == m_project ? Text::tr("the project folder") : folder;
            const QString uv = m_environment.value(QStringLiteral("UV_PROJECT_ENVIRONMENT"));
            if (!uv.isEmpty() && QFileInfo(QDir(folder).absoluteFilePath(uv)).isDir()) {
                add(QDir(folder).absoluteFilePath(uv), QStringLiteral("UV_PROJECT_ENVIRONMENT"), true);
            }
            for (const char *name : {".venv", "venv", "env"}) {
                const QString path = folder + u'/' + QString::fromLatin1(name);
                if (QFileInfo::exists(path + QStringLiteral("/pyvenv.cfg"))) {
                    add(path, Text::tr("%1 in %2").arg(QString::fromLatin1(name), where), true);
                }
            }
        }
        for (const QString &folder : folders) {
            for (const auto &[path, source] : {std::pair(poetryEnvironment(folder, m_environment), Text::tr("poetry's environment of %1")),
                     std::pair(pipenvEnvironment(folder, m_environment), Text::tr("pipenv's environment of %1")),
                     std::pair(pyenvInstallation(folder, m_environment), Text::tr(".python-version in %1"))}) {
                if (!path.isEmpty()) {
                    add(path, source.arg(folder), false);
                }
            }
        }
    }

    // Never from the project folder, and never from a relative entry: whoever wrote the project would choose what runs.
    void addOnPath()
    {
        const QStringList entries = m_environment.value(QStringLiteral("PATH")).split(QDir::listSeparator(), Qt::SkipEmptyParts);
#ifdef Q_OS_WIN
        const QStringList names{QStringLiteral("python.exe")};
#else
        const QStringList names{QStringLiteral("python3"), QStringLiteral("python")};
#endif
        for (const QString &name : names) {
            for (const QString &entry : entries) {
                const QString folder = QDir::cleanPath(entry);
                const bool ofProject = folder == m_project || folder.startsWith(m_project + u'/');
                const QFileInfo info(folder + u'/' + name);
                if (QDir::isAbsolutePath(entry) && !ofProject && info.isFile() && info.isExecutable()) {
                    const QString real = behindShim(info, m_project, m_environment);
                    m_places.push_back({{}, real.isEmpty() ? info.absoluteFilePath() : real,
                        real.isEmpty() ? QStringLiteral("PATH") : QStringLiteral("pyenv"), false});
                }
            }
        }
    }

    QString m_project;
    QProcessEnvironment m_environment;
    std::vector<PythonPlace> m_places;
};

} // namespace

std::vector<PythonPlace> pythonPlaces(const QString &homeOption, const QString &projectFolder, const QProcessEnvironment &environment)
{
    return Collector(projectFolder, environment).run(homeOption);
}

QString pythonIn(const QString &folder)
{
#ifdef Q_OS_WIN
    const QStringList names{QStringLiteral("Scripts/python.exe"), QStringLiteral("python.exe")};
#else
    const QStringList names{QStringLiteral("bin/python"), QStringLiteral("bin/python3")};
#endif
    for (const QString &name : names) {
        if (isThere(folder + u'/' + name)) {
            return folder + u'/' + name;
        }
    }
    return {};
}

} // namespace Retort::Config
