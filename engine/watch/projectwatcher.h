// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/watch/folderevents.h"
#include "engine/watch/watchrules.h"

#include <QDateTime>
#include <QHash>
#include <QObject>
#include <QSet>
#include <QTimer>

#include <deque>
#include <memory>

namespace Retort::Watch {

// Changes that belong together: a save, a formatter behind it, a checkout.
struct Changes
{
    QStringList files;   // absolute, in the order in which they were noticed; empty: nothing worth a reload after all
    QString rule;        // of the change that weighs most
    bool isCold = false; // Verdict::Effect::ColdReload for one of them
};

// Watches what the app is made of and says when it has to be loaded anew.
//
// noticed() comes at once, with the first sign of a change that matters: from here on old code is known to be stale. settled()
// follows when nothing more has come for a moment, git is done with a checkout, and the content really is another.
// Nothing runs while nothing changes, unless the file system needs polling. Lives on the engine's thread.
class ProjectWatcher final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ProjectWatcher)

public:
    static constexpr int settleMs = 15;          // between the writes of a save, or files of a checkout
    static constexpr int gitPatienceMs = 10'000; // for .git/index.lock: a crashed git leaves it for ever
    static constexpr int echoMs = 2'000;         // after a load: a file written again with the same content is no news

    // Files that were changed since `sinceMs` (1970-based) count as changed when they are first seen.
    ProjectWatcher(WatchSettings settings, qint64 sinceMs, std::unique_ptr<FolderEvents> events, QObject *parent = nullptr);
    // With the events that the project's file system needs.
    static std::unique_ptr<FolderEvents> eventsFor(const QString &folder);

    void start();
    bool isPolling() const { return m_events->isPolling(); }
    // Polling, because the system watches no more folders for this user.
    bool hasReachedLimit() const noexcept { return m_limitReached; }
    bool isWalking() const noexcept { return !m_toWalk.empty(); }
    int folderCount() const { return int(m_folders.size()); }

    void setLoaded(LoadedFiles loaded);
    // The app was loaded, or failed to be, just now.
    void loadEnded() { m_loadEnded = QDateTime::currentMSecsSinceEpoch(); }

    const WatchRules &rules() const noexcept { return m_rules; }
    // Why a change of this file reloads the app or does not, as one sentence.
    QString explain(const QString &path) const;

Q_SIGNALS:
    void noticed(const QString &path);
    void settled(const Retort::Watch::Changes &changes);
    void said(const QString &sentence);

private:
    struct Stamp
    {
        qint64 modifiedMs = 0;
        QByteArray hash;  // empty: the file is not there, or too long to be looked at
    };
    enum class Origin : quint8 { Known, New };  // a folder that was there at the start, or appeared
    struct Walk
    {
        QString folder;
        Origin origin;
    };

    void walkOn();
    void walk(const Walk &walk);
    bool leadsBack(const QString &target);
    void addFolder(const QString &folder);
    void happened(const QString &folder, const QString &name);
    void folderHappened(const QString &path);
    void folderVanished(const QString &path);
    void followLink(const QString &path);
    void lookAgain();
    void take(const QString &path, const Verdict &verdict);
    void settle();
    bool gitIsBusy() const;
    bool isNews(const QString &path);
    void startPolling(const QString &why);

    WatchRules m_rules;
    qint64 m_sinceMs;
    std::unique_ptr<FolderEvents> m_events;
    bool m_limitReached = false;
    QTimer m_walkTimer;
    QTimer m_settleTimer;
    std::deque<Walk> m_toWalk;
    QSet<QString> m_folders;                // watched
    QSet<QString> m_projectFolders;         // of them, those of the project's tree
    QSet<QString> m_linkedFolders;          // where symlinked folders of the project really are
    QHash<QString, QStringList> m_links;    // target of a symlink → the names it has in the project
    QHash<QString, Stamp> m_stamps;         // of files that have changed before
    QList<std::pair<QString, Verdict>> m_pending;
    QSet<QString> m_pendingPaths;
    QHash<QString, QString> m_passedOver;   // file → why its last change was none
    qint64 m_firstPendingMs = 0;
    qint64 m_loadEnded = 0;
};

} // namespace Retort::Watch
