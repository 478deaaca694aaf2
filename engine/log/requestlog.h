// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/gateway/requestobserver.h"
#include "engine/log/batchnotifier.h"
#include "engine/log/capturestore.h"
#include "engine/log/linewriter.h"
#include "engine/log/logformat.h"
#include "engine/log/logrules.h"
#include "engine/log/requestoutput.h"
#include "engine/log/requeststore.h"
#include "engine/log/terminalline.h"

#include <array>
#include <cstdint>
#include <deque>
#include <functional>
#include <optional>
#include <string>
#include <unordered_map>

namespace Retort::Log {

// Sums over requests, of one worker or of all.
struct RequestCounters
{
    std::uint64_t requests = 0;
    std::uint64_t exceptions = 0;
    std::uint64_t clientGone = 0;
    std::uint64_t rejected = 0;              // bytes that were no request; not part of `requests`
    std::array<std::uint64_t, 6> byClass{};  // [2] is 2xx; [0] answers that never got a status
    std::uint64_t bytesIn = 0;               // bodies
    std::uint64_t bytesOut = 0;              // heads and bodies
    std::int64_t appUs = 0;                  // summed time in the app
    std::int64_t averageResponseUs = 0;      // moving, as uWSGI's avg_rt: (old + new) / 2
};

// Hears of every finished request: keeps it in the store, counts it, writes its line. One object per site,
// on the engine's thread. Readers (control socket) connect to added() and read the store from the sequence
// number they have reached; nothing is signalled per request.
class RequestLog final : public Gateway::RequestObserver
{
public:
    // `writer` must outlive this object; null writes no lines.
    RequestLog(LogRules rules, LineWriter *writer, std::size_t capacity = RequestStore::defaultCapacity);
    ~RequestLog();
    RequestLog(const RequestLog &) = delete;
    RequestLog &operator=(const RequestLog &) = delete;

    void requestFinished(const Gateway::Request &request, const Gateway::Trace &trace) override;
    void requestRejected(std::string_view peer, int status, std::string_view sentence) override;

    // A line that is no request: "reload · load 17 in 212 ms". On a terminal a marker, elsewhere a plain line
    // with the log-date prefix.
    void writeMarker(std::string_view text);
    // A line of a worker's output (0: the engine's own); attributed on a terminal, passed on as it is elsewhere.
    void writeOutput(int workerId, bool isError, std::string_view text);

    void setTerminalStyle(const TerminalStyle &style) { m_terminal = style; }  // the window was resized
    const LogRules &rules() const noexcept { return m_rules; }

    const RequestStore &store() const noexcept { return m_store; }
    // What was captured of requests, by the sequence numbers of the store.
    const CaptureStore &captures() const noexcept { return m_captures; }
    // What requests have printed; whoever reads the workers' pipes adds to it.
    RequestOutputs &outputs() noexcept { return m_outputs; }
    const RequestOutputs &outputs() const noexcept { return m_outputs; }
    const RequestCounters &counters() const noexcept { return m_counters; }
    // Of one worker id, across its restarts; zeros when it never answered.
    RequestCounters workerCounters(int workerId) const;
    // Requests of one thread of a worker.
    std::uint64_t slotRequests(int workerId, int slot) const;
    // Called when a load of the app has answered its first request.
    using LoadAnswered = std::function<void(std::uint32_t load)>;
    void setLoadAnswered(LoadAnswered answered) { m_loadAnswered = std::move(answered); }
    // The next request on a connection from that address and port is a replay: whoever sends it has the port, and says so before
    // it sends. Slow ones and those that are held are known all the same. `finished` is called once, with its sequence number.
    using ReplayFinished = std::function<void(std::uint64_t sequence)>;
    void expectReplay(std::string address, std::string port, ReplayFinished finished);
    // Emits added() in batches.
    BatchNotifier &notifier() noexcept { return m_notifier; }

private:
    struct WorkerSums
    {
        RequestCounters counters;
        std::vector<std::uint64_t> bySlot;
    };

    struct ExpectedReplay
    {
        std::string address;
        std::string port;
        ReplayFinished finished;
    };
    static constexpr std::size_t maxExpectedReplays = 200;  // of those that never came the oldest are forgotten

    ReplayFinished takeReplay(const Gateway::VarBlock &vars);
    void writeRequestLine(const LoggedRequest &logged);
    void appendDatePrefix(std::string &to, std::int64_t wallUs);

    LogRules m_rules;
    std::optional<LogFormat> m_format;
    LineWriter *m_writer;
    RequestStore m_store;
    CaptureStore m_captures;
    RequestOutputs m_outputs;
    RequestCounters m_counters;
    std::unordered_map<int, WorkerSums> m_workers;
    BatchNotifier m_notifier;
    LogTime m_time;
    TerminalStyle m_terminal;
    std::int64_t m_pid;
    LoadAnswered m_loadAnswered;
    std::deque<ExpectedReplay> m_expectedReplays;
    std::uint32_t m_answeredLoad = 0;  // the latest that has answered
};

} // namespace Retort::Log
