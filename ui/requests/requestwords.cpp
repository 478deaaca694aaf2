// SPDX-License-Identifier: Apache-2.0
#include "ui/requests/requestwords.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QDir>
#include <QStringList>

#include <cmath>

using namespace Qt::StringLiterals;

namespace Retort::Requests {

namespace {

using Log::RequestRecord;

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(Requests)
};

// Three digits that say something: 0.31, 1.24, 34.
QString threeDigits(double value)
{
    return QString::number(value, 'f', value < 9.995 ? 2 : value < 99.95 ? 1 : 0);
}

QString oneDecimal(double value)
{
    return QString::number(value, 'f', value < 9.95 ? 1 : 0);
}

QString durationWords(qint64 us)
{
    if (us < 1'000'000) {
        const int ms = static_cast<int>((us + 500) / 1'000);
        return ms == 1 ? Words::tr("1 millisecond") : Words::tr("%1 milliseconds").arg(ms);
    }
    return Words::tr("%1 seconds").arg(threeDigits(static_cast<double>(us) / 1e6));
}

} // namespace

QString toText(std::string_view bytes)
{
    return QString::fromUtf8(bytes.data(), static_cast<qsizetype>(bytes.size()));
}

QString placeText(const Log::Route &route, const QString &folder)
{
    if (route.file.empty()) {
        return {};
    }
    const QString file = QDir::cleanPath(toText(route.file));
    const QString inside = QDir(folder).relativeFilePath(file);
    const bool isInside = !folder.isEmpty() && !inside.startsWith(".."_L1) && !QDir::isAbsolutePath(inside);
    const QString shown = isInside ? inside : file.section(u'/', -2);
    return route.line > 0 ? u"%1:%2"_s.arg(shown).arg(route.line) : shown;
}

QString statusText(const RequestRow &row)
{
    const RequestRecord &record = *row.record;
    if (record.status == 0 || record.is(RequestRecord::ClientGone)) {
        return Words::tr("cut");
    }
    QString text = QString::number(record.status);
    if (record.is(RequestRecord::Exception) || record.status >= 500) {
        text.append(u" ▲");
    }
    return text;
}

QString durationText(qint64 us)
{
    const auto value = static_cast<double>(us);
    if (us < 950) {
        return Words::tr("%1 ms").arg(oneDecimal(value / 1e3));
    }
    if (us < 999'500) {
        return Words::tr("%1 ms").arg((us + 500) / 1'000);
    }
    if (us < 99'950'000) {
        return Words::tr("%1 s").arg(threeDigits(value / 1e6));
    }
    const qint64 seconds = us / 1'000'000;
    return Words::tr("%1 min %2 s").arg(seconds / 60).arg(seconds % 60);
}

QString sizeText(quint64 bytes)
{
    const auto value = static_cast<double>(bytes);
    return bytes == 0                  ? u"–"_s
        : bytes < 1'000                ? QString::number(bytes)
        : value < 1023.5e3             ? oneDecimal(value / 1024) + u" k"
        : value < 1023.5 * 1024 * 1024 ? oneDecimal(value / 1024 / 1024) + u" M"
                                       : oneDecimal(value / 1024 / 1024 / 1024) + u" G";
}

QString sizeWords(quint64 bytes)
{
    return bytes < 1'000 ? Words::tr("%1 B").arg(bytes) : sizeText(bytes) + u'B';
}

QString clockText(qint64 wallUs)
{
    return QDateTime::fromMSecsSinceEpoch(wallUs / 1'000).toString(u"HH:mm:ss"_s);
}

QString sinceText(qint64 us)
{
    // Requests stand in the order in which they ended: one may have begun before the one above it.
    const QString sign = us < 0 ? u"−"_s : u"+"_s;
    const double seconds = std::abs(static_cast<double>(us)) / 1e6;
    return seconds < 99.95 ? sign + Words::tr("%1 s").arg(QString::number(seconds, 'f', 1)) : sign + durationText(std::abs(us));
}

QString reasonPhrase(int status)
{
    switch (status) {
    case 200: return u"OK"_s;
    case 201: return u"Created"_s;
    case 202: return u"Accepted"_s;
    case 204: return u"No Content"_s;
    case 206: return u"Partial Content"_s;
    case 301: return u"Moved Permanently"_s;
    case 302: return u"Found"_s;
    case 303: return u"See Other"_s;
    case 304: return u"Not Modified"_s;
    case 307: return u"Temporary Redirect"_s;
    case 308: return u"Permanent Redirect"_s;
    case 400: return u"Bad Request"_s;
    case 401: return u"Unauthorized"_s;
    case 403: return u"Forbidden"_s;
    case 404: return u"Not Found"_s;
    case 405: return u"Method Not Allowed"_s;
    case 408: return u"Request Timeout"_s;
    case 409: return u"Conflict"_s;
    case 410: return u"Gone"_s;
    case 413: return u"Content Too Large"_s;
    case 415: return u"Unsupported Media Type"_s;
    case 422: return u"Unprocessable Content"_s;
    case 429: return u"Too Many Requests"_s;
    case 431: return u"Request Header Fields Too Large"_s;
    case 500: return u"Internal Server Error"_s;
    case 501: return u"Not Implemented"_s;
    case 502: return u"Bad Gateway"_s;
    case 503: return u"Service Unavailable"_s;
    case 504: return u"Gateway Timeout"_s;
    default: break;
    }
    return {};
}

QString accessibleText(const RequestRow &row)
{
    const RequestRecord &record = *row.record;
    const QString target = toText(row.texts.target);
    if (row.kind != RowKind::Request) {
        return target + u", " + clockText(record.wallStartUs);
    }
    QStringList parts{toText(row.texts.method) + u' ' + target};
    if (record.status == 0) {
        parts += Words::tr("no answer");
    } else {
        parts += QString::number(record.status) + u' ' + reasonPhrase(record.status);
    }
    parts += durationWords(record.totalUs);
    if (record.is(RequestRecord::Exception)) {
        parts += Words::tr("exception");
    }
    if (record.is(RequestRecord::ClientGone)) {
        parts += Words::tr("the client left");
    }
    if (record.is(RequestRecord::Replay)) {
        parts += Words::tr("replay");
    }
    parts += clockText(record.wallStartUs);
    return parts.join(u", "_s);
}

QString factsLine(const RequestRow &row)
{
    const RequestRecord &record = *row.record;
    QStringList parts{record.status == 0 ? Words::tr("no answer") : QString::number(record.status), durationText(record.totalUs)};
    if (const QString reason = reasonPhrase(record.status); !reason.isEmpty()) {
        parts[0] += u' ' + reason;
    }
    parts += record.bodyBytesOut == 0 ? Words::tr("no body") : sizeWords(record.bodyBytesOut);
    if (record.workerId > 0) {
        parts += Words::tr("worker %1").arg(record.workerId);
    }
    if (record.load > 0) {
        parts += Words::tr("load %1").arg(record.load);
    }
    if (record.is(RequestRecord::Exception)) {
        parts += Words::tr("exception");
    }
    if (record.is(RequestRecord::ClientGone)) {
        parts += Words::tr("the client left");
    } else if (record.is(RequestRecord::Truncated)) {
        parts += Words::tr("the answer breaks off");
    }
    if (record.is(RequestRecord::Replay)) {
        parts += Words::tr("↻ replay");
    }
    parts += clockText(record.wallStartUs);
    return parts.join(u" · "_s);
}

bool isSafeMethod(std::string_view method) noexcept
{
    return method == "GET" || method == "HEAD" || method == "OPTIONS";
}

} // namespace Retort::Requests
