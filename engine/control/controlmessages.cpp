// SPDX-License-Identifier: Apache-2.0
#include "engine/control/controlmessages.h"

#include "engine/log/escape.h"
#include "engine/log/masking.h"

#include <QJsonDocument>

using namespace Qt::StringLiterals;

namespace Retort::Control {

namespace {

// JSON numbers are doubles: exact up to 2^53, far above any of these.
qint64 number(std::uint64_t value)
{
    return static_cast<qint64>(value);
}

QString shownText(std::string_view bytes)
{
    std::string text;
    Log::appendEscaped(text, bytes);
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
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

QJsonArray workersJson(const QList<WorkerInfo> &workers)
{
    QJsonArray array;
    for (const WorkerInfo &worker : workers) {
        array.append(QJsonObject{{u"id"_s, worker.id}, {u"pid"_s, worker.pid}, {u"state"_s, worker.state},
            {u"load"_s, static_cast<qint64>(worker.load)}, {u"requests"_s, number(worker.requests)}, {u"busy"_s, worker.busySlots},
            {u"slots"_s, worker.slotCount}, {u"restarts"_s, worker.restarts}, {u"started"_s, worker.startedUs},
            {u"rss"_s, number(worker.rssBytes)}});
    }
    return array;
}

QJsonObject requestJson(const Log::RequestRecord &record, const Log::RequestStore::Text &text)
{
    using Log::RequestRecord;
    std::string masked;
    QJsonObject json{{u"sequence"_s, number(record.sequence)}, {u"time"_s, static_cast<qint64>(record.wallStartUs)},
        {u"method"_s, shownText(text.method)},
        {u"target"_s, shownText(record.is(RequestRecord::Rejected) ? text.target : Log::maskedTarget(text.target, masked))},
        {u"client"_s, shownText(text.client)}, {u"status"_s, record.status}, {u"totalUs"_s, static_cast<qint64>(record.totalUs)},
        {u"readingUs"_s, static_cast<qint64>(record.readingUs)}, {u"queuedUs"_s, static_cast<qint64>(record.queuedUs)},
        {u"appUs"_s, static_cast<qint64>(record.appWallUs)}, {u"appCpuUs"_s, static_cast<qint64>(record.appCpuUs)},
        {u"writingUs"_s, static_cast<qint64>(record.writingUs)}, {u"bytesIn"_s, number(record.bodyBytesIn)},
        {u"bytesOut"_s, number(record.bodyBytesOut)}, {u"worker"_s, record.workerId}, {u"slot"_s, record.slot},
        {u"load"_s, static_cast<qint64>(record.load)}, {u"protocol"_s, record.is(RequestRecord::UwsgiProtocol) ? u"uwsgi"_s : u"http"_s}};
    const auto flag = [&](RequestRecord::Flag which, const QString &key) {
        if (record.is(which)) {
            json.insert(key, true);
        }
    };
    if (record.heldUs > 0) {
        json.insert(u"heldUs"_s, static_cast<qint64>(record.heldUs));
    }
    flag(RequestRecord::Reused, u"reused"_s);
    flag(RequestRecord::Exception, u"exception"_s);
    flag(RequestRecord::ClientGone, u"clientGone"_s);
    flag(RequestRecord::Truncated, u"truncated"_s);
    flag(RequestRecord::Rejected, u"rejected"_s);
    return json;
}

QJsonObject outputJson(const Log::OutputLine &line)
{
    return {{u"sequence"_s, number(line.sequence)}, {u"time"_s, static_cast<qint64>(line.wallUs)}, {u"worker"_s, line.workerId},
        {u"pid"_s, static_cast<qint64>(line.pid)}, {u"stream"_s, line.stream == Log::OutputStream::Error ? u"error"_s : u"out"_s},
        {u"text"_s, QString::fromUtf8(line.text.data(), static_cast<qsizetype>(line.text.size()))}};
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
