// SPDX-License-Identifier: Apache-2.0
#include "engine/log/linewriter.h"

#include "engine/base/clock.h"
#include "engine/log/linewriter_p.h"
#include "engine/log/numbers.h"

#include <QSocketNotifier>

#include <algorithm>

namespace Retort::Log {

LineWriter::LineWriter(int descriptor, QObject *parent)
    : QObject(parent)
    , m_descriptor(descriptor)
    , m_regularFile(Descriptor::isRegularFile(descriptor))
{
    if (const int own = Descriptor::openTerminalAgain(descriptor); own >= 0) {
        m_descriptor = own;
        m_ownsDescriptor = true;
    }
}

Result<std::unique_ptr<LineWriter>> LineWriter::toFile(const QString &path)
{
    const Result<int> descriptor = Descriptor::openForAppending(path);
    if (!descriptor) {
        return std::unexpected(descriptor.error());
    }
    auto writer = std::make_unique<LineWriter>(*descriptor);
    writer->m_ownsDescriptor = true;
    writer->m_path = path;
    return writer;
}

LineWriter::~LineWriter()
{
    flush();
    if (m_ownsDescriptor) {
        m_writable.reset();
        Descriptor::close(m_descriptor);
    }
}

void LineWriter::writeLine(std::string_view line)
{
    m_buffer.append(line);
    lineDone();
}

void LineWriter::lineDone()
{
    if (m_buffer.size() - m_sent >= maxBufferedBytes) {
        m_buffer.resize(m_lineStart);
        ++m_dropped;
        ++m_droppedTotal;
        return;
    }
    m_buffer.push_back('\n');
    m_lineStart = m_buffer.size();
    scheduleFlush();
}

void LineWriter::scheduleFlush()
{
    if (!m_flushPosted && !(m_writable && m_writable->isEnabled())) {
        m_flushPosted = true;
        QMetaObject::invokeMethod(
            this,
            [this] {
                m_flushPosted = false;
                writeSome();
            },
            Qt::QueuedConnection);
    }
}

void LineWriter::noteDropped()
{
    m_buffer.append("retort: ");
    appendNumber(m_buffer, m_dropped);
    m_buffer.append(" log lines were left out here: whoever reads this log was too slow\n");
    m_lineStart = m_buffer.size();
    m_dropped = 0;
}

void LineWriter::writeSome()
{
    const std::size_t unit = m_regularFile ? m_buffer.size() : Descriptor::writeUnit(m_descriptor);
    while (m_sent < m_buffer.size()) {
        const std::string_view rest = std::string_view(m_buffer).substr(m_sent, unit);
        const std::ptrdiff_t written = Descriptor::waitWritable(m_descriptor, 0) ? Descriptor::write(m_descriptor, rest) : 0;
        if (written < 0) {  // nobody reads any more, or the disk is full: lines are lost, the engine goes on
            m_droppedTotal +=
                static_cast<std::uint64_t>(std::count(m_buffer.begin() + static_cast<std::ptrdiff_t>(m_sent), m_buffer.end(), '\n'));
            m_sent = m_buffer.size();
            break;
        }
        if (written == 0) {
            if (!m_writable) {
                m_writable = std::make_unique<QSocketNotifier>(m_descriptor, QSocketNotifier::Write);
                connect(m_writable.get(), &QSocketNotifier::activated, this, &LineWriter::writeSome);
            }
            m_writable->setEnabled(true);
            forgetSent();
            return;
        }
        m_sent += static_cast<std::size_t>(written);
        m_writtenBytes += static_cast<std::uint64_t>(written);
        if (m_sent == m_buffer.size() && m_dropped > 0) {
            m_buffer.clear();
            m_sent = 0;
            noteDropped();
        }
    }
    m_buffer.clear();
    m_sent = 0;
    m_lineStart = 0;
    if (m_writable) {
        m_writable->setEnabled(false);
    }
}

// A reader that is slow but never done must not let the part already written grow for ever.
void LineWriter::forgetSent()
{
    if (m_sent >= 64 * 1024) {
        m_buffer.erase(0, m_sent);
        m_lineStart -= m_sent;
        m_sent = 0;
    }
}

void LineWriter::flush(int timeoutMs)
{
    const std::int64_t deadlineUs = monotonicUs() + std::int64_t{timeoutMs} * 1000;
    writeSome();
    while (m_sent < m_buffer.size()) {
        const auto leftMs = static_cast<int>((deadlineUs - monotonicUs()) / 1000);
        if (leftMs <= 0 || !Descriptor::waitWritable(m_descriptor, leftMs)) {
            return;
        }
        writeSome();
    }
}

Result<void> LineWriter::reopen()
{
    if (m_path.isEmpty()) {
        return {};
    }
    const Result<int> descriptor = Descriptor::openForAppending(m_path);
    if (!descriptor) {
        return std::unexpected(descriptor.error());
    }
    flush();
    m_writable.reset();
    Descriptor::close(m_descriptor);
    m_descriptor = *descriptor;
    m_regularFile = Descriptor::isRegularFile(m_descriptor);
    return {};
}

} // namespace Retort::Log
