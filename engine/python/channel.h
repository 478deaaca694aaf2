// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <expected>
#include <string>
#include <string_view>

namespace Retort::Python {

// One connection to the engine's local socket (Unix-domain socket; a named pipe on Windows), with
// calls that wait and calls that do not. Knows nothing of Python: the caller gives the GIL away
// around the waiting ones. Interrupted system calls are continued, SIGPIPE never arises, children
// of the application do not inherit the descriptor. One thread reads, one writes.
class Channel final
{
public:
    enum class Receipt : std::uint8_t { Bytes, NothingYet, Closed };

    Channel() = default;
    Channel(Channel &&other) noexcept;
    Channel &operator=(Channel &&other) noexcept;
    ~Channel();

    // The error is a sentence that names the path.
    static std::expected<Channel, std::string> open(const std::string &path);

    Receipt receiveNow(char *buffer, std::size_t room, std::size_t &received) noexcept;
    Receipt receive(char *buffer, std::size_t room, std::size_t &received) noexcept;  // waits; never NothingYet
    // How much the system took without waiting; -1 when the other side is gone.
    std::ptrdiff_t sendNow(std::string_view bytes) noexcept;
    bool sendAll(std::string_view bytes) noexcept;  // waits

    // Ends a receive() that waits in another thread.
    void stopReceiving() noexcept;
    void close() noexcept;

private:
    std::intptr_t m_handle = -1;
};

} // namespace Retort::Python
