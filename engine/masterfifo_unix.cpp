// SPDX-License-Identifier: Apache-2.0
#include "engine/masterfifo.h"

#include <QCoreApplication>
#include <QFile>
#include <QSocketNotifier>

#include <cerrno>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace Retort {

namespace {

Error failure(const char *text, const QString &path)
{
    return Error{Errc::BadFile, QCoreApplication::translate("MasterFifo", text).arg(path)};
}

Error systemFailure(int number, const QString &path)
{
    return Error{
        Errc::Io, QCoreApplication::translate("MasterFifo", "The named pipe %1 cannot be used: %2").arg(path, qt_error_string(number))};
}

} // namespace

MasterFifo::MasterFifo(const QString &path, bool made) : m_path(path), m_made(made) {}

Result<std::unique_ptr<MasterFifo>> MasterFifo::open(const QString &path)
{
    const bool made = ::mkfifo(QFile::encodeName(path).constData(), 0600) == 0;
    if (!made && errno != EEXIST) {
        return std::unexpected(systemFailure(errno, path));
    }
    std::unique_ptr<MasterFifo> fifo(new MasterFifo(path, made));
    if (const Result<void> opened = fifo->openEnds(); !opened) {
        return std::unexpected(opened.error());
    }
    return fifo;
}

Result<void> MasterFifo::openEnds()
{
    const QByteArray path = QFile::encodeName(m_path);
    struct stat facts = {};
    if (::lstat(path.constData(), &facts) != 0) {
        return std::unexpected(systemFailure(errno, m_path));
    }
    if (!S_ISFIFO(facts.st_mode)) {
        return std::unexpected(failure("%1 exists and is no named pipe: it is left alone. Choose another path.", m_path));
    }
    if (facts.st_uid != ::geteuid()) {
        return std::unexpected(
            failure("The named pipe %1 belongs to another user, who could stop this server. Choose another path.", m_path));
    }
    // Reading first: opening a pipe for writing without waiting needs a reader.
    m_readEnd = ::open(path.constData(), O_RDONLY | O_NONBLOCK | O_CLOEXEC | O_NOFOLLOW);
    m_writeEnd = m_readEnd < 0 ? -1 : ::open(path.constData(), O_WRONLY | O_NONBLOCK | O_CLOEXEC | O_NOFOLLOW);
    if (m_writeEnd < 0) {
        return std::unexpected(systemFailure(errno, m_path));
    }
    m_notifier = std::make_unique<QSocketNotifier>(m_readEnd, QSocketNotifier::Read);
    connect(m_notifier.get(), &QSocketNotifier::activated, this, &MasterFifo::read);
    return {};
}

MasterFifo::~MasterFifo()
{
    m_notifier.reset();
    for (const int end : {m_readEnd, m_writeEnd}) {
        if (end >= 0) {
            ::close(end);
        }
    }
    if (m_made) {
        ::unlink(QFile::encodeName(m_path).constData());
    }
}

void MasterFifo::read()
{
    char letters[64];
    const ssize_t got = ::read(m_readEnd, letters, sizeof letters);  // more than that: the notifier comes again
    for (ssize_t i = 0; i < got; ++i) {
        if (letters[i] != ' ' && letters[i] != '\n' && letters[i] != '\r' && letters[i] != '\t') {
            Q_EMIT commanded(letters[i]);
        }
    }
}

} // namespace Retort
