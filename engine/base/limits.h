// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>

// Every limit of the server in one place, each with its unit and the reason for its size.
// What a user may change is an option whose default stands here. Knows no Qt.
namespace Retort::Limits {

// --- one HTTP request (RFC 9112 §3, §5; RFC 9110 §2.3 asks for defined limits) ---
inline constexpr std::size_t requestLineBytes = 16 * 1024;  // 414; browsers send up to about 8 KiB, OAuth redirects more
inline constexpr std::size_t headBytes = 64 * 1024 - 1;     // 431; a uwsgi packet behind nginx can carry no more (16-bit length)
inline constexpr std::size_t headerCount = 100;             // 431; browsers send about 20
inline constexpr std::size_t chunkLineBytes = 4 * 1024;     // 400; a chunk size with its extensions
inline constexpr std::size_t chunkExtensionBytes = 16 * 1024; // 400; all extensions of a body (CVE-2023-39326)
inline constexpr std::size_t trailerBytes = 8 * 1024;       // 400; trailers are dropped, so they need no room
inline constexpr std::size_t trailerCount = 64;             // 400
inline constexpr std::uint64_t bodyBytes = 1024ull * 1024 * 1024; // 413; default of limit-post, stops a runaway upload

// --- buffers ---
inline constexpr std::size_t bodyPrefixBytes = 64 * 1024;   // of a body that must be here before a worker is bothered
inline constexpr std::size_t unsentBytes = 256 * 1024;      // back-pressure: above this we stop reading the other side
inline constexpr std::size_t pipelinedBytes = 64 * 1024;    // input kept while a request is running
inline constexpr std::size_t readChunkBytes = 64 * 1024;    // one read() from a peer

// --- counts ---
inline constexpr int connections = 10'000;  // clients at once; 16 kB each keeps this under 160 MB
inline constexpr int queuedRequests = 1'000; // waiting for a worker; beyond that 503
inline constexpr int listenBacklog = 1'024; // clamped by the kernel (net.core.somaxconn)

// --- times, milliseconds ---
inline constexpr int headMs = 10'000;       // 408; from the first byte of a request to the end of its head
inline constexpr int bodyIdleMs = 30'000;   // 408; between two pieces of a body
inline constexpr int keepAliveMs = 60'000;  // silence between requests of a connection
inline constexpr int sendStallMs = 60'000;  // a client that takes none of its answer
inline constexpr int lingerMs = 2'000;      // after an early answer: time for the client to read it (RFC 9112 §9.6)
inline constexpr int workerHelloMs = 10'000; // from starting a worker to its first frame: interpreters start in 20 ms
inline constexpr int mercyMs = 60'000;      // default of worker-reload-mercy: time to finish what runs
inline constexpr int waitForWorkerMs = 10'000; // 503 with a page that tries again: a browser user should hear something
inline constexpr int respawnFirstMs = 100;  // back-off after a worker died while starting; doubles
inline constexpr int respawnMaxMs = 10'000;
inline constexpr std::int64_t standbyMemoryBytes =
    512ll * 1024 * 1024; // with less memory free there is no warm standby: it costs what a worker costs
inline constexpr int secondRequestMs = 2;   // a request running longer than this probably waits: use another thread of its process

// --- frames between engine and worker ---
inline constexpr std::size_t frameBytes = 16 * 1024 * 1024; // longest frame; a longer one is a broken peer
inline constexpr std::size_t bodyFrameBytes = 64 * 1024;    // pieces we cut bodies into

} // namespace Retort::Limits
