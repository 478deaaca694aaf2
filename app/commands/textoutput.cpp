// SPDX-License-Identifier: Apache-2.0
#include "app/commands/textoutput.h"

#include "engine/log/escape.h"
#include "engine/log/terminalline.h"

#include <QDateTime>

using namespace Qt::StringLiterals;

namespace Retort::Commands {

namespace {

QString clockText(const QJsonObject &record)
{
    const qint64 us = record.value("time"_L1).toInteger();
    return QDateTime::fromMSecsSinceEpoch(us / 1000).toString(u"HH:mm:ss"_s);
}

QString durationOf(const QJsonObject &request)
{
    return QString::fromStdString(Log::durationText(request.value("totalUs"_L1).toInteger()));
}

QString sizeOf(const QJsonObject &request)
{
    const qint64 bytes = request.value("bytesOut"_L1).toInteger();
    return bytes > 0 ? QString::fromStdString(Log::sizeText(static_cast<std::uint64_t>(bytes))) : u"–"_s;
}

} // namespace

QString harmless(const QString &text)
{
    std::string escaped;
    Log::appendOutputText(escaped, text.toStdString(), false);
    return QString::fromStdString(escaped);
}

QString tableText(const QList<QStringList> &rows)
{
    QList<qsizetype> widths;
    for (const QStringList &row : rows) {
        for (qsizetype column = 0; column < row.size(); ++column) {
            if (column >= widths.size()) {
                widths.append(0);
            }
            widths[column] = std::max(widths[column], row[column].size());
        }
    }
    QString text;
    for (const QStringList &row : rows) {
        QString line;
        for (qsizetype column = 0; column < row.size(); ++column) {
            line += row[column].leftJustified(widths[column] + 2);
        }
        while (line.endsWith(u' ')) {
            line.chop(1);
        }
        text += line + u'\n';
    }
    return text;
}

QString requestText(const QJsonObject &request)
{
    const int status = request.value("status"_L1).toInt();
    const QString code = status > 0 ? QString::number(status) : u"cut"_s;
    if (request.value("rejected"_L1).toBool()) {
        return u"%1  %2  %3 (%4)"_s.arg(clockText(request), status > 0 ? code : u"---"_s, harmless(request.value("target"_L1).toString()),
            harmless(request.value("client"_L1).toString()));
    }
    const int worker = request.value("worker"_L1).toInt();
    QString line = clockText(request) + "  "_L1 + code + "  "_L1 + harmless(request.value("method"_L1).toString()).leftJustified(7) + u' '
        + harmless(request.value("target"_L1).toString()).leftJustified(40) + durationOf(request).rightJustified(9)
        + sizeOf(request).rightJustified(9) + "  "_L1 + (worker > 0 ? u"w%1"_s.arg(worker) : u"-"_s);
    if (request.value("exception"_L1).toBool()) {
        line += u" ▲"_s;
    }
    if (request.value("clientGone"_L1).toBool()) {
        line += " client left"_L1;
    } else if (request.value("truncated"_L1).toBool()) {
        line += " cut"_L1;
    }
    return line;
}

QString eventText(const QJsonObject &event)
{
    const QString kind = event.value("kind"_L1).toString();
    const bool isNews = kind != "answered"_L1 && kind != "loaded"_L1;
    return isNews ? clockText(event) + u"  ── "_s + harmless(event.value("text"_L1).toString()) : QString();
}

QString outputText(const QJsonObject &line)
{
    const int worker = line.value("worker"_L1).toInt();
    return clockText(line) + "  "_L1 + (worker > 0 ? u"w%1"_s.arg(worker) : u"retort"_s) + u" │ "_s
        + harmless(line.value("text"_L1).toString());
}

QString ageText(qint64 sinceUs, qint64 nowUs)
{
    const qint64 seconds = std::max<qint64>(0, (nowUs - sinceUs) / 1'000'000);
    if (sinceUs <= 0) {
        return u"–"_s;
    }
    if (seconds < 120) {
        return u"%1 s"_s.arg(seconds);
    }
    if (seconds < 120 * 60) {
        return u"%1 min"_s.arg(seconds / 60);
    }
    return seconds < 48 * 3600 ? u"%1 h"_s.arg(seconds / 3600) : u"%1 days"_s.arg(seconds / 86400);
}

} // namespace Retort::Commands
