// SPDX-License-Identifier: Apache-2.0
#include "engine/watch/projectwatcher.h"

#include "engine/base/clock.h"
#include "engine/watch/pollingfolderevents.h"

#include <QCryptographicHash>
#include <QDir>
#include <QDirIterator>
#include <QFile>
#include <QFileInfo>

#include <utility>

using namespace Qt::StringLiterals;

namespace Retort::Watch {

namespace {

using Effect = Verdict::Effect;

constexpr qint64 walkPieceUs = 4'000;          // of the engine's thread at a time, so that requests are not kept waiting
constexpr qint64 hashedBytes = 2 * 1024 * 1024; // longer files are compared by time alone
constexpr qsizetype rememberedFiles = 4'096;    // in m_passedOver and m_stamps: more than a person asks about

QByteArray hashOf(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly) || file.size() > hashedBytes) {
        return {};
    }
    return QCryptographicHash::hash(file.readAll(), QCryptographicHash::Sha1);
}

// Where git keeps its lock: .git is a folder, or in work trees and submodules a file that names it.
QString gitFolder(const QString &dotGit)
{
    QFile file(dotGit);
    if (!QFileInfo(dotGit).isFile() || !file.open(QIODevice::ReadOnly)) {
        return dotGit;
    }
    const QString line = QString::fromUtf8(file.readLine(4096)).trimmed();
    return line.startsWith(u"gitdir: "_s) ? QDir(QFileInfo(dotGit).path()).absoluteFilePath(line.mid(8)) : dotGit;
}

} // namespace

ProjectWatcher::ProjectWatcher(WatchSettings settings, qint64 sinceMs, std::unique_ptr<FolderEvents> events, QObject *parent)
    : QObject(parent)
    , m_rules(std::move(settings))
    , m_sinceMs(sinceMs)
    , m_events(std::move(events))
{
    m_walkTimer.setSingleShot(true);
    m_settleTimer.setSingleShot(true);
    m_settleTimer.setTimerType(Qt::PreciseTimer);
    connect(&m_walkTimer, &QTimer::timeout, this, &ProjectWatcher::walkOn);
    connect(&m_settleTimer, &QTimer::timeout, this, &ProjectWatcher::settle);
    connect(m_events.get(), &FolderEvents::happened, this, &ProjectWatcher::happened);
    connect(m_events.get(), &FolderEvents::lost, this, &ProjectWatcher::lookAgain);
}

std::unique_ptr<FolderEvents> ProjectWatcher::eventsFor(const QString &folder)
{
    return PollingFolderEvents::isNeededFor(folder) ? std::make_unique<PollingFolderEvents>() : FolderEvents::fromSystem();
}

void ProjectWatcher::start()
{
    if (isPolling()) {
        Q_EMIT said(
            tr("%1 is on a network drive or shared into this machine; changes are noticed within 1 s.").arg(m_rules.settings().folder));
    }
    for (const QString &file : m_rules.settings().configFiles) {
        addFolder(QFileInfo(file).absolutePath());
        followLink(file);
    }
    m_toWalk.push_back({m_rules.settings().folder, Origin::Known});
    walkOn();
}

// --- the tree ---

void ProjectWatcher::walkOn()
{
    const std::int64_t begin = monotonicUs();
    while (!m_toWalk.empty() && monotonicUs() - begin < walkPieceUs) {
        const Walk next = std::move(m_toWalk.front());
        m_toWalk.pop_front();
        walk(next);
    }
    if (!m_toWalk.empty()) {
        m_walkTimer.start(0);
    }
}

void ProjectWatcher::walk(const Walk &walk)
{
    if (m_projectFolders.contains(walk.folder)) {
        return;  // a symlink led here before
    }
    m_projectFolders.insert(walk.folder);
    addFolder(walk.folder);
    // After the watch is set: what is written from here on is told by events.
    QDirIterator entries(walk.folder, QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot);
    while (entries.hasNext()) {
        const QString path = entries.next();
        const QFileInfo info = entries.fileInfo();
        if (info.isDir()) {
            if (m_rules.entersFolder(path) && !(info.isSymLink() && leadsBack(info.canonicalFilePath()))) {
                m_toWalk.push_back({path, walk.origin});
            }
            continue;
        }
        if (info.isSymLink()) {
            followLink(path);
        }
        if (walk.origin == Origin::New || info.lastModified().toMSecsSinceEpoch() >= m_sinceMs) {
            if (const Verdict verdict = m_rules.judge(path); verdict.effect != Effect::Ignored) {
                take(path, verdict);
            }
        }
    }
}

