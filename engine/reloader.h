// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/watch/projectwatcher.h"
#include "engine/workers/dispatcher.h"
#include "engine/workers/pool.h"

#include <QHash>
#include <QJsonObject>
#include <QObject>

#include <cstdint>

namespace Retort {

// Loads the app anew when its files change: from the first sign of a change requests are held, the pool swaps the
// workers, and what that took is told. Lives on the engine's thread; pool and dispatcher outlive it.
class Reloader final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Reloader)

public:
    // An app that writes its own sources while it is loaded would be reloaded for ever: after so many in a row its
    // file is left out of account.
    static constexpr int maxEchoes = 5;

    Reloader(Workers::Pool &pool, Workers::Dispatcher &dispatcher, Watch::WatchSettings settings, qint64 startedMs);

    void start();
    // The configuration was read again: go on with the reload it was noticed in.
    void reloadCold();
    // "network", "limit": why changes are looked for every second; empty while the system tells of them.
    QString pollingReason() const;
    QString why(const QString &path) const { return m_watcher.explain(path); }

    // Short names of the files whose change is being loaded; empty while none is.
    QStringList loadingFiles() const { return m_story.endedUs == 0 ? m_story.files : QStringList(); }
    // Of the load that has just ended, for its event: files, rule, settleUs, totalUs, standby, coldReason, held.
    QJsonObject story() const;
    // "reload · views.py, forms.py · load 17 in 34 ms"; empty when no file was the reason.
    QString marker() const;
    // A request was answered by that load for the first time: microseconds since the change was noticed; 0 when
    // the load had another reason.
    std::int64_t answeredAfterUs(std::uint32_t load) const;

Q_SIGNALS:
    void said(const QString &sentence);
    // A file of the configuration changed: read it, then reloadCold() or Pool::fail().
    void configurationChanged();

private:
    struct Story
    {
        QStringList files;         // short names
        QString rule;
        std::int64_t noticedUs = 0;  // monotonic
        std::int64_t settledUs = 0;
        std::int64_t endedUs = 0;    // loaded, or failed
        std::uint32_t load = 0;
        bool isCold = false;
    };

    void noticed(const QString &path);
    void settled(const Watch::Changes &changes);
    QStringList withoutEchoes(const QStringList &files);
    void loadEnded();
    void takeModules(const QJsonObject &modules);
    void takeFailure(const QJsonObject &failure);

    Workers::Pool &m_pool;
    Workers::Dispatcher &m_dispatcher;
    Watch::ProjectWatcher m_watcher;
    Watch::LoadedFiles m_loaded;
    QHash<QString, int> m_echoes;  // file → loads in a row during which it was written
    Story m_story;
    std::int64_t m_noticedUs = 0;
};

} // namespace Retort
