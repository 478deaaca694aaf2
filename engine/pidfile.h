// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/base/result.h"

#include <QString>

namespace Retort {

// The file that holds our process id (pidfile): decimal, newline, as in uWSGI. It is never written over
// the file of a server that still runs, and never removed if it is not ours any more: real uWSGI does both,
// and so loses the pid of the running server (UWSGI.md §3.1). Removed when the object goes.
class PidFile final
{
public:
    // The error says which process holds the file.
    static Result<PidFile> write(const QString &path);

    PidFile(PidFile &&other) noexcept;
    PidFile &operator=(PidFile &&) = delete;
    ~PidFile();

private:
    explicit PidFile(QString path) : m_path(std::move(path)) {}

    QString m_path;
};

} // namespace Retort
