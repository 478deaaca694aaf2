// SPDX-License-Identifier: Apache-2.0
#include "engine/reloader.h"

#include "engine/base/clock.h"

#include <QFileInfo>
#include <QJsonArray>

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;

namespace Retort {

namespace {

constexpr std::int64_t echoUs = 500'000;  // a change so soon after a load neither speaks for the app nor against it
constexpr int namesInMarker = 3;

QStringList strings(const QJsonValue &value)
{
    QStringList list;
    const QJsonArray array = value.toArray();
    for (const QJsonValue &entry : array) {
        list.append(entry.toString());
    }
    return list;
}

} // namespace

Reloader::Reloader(Workers::Pool &pool, Workers::Dispatcher &dispatcher, Watch::WatchSettings settings, qint64 startedMs)
    : m_pool(pool)
    , m_dispatcher(dispatcher)
    , m_watcher(settings, startedMs, Watch::ProjectWatcher::eventsFor(settings.folder))
{
    connect(&m_watcher, &Watch::ProjectWatcher::noticed, this, &Reloader::noticed);
    connect(&m_watcher, &Watch::ProjectWatcher::settled, this, &Reloader::settled);
    connect(&m_watcher, &Watch::ProjectWatcher::said, this, &Reloader::said);
    connect(&pool, &Workers::Pool::modulesReported, this, &Reloader::takeModules);
    connect(&pool, &Workers::Pool::loadFailed, this, &Reloader::takeFailure);
    connect(&pool, &Workers::Pool::loaded, this, &Reloader::loadEnded);
}

void Reloader::start()
{
    m_watcher.start();
}

QString Reloader::pollingReason() const
{
    if (!m_watcher.isPolling()) {
        return {};
    }
    return m_watcher.hasReachedLimit() ? u"limit"_s : u"network"_s;
}

// The code that serves is stale from here on.
void Reloader::noticed(const QString &)
{
    m_noticedUs = monotonicUs();
    m_dispatcher.hold();
}

void Reloader::settled(const Watch::Changes &changes)
{
    const QStringList files = withoutEchoes(changes.files);
    const bool isLoading = m_pool.state() == Workers::Pool::State::Reloading;
    if (files.isEmpty()) {
        if (!isLoading) {
            m_dispatcher.release();
        }
        return;
    }
    QStringList names;
    for (const QString &file : files) {
        names.append(m_watcher.rules().shortName(file));
    }
    // A save while the last one is being loaded: the story began with that one.
    const bool goesOn = isLoading && m_story.endedUs == 0;
    m_story = {names, changes.rule, goesOn ? m_story.noticedUs : m_noticedUs, monotonicUs(), 0, 0, changes.isCold};
    const QStringList &configFiles = m_watcher.rules().settings().configFiles;
    const bool isConfiguration = std::ranges::any_of(files, [&](const QString &file) { return configFiles.contains(file); });
    if (isConfiguration) {
        Q_EMIT configurationChanged();
        return;
    }
    m_pool.reload(Workers::Swap::Held, changes.isCold ? Workers::Warmth::Cold : Workers::Warmth::Warm);
    m_story.load = m_pool.load();
}

void Reloader::reloadCold()
{
    m_pool.reload(Workers::Swap::Held, Workers::Warmth::Cold);
    m_story.load = m_pool.load();
}

QStringList Reloader::withoutEchoes(const QStringList &files)
{
    const bool isEcho = m_story.load != 0 && (m_story.endedUs == 0 || m_noticedUs <= m_story.endedUs);
    const bool isQuick = m_story.load != 0 && m_noticedUs - m_story.endedUs < echoUs;
    QStringList rest;
    for (const QString &file : files) {
        int &count = m_echoes[file];
        count = isEcho ? count + 1 : isQuick ? count : 0;
        if (count == maxEchoes) {
            Q_EMIT said(
                tr("%1 was written during %2 loads in a row. Its changes are ignored until it rests; if the app writes it, name it in "
                   "[retort] ignore.")
                    .arg(m_watcher.rules().shortName(file))
                    .arg(maxEchoes));
        }
        if (count < maxEchoes) {
            rest.append(file);
        }
    }
    return rest;
}

void Reloader::loadEnded()
{
    m_watcher.loadEnded();
    if (m_story.endedUs == 0) {
        m_story.endedUs = monotonicUs();
    }
}

void Reloader::takeModules(const QJsonObject &modules)
{
    m_loaded = {strings(modules.value(u"modules")), strings(modules.value(u"libraryFolders")), strings(modules.value(u"pathFolders")),
        modules.value(u"templatesReloadThemselves").toBool()};
    m_watcher.setLoaded(m_loaded);
}

// What has to be mended may be anywhere: the file that broke, the folders where a missing module may appear.
void Reloader::takeFailure(const QJsonObject &failure)
{
    loadEnded();
    const auto addAll = [](QStringList &to, const QStringList &more) {
        for (const QString &entry : more) {
            if (!entry.isEmpty() && !to.contains(entry)) {
                to.append(entry);
            }
        }
    };
    const QString file = failure.value(u"file").toString();
    addAll(m_loaded.modules, strings(failure.value(u"modules")));
    addAll(m_loaded.modules, {file.isEmpty() ? QString() : QFileInfo(file).absoluteFilePath()});
    addAll(m_loaded.libraryFolders, strings(failure.value(u"libraryFolders")));
    addAll(m_loaded.pathFolders, strings(failure.value(u"pathFolders")));
    m_loaded.templatesReloadThemselves = false;
    m_watcher.setLoaded(m_loaded);
}

QJsonObject Reloader::story() const
{
    if (m_story.load == 0 || m_story.load != m_pool.load()) {
        return {};
    }
    QJsonObject details{
        {u"files"_s, QJsonArray::fromStringList(m_story.files)},
        {u"rule"_s, m_story.rule},
        {u"settleUs"_s, qint64(m_story.settledUs - m_story.noticedUs)},
        {u"totalUs"_s, qint64((m_story.endedUs == 0 ? monotonicUs() : m_story.endedUs) - m_story.noticedUs)},
        {u"standby"_s, m_pool.usedStandby()},
        {u"held"_s, m_dispatcher.lastHeldCount()},
    };
    if (!m_pool.coldReason().isEmpty()) {
        details.insert(u"coldReason"_s, m_pool.coldReason());
    } else if (m_story.isCold) {
        details.insert(u"coldReason"_s, m_story.rule);
    }
    return details;
}

QString Reloader::marker() const
{
    if (m_story.load == 0 || m_story.load != m_pool.load()) {
        return {};
    }
    QString names = m_story.files.mid(0, namesInMarker).join(u", "_s);
    if (m_story.files.size() > namesInMarker) {
        names += tr(" and %1 more").arg(m_story.files.size() - namesInMarker);
    }
    const std::int64_t tookUs = (m_story.endedUs == 0 ? monotonicUs() : m_story.endedUs) - m_story.noticedUs;
    return tr("reload · %1 · load %2 in %3 ms").arg(names).arg(m_story.load).arg(tookUs / 1000);
}

std::int64_t Reloader::answeredAfterUs(std::uint32_t load) const
{
    return m_story.load == load && load != 0 ? monotonicUs() - m_story.noticedUs : 0;
}

} // namespace Retort
