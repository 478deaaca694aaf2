// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/log/requestfilter.h"
#include "engine/log/requestlog.h"

#include <QJsonArray>
#include <QObject>

#include <atomic>
#include <cstdint>
#include <deque>
#include <functional>
#include <memory>
#include <vector>

namespace Retort::Control {

// What is known of one finished request besides its record. Shared with the stores; safe to read on any thread.
struct CapturedRequest
{
    std::uint64_t sequence = 0;
    std::int64_t wallStartUs = 0;
    std::shared_ptr<const Gateway::Capture> capture;  // null: nothing
    Log::RequestOutputs::Shared output;               // null: it printed nothing

    // Whether it meets a term of a request filter that asks for captured data. Bodies are read without their content codings.
    bool meets(const Log::FilterTerm &term) const;
};

// Those of which anything is known, from `first` to before `end`.
std::vector<CapturedRequest> capturedRequests(const Log::RequestLog &log, std::uint64_t first, std::uint64_t end);

// The terms that can be searched for.
bool isSearchable(Log::FilterField field) noexcept;

// Finds requests by what was captured of them. 256 MiB take the better part of a second, so it runs on a thread of the
// global pool, one search of a client at a time; a search that nobody waits for any more ends at the next request. Lives on
// the engine's thread, and so do the answers, which come later and not at all once it is gone.
class CaptureSearch final
{
public:
    using Matches = std::vector<std::pair<std::uint64_t, std::int64_t>>;  // sequence, wallStartUs
    using Done = std::function<void(const Matches &)>;
    static constexpr std::size_t mostWaiting = 256;

    CaptureSearch() = default;
    ~CaptureSearch() { *m_alive = false; }
    CaptureSearch(const CaptureSearch &) = delete;
    CaptureSearch &operator=(const CaptureSearch &) = delete;

    // `term` as in a filter: “res.body:text”, “out:a,b”. The Error says what is wrong with it.
    Result<void> start(const QString &term, std::vector<CapturedRequest> requests, Done done);

private:
    struct Job
    {
        Log::RequestFilter filter;
        std::vector<CapturedRequest> requests;
        Done done;
    };

    void next();
    void finished(const Job &job, const Matches &matches);

    std::deque<std::shared_ptr<const Job>> m_waiting;
    bool m_running = false;
    std::shared_ptr<std::atomic<bool>> m_alive = std::make_shared<std::atomic<bool>>(true);
    // Where answers arrive. Shared with the thread, which may still be at work when this and the application are gone.
    std::shared_ptr<QObject> m_context{new QObject, [](QObject *context) { context->deleteLater(); }};
};

QJsonArray matchesJson(const CaptureSearch::Matches &matches);  // [[sequence, time]]

} // namespace Retort::Control
