// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/watch/ignorefile.h"

#include <QHash>
#include <QSet>
#include <QString>
#include <QStringList>

namespace Retort::Watch {

// What a change of a file means to the app, and the rule that says so.
struct Verdict
{
    enum class Effect : quint8 {
        Ignored,
        Reload,      // the app is loaded anew; libraries that are loaded already may be kept
        ColdReload,  // nothing that is loaded may be kept: environment, configuration or a library changed
    };
    Effect effect = Effect::Ignored;
    QString rule;    // "a Python file of the project", "ignored by .gitignore line 3 (*.log)"
};

// What the project says of itself. Paths absolute and clean.
struct WatchSettings
{
    QString folder;
    QStringList configFiles;  // uwsgi.ini and what it includes
    QStringList watch;        // [retort] watch: patterns of further files that reload
    QStringList ignore;       // [retort] ignore
    bool dotenv = true;       // .env and .flaskenv are read
};

// What the last load used, as the worker reports it.
struct LoadedFiles
{
    QStringList modules;          // files of modules that are the project's own, wherever they are
    QStringList libraryFolders;   // site-packages and the like
    QStringList pathFolders;      // further folders of sys.path, where a missing module may appear
    bool templatesReloadThemselves = false;
};

// Decides which files the app depends on. Reads .gitignore files when it first meets their folder, and nothing else
// of the disk but what tells a virtual environment (pyvenv.cfg). Lives on any one thread.
class WatchRules final
{
public:
    explicit WatchRules(WatchSettings settings);

    const WatchSettings &settings() const noexcept { return m_settings; }
    void setLoaded(LoadedFiles loaded);
    const LoadedFiles &loaded() const noexcept { return m_loaded; }

    // Whether what is inside can matter. The project's own folder always is entered.
    bool entersFolder(const QString &folder) const { return !whyFolderIsSkipped(folder); }
    Verdict judge(const QString &path) const;
    // A .gitignore was changed, appeared or went away.
    void forgetIgnoreFiles();

    // The folder that holds .git, at or above the project; empty when there is none.
    const QString &repositoryFolder() const noexcept { return m_repository; }
    bool isInProject(const QString &path) const;
    // Relative to the project where it is inside: as people call it.
    QString shortName(const QString &path) const;

private:
    std::optional<QString> whyFolderIsSkipped(const QString &folder) const;
    bool holdsWatchedFiles(const QString &folder) const;
    std::optional<QString> whyGitIgnores(const QString &path, bool isFolder) const;
    std::optional<QString> whyAnAncestorIsSkipped(const QString &path) const;
    Verdict judgeProjectFile(const QString &path, const QString &name) const;
    Verdict judgeOutside(const QString &path, const QString &name) const;
    const IgnoreFile &ignoreFileOf(const QString &folder) const;
    void findRepository();

    WatchSettings m_settings;
    QString m_prefix;          // the project folder, with a slash at the end
    QString m_repository;
    IgnoreFile m_watch;
    IgnoreFile m_ignore;
    LoadedFiles m_loaded;
    QSet<QString> m_modules;
    mutable QHash<QString, IgnoreFile> m_ignoreFiles;  // by folder; filled as folders are met
    mutable QHash<QString, QString> m_skipped;         // by folder: why, or empty; git's view of a folder costs a dozen patterns
};

} // namespace Retort::Watch
