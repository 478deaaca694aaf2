// SPDX-License-Identifier: Apache-2.0
#include "engine/watch/watchrules.h"

#include <QDir>
#include <QFileInfo>

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;

namespace Retort::Watch {

namespace {

using Effect = Verdict::Effect;

// Folders no app's source lives in, though no .gitignore may say so.
constexpr QStringView skippedFolders[] = {u"__pycache__", u"node_modules", u"site-packages", u"__pypackages__", u"bower_components"};

bool isEditorsFile(const QString &name)
{
    return name.endsWith(u'~') || name.startsWith(u".#") || (name.startsWith(u'#') && name.endsWith(u'#')) || name.endsWith(u".swp")
        || name.endsWith(u".swx") || name.endsWith(u".swo") || name.endsWith(u".tmp") || name.endsWith(u"___jb_tmp___")
        || name.endsWith(u"___jb_old___") || name.endsWith(u".orig") || name.endsWith(u".bak") || name.startsWith(u".goutputstream-")
        || name.startsWith(u"flycheck_") || name.endsWith(u"_flymake.py") || name == u"4913"_s;
}

bool isTemplate(const QString &path, const QString &name)
{
    for (const QStringView ending : {u".html", u".htm", u".jinja", u".jinja2", u".j2", u".mako", u".xhtml"}) {
        if (name.endsWith(ending)) {
            return true;
        }
    }
    return path.contains(u"/templates/"_s);
}

bool isPython(const QString &name)
{
    return name.endsWith(u".py") || name.endsWith(u".pyw") || name.endsWith(u".wsgi");
}

bool isCompiledModule(const QString &name)
{
    return name.endsWith(u".so") || name.endsWith(u".pyd");
}

} // namespace

WatchRules::WatchRules(WatchSettings settings)
    : m_settings(std::move(settings))
    , m_prefix(m_settings.folder.endsWith(u'/') ? m_settings.folder : m_settings.folder + u'/')
    , m_watch(IgnoreFile::fromText(m_settings.watch.join(u'\n'), m_settings.folder))
    , m_ignore(IgnoreFile::fromText(m_settings.ignore.join(u'\n'), m_settings.folder))
{
    findRepository();
}

// The .gitignore files between the repository's folder and the project's count too.
void WatchRules::findRepository()
{
    QDir folder(m_settings.folder);
    do {
        if (QFileInfo::exists(folder.filePath(u".git"_s))) {
            m_repository = folder.path();
            return;
        }
    } while (folder.cdUp());
}

void WatchRules::setLoaded(LoadedFiles loaded)
{
    m_loaded = std::move(loaded);
    m_modules = QSet<QString>(m_loaded.modules.cbegin(), m_loaded.modules.cend());
}

void WatchRules::forgetIgnoreFiles()
{
    m_ignoreFiles.clear();
    m_skipped.clear();
}

bool WatchRules::isInProject(const QString &path) const
{
    return path.startsWith(m_prefix) || path == m_settings.folder;
}

QString WatchRules::shortName(const QString &path) const
{
    return path.startsWith(m_prefix) ? path.mid(m_prefix.size()) : path;
}

const IgnoreFile &WatchRules::ignoreFileOf(const QString &folder) const
{
    const auto known = m_ignoreFiles.constFind(folder);
    if (known != m_ignoreFiles.constEnd()) {
        return *known;
    }
    return *m_ignoreFiles.insert(folder, IgnoreFile(folder + u"/.gitignore"_s, folder));
}

// The deepest .gitignore with an opinion decides (gitignore(5)).
std::optional<QString> WatchRules::whyGitIgnores(const QString &path, bool isFolder) const
{
    const QString top = m_repository.isEmpty() ? m_settings.folder : m_repository;
    QString folder = path.left(path.lastIndexOf(u'/'));
    while (folder.size() >= top.size() && folder.startsWith(top)) {
        const IgnoreFile &file = ignoreFileOf(folder);
        if (const auto match = file.match(path, isFolder)) {
            return match->ignored
                ? std::optional(u"ignored by %1 line %2 (%3)"_s.arg(shortName(file.path())).arg(match->line).arg(match->pattern))
                : std::nullopt;
        }
        folder = folder.left(folder.lastIndexOf(u'/'));
    }
    return std::nullopt;
}

std::optional<QString> WatchRules::whyFolderIsSkipped(const QString &folder) const
{
    if (folder == m_settings.folder) {
        return std::nullopt;
    }
    const auto known = m_skipped.constFind(folder);
    if (known != m_skipped.constEnd()) {
        return known->isEmpty() ? std::nullopt : std::optional(*known);
    }
    const QString name = folder.mid(folder.lastIndexOf(u'/') + 1);
    std::optional<QString> why;
    if (const auto match = m_ignore.match(folder, true); match && match->ignored) {
        why = u"ignored by [retort] ignore (%1)"_s.arg(match->pattern);
    } else if (name.startsWith(u'.')) {
        why = u"in the hidden folder %1"_s.arg(shortName(folder));
    } else if (std::ranges::find(skippedFolders, QStringView(name)) != std::end(skippedFolders) || name.endsWith(u".egg-info")) {
        why = u"in %1, where no source of an app lives"_s.arg(shortName(folder));
    } else if (QFileInfo::exists(folder + u"/pyvenv.cfg"_s)) {
        why = u"in the virtual environment %1"_s.arg(shortName(folder));
    } else if (!holdsWatchedFiles(folder)) {
        why = whyGitIgnores(folder, true);
    }
    m_skipped.insert(folder, why.value_or(QString()));
    return why;
}

// "build/data/*.json" in [retort] watch counts although git ignores build.
bool WatchRules::holdsWatchedFiles(const QString &folder) const
{
    const QString prefix = shortName(folder) + u'/';
    return std::ranges::any_of(
        m_settings.watch, [&](const QString &pattern) { return pattern.startsWith(prefix) || pattern.startsWith(u'/' + prefix); });
}

std::optional<QString> WatchRules::whyAnAncestorIsSkipped(const QString &path) const
{
    for (qsizetype at = path.indexOf(u'/', m_prefix.size()); at >= 0; at = path.indexOf(u'/', at + 1)) {
        if (auto why = whyFolderIsSkipped(path.left(at))) {
            return why;
        }
    }
    return std::nullopt;
}

Verdict WatchRules::judge(const QString &path) const
{
    const QString name = path.mid(path.lastIndexOf(u'/') + 1);
    if (m_settings.configFiles.contains(path)) {
        return {Effect::ColdReload, u"the configuration of the site"_s};
    }
    if (const auto match = m_ignore.match(path, false); match && match->ignored) {
        return {Effect::Ignored, u"ignored by [retort] ignore (%1)"_s.arg(match->pattern)};
    }
    if (const auto match = m_watch.match(path, false); match && match->ignored) {
        return {Effect::Reload, u"named by [retort] watch (%1)"_s.arg(match->pattern)};
    }
    if (isEditorsFile(name)) {
        return {Effect::Ignored, u"a temporary file of an editor"_s};
    }
    if (m_modules.contains(path)) {
        return {Effect::Reload,
            isInProject(path) ? u"a module the app has loaded"_s : u"a module the app has loaded from outside the project"_s};
    }
    return path.startsWith(m_prefix) ? judgeProjectFile(path, name) : judgeOutside(path, name);
}

Verdict WatchRules::judgeProjectFile(const QString &path, const QString &name) const
{
    if (auto why = whyAnAncestorIsSkipped(path)) {
        return {Effect::Ignored, *why};
    }
    const bool inTop = path.indexOf(u'/', m_prefix.size()) < 0;
    if (inTop && (name == u".env"_s || name == u".flaskenv"_s)) {
        return m_settings.dotenv ? Verdict{Effect::ColdReload, u"the environment of the app"_s}
                                 : Verdict{Effect::Ignored, u"not read: [retort] dotenv is off"_s};
    }
    if (name.startsWith(u'.')) {
        return {Effect::Ignored, u"a hidden file"_s};
    }
    if (auto why = whyGitIgnores(path, false)) {
        return {Effect::Ignored, *why};
    }
    if (isPython(name)) {
        return {Effect::Reload, u"a Python file of the project"_s};
    }
    if (isCompiledModule(name)) {
        return {Effect::Reload, u"a compiled module of the project"_s};
    }
    if (isTemplate(path, name)) {
        return m_loaded.templatesReloadThemselves ? Verdict{Effect::Ignored, u"a template, which the app itself reads again"_s}
                                                  : Verdict{Effect::Reload, u"a template"_s};
    }
    return {Effect::Ignored, u"no Python file, template or .env; name it in [retort] watch to reload for it"_s};
}

Verdict WatchRules::judgeOutside(const QString &path, const QString &name) const
{
    for (const QString &folder : m_loaded.libraryFolders) {
        if (path.startsWith(folder + u'/')) {
            if (name == u"__pycache__"_s || name.startsWith(u'~') || name.startsWith(u'.') || name.endsWith(u".pyc")) {
                return {Effect::Ignored, u"no library"_s};
            }
            return {Effect::ColdReload, u"a library was installed, updated or removed"_s};
        }
    }
    if (isPython(name) && m_loaded.pathFolders.contains(path.left(path.lastIndexOf(u'/')))) {
        return {Effect::Reload, u"a Python file on the Python path"_s};
    }
    return {Effect::Ignored, u"outside of the project, and the app has not loaded it"_s};
}

} // namespace Retort::Watch