// Symlinks may form circles, inside the project or around a folder elsewhere.
bool ProjectWatcher::leadsBack(const QString &target)
{
    const bool isKnown = m_projectFolders.contains(target) || m_linkedFolders.contains(target);
    m_linkedFolders.insert(target);
    return isKnown;
}

void ProjectWatcher::addFolder(const QString &folder)
{
    if (m_folders.contains(folder)) {
        return;
    }
    switch (m_events->add(folder)) {
    case FolderEvents::Outcome::Watched: m_folders.insert(folder); break;
    case FolderEvents::Outcome::Gone: break;
    case FolderEvents::Outcome::NoRoom:
        startPolling(tr("The system watches no more than %1 folders for you (fs.inotify.max_user_watches); Retort looks at the project "
                        "every second instead.")
                .arg(m_folders.size()));
        m_folders.insert(folder);
        m_events->add(folder);
        break;
    }
}

void ProjectWatcher::startPolling(const QString &why)
{
    m_events->disconnect(this);
    m_events.release()->deleteLater();  // one of its signals may be what led here
    m_events = std::make_unique<PollingFolderEvents>();
    connect(m_events.get(), &FolderEvents::happened, this, &ProjectWatcher::happened);
    for (const QString &folder : std::as_const(m_folders)) {
        m_events->add(folder);
    }
    m_limitReached = true;
    Q_EMIT said(why);
}

// A symlinked file changes where it really is.
void ProjectWatcher::followLink(const QString &path)
{
    const QFileInfo info(path);
    const QString target = info.canonicalFilePath();
    if (!info.isSymLink() || target.isEmpty() || m_links.value(target).contains(path)) {
        return;
    }
    m_links[target].append(path);
    addFolder(target.left(target.lastIndexOf(u'/')));
}

void ProjectWatcher::setLoaded(LoadedFiles loaded)
{
    for (const QString &module : std::as_const(loaded.modules)) {
        addFolder(module.left(module.lastIndexOf(u'/')));
    }
    for (const QString &folder : std::as_const(loaded.libraryFolders)) {
        addFolder(folder);
    }
    for (const QString &folder : std::as_const(loaded.pathFolders)) {
        addFolder(folder);
    }
    m_rules.setLoaded(std::move(loaded));
}

// --- what happens ---

void ProjectWatcher::happened(const QString &folder, const QString &name)
{
    const QString path = folder + u'/' + name;
    if (name == u".gitignore"_s && m_rules.isInProject(folder)) {
        m_rules.forgetIgnoreFiles();
        lookAgain();
        return;
    }
    const QFileInfo info(path);
    if (m_projectFolders.contains(path) && !info.isDir()) {
        folderVanished(path);
        return;
    }
    if (info.isDir()) {
        folderHappened(path);
        return;
    }
    if (info.isSymLink()) {
        followLink(path);
    }
    for (const QString &link : m_links.value(path)) {
        if (const Verdict verdict = m_rules.judge(link); verdict.effect != Effect::Ignored) {
            take(link, verdict);
        }
    }
    const Verdict verdict = m_rules.judge(path);
    if (verdict.effect != Effect::Ignored) {
        take(path, verdict);
    }
}

void ProjectWatcher::folderHappened(const QString &path)
{
    const QString parent = path.left(path.lastIndexOf(u'/'));
    if (m_projectFolders.contains(parent)) {
        if (!m_projectFolders.contains(path) && m_rules.entersFolder(path)) {
            m_toWalk.push_back({path, Origin::New});
            walkOn();
        }
        return;
    }
    if (const Verdict verdict = m_rules.judge(path); verdict.effect != Effect::Ignored) {
        take(path, verdict);  // a library's folder
    }
}

void ProjectWatcher::folderVanished(const QString &path)
{
    const QString prefix = path + u'/';
    const auto isInside = [&](const QString &folder) { return folder == path || folder.startsWith(prefix); };
    for (auto folder = m_projectFolders.begin(); folder != m_projectFolders.end();) {
        if (isInside(*folder)) {
            m_events->remove(*folder);
            m_folders.remove(*folder);
            folder = m_projectFolders.erase(folder);
        } else {
            ++folder;
        }
    }
    take(path, {Effect::Reload, u"a folder of the project that went away"_s});
}

