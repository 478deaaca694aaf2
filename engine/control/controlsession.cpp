// SPDX-License-Identifier: Apache-2.0
#include "engine/control/controlsession.h"

#include "engine/base/categories.h"
#include "engine/base/limits.h"
#include "engine/control/capturemessages.h"
#include "engine/control/controlmessages.h"

#include <QDir>
#include <QJsonArray>
#include <QJsonDocument>

#include <algorithm>
#include <string>

using namespace Qt::StringLiterals;

namespace Retort::Control {

namespace {

// 0: none. A line of output knows its request by the number it had while it ran.
std::uint64_t askedSequence(const QJsonObject &request, const Log::RequestOutputs &outputs)
{
    const bool isRunningNumber = request.contains("request"_L1);
    const double number = request.value(isRunningNumber ? "request"_L1 : "sequence"_L1).toDouble(-1);
    if (!(number >= 1 && number <= 9e15)) {
        return 0;
    }
    const auto whole = static_cast<std::uint64_t>(number);
    return isRunningNumber ? outputs.sequenceOf(whole).value_or(0) : whole;
}

} // namespace

ControlSession::ControlSession(std::unique_ptr<Net::Stream> stream, ControlTarget &target, Net::ConnectionSet &owner)
    : m_stream(std::move(stream))
    , m_target(target)
    , m_owner(owner)
{
    m_stream->setOwner(this);
    send(helloMessage(m_target.site()));
}

ControlSession::~ControlSession()
{
    *m_alive = false;
    setRecording(false);
}

void ControlSession::closeWhenIdle()
{
    if (!m_closed) {
        m_ending = true;
        m_stream->finishWriting();
    }
}

void ControlSession::close()
{
    if (m_closed) {
        return;
    }
    m_closed = true;
    setRecording(false);
    for (const Feed feed : feeds) {
        unfollow(feed);
    }
    m_stream->setOwner(nullptr);
    m_owner.remove(this);
}

void ControlSession::peerFinished()
{
    close();
}
void ControlSession::broken()
{
    close();
}

void ControlSession::drained()
{
    if (m_closed) {
        return;
    }
    m_stream->setReading(true);
    for (const Feed feed : feeds) {
        sendFollowed(feed);
    }
    takeLines();
}

void ControlSession::readable()
{
    char buffer[16 * 1024];
    while (!m_closed && !isBehind()) {
        const std::size_t length = m_stream->read(buffer, sizeof buffer);
        if (length == 0) {
            return;
        }
        if (!m_ending) {
            m_input.append(buffer, length);
            takeLines();
        }
    }
}

// Answers line by line, and stops when the client does not take the answers.
void ControlSession::takeLines()
{
    while (!m_closed && !m_ending && !isBehind()) {
        const std::size_t end = m_input.find('\n', m_searched);
        if (std::min(end, m_input.size()) > maxLineBytes) {
            sendError({}, u"A line is longer than 1 MiB, the most this connection takes."_s);
            m_input.clear();
            closeWhenIdle();
            return;
        }
        if (end == std::string::npos) {
            m_searched = m_input.size();
            return;
        }
        const QByteArray line(m_input.data(), static_cast<qsizetype>(end));
        m_input.erase(0, end + 1);
        m_searched = 0;
        takeLine(line);
    }
}

void ControlSession::takeLine(const QByteArray &line)
{
    if (line.trimmed().isEmpty()) {
        return;
    }
    QJsonParseError fault;
    const QJsonDocument document = QJsonDocument::fromJson(line, &fault);
    if (!document.isObject()) {
        const QString reason =
            fault.error == QJsonParseError::NoError ? u"it is no object"_s : u"%1 at byte %2"_s.arg(fault.errorString()).arg(fault.offset);
        sendError({}, u"This line is no JSON object: %1. Send for example {\"id\":1,\"do\":\"status\"}."_s.arg(reason));
        return;
    }
    answer(document.object());
}

void ControlSession::answer(const QJsonObject &request)
{
    const QJsonValue id = request.value("id"_L1);
    const QString what = request.value("do"_L1).toString();
    if (what == "status"_L1) {
        answerStatus(id);
    } else if (what == "workers"_L1) {
        sendOk(id, {{u"workers"_s, workersJson(m_target.workers())}});
    } else if (what == "routes"_L1) {
        sendOk(id, m_target.routes());
    } else if (what == "reload"_L1) {
        answerReload(id);
    } else if (what == "stop"_L1) {
        answerStop(request);
    } else if (what == "requests"_L1) {
        answerFeed(Feed::Requests, request);
    } else if (what == "output"_L1) {
        answerFeed(Feed::Output, request);
    } else if (what == "events"_L1) {
        answerFeed(Feed::Events, request);
    } else if (what == "why"_L1) {
        answerWhy(request);
    } else if (what == "request"_L1) {
        answerRequest(request);
    } else if (what == "replay"_L1) {
        answerReplay(request);
    } else if (what == "search"_L1) {
        answerSearch(request);
    } else if (what == "record"_L1) {
        answerRecord(request);
    } else if (what == "stack"_L1) {
        answerStack(request);
    } else if (what == "stopRequest"_L1) {
        answerStopRequest(request);
    } else if (what == "replaceWorker"_L1) {
        answerReplaceWorker(request);
    } else if (what == "showFailure"_L1) {
        answerShowFailure(request);
    } else {
        sendError(id,
            u"There is no command “%1”. There are status, workers, routes, reload, stop, requests, request, search, replay, record, "
            u"output, events, why, stack, "
            "stopRequest, replaceWorker and showFailure."_s.arg(what.left(80)));
    }
}

void ControlSession::answerStatus(const QJsonValue &id)
{
    sendOk(id,
        {{u"site"_s, siteJson(m_target.site())}, {u"status"_s, statusJson(m_target.status())},
            {u"counters"_s, countersJson(m_target.requestLog().counters())}});
}

void ControlSession::answerReload(const QJsonValue &id)
{
    m_target.reload([this, id, alive = m_alive](const QString &sentence) {
        if (!*alive || m_closed) {
            return;
        }
        if (sentence.isEmpty()) {
            sendOk(id, {{u"status"_s, statusJson(m_target.status())}});
        } else {
            sendError(id, sentence);
        }
    });
}

void ControlSession::answerStop(const QJsonObject &request)
{
    const QString mode = request.value("mode"_L1).toString(u"graceful"_s);
    if (mode != "graceful"_L1 && mode != "now"_L1) {
        sendError(request.value("id"_L1), u"“mode” is graceful or now, not “%1”."_s.arg(mode.left(80)));
        return;
    }
    sendOk(request.value("id"_L1));
    m_target.stop(mode == "now"_L1 ? StopMode::AtOnce : StopMode::Graceful);
}

void ControlSession::answerWhy(const QJsonObject &request)
{
    const QString path = request.value("path"_L1).toString();
    if (!path.startsWith(u'/') && !QDir::isAbsolutePath(path)) {
        sendError(request.value("id"_L1), u"“path” is the absolute path of a file."_s);
        return;
    }
    const QString sentence = m_target.why(QDir::cleanPath(path));
    if (sentence.isEmpty()) {
        sendError(request.value("id"_L1), u"This site does not watch its files: start it with --reload."_s);
    } else {
        sendOk(request.value("id"_L1), {{u"sentence"_s, sentence}});
    }
}

void ControlSession::answerRequest(const QJsonObject &request)
{
    const Log::RequestLog &log = m_target.requestLog();
    const Log::RequestRecord *record = log.store().find(askedSequence(request, log.outputs()));
    if (!record) {
        const bool mayRun = request.contains("request"_L1);
        sendError(request.value("id"_L1),
            mayRun ? u"That request is still running, or it was too long ago."_s
                   : u"There is no request with that “sequence” (any more)."_s);
        return;
    }
    const Gateway::Capture *capture = log.captures().find(record->sequence);
    QJsonObject json = capture ? captureJson(*capture) : QJsonObject();
    const QJsonObject known = requestJson(*record, log.store().text(*record));
    for (auto field = known.begin(); field != known.end(); ++field) {
        if (field.key() != "exception"_L1 || !json.contains("exception"_L1)) {
            json.insert(field.key(), field.value());
        }
    }
    const QJsonObject output = requestOutputJson(*record, log.outputs(), m_target.outputLog());
    for (auto field = output.begin(); field != output.end(); ++field) {
        json.insert(field.key(), field.value());
    }
    sendOk(request.value("id"_L1), {{u"request"_s, json}});
}

// Answers twice: when it may be sent, and when it is over.
void ControlSession::answerReplay(const QJsonObject &request)
{
    const QJsonValue id = request.value("id"_L1);
    const QString address = request.value("address"_L1).toString();
    const int port = request.value("port"_L1).toInt();
    if (address.isEmpty() || address.size() > 100 || port < 1 || port > 65535) {
        sendError(id, u"“address” and “port” are those from which the replay will come."_s);
        return;
    }
    m_target.requestLog().expectReplay(
        address.toStdString(), std::to_string(port), [this, id, alive = std::weak_ptr<bool>(m_alive)](std::uint64_t sequence) {
            if (const auto here = alive.lock(); here && *here && !m_closed) {
                sendOk(id, {{u"sequence"_s, static_cast<qint64>(sequence)}});
            }
        });
    sendOk(id);
}

void ControlSession::answerSearch(const QJsonObject &request)
{
    const QJsonValue id = request.value("id"_L1);
    const double since = request.value("since"_L1).toDouble(0);
    const double until = request.value("until"_L1).toDouble(9e15);
    if (!(since >= 0 && since <= 9e15 && until >= 0 && until <= 9e15)) {
        sendError(id, u"“since” and “until” are sequence numbers, 0 or more."_s);
        return;
    }
    const Log::RequestLog &log = m_target.requestLog();
    const std::uint64_t end = std::min(static_cast<std::uint64_t>(until), log.store().endSequence());
    const std::uint64_t first = std::min(std::max(static_cast<std::uint64_t>(since), log.store().firstSequence()), end);
    const auto started = m_search.start(request.value("term"_L1).toString(), capturedRequests(log, first, end),
        [this, id, first, end](const CaptureSearch::Matches &matches) {
            if (!m_closed) {
                sendOk(id,
                    {{u"matches"_s, matchesJson(matches)}, {u"first"_s, static_cast<qint64>(first)},
                        {u"next"_s, static_cast<qint64>(end)}});
            }
        });
    if (!started) {
        sendError(id, started.error().sentence);
    }
}

void ControlSession::answerRecord(const QJsonObject &request)
{
    if (!request.value("on"_L1).isBool()) {
        sendError(request.value("id"_L1), u"“on” is true or false."_s);
        return;
    }
    setRecording(request.value("on"_L1).toBool());
    sendOk(request.value("id"_L1));
}

void ControlSession::setRecording(bool recording)
{
    if (m_recording != recording) {
        m_recording = recording;
        m_target.addRecorders(recording ? 1 : -1);
    }
}

// --- feeds ---

std::string_view ControlSession::feedName(Feed feed)
{
    switch (feed) {
    case Feed::Requests: return "requests";
    case Feed::Output: return "output";
    case Feed::Events: break;
    }
    return "events";
}

std::uint64_t ControlSession::firstSequence(Feed feed) const
{
    switch (feed) {
    case Feed::Requests: return m_target.requestLog().store().firstSequence();
    case Feed::Output: return m_target.outputLog().firstSequence();
    case Feed::Events: break;
    }
    return m_target.eventLog().firstSequence();
}

std::uint64_t ControlSession::endSequence(Feed feed) const
{
    switch (feed) {
    case Feed::Requests: return m_target.requestLog().store().endSequence();
    case Feed::Output: return m_target.outputLog().endSequence();
    case Feed::Events: break;
    }
    return m_target.eventLog().endSequence();
}

bool ControlSession::appendRecord(Feed feed, std::uint64_t sequence, std::string &to) const
{
    const auto append = [&to](const QJsonObject &json) { to.append(QJsonDocument(json).toJson(QJsonDocument::Compact).toStdString()); };
    switch (feed) {
    case Feed::Requests: {
        const Log::RequestStore &store = m_target.requestLog().store();
        const Log::RequestRecord *found = store.find(sequence);
        if (found) {
            appendRequest(to, *found, store.text(*found));
        }
        return found;
    }
    case Feed::Output: {
        const Log::OutputLine *line = m_target.outputLog().find(sequence);
        if (line) {
            append(outputJson(*line));
        }
        return line;
    }
    case Feed::Events: break;
    }
    const Log::SiteEvent *event = m_target.eventLog().find(sequence);
    if (event) {
        append(eventJson(*event));
    }
    return event;
}

Log::BatchNotifier &ControlSession::notifier(Feed feed) const
{
    switch (feed) {
    case Feed::Requests: return m_target.requestLog().notifier();
    case Feed::Output: return m_target.outputLog().notifier();
    case Feed::Events: break;
    }
    return m_target.eventLog().notifier();
}

void ControlSession::answerFeed(Feed feed, const QJsonObject &request)
{
    const QJsonValue id = request.value("id"_L1);
    const std::uint64_t first = firstSequence(feed);
    const std::uint64_t end = endSequence(feed);
    std::uint64_t next = 0;
    if (request.contains("since"_L1)) {
        const double since = request.value("since"_L1).toDouble(-1);
        if (!(since >= 0 && since <= 9e15)) {
            sendError(id, u"“since” is a sequence number, 0 or more."_s);
            return;
        }
        next = std::min(static_cast<std::uint64_t>(since), end);
        next = next == 0 ? first : next;
    } else {
        const double last = request.value("last"_L1).toDouble(100);
        if (!(last >= 0 && last <= maxBatch)) {
            sendError(id, u"“last” is a number from 0 to %1."_s.arg(maxBatch));
            return;
        }
        next = std::max(first, end - std::min(end, static_cast<std::uint64_t>(last)));
    }
    const Batch batch = takeBatch(feed, next);
    sendBatch(feed, id, "\"ok\":true,", batch, next);
    if (request.value("follow"_L1).toBool()) {
        follow(feed, id, next);
    } else if (request.contains("follow"_L1)) {
        unfollow(feed);
    }
}

ControlSession::Batch ControlSession::takeBatch(Feed feed, std::uint64_t &next) const
{
    Batch batch;
    const std::uint64_t first = firstSequence(feed);
    if (next < first) {
        batch.skipped = first - next;
        next = first;
    }
    for (std::size_t before = 0; batch.count < maxBatch; ++batch.count, ++next) {
        before = batch.records.size();
        if (batch.count > 0) {
            batch.records.push_back(',');
        }
        if (!appendRecord(feed, next, batch.records)) {
            batch.records.resize(before);
            break;
        }
    }
    return batch;
}

void ControlSession::follow(Feed feed, const QJsonValue &id, std::uint64_t next)
{
    unfollow(feed);
    following(feed) = {
        true, id, next, QObject::connect(&notifier(feed), &Log::BatchNotifier::added, &m_context, [this, feed] { sendFollowed(feed); })};
    sendFollowed(feed);
}

void ControlSession::unfollow(Feed feed)
{
    Following &followed = following(feed);
    if (followed.active) {
        QObject::disconnect(followed.connection);
        followed = {};
    }
}

void ControlSession::sendFollowed(Feed feed)
{
    Following &followed = following(feed);
    while (followed.active && !m_closed && !isBehind()) {
        const Batch batch = takeBatch(feed, followed.next);
        if (batch.count == 0 && batch.skipped == 0) {
            return;
        }
        sendBatch(feed, followed.id, {}, batch, followed.next);
    }
}

// More is unsent than the client should have waiting: nothing new until drained().
bool ControlSession::isBehind() const
{
    return m_stream->unsentBytes() > Limits::unsentBytes;
}

void ControlSession::sendBatch(Feed feed, const QJsonValue &id, std::string_view more, const Batch &batch, std::uint64_t next)
{
    // The id is whatever the client gave.
    const QByteArray echoed = QJsonDocument(QJsonArray{id}).toJson(QJsonDocument::Compact);
    std::string line("{\"id\":");
    line.append(echoed.constData() + 1, static_cast<std::size_t>(echoed.size() - 2)).append(",").append(more);
    line.append("\"next\":").append(std::to_string(next)).append(",\"skipped\":").append(std::to_string(batch.skipped));
    line.append(",\"").append(feedName(feed)).append("\":[").append(batch.records).append("]}\n");
    sendLine(line);
}

void ControlSession::send(const QJsonObject &message)
{
    const QByteArray line = toLine(message);
    sendLine({line.constData(), static_cast<std::size_t>(line.size())});
}

void ControlSession::sendLine(std::string_view line)
{
    m_stream->write(line);
    m_stream->flush();
    if (isBehind()) {
        m_stream->setReading(false);
    }
}

void ControlSession::sendOk(const QJsonValue &id, QJsonObject more)
{
    more.insert("id"_L1, id);
    more.insert("ok"_L1, true);
    send(more);
}

void ControlSession::sendError(const QJsonValue &id, const QString &sentence)
{
    QJsonObject message{{u"ok"_s, false}, {u"error"_s, sentence}};
    if (!id.isUndefined() && !id.isNull()) {
        message.insert("id"_L1, id);
    }
    send(message);
}

} // namespace Retort::Control
