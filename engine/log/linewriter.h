// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/base/result.h"

#include <QObject>

#include <memory>
#include <string>
#include <string_view>

class QSocketNotifier;

namespace Retort::Log {

// Where log lines go: standard error or a file (logto). Lines are gathered and written once per turn of the
// event loop, so a thousand requests cost a few write() calls. A reader that does not keep up (a stopped
// terminal, a full pipe) never stops the engine: up to maxBufferedBytes wait, further lines are
// counted, and a line says how many were dropped. Files are created 0600 and appended to.
//
// Lives on the engine's thread. The destructor writes what is left, waiting at most half a second.
class LineWriter final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(LineWriter)

public:
    static constexpr std::size_t maxBufferedBytes = 1024 * 1024;

    // To an open descriptor, which stays the caller's (2 is standard error). A terminal is opened once more, for us alone.
    explicit LineWriter(int descriptor, QObject *parent = nullptr);
    // Appends to a file. The Error names path and reason.
    static Result<std::unique_ptr<LineWriter>> toFile(const QString &path);
    ~LineWriter() override;

    // `line` without its end. Never blocks.
    void writeLine(std::string_view line);

    // The buffer itself, for formats that write in place: append one line without its end to line(), then call
    // lineDone(), which adds the end, or takes the line back when there is no room.
    std::string &line() noexcept { return m_buffer; }
    void lineDone();

    // Opens the file again under its name (log rotation). The old one stays in use if that fails.
    Result<void> reopen();

    // Writes what is buffered, waiting for a slow reader at most that long.
    void flush(int timeoutMs = 500);

    std::uint64_t droppedLines() const noexcept { return m_droppedTotal; }
    std::uint64_t writtenBytes() const noexcept { return m_writtenBytes; }

private:
    void scheduleFlush();
    void writeSome();
    void noteDropped();
    void forgetSent();

    int m_descriptor;
    bool m_ownsDescriptor = false;
    bool m_regularFile = false;
    bool m_flushPosted = false;
    QString m_path;
    std::string m_buffer;
    std::size_t m_lineStart = 0;      // of the line being written in place
    std::size_t m_sent = 0;           // bytes of m_buffer already written
    std::uint64_t m_dropped = 0;      // since the last line that said so
    std::uint64_t m_droppedTotal = 0;
    std::uint64_t m_writtenBytes = 0;
    std::unique_ptr<QSocketNotifier> m_writable;
};

} // namespace Retort::Log
