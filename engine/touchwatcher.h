// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QDateTime>
#include <QFileSystemWatcher>
#include <QHash>
#include <QObject>
#include <QStringList>

namespace Retort {

// Tells when one of some files was touched (touch-reload, fs-reload): its modification time changed, or it
// appeared. Watches the files and their folders, so that files which do not exist yet and editors that
// replace a file are noticed. Uses no timer. Lives on the engine's thread.
class TouchWatcher final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(TouchWatcher)

public:
    explicit TouchWatcher(const QStringList &paths, QObject *parent = nullptr);

Q_SIGNALS:
    void touched(const QString &path);

private:
    void look(const QString &told);

    QFileSystemWatcher m_watcher;
    QHash<QString, QDateTime> m_times;
};

} // namespace Retort
