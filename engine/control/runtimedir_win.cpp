// SPDX-License-Identifier: Apache-2.0
#include "engine/control/runtimedir.h"

#include <qt_windows.h>

using namespace Qt::StringLiterals;

namespace Retort::Control {

// Named pipes live in a name space of their own and vanish with their server: there is no folder to check and
// nothing stale to remove. Their default security lets other users of the machine read, not write.

qint64 currentUserId() noexcept
{
    return -1;
}

Result<RuntimeDir> RuntimeDir::open()
{
    return RuntimeDir(u"retort-%1-"_s.arg(qEnvironmentVariable("USERNAME")));
}

Result<RuntimeDir> RuntimeDir::openAt(const QString &folder)
{
    return RuntimeDir(folder);
}

QString RuntimeDir::socketPath(const QString &siteName) const
{
    return u"\\\\.\\pipe\\"_s + m_folder + siteName;
}

bool RuntimeDir::isAnswered(const QString &socketPath)
{
    return ::WaitNamedPipeW(reinterpret_cast<const wchar_t *>(socketPath.utf16()), 1) || ::GetLastError() != ERROR_FILE_NOT_FOUND;
}

QList<RuntimeDir::Site> RuntimeDir::runningSites() const
{
    QList<Site> sites;
    WIN32_FIND_DATAW found = {};
    const HANDLE search = ::FindFirstFileW(L"\\\\.\\pipe\\*", &found);
    if (search == INVALID_HANDLE_VALUE) {
        return sites;
    }
    do {
        const QString pipe = QString::fromWCharArray(found.cFileName);
        if (pipe.startsWith(m_folder)) {
            const QString name = pipe.sliced(m_folder.size());
            sites.append({name, socketPath(name)});
        }
    } while (::FindNextFileW(search, &found));
    ::FindClose(search);
    return sites;
}

} // namespace Retort::Control
