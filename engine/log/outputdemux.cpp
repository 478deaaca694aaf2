// SPDX-License-Identifier: Apache-2.0
#include "engine/log/outputdemux.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>

namespace Retort::Log {

namespace {

constexpr char markStart = '\x1e';
constexpr char markEnd = '\x1f';
constexpr std::size_t maxChunkBytes = 64 * 1024;  // workers send at most PIPE_BUF

template<typename Number>
std::optional<Number> number(std::string_view text, int base)
{
    Number value = 0;
    const auto [end, fault] = std::from_chars(text.data(), text.data() + text.size(), value, base);
    return fault == std::errc() && end == text.data() + text.size() ? std::optional(value) : std::nullopt;
}

} // namespace

OutputDemux::OutputDemux(std::string_view nonce, LineFunction line)
    : m_start(nonce.empty() ? std::string() : markStart + std::string(nonce) + ':')
    , m_line(std::move(line))
    , m_plain([this](std::string_view text) { m_line({}, text); })
{
}

void OutputDemux::feed(std::string_view bytes)
{
    if (m_held.empty()) {
        take(bytes);
        return;
    }
    const std::string joined = std::exchange(m_held, {}).append(bytes);
    take(joined);
}

void OutputDemux::take(std::string_view bytes)
{
    while (!bytes.empty()) {
        if (m_chunkLeft > 0) {
            const std::string_view piece = bytes.substr(0, m_chunkLeft);
            takeChunk(piece);
            bytes.remove_prefix(piece.size());
            continue;
        }
        const std::size_t at = m_start.empty() ? std::string_view::npos : bytes.find(markStart);
        m_plain.feed(bytes.substr(0, at));
        if (at == std::string_view::npos) {
            return;
        }
        bytes.remove_prefix(at);
        const std::size_t taken = takeMark(bytes);
        if (taken == 0) {
            m_held = bytes;
            return;
        }
        bytes.remove_prefix(taken);
    }
}

// Bytes that are a mark, or are none and belong to the output; 0 when more are needed to tell.
std::size_t OutputDemux::takeMark(std::string_view bytes)
{
    const std::size_t known = std::min(bytes.size(), m_start.size());
    if (bytes.substr(0, known) != std::string_view(m_start).substr(0, known)) {
        m_plain.feed(bytes.substr(0, 1));
        return 1;
    }
    const std::size_t end = bytes.substr(0, maxMarkBytes).find(markEnd);
    if (end == std::string_view::npos) {
        return bytes.size() < maxMarkBytes ? 0 : m_start.size();
    }
    return openChunk(bytes.substr(known, end - known)) ? end + 1 : m_start.size();
}

// `mark` without its start and end. False when it is not what a worker writes.
bool OutputDemux::openChunk(std::string_view mark)
{
    std::array<std::string_view, 5> parts;
    for (std::size_t i = 0; i + 1 < parts.size(); ++i) {
        const std::size_t end = mark.find(':');
        if (end == std::string_view::npos) {
            return false;
        }
        parts[i] = mark.substr(0, end);
        mark.remove_prefix(end + 1);
    }
    const auto requestId = number<std::uint64_t>(parts[0], 16);
    const auto bytes = number<std::size_t>(mark, 10);
    if (!requestId || *requestId == 0 || !bytes || *bytes == 0 || *bytes > maxChunkBytes || (parts[1] != "o" && parts[1] != "e")) {
        return false;
    }
    m_key = {*requestId, parts[1] == "e" ? OutputStream::Error : OutputStream::Out};
    m_chunkLeft = *bytes;
    if (!m_open.contains(m_key)) {
        makeRoom();
        const OutputSource source{*requestId, m_key.second, std::string(parts[2]), std::string(parts[3])};
        m_open.try_emplace(m_key, source, LineSplitter([this, source](std::string_view text) { m_line(source, text); }));
    }
    return true;
}

void OutputDemux::takeChunk(std::string_view bytes)
{
    m_chunkLeft -= bytes.size();
    const auto open = m_open.find(m_key);
    open->second.lines.feed(bytes);
    if (m_chunkLeft == 0 && !open->second.lines.isInLine()) {
        m_open.erase(open);
    }
}

void OutputDemux::makeRoom()
{
    if (m_open.size() >= mostOpen) {
        m_open.begin()->second.lines.finish();  // the oldest request
        m_open.erase(m_open.begin());
    }
}

void OutputDemux::finish()
{
    m_held.clear();  // the rest of a mark will not come
    m_chunkLeft = 0;
    m_plain.finish();
    for (auto &[key, open] : m_open) {
        open.lines.finish();
    }
    m_open.clear();
}

} // namespace Retort::Log
