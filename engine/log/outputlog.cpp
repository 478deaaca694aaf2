// SPDX-License-Identifier: Apache-2.0
#include "engine/log/outputlog.h"

namespace Retort::Log {

const OutputLine &OutputLog::append(std::int64_t wallUs, int workerId, std::int64_t pid, const OutputSource &source, std::string_view text)
{
    m_lines.push_back({m_end++, wallUs, workerId, pid, source, std::string(text.substr(0, maxLineBytes))});
    m_bytes += m_lines.back().text.size();
    while (m_lines.size() > 1 && (m_lines.size() > m_maxLines || m_bytes > m_maxBytes)) {
        m_bytes -= m_lines.front().text.size();
        m_lines.pop_front();
    }
    m_notifier.notify();
    return m_lines.back();
}

const OutputLine *OutputLog::find(std::uint64_t sequence) const noexcept
{
    if (sequence < firstSequence() || sequence >= m_end) {
        return nullptr;
    }
    return &m_lines[static_cast<std::size_t>(sequence - firstSequence())];
}

void LineSplitter::feed(std::string_view bytes)
{
    while (!bytes.empty()) {
        const std::size_t end = bytes.find('\n');
        const std::string_view piece = bytes.substr(0, end);
        if (!m_skipping) {
            const std::size_t room = OutputLog::maxLineBytes - m_partial.size();
            m_partial.append(piece.substr(0, room));
            if (piece.size() > room) {
                m_partial.replace(m_partial.size() - 3, 3, "…");
                give(m_partial);
                m_skipping = true;
            }
        }
        if (end == std::string_view::npos) {
            return;
        }
        if (!m_skipping) {
            give(m_partial);
        }
        m_skipping = false;
        bytes.remove_prefix(end + 1);
    }
}

void LineSplitter::finish()
{
    if (!m_partial.empty()) {
        give(m_partial);
    }
    m_skipping = false;
}

void LineSplitter::give(std::string_view text)
{
    if (text.ends_with('\r')) {
        text.remove_suffix(1);
    }
    m_line(text);
    m_partial.clear();
}

} // namespace Retort::Log
