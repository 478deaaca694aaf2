// SPDX-License-Identifier: Apache-2.0
#include "engine/python/channel.h"

#include <windows.h>

#include <algorithm>
#include <string>
#include <utility>

namespace Retort::Python {

namespace {

constexpr DWORD largestTransfer = 1 << 20;
constexpr DWORD busyWaitMs = 5'000;  // all instances of the pipe are taken: the engine makes another at once

HANDLE handleOf(std::intptr_t handle) noexcept
{
    return reinterpret_cast<HANDLE>(handle);
}

std::wstring wide(const std::string &utf8)
{
    const int length = ::MultiByteToWideChar(CP_UTF8, 0, utf8.data(), static_cast<int>(utf8.size()), nullptr, 0);
    std::wstring text(static_cast<std::size_t>(length), L'\0');
    ::MultiByteToWideChar(CP_UTF8, 0, utf8.data(), static_cast<int>(utf8.size()), text.data(), length);
    return text;
}

// A read or write of one thread. The pipe is opened for overlapped operations: on a synchronous handle
// a write of one thread would wait for the read of another.
class Operation final
{
public:
    Operation() noexcept { m_overlapped.hEvent = ::CreateEventW(nullptr, TRUE, FALSE, nullptr); }
    Operation(const Operation &) = delete;
    Operation &operator=(const Operation &) = delete;
    ~Operation() { ::CloseHandle(m_overlapped.hEvent); }

    OVERLAPPED *overlapped() noexcept { return &m_overlapped; }
    // How many bytes went through; -1 when the pipe is closed.
    std::ptrdiff_t finish(HANDLE pipe, BOOL started) noexcept
    {
        if (!started && ::GetLastError() != ERROR_IO_PENDING) {
            return -1;
        }
        DWORD count = 0;
        return ::GetOverlappedResult(pipe, &m_overlapped, &count, TRUE) ? static_cast<std::ptrdiff_t>(count) : -1;
    }

private:
    OVERLAPPED m_overlapped{};
};

} // namespace

Channel::Channel(Channel &&other) noexcept : m_handle(std::exchange(other.m_handle, -1)) {}

Channel &Channel::operator=(Channel &&other) noexcept
{
    std::swap(m_handle, other.m_handle);
    return *this;
}

Channel::~Channel()
{
    close();
}

std::expected<Channel, std::string> Channel::open(const std::string &path)
{
    const std::wstring name = wide(path);
    for (;;) {
        const HANDLE pipe =
            ::CreateFileW(name.c_str(), GENERIC_READ | GENERIC_WRITE, 0, nullptr, OPEN_EXISTING, FILE_FLAG_OVERLAPPED, nullptr);
        if (pipe != INVALID_HANDLE_VALUE) {
            Channel channel;
            channel.m_handle = reinterpret_cast<std::intptr_t>(pipe);
            return channel;
        }
        const DWORD error = ::GetLastError();
        if (error != ERROR_PIPE_BUSY || !::WaitNamedPipeW(name.c_str(), busyWaitMs)) {
            return std::unexpected("The worker cannot reach its engine at " + path + ": error " + std::to_string(error) + ".");
        }
    }
}

Channel::Receipt Channel::receiveNow(char *buffer, std::size_t room, std::size_t &received) noexcept
{
    DWORD available = 0;
    if (!::PeekNamedPipe(handleOf(m_handle), nullptr, 0, nullptr, &available, nullptr)) {
        return Receipt::Closed;
    }
    return available == 0 ? Receipt::NothingYet : receive(buffer, room, received);
}

Channel::Receipt Channel::receive(char *buffer, std::size_t room, std::size_t &received) noexcept
{
    Operation operation;
    const DWORD most = static_cast<DWORD>(std::min<std::size_t>(room, largestTransfer));
    const BOOL started = ::ReadFile(handleOf(m_handle), buffer, most, nullptr, operation.overlapped());
    const std::ptrdiff_t count = operation.finish(handleOf(m_handle), started);
    received = count > 0 ? static_cast<std::size_t>(count) : 0;
    return count > 0 ? Receipt::Bytes : Receipt::Closed;
}

std::ptrdiff_t Channel::sendNow(std::string_view) noexcept
{
    return 0;  // a pipe cannot say whether a write would wait: always let the caller give the GIL away
}

bool Channel::sendAll(std::string_view bytes) noexcept
{
    while (!bytes.empty()) {
        Operation operation;
        const DWORD most = static_cast<DWORD>(std::min<std::size_t>(bytes.size(), largestTransfer));
        const BOOL started = ::WriteFile(handleOf(m_handle), bytes.data(), most, nullptr, operation.overlapped());
        const std::ptrdiff_t count = operation.finish(handleOf(m_handle), started);
        if (count <= 0) {
            return false;
        }
        bytes.remove_prefix(static_cast<std::size_t>(count));
    }
    return true;
}

void Channel::stopReceiving() noexcept
{
    ::CancelIoEx(handleOf(m_handle), nullptr);
}

void Channel::close() noexcept
{
    if (m_handle != -1) {
        ::CloseHandle(handleOf(std::exchange(m_handle, -1)));
    }
}

} // namespace Retort::Python
