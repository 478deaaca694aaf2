// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/gateway/exchange.h"
#include "engine/gateway/headerrules.h"
#include "engine/ipc/claimboard.h"
#include "engine/ipc/framereader.h"
#include "engine/ipc/messages.h"
#include "engine/net/deadline.h"
#include "engine/net/stream.h"

#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace Retort::Workers {

class ErrorPages;
class Slot;

// A request on its way to a slot: the exchange, and of its body what was taken out of it already.
// If the worker dies before it begins, the same work is given to another slot.
struct Work
{
    Gateway::Exchange *exchange = nullptr;
    std::string body;
};

// What a slot is part of: facts about its worker for the log, and how its clients are kept waiting.
struct SlotIdentity
{
    int workerId = 0;         // 1-based, as in uwsgi.worker_id()
    int index = 0;            // thread of that worker, 0-based ("core" in uWSGI's words)
    std::int64_t workerPid = 0;
    std::uint32_t load = 0;   // which load of the app this worker runs
    std::uint32_t *workerRequests = nullptr;  // counts what the worker answered; lives in the worker
};

// What a site asks of every request. A plain value that outlives the slots.
struct RequestRules
{
    int harakiriMs = 0;             // longest run of a request; 0: any
    int silenceMs = 0;              // http-timeout: longest silence of the app towards an HTTP client; 0: any
    Gateway::HeaderRules headers{}; // add-header, del-header
};

// Who must hear what happens to a slot: its worker, for the whole process.
class SlotObserver
{
public:
    virtual void slotAdvanced(Slot &slot) = 0;  // a request ended: there is room for another
    virtual void memoryReported(std::uint64_t rssBytes) = 0;
    virtual void slotBroken(Slot &slot, const std::string &why) = 0;   // channel closed or nonsense on it
    virtual void slotOverdue(Slot &slot) = 0;   // the running request passed harakiri; its client has its 504
    virtual void slotSilent(Slot &slot) = 0;    // the running request passed http-timeout; its client is being told
    virtual void applicationRaised(Slot &slot, std::string_view exceptionJson) = 0;
    virtual void responseRefused(Slot &slot, const std::string &why) = 0;  // the app's answer was not fit to send

protected:
    ~SlotObserver() = default;
};

// One thread of a worker, seen from the engine: a channel, the request it runs, and up to
// ClaimRow::depth - 1 sent ahead. Moves bodies in both directions with back-pressure.
// Lives on the engine's thread; its exchanges belong to their connections.
class Slot final : public Net::Stream::Owner, public Gateway::Exchange::Handler
{
public:
    Slot(SlotIdentity identity, Ipc::ClaimRow &row, const ErrorPages &pages, Net::DeadlineQueue &deadlines, const RequestRules &rules,
        SlotObserver &observer);
    ~Slot();

    const SlotIdentity &identity() const noexcept { return m_identity; }
    // A standby has been given a seat: before its first request.
    void assign(int workerId, std::uint32_t load) noexcept
    {
        m_identity.workerId = workerId;
        m_identity.load = load;
    }

    // The worker's thread has connected; `leftover` is what came behind its Hello, `threadId` what Python calls it.
    void attach(std::unique_ptr<Net::Stream> stream, std::string_view leftover, std::uint64_t threadId);
    bool isAttached() const noexcept { return m_stream != nullptr; }
    // threading.get_ident() of the thread, to find it in a stack dump.
    std::uint64_t threadId() const noexcept { return m_threadId; }

