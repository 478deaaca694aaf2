// SPDX-License-Identifier: Apache-2.0
#include "engine/workers/slot.h"

#include "engine/base/clock.h"
#include "engine/base/limits.h"
#include "engine/workers/errorpages.h"

#include <algorithm>
#include <utility>

namespace Retort::Workers {

using Gateway::Exchange;

namespace {

// One sequence for all sites of the process: two connections of two front ends may have the same number.
std::uint64_t newRequestId() noexcept
{
    static std::uint64_t last = 0;
    return ++last;
}

std::string wordsOf(const Exchange &exchange)
{
    const Gateway::VarBlock &vars = exchange.request.vars;
    return std::string(vars.value("REQUEST_METHOD")) + ' ' + std::string(vars.value("REQUEST_URI"));
}

} // namespace

Slot::Slot(SlotIdentity identity, Ipc::ClaimRow &row, const ErrorPages &pages, Net::DeadlineQueue &deadlines, const RequestRules &rules,
    SlotObserver &observer)
    : m_identity(identity)
    , m_row(row)
    , m_pages(pages)
    , m_observer(observer)
    , m_rules(rules)
    , m_harakiri(deadlines, [this] { overdue(); })
    , m_silence(deadlines, [this] { silent(); })
{
    m_jobs.reserve(Ipc::ClaimRow::depth);
}

Slot::~Slot()
{
    if (m_stream) {
        m_stream->setOwner(nullptr);
    }
}

void Slot::attach(std::unique_ptr<Net::Stream> stream, std::string_view leftover, std::uint64_t threadId)
{
    m_threadId = threadId;
    m_stream = std::move(stream);
    m_stream->setOwner(this);
    m_reader.append(leftover);
    m_lastUsedUs = monotonicUs();
}

bool Slot::canSendAhead(const Exchange &exchange) const
{
    // The next sequence number must not share the running request's word of the claim row, however many were taken
    // back in between. A body that is still coming would block the channel for the requests behind it.
    return isAttached() && !isIdle() && m_nextSequence - m_jobs.front().sequence < Ipc::ClaimRow::depth && !exchange.request.expectsContinue
        && exchange.request.contentLength && *exchange.request.contentLength <= Limits::bodyPrefixBytes
        && std::none_of(m_jobs.begin(), m_jobs.end(), [](const Job &job) { return job.bodyPending; });
}

void Slot::give(Work work)
{
    const bool wasIdle = isIdle();
    Exchange &exchange = *work.exchange;

    Job job;
    job.exchange = &exchange;
    job.body = std::move(work.body);
    if (exchange.request.hasBody() && !exchange.bodyAtEnd()) {
        job.body += exchange.takeBody(Limits::unsentBytes);
    }
    job.sequence = m_nextSequence++;
    job.bodyPending = exchange.request.hasBody() && !exchange.bodyAtEnd();

    Ipc::RequestMessage message;
    message.sequence = job.sequence;
    if (exchange.trace.requestId == 0) {  // else it was offered to another slot before
        exchange.trace.requestId = newRequestId();
    }
    job.requestId = exchange.trace.requestId;
    message.requestId = job.requestId;
    message.bodyFollows = job.bodyPending;
    message.expectsContinue = exchange.request.expectsContinue;
    message.contentLength = exchange.request.contentLength ? static_cast<std::int64_t>(*exchange.request.contentLength) : -1;
    message.vars = exchange.request.vars.bytes();
    message.body = job.body;

    m_row.offer(job.sequence);
    m_scratch.clear();
    Ipc::appendRequest(m_scratch, message);
    m_stream->write(m_scratch);

    const std::int64_t now = monotonicUs();
    exchange.trace.dispatchedUs = now;
    exchange.trace.workerId = m_identity.workerId;
    exchange.trace.workerPid = m_identity.workerPid;
    exchange.trace.slot = m_identity.index;
    exchange.trace.load = m_identity.load;
    exchange.setHandler(this);
    m_lastUsedUs = now;
    m_jobs.push_back(std::move(job));
    if (wasIdle) {
        frontChanged();
        m_stream->flush();
    }
}

void Slot::flush()
{
    if (m_stream) {
        m_stream->flush();
    }
}

std::vector<Work> Slot::takeBackUnclaimed(TakeBack which)
{
    std::vector<Work> taken;
    const bool keepsFront = which == TakeBack::SentAhead && !m_jobs.empty();
    for (auto job = m_jobs.begin() + (keepsFront ? 1 : 0); job != m_jobs.end();) {
        if (job->exchange && m_row.withdraw(job->sequence)) {
            taken.push_back({job->exchange, std::move(job->body)});
            job = m_jobs.erase(job);
        } else {
            ++job;
        }
    }
    if (m_jobs.empty()) {
        m_harakiri.stop();
        m_silence.stop();
    } else if (isPastFront()) {
        resume();
    }
    return taken;
}

std::vector<Work> Slot::bury(const std::string &why, int &failed)
{
    do {
        m_paused = false;
        readable();  // answers it completed before it died are still in the channel: they count
    } while (m_paused);  // however slow their clients are; the kernel's buffer bounds what is left
    std::vector<Work> unbegun = takeBackUnclaimed(TakeBack::All);
    m_harakiri.stop();
    m_silence.stop();
    const std::vector<Job> lost = std::exchange(m_jobs, {});
    m_stream.reset();
    for (const Job &job : lost) {
        if (!job.exchange) {
            continue;
        }
        ++failed;
        if (job.exchange->responseStarted()) {
            job.exchange->finish(Gateway::Ending::Truncated);
        } else {
            m_pages.workerDied(*job.exchange, why);
        }
    }
    return unbegun;
}

// --- from the worker ---

void Slot::readable()
{
    while (m_stream && !m_paused && !m_isBroken) {
        const std::size_t got = m_stream->read(m_reader.prepare(Limits::readChunkBytes), Limits::readChunkBytes);
        m_reader.commit(got);
        while (const auto frame = m_reader.next()) {
            handle(*frame);
            if (m_isBroken) {
                return;
            }
        }
        if (m_reader.isBroken()) {
            protocolBroken("it announced a frame of more than 16 MiB");
            return;
        }
        if (got < Limits::readChunkBytes) {
            return;
        }
    }
}

void Slot::handle(const Ipc::Frame &frame)
{
    using Ipc::FrameType;
    if (m_jobs.empty()) {
        protocolBroken("it answered although nothing was asked");
        return;
    }
    switch (frame.type) {
    case FrameType::ResponseHead: begin(frame.payload); return;
    case FrameType::ResponseBody: passBody(frame.payload); return;
    case FrameType::ResponseEnd: end(frame.payload); return;
    case FrameType::WantBody:
        if (m_jobs.front().exchange) {
            m_jobs.front().exchange->bodyWanted();
        }
        return;
    case FrameType::Exception:
        m_jobs.front().exceptionJson = frame.payload;
        if (Exchange *exchange = m_jobs.front().exchange) {
            exchange->capture().exceptionJson = frame.payload;
        }
        m_observer.applicationRaised(*this, frame.payload);
        return;
    case FrameType::Hello:
    case FrameType::Ready:
    case FrameType::LoadFailed:
    case FrameType::Call:
    case FrameType::Prepared:
    case FrameType::Modules:
    case FrameType::Importing:
    case FrameType::Stacks:
    case FrameType::Load:
    case FrameType::Retire:
    case FrameType::Reply:
    case FrameType::Prepare:
    case FrameType::Stack:
    case FrameType::Interrupt:
    case FrameType::Request:
    case FrameType::RequestBody:
    case FrameType::RequestBodyEnd: break;
    }
    protocolBroken("it sent a frame of the wrong type (" + std::to_string(static_cast<int>(frame.type)) + ")");
}

void Slot::begin(std::string_view payload)
{
    auto head = Ipc::parseResponseHead(payload);
    if (!head) {
        protocolBroken("it sent a response head that makes no sense");
        return;
    }
    Job &job = m_jobs.front();
    if (!job.exchange || job.refused) {
        return;
    }
    if (job.exchange->responseStarted()) {
        protocolBroken("it sent two response heads for one request");
        return;
    }
    job.exchange->trace.respondedUs = monotonicUs();
    if (const std::string fault = Gateway::headFault(*head); !fault.empty()) {
        replaceAnswer(job, fault);
        return;
    }
    m_rules.headers.apply(head->headers);
    watchSilence();
    job.exchange->startResponse(*head);
}

void Slot::passBody(std::string_view payload)
{
    Job &job = m_jobs.front();
    if (!job.exchange || job.refused) {
        return;
    }
    if (!job.exchange->responseStarted()) {
        protocolBroken("it sent a body without a response head");
        return;
    }
    watchSilence();
    job.exchange->writeBody(payload);
    const bool isClientSlow = !m_jobs.empty() && m_jobs.front().exchange && m_jobs.front().exchange->unsentBytes() > Limits::unsentBytes;
    if (isClientSlow && !isPastFront()) {
        pause();
    }
}

void Slot::end(std::string_view payload)
{
    const auto message = Ipc::parseResponseEnd(payload);
    if (!message || message->sequence != m_jobs.front().sequence) {
        protocolBroken("it ended a request that it was not given");
        return;
    }
    m_harakiri.stop();
    m_silence.stop();
    ++*m_identity.workerRequests;
    if (message->rssBytes > 0) {
        m_observer.memoryReported(message->rssBytes);
    }
    Job job = std::move(m_jobs.front());
    m_jobs.erase(m_jobs.begin());
    abortBody(job);
    if (job.exchange) {
        Gateway::Trace &trace = job.exchange->trace;
        trace.answeredUs = monotonicUs();
        trace.appWallUs = message->appWallUs;
        trace.appCpuUs = message->appCpuUs;
        trace.switches = message->switches;
        trace.rssBytes = message->rssBytes;
        trace.vszBytes = message->vszBytes;
        trace.exception = message->exception;
        trace.logVars = message->logVars;
        trace.workerRequests = *m_identity.workerRequests;
        if (!job.exchange->responseStarted()) {
            answerWithoutHead(job, message->exception);
        } else if (!job.refused) {
            job.exchange->finish(message->truncated ? Gateway::Ending::Truncated : Gateway::Ending::Complete);
        }
    }
    if (!m_jobs.empty()) {
        frontChanged();
    }
    resume();
    m_observer.slotAdvanced(*this);
}

void Slot::answerWithoutHead(Job &job, bool raised)
{
    if (raised) {
        m_pages.applicationRaised(*job.exchange, job.exceptionJson);
    } else {
        m_pages.badAnswer(*job.exchange, "the app gave no answer");
    }
}

void Slot::replaceAnswer(Job &job, const std::string &why)
{
    job.words = wordsOf(*job.exchange);
    Exchange *exchange = std::exchange(job.exchange, nullptr);
    job.refused = true;
    m_observer.responseRefused(*this, why);
    m_row.cancel(job.sequence);
    abortBody(job);
    m_pages.badAnswer(*exchange, why);
}

void Slot::frontChanged()
{
    m_frontSinceUs = monotonicUs();
    if (m_rules.harakiriMs > 0) {
        m_harakiri.start(m_rules.harakiriMs);
    }
    watchSilence();
}

// The app has said something, or it is its turn to: from here on its silence counts. While the worker must
// wait for a slow client, it does not.
void Slot::watchSilence()
{
    if (m_rules.silenceMs == 0 || m_jobs.empty()) {
        return;
    }
    const Exchange *exchange = m_jobs.front().exchange;
    if (exchange && !m_paused && exchange->request.protocol == Gateway::Protocol::Http) {
        m_silence.start(m_rules.silenceMs);
    } else {
        m_silence.stop();
    }
}

// Only the client stops waiting: the worker is told and may finish in its own time.
void Slot::silent()
{
    if (m_jobs.empty() || !m_jobs.front().exchange) {
        return;
    }
    Exchange &exchange = *m_jobs.front().exchange;
    m_observer.slotSilent(*this);
    letGo(exchange);
    if (exchange.responseStarted()) {
        exchange.finish(Gateway::Ending::Truncated);
    } else {
        m_pages.silence(exchange, m_rules.silenceMs / 1000);
    }
}

void Slot::overdue()
{
    if (m_jobs.empty()) {
        return;
    }
    Exchange *exchange = dropFront();
    m_observer.slotOverdue(*this);
    if (!exchange) {
        return;
    }
    if (exchange->responseStarted()) {
        exchange->finish(Gateway::Ending::Truncated);
    } else {
        m_pages.timeLimit(*exchange, m_rules.harakiriMs / 1000);
    }
}

// Nobody waits for the answer of the running request from here on. The exchange is still to be answered; null when its client has left.
Exchange *Slot::dropFront()
{
    m_silence.stop();
    m_harakiri.stop();
    Job &front = m_jobs.front();
    if (front.exchange) {
        front.words = wordsOf(*front.exchange);
    }
    if (!m_row.withdraw(front.sequence)) {
        m_row.cancel(front.sequence);
    }
    return std::exchange(front.exchange, nullptr);
}

void Slot::giveUp()
{
    Exchange *exchange = isIdle() ? nullptr : dropFront();
    if (!exchange) {
        return;
    }
    if (exchange->responseStarted()) {
        exchange->finish(Gateway::Ending::Truncated);
    } else {
        m_pages.stoppedByHand(*exchange);
    }
}

std::string Slot::frontWords() const
{
    const Job &front = m_jobs.front();
    return front.exchange ? wordsOf(*front.exchange) : front.words;
}

void Slot::peerFinished()
{
    protocolBroken("it closed its channel");
}

void Slot::broken()
{
    protocolBroken("its channel broke");
}

// What has been read is passed on; the worker waits in its next write until the client takes more.
void Slot::pause()
{
    m_paused = true;
    m_silence.stop();
    m_stream->setReading(false);
}

// The worker has begun the next request, so the rest of the front's answer is in the kernel's buffer: little
// enough to take it for a slow client, so that the next answer need not wait too.
bool Slot::isPastFront() const noexcept
{
    return m_jobs.size() > 1 && m_row.isClaimed(m_jobs[1].sequence);
}

void Slot::resume()
{
    if (std::exchange(m_paused, false) && m_stream) {
        m_stream->setReading(true);
        watchSilence();
    }
}

void Slot::protocolBroken(const std::string &why)
{
    m_isBroken = true;
    m_observer.slotBroken(*this, why);
}

// --- the request body, towards the worker ---

void Slot::pumpBody(Job &job)
{
    while (job.bodyPending && m_stream->unsentBytes() < Limits::unsentBytes) {
        const std::string piece = job.exchange->takeBody(Limits::bodyFrameBytes);
        if (!piece.empty()) {
            if (m_row.isClaimed(job.sequence)) {
                std::string().swap(job.body);  // it will not be sent again
            } else {
                job.body += piece;
            }
            m_scratch.clear();
            Ipc::appendFrame(m_scratch, Ipc::FrameType::RequestBody, piece);
            m_stream->write(m_scratch);
        }
        if (job.exchange->bodyAtEnd()) {
            const char complete = static_cast<char>(Ipc::BodyEnd::Complete);
            m_scratch.clear();
            Ipc::appendFrame(m_scratch, Ipc::FrameType::RequestBodyEnd, {&complete, 1});
            m_stream->write(m_scratch);
            job.bodyPending = false;
        } else if (piece.empty()) {
            break;
        }
    }
    m_stream->flush();
}

void Slot::abortBody(Job &job)
{
    if (std::exchange(job.bodyPending, false) && m_stream) {
        const char aborted = static_cast<char>(Ipc::BodyEnd::Aborted);
        m_scratch.clear();
        Ipc::appendFrame(m_scratch, Ipc::FrameType::RequestBodyEnd, {&aborted, 1});
        m_stream->write(m_scratch);
        m_stream->flush();
    }
}

void Slot::bodyAvailable(Exchange &exchange)
{
    Job *job = jobOf(exchange);
    if (job && job->bodyPending && m_stream) {
        pumpBody(*job);
        watchSilence();  // the app may have been waiting for this
    }
}

void Slot::drained()
{
    for (Job &job : m_jobs) {
        if (job.bodyPending && job.exchange) {
            pumpBody(job);
            return;  // only one job of a slot has a body on its way
        }
    }
}

void Slot::drained(Exchange &)
{
    resume();
}

void Slot::cancelled(Exchange &exchange)
{
    letGo(exchange);
}

// Nobody waits for this answer any more: forgets the request if the worker has not begun it, else tells the worker.
void Slot::letGo(Exchange &exchange)
{
    const auto job = std::find_if(m_jobs.begin(), m_jobs.end(), [&](const Job &j) { return j.exchange == &exchange; });
    if (job == m_jobs.end()) {
        return;
    }
    job->words = wordsOf(exchange);
    job->exchange = nullptr;
    if (m_row.withdraw(job->sequence)) {
        abortBody(*job);
        const bool wasFront = job == m_jobs.begin();
        m_jobs.erase(job);
        if (wasFront) {
            m_harakiri.stop();
            m_silence.stop();
            if (!m_jobs.empty()) {
                frontChanged();
            }
        }
        m_observer.slotAdvanced(*this);
        return;
    }
    if (job == m_jobs.begin()) {
        m_silence.stop();
    }
    m_row.cancel(job->sequence);
    abortBody(*job);
    resume();
}

Slot::Job *Slot::jobOf(const Exchange &exchange)
{
    const auto job = std::find_if(m_jobs.begin(), m_jobs.end(), [&](const Job &j) { return j.exchange == &exchange; });
    return job == m_jobs.end() ? nullptr : &*job;
}

} // namespace Retort::Workers
