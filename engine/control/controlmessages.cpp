// SPDX-License-Identifier: Apache-2.0
#include "engine/control/controlmessages.h"

#include "engine/log/escape.h"
#include "engine/log/masking.h"

#include <QJsonDocument>

#include <algorithm>
#include <array>
#include <charconv>

using namespace Qt::StringLiterals;

namespace Retort::Control {

namespace {

// JSON numbers are doubles: exact up to 2^53, far above any of these.
qint64 number(std::uint64_t value)
{
    return static_cast<qint64>(value);
}

template<typename T>
void appendNumber(std::string &to, std::string_view member, T value)
{
    std::array<char, 24> digits;
    const char *const end = std::to_chars(digits.data(), digits.data() + digits.size(), value).ptr;
    to.append(member).append(std::string_view(digits.data(), end));
}

// Escaped, so that what a client sent stays one line and is UTF-8; then only two characters are special to JSON.
void appendText(std::string &to, std::string_view member, std::string_view bytes)
{
    to.append(member).push_back('"');
    std::string shown;
    Log::appendEscaped(shown, bytes);
    for (std::string_view rest = shown; !rest.empty();) {
        const std::size_t run = std::min(rest.find_first_of("\"\\"), rest.size());
        to.append(rest.substr(0, run));
        if (run < rest.size()) {
            to.append({'\\', rest[run]});
        }
        rest.remove_prefix(std::min(run + 1, rest.size()));
    }
    to.push_back('"');
}

} // namespace

QJsonObject siteJson(const SiteInfo &site)
{
    return {{u"name"_s, site.name}, {u"pid"_s, site.pid}, {u"folder"_s, site.folder},
        {u"addresses"_s, QJsonArray::fromStringList(site.addresses)}};
}

QJsonObject helloMessage(const SiteInfo &site)
{
    return {{u"retort"_s, QStringLiteral(RETORT_VERSION)}, {u"protocol"_s, protocolVersion}, {u"site"_s, siteJson(site)}};
}

QJsonObject statusJson(const SiteStatus &status)
{
    QJsonObject json{{u"state"_s, status.state}, {u"sentence"_s, status.sentence}, {u"app"_s, status.app}, {u"python"_s, status.python},
        {u"loadError"_s, status.loadError}, {u"started"_s, status.startedUs}, {u"loadUs"_s, status.loadUs},
        {u"load"_s, static_cast<qint64>(status.load)}, {u"processes"_s, status.processes}, {u"threads"_s, status.threads},
        {u"queued"_s, status.queued}, {u"running"_s, status.running}, {u"connections"_s, status.connections},
        {u"watching"_s, status.watching}, {u"standby"_s, status.standby}, {u"oldCode"_s, status.oldCode}};
    if (status.stuckUs > 0) {
        json.insert(u"stuckUs"_s, status.stuckUs);
    }
    if (!status.loadingFiles.isEmpty()) {
        json.insert(u"loadingFiles"_s, QJsonArray::fromStringList(status.loadingFiles));
    }
    if (!status.importing.isEmpty()) {
        json.insert(u"importing"_s, QJsonObject{{u"module"_s, status.importing}, {u"us"_s, status.importingUs}});
    }
    if (!status.polling.isEmpty()) {
        json.insert(u"polling"_s, status.polling);
    }
    json.insert(u"keepsLastGood"_s, status.keepsLastGood);
    json.insert(u"showsFailure"_s, status.showsFailure);
    if (!status.loadFailure.isEmpty()) {
        json.insert(u"loadFailure"_s, status.loadFailure);
    }
    return json;
}

QJsonObject countersJson(const Log::RequestCounters &counters)
{
    return {{u"requests"_s, number(counters.requests)}, {u"exceptions"_s, number(counters.exceptions)},
        {u"clientGone"_s, number(counters.clientGone)}, {u"rejected"_s, number(counters.rejected)},
        {u"bytesIn"_s, number(counters.bytesIn)}, {u"bytesOut"_s, number(counters.bytesOut)},
        {u"appUs"_s, static_cast<qint64>(counters.appUs)}, {u"averageResponseUs"_s, static_cast<qint64>(counters.averageResponseUs)},
        {u"none"_s, number(counters.byClass[0])}, {u"1xx"_s, number(counters.byClass[1])}, {u"2xx"_s, number(counters.byClass[2])},
        {u"3xx"_s, number(counters.byClass[3])}, {u"4xx"_s, number(counters.byClass[4])}, {u"5xx"_s, number(counters.byClass[5])}};
}

namespace {

QString shownText(std::string_view bytes)
{
    std::string text;
    Log::appendEscaped(text, bytes);
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}

QJsonArray runningJson(const QList<RunningInfo> &running)
{
    QJsonArray array;
    std::string masked;
    for (const RunningInfo &request : running) {
        array.append(QJsonObject{{u"slot"_s, request.slot}, {u"method"_s, shownText(request.method)},
            {u"target"_s, shownText(Log::maskedTarget(request.target, masked))}, {u"since"_s, request.sinceUs}, {u"us"_s, request.forUs}});
    }
    return array;
}

} // namespace

QJsonArray workersJson(const QList<WorkerInfo> &workers)
{
    QJsonArray array;
    for (const WorkerInfo &worker : workers) {
        array.append(QJsonObject{{u"id"_s, worker.id}, {u"pid"_s, worker.pid}, {u"state"_s, worker.state},
            {u"load"_s, static_cast<qint64>(worker.load)}, {u"requests"_s, number(worker.requests)}, {u"busy"_s, worker.busySlots},
            {u"slots"_s, worker.slotCount}, {u"restarts"_s, worker.restarts}, {u"started"_s, worker.startedUs},
            {u"rss"_s, number(worker.rssBytes)}, {u"cpuUs"_s, number(worker.cpuUs)}, {u"running"_s, runningJson(worker.running)}});
    }
    return array;
}

void appendRequest(std::string &to, const Log::RequestRecord &record, const Log::RequestStore::Text &text)
{
    using Log::RequestRecord;
    std::string masked;
    appendNumber(to, "{\"sequence\":", record.sequence);
    appendNumber(to, ",\"time\":", record.wallStartUs);
    appendText(to, ",\"method\":", text.method);
    appendText(to, ",\"target\":", record.is(RequestRecord::Rejected) ? text.target : Log::maskedTarget(text.target, masked));
    appendText(to, ",\"client\":", text.client);
    appendNumber(to, ",\"status\":", record.status);
    appendNumber(to, ",\"totalUs\":", record.totalUs);
    appendNumber(to, ",\"readingUs\":", record.readingUs);
    appendNumber(to, ",\"queuedUs\":", record.queuedUs);
    appendNumber(to, ",\"appUs\":", record.appWallUs);
    appendNumber(to, ",\"appCpuUs\":", record.appCpuUs);
    appendNumber(to, ",\"writingUs\":", record.writingUs);
    appendNumber(to, ",\"bytesIn\":", record.bodyBytesIn);
    appendNumber(to, ",\"bytesOut\":", record.bodyBytesOut);
    appendNumber(to, ",\"worker\":", record.workerId);
    appendNumber(to, ",\"slot\":", record.slot);
    appendNumber(to, ",\"load\":", record.load);
    to.append(record.is(RequestRecord::UwsgiProtocol) ? ",\"protocol\":\"uwsgi\"" : ",\"protocol\":\"http\"");
    if (record.heldUs > 0) {
        appendNumber(to, ",\"heldUs\":", record.heldUs);
    }
    const auto flag = [&](RequestRecord::Flag which, std::string_view member) {
        if (record.is(which)) {
            to.append(member);
        }
    };
    flag(RequestRecord::Reused, ",\"reused\":true");
    flag(RequestRecord::Exception, ",\"exception\":true");
    flag(RequestRecord::ClientGone, ",\"clientGone\":true");
    flag(RequestRecord::Truncated, ",\"truncated\":true");
    flag(RequestRecord::Rejected, ",\"rejected\":true");
    flag(RequestRecord::Replay, ",\"replay\":true");
    to.push_back('}');
}

QJsonObject requestJson(const Log::RequestRecord &record, const Log::RequestStore::Text &text)
{
    std::string json;
    appendRequest(json, record, text);
    return QJsonDocument::fromJson(QByteArray::fromStdString(json)).object();
}

QJsonObject outputJson(const Log::OutputLine &line)
{
    const Log::OutputSource &source = line.source;
    QJsonObject json{{u"sequence"_s, number(line.sequence)}, {u"time"_s, static_cast<qint64>(line.wallUs)}, {u"worker"_s, line.workerId},
        {u"pid"_s, static_cast<qint64>(line.pid)}, {u"stream"_s, source.stream == Log::OutputStream::Error ? u"error"_s : u"out"_s},
        {u"text"_s, QString::fromUtf8(line.text.data(), static_cast<qsizetype>(line.text.size()))}};
    if (source.requestId > 0) {
        json.insert(u"request"_s, number(source.requestId));
    }
    if (!source.logger.empty()) {
        json.insert(u"level"_s, QString::fromStdString(source.level));
        json.insert(u"logger"_s, QString::fromStdString(source.logger));
    }
    return json;
}

QJsonObject eventJson(const Log::SiteEvent &event)
{
    QJsonObject json = event.details;
    json.insert(u"sequence"_s, number(event.sequence));
    json.insert(u"time"_s, static_cast<qint64>(event.wallUs));
    json.insert(u"kind"_s, event.kind);
    json.insert(u"text"_s, event.text);
    return json;
}

QByteArray toLine(const QJsonObject &message)
{
    return QJsonDocument(message).toJson(QJsonDocument::Compact) + '\n';
}

} // namespace Retort::Control