// Whatever was missed is found by the time of the files: changed since the last load, or in folders not met before.
void ProjectWatcher::lookAgain()
{
    if (m_loadEnded > 0) {
        m_sinceMs = m_loadEnded;
    }
    m_projectFolders.clear();
    m_linkedFolders.clear();
    m_toWalk.clear();
    m_toWalk.push_back({m_rules.settings().folder, Origin::Known});
    m_walkTimer.start(0);
}

void ProjectWatcher::take(const QString &path, const Verdict &verdict)
{
    const bool isFirst = m_pending.isEmpty();
    if (!m_pendingPaths.contains(path)) {
        m_pendingPaths.insert(path);
        m_pending.append({path, verdict});
    }
    m_settleTimer.start(settleMs);
    if (isFirst) {
        m_firstPendingMs = QDateTime::currentMSecsSinceEpoch();
        Q_EMIT noticed(path);
    }
}

bool ProjectWatcher::gitIsBusy() const
{
    const QString dotGit = m_rules.repositoryFolder() + u"/.git"_s;
    return !m_rules.repositoryFolder().isEmpty() && QFileInfo::exists(gitFolder(dotGit) + u"/index.lock"_s);
}

void ProjectWatcher::settle()
{
    if (isWalking() || (gitIsBusy() && QDateTime::currentMSecsSinceEpoch() - m_firstPendingMs < gitPatienceMs)) {
        m_settleTimer.start(settleMs);
        return;
    }
    Changes changes;
    for (const auto &[path, verdict] : std::exchange(m_pending, {})) {
        if (!isNews(path)) {
            continue;
        }
        changes.files.append(path);
        const bool isCold = verdict.effect == Effect::ColdReload;
        if (changes.rule.isEmpty() || (isCold && !changes.isCold)) {
            changes.rule = verdict.rule;
        }
        changes.isCold = changes.isCold || isCold;
    }
    m_pendingPaths.clear();
    Q_EMIT settled(changes);
}

// Whether the file is another than when it was last looked at. The first time it always is.
bool ProjectWatcher::isNews(const QString &path)
{
    const QFileInfo info(path);
    const Stamp now{info.exists() ? info.lastModified().toMSecsSinceEpoch() : 0, info.isFile() ? hashOf(path) : QByteArray()};
    if (m_stamps.size() > rememberedFiles) {
        m_stamps.clear();
        m_passedOver.clear();
    }
    const auto known = m_stamps.constFind(path);
    const bool isKnown = known != m_stamps.constEnd();
    const bool sameContent = isKnown && known->hash == now.hash && !now.hash.isEmpty();
    const bool sameTime = isKnown && known->modifiedMs == now.modifiedMs;
    m_stamps.insert(path, now);
    m_passedOver.remove(path);
    if (sameContent && sameTime) {
        m_passedOver.insert(path, tr("Its last change left content and time as they were."));
        return false;
    }
    if (sameContent && QDateTime::currentMSecsSinceEpoch() - m_loadEnded < echoMs) {
        m_passedOver.insert(path, tr("It was written again with the same content right after a load."));
        return false;
    }
    return true;
}

QString ProjectWatcher::explain(const QString &path) const
{
    const Verdict verdict = m_rules.judge(path);
    const QString name = m_rules.shortName(path);
    QString sentence;
    switch (verdict.effect) {
    case Effect::Ignored: sentence = tr("%1 does not reload the app: %2.").arg(name, verdict.rule); break;
    case Effect::Reload: sentence = tr("%1 reloads the app: %2.").arg(name, verdict.rule); break;
    case Effect::ColdReload: sentence = tr("%1 reloads the app with all its libraries: %2.").arg(name, verdict.rule); break;
    }
    if (const QString passedOver = m_passedOver.value(path); !passedOver.isEmpty()) {
        sentence += u' ' + passedOver;
    }
    if (verdict.effect != Effect::Ignored && !m_folders.contains(path.left(path.lastIndexOf(u'/')))) {
        sentence += u' ' + tr("But its folder does not exist or is not watched.");
    }
    return sentence;
}

} // namespace Retort::Watch