    bool isIdle() const noexcept { return m_jobs.empty(); }
    int jobCount() const noexcept { return static_cast<int>(m_jobs.size()); }
    // How long the request at the front has been running, microseconds; 0 when idle.
    std::int64_t runningUs(std::int64_t nowUs) const noexcept { return isIdle() ? 0 : nowUs - m_frontSinceUs; }
    // Of the request at the front: its number on this channel, which no other has; its number for the worker; what was asked
    // for, "GET /report", also when the client has left. Not while idle.
    std::int64_t frontSinceUs() const noexcept { return m_frontSinceUs; }  // monotonic
    std::uint32_t frontSequence() const noexcept { return m_jobs.front().sequence; }
    std::uint64_t frontRequestId() const noexcept { return m_jobs.front().requestId; }
    std::string frontWords() const;
    std::int64_t lastUsedUs() const noexcept { return m_lastUsedUs; }
    const Gateway::Exchange *runningExchange() const noexcept { return isIdle() ? nullptr : m_jobs.front().exchange; }
    // The queue ahead of the worker has room, and the request's whole body is here.
    bool canSendAhead(const Gateway::Exchange &exchange) const;

    // Sends the request. Sent ahead ones are flushed by flush(), to share a write.
    void give(Work work);
    void flush();

    // Takes back what the worker has not begun; oldest first. Safe at any time: the claim board decides.
    // SentAhead leaves the request at the front with it: a thread that waits for the GIL will get there.
    enum class TakeBack : quint8 { SentAhead, All };
    std::vector<Work> takeBackUnclaimed(TakeBack which);
    // Somebody wants the running request stopped and the worker does not do it: its client is answered, the worker may go.
    void giveUp();
    // The worker is dead: answers what it had begun (502, or a cut answer) and counts that in `failed`, gives back the rest.
    std::vector<Work> bury(const std::string &why, int &failed);

    // --- Net::Stream::Owner ---
    void readable() override;
    void peerFinished() override;
    void drained() override;
    void broken() override;

    // --- Gateway::Exchange::Handler ---
    void bodyAvailable(Gateway::Exchange &exchange) override;
    void drained(Gateway::Exchange &exchange) override;
    void cancelled(Gateway::Exchange &exchange) override;

private:
    struct Job
    {
        Gateway::Exchange *exchange = nullptr;  // null once nobody waits for the answer
        std::string body;                       // as sent, in case it must be sent again: a long one until the worker begins
        std::uint32_t sequence = 0;
        std::uint64_t requestId = 0;            // as the worker knows it
        std::string words;                      // "GET /report" once the exchange is gone
        bool bodyPending = false;               // RequestBodyEnd is still owed to the worker
        bool refused = false;                   // the answer was replaced by an error page: drop the rest
        std::string exceptionJson;
    };

    void handle(const Ipc::Frame &frame);
    void begin(std::string_view payload);
    void passBody(std::string_view payload);
    void end(std::string_view payload);
    void pumpBody(Job &job);
    void abortBody(Job &job);
    void replaceAnswer(Job &job, const std::string &why);
    void answerWithoutHead(Job &job, bool raised);
    void frontChanged();
    void overdue();
    Gateway::Exchange *dropFront();
    void watchSilence();
    void silent();
    void letGo(Gateway::Exchange &exchange);
    void pause();
    void resume();
    bool isPastFront() const noexcept;
    void protocolBroken(const std::string &why);
    Job *jobOf(const Gateway::Exchange &exchange);

    SlotIdentity m_identity;
    Ipc::ClaimRow &m_row;
    const ErrorPages &m_pages;
    SlotObserver &m_observer;
    std::unique_ptr<Net::Stream> m_stream;
    Ipc::FrameReader m_reader;
    std::vector<Job> m_jobs;        // front: running; the rest: sent ahead
    std::string m_scratch;          // frames are built here
    std::uint32_t m_nextSequence = 1;
    std::uint64_t m_threadId = 0;
    std::int64_t m_frontSinceUs = 0;
    std::int64_t m_lastUsedUs = 0;
    const RequestRules &m_rules;
    Net::Deadline m_harakiri;
    Net::Deadline m_silence;        // runs only with http-timeout
    bool m_paused = false;          // the client is slow: the worker must wait
    bool m_isBroken = false;        // said so to the observer: nothing from this channel counts any more
};

// All slots of one worker, in the order of its threads.
using SlotList = std::vector<std::unique_ptr<Slot>>;

} // namespace Retort::Workers
