// SPDX-License-Identifier: Apache-2.0
#include "engine/log/requestlog.h"

#include "engine/base/clock.h"
#include "engine/log/escape.h"

#include <QCoreApplication>

#include <algorithm>
#include <utility>

namespace Retort::Log {

namespace {

void count(RequestCounters &sums, const Gateway::Trace &trace)
{
    ++sums.requests;
    sums.exceptions += trace.exception ? 1 : 0;
    sums.clientGone += trace.clientGone ? 1 : 0;
    const std::size_t statusClass = trace.status / 100;
    ++sums.byClass[statusClass < sums.byClass.size() ? statusClass : 0];
    sums.bytesIn += trace.bodyBytesIn;
    sums.bytesOut += trace.bodyBytesOut + trace.headBytesOut;
    sums.appUs += trace.appWallUs;
    sums.averageResponseUs = (sums.averageResponseUs + responseUs(trace)) / 2;
}

} // namespace

RequestLog::RequestLog(LogRules rules, LineWriter *writer, std::size_t capacity)
    : m_rules(std::move(rules))
    , m_writer(writer)
    , m_store(capacity)
    , m_pid(QCoreApplication::applicationPid())
{
    if (!m_rules.format.empty()) {
        m_format.emplace(m_rules.format);
    }
}

RequestLog::~RequestLog() = default;

void RequestLog::requestFinished(const Gateway::Request &request, const Gateway::Trace &trace)
{
    const RequestFields fields = RequestFields::of(request.vars);
    const ReplayFinished replayed = m_expectedReplays.empty() ? ReplayFinished() : takeReplay(request.vars);
    const auto flags = static_cast<std::uint16_t>(replayed ? RequestRecord::Replay : 0);
    const std::uint64_t sequence = m_store.append(request, fields, trace, flags).sequence;
    if (trace.capture) {
        m_captures.add(sequence, trace.capture);
    }
    if (trace.requestId > 0) {
        m_outputs.finished(trace.requestId, sequence);
    }
    count(m_counters, trace);
    if (trace.workerId > 0) {
        WorkerSums &worker = m_workers[trace.workerId];
        count(worker.counters, trace);
        if (trace.slot >= 0) {
            const auto slot = static_cast<std::size_t>(trace.slot);
            if (slot >= worker.bySlot.size()) {
                worker.bySlot.resize(slot + 1);
            }
            ++worker.bySlot[slot];
        }
    }
    if (m_writer && m_rules.wants(trace)) {
        writeRequestLine({request, fields, trace, m_counters.requests, m_pid});
    }
    m_notifier.notify();
    if (trace.load > m_answeredLoad) {
        m_answeredLoad = trace.load;
        if (m_loadAnswered) {
            m_loadAnswered(trace.load);
        }
    }
    if (replayed) {
        replayed(sequence);
    }
}

void RequestLog::expectReplay(std::string address, std::string port, ReplayFinished finished)
{
    // The port is free again: what was expected from it before will never come.
    std::erase_if(m_expectedReplays, [&](const ExpectedReplay &replay) { return replay.address == address && replay.port == port; });
    if (m_expectedReplays.size() == maxExpectedReplays) {
        m_expectedReplays.pop_front();
    }
    m_expectedReplays.push_back({std::move(address), std::move(port), std::move(finished)});
}

RequestLog::ReplayFinished RequestLog::takeReplay(const Gateway::VarBlock &vars)
{
    std::string_view address = vars.value("REMOTE_ADDR");
    if (constexpr std::string_view mapped = "::ffff:"; address.starts_with(mapped)) {
        address.remove_prefix(mapped.size());  // the way a listener for IPv6 sees a client of IPv4
    }
    const std::string_view port = vars.value("REMOTE_PORT");
    const auto found = std::ranges::find_if(
        m_expectedReplays, [&](const ExpectedReplay &replay) { return replay.address == address && replay.port == port; });
    if (found == m_expectedReplays.end()) {
        return {};
    }
    ReplayFinished finished = std::move(found->finished);
    m_expectedReplays.erase(found);
    return finished;
}

void RequestLog::writeRequestLine(const LoggedRequest &logged)
{
    std::string &line = m_writer->line();
    if (m_format) {
        m_format->append(line, logged, m_rules, m_time);
    } else if (m_rules.style == LogRules::Style::Terminal) {
        appendTerminalLine(line, logged, m_terminal, m_time);
    } else {
        appendRequestLine(line, logged, m_rules, m_time);
    }
    m_writer->lineDone();
}

void RequestLog::requestRejected(std::string_view peer, int status, std::string_view sentence)
{
    const std::int64_t now = wallClockUs();
    m_store.appendRejected(now, peer, status, sentence);
    ++m_counters.rejected;
    m_notifier.notify();
    if (!m_writer) {
        return;
    }
    std::string &line = m_writer->line();
    if (m_rules.style == LogRules::Style::Terminal) {
        appendRejectedLine(line, now, peer, status, sentence, m_terminal, m_time);
    } else {
        appendDatePrefix(line, now);
        line.append("retort: refused a request of ");
        appendEscapedBounded(line, peer.empty() ? "a local client" : peer, maxValueBytes);
        line.append(": ");
        appendEscapedBounded(line, sentence, maxUriBytes);
    }
    m_writer->lineDone();
}

void RequestLog::writeMarker(std::string_view text)
{
    if (!m_writer) {
        return;
    }
    const std::int64_t now = wallClockUs();
    std::string &line = m_writer->line();
    if (m_rules.style == LogRules::Style::Terminal) {
        appendMarkerLine(line, now, text, m_terminal, m_time);
    } else {
        appendDatePrefix(line, now);
        line.append("*** ");
        appendEscapedBounded(line, text, maxUriBytes);
        line.append(" ***");
    }
    m_writer->lineDone();
}

void RequestLog::writeOutput(int workerId, bool isError, std::string_view text)
{
    if (!m_writer) {
        return;
    }
    std::string &line = m_writer->line();
    if (m_rules.style == LogRules::Style::Terminal) {
        appendOutputLine(line, workerId, isError, text, m_terminal);
    } else {
        // uWSGI passes the app's output on as it is; here it still may not steer the terminal that shows the file.
        appendOutputText(line, text, false);
    }
    m_writer->lineDone();
}

void RequestLog::appendDatePrefix(std::string &to, std::int64_t wallUs)
{
    if (m_rules.date.empty()) {
        return;
    }
    to.append(m_rules.date == "true" ? m_time.ctimeForm(wallUs) : m_time.customForm(wallUs, m_rules.date));
    to.append(" - ");
}

RequestCounters RequestLog::workerCounters(int workerId) const
{
    const auto found = m_workers.find(workerId);
    return found != m_workers.end() ? found->second.counters : RequestCounters{};
}

std::uint64_t RequestLog::slotRequests(int workerId, int slot) const
{
    const auto found = m_workers.find(workerId);
    if (found == m_workers.end() || slot < 0 || static_cast<std::size_t>(slot) >= found->second.bySlot.size()) {
        return 0;
    }
    return found->second.bySlot[static_cast<std::size_t>(slot)];
}

} // namespace Retort::Log
