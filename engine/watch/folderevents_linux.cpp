// SPDX-License-Identifier: Apache-2.0
#include "engine/watch/folderevents.h"

#include "engine/watch/qtfolderevents.h"

#include <QFile>
#include <QHash>
#include <QSocketNotifier>

#include <sys/inotify.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>

namespace Retort::Watch {

namespace {

// IN_MODIFY is left out on purpose: a file is read when it is closed. IN_ATTRIB brings `touch`.
constexpr std::uint32_t folderMask =
    IN_CLOSE_WRITE | IN_CREATE | IN_DELETE | IN_MOVED_FROM | IN_MOVED_TO | IN_ATTRIB | IN_ONLYDIR | IN_EXCL_UNLINK;

// One watch per folder: a tree of 20,000 files in 2,000 folders needs 2,000, not 20,000.
class InotifyEvents final : public FolderEvents
{
public:
    explicit InotifyEvents(int descriptor) : m_descriptor(descriptor), m_notifier(descriptor, QSocketNotifier::Read)
    {
        connect(&m_notifier, &QSocketNotifier::activated, this, [this] { readEvents(); });
    }
    ~InotifyEvents() override
    {
        m_notifier.setEnabled(false);
        ::close(m_descriptor);
    }

    Outcome add(const QString &folder) override
    {
        const int watch = ::inotify_add_watch(m_descriptor, QFile::encodeName(folder).constData(), folderMask);
        if (watch < 0) {
            return errno == ENOSPC || errno == ENOMEM ? Outcome::NoRoom : Outcome::Gone;
        }
        // The same folder under two names (a symlink) has one watch: the name that came first keeps it.
        if (!m_folders.contains(watch)) {
            m_folders.insert(watch, folder);
            m_watches.insert(folder, watch);
        }
        return Outcome::Watched;
    }

    void remove(const QString &folder) override
    {
        const auto watch = m_watches.constFind(folder);
        if (watch != m_watches.constEnd()) {
            ::inotify_rm_watch(m_descriptor, *watch);
            m_folders.remove(*watch);
            m_watches.erase(watch);
        }
    }

private:
    void readEvents()
    {
        alignas(inotify_event) char buffer[32 * 1024];
        for (;;) {
            const ssize_t length = ::read(m_descriptor, buffer, sizeof buffer);
            if (length <= 0) {
                return;
            }
            for (ssize_t at = 0; at < length;) {
                const auto *event = reinterpret_cast<const inotify_event *>(buffer + at);
                at += static_cast<ssize_t>(sizeof(inotify_event) + event->len);
                take(*event);
            }
        }
    }

    void take(const inotify_event &event)
    {
        if (event.mask & IN_Q_OVERFLOW) {
            Q_EMIT lost();
            return;
        }
        const QString folder = m_folders.value(event.wd);
        if (event.mask & IN_IGNORED) {
            m_watches.remove(folder);
            m_folders.remove(event.wd);
            return;
        }
        if (folder.isEmpty() || event.len == 0) {
            return;
        }
        const QString name = QFile::decodeName(event.name);
        if ((event.mask & IN_CREATE) && !(event.mask & IN_ISDIR) && isBeingWritten(folder, name)) {
            return;  // its writer will close it
        }
        Q_EMIT happened(folder, name);
    }

    // A plain file that just came into being; a hard link or a symbolic one is complete at once.
    static bool isBeingWritten(const QString &folder, const QString &name)
    {
        struct stat status = {};
        return ::lstat(QFile::encodeName(folder + u'/' + name).constData(), &status) == 0 && S_ISREG(status.st_mode)
            && status.st_nlink == 1;
    }

    int m_descriptor;
    QSocketNotifier m_notifier;
    QHash<int, QString> m_folders;
    QHash<QString, int> m_watches;
};

} // namespace

std::unique_ptr<FolderEvents> FolderEvents::fromSystem()
{
    const int descriptor = ::inotify_init1(IN_NONBLOCK | IN_CLOEXEC);
    if (descriptor < 0) {
        return std::make_unique<QtFolderEvents>();  // max_user_instances is reached
    }
    return std::make_unique<InotifyEvents>(descriptor);
}

} // namespace Retort::Watch
