// SPDX-License-Identifier: Apache-2.0
#include "engine/control/capturemessages.h"

#include "engine/control/controlmessages.h"

#include <QByteArray>
#include <QJsonDocument>

#include <algorithm>
#include <vector>

using namespace Qt::StringLiterals;

namespace Retort::Control {

namespace {

QString latin1(std::string_view bytes)
{
    return QString::fromLatin1(bytes.data(), static_cast<qsizetype>(bytes.size()));
}

// HTTP_USER_AGENT → User-Agent: names have no case, and this is how people write them.
QString headerName(std::string_view variable)
{
    QString name;
    bool isFirst = true;
    for (const char c : variable) {
        const QChar letter = c == '_' ? QChar(u'-') : QChar::fromLatin1(c);
        name.append(isFirst ? letter.toUpper() : letter.toLower());
        isFirst = c == '_';
    }
    return name;
}

QJsonArray requestHeaders(const Gateway::VarBlock &vars)
{
    QJsonArray headers;
    for (const auto &[key, value] : vars) {
        const bool isPlain = key == "CONTENT_TYPE" || key == "CONTENT_LENGTH";
        if (isPlain ? !value.empty() : key.starts_with("HTTP_")) {
            headers.append(QJsonArray{headerName(isPlain ? key : key.substr(5)), latin1(value)});
        }
    }
    return headers;
}

// The variables that are no header of the client, as the app sees them but for those that Python makes of them.
QJsonArray environ(const Gateway::VarBlock &vars)
{
    QJsonArray list;
    for (const auto &[key, value] : vars) {
        if (!key.starts_with("HTTP_")) {
            list.append(QJsonArray{latin1(key), latin1(value)});
        }
    }
    return list;
}

QJsonArray responseHeaders(const Gateway::HeaderList &list)
{
    QJsonArray headers;
    for (int index = 0; index < list.size(); ++index) {
        headers.append(QJsonArray{latin1(list.at(index).name), latin1(list.at(index).value)});
    }
    return headers;
}

QJsonObject bodyJson(const Gateway::CapturedBody &body)
{
    const auto bytes = QByteArray::fromRawData(body.bytes().data(), static_cast<qsizetype>(body.bytes().size()));
    return {{u"base64"_s, QString::fromLatin1(bytes.toBase64())}, {u"bytes"_s, static_cast<qint64>(body.size())}, {u"cut"_s, body.isCut()}};
}

} // namespace

QJsonObject captureJson(const Gateway::Capture &capture)
{
    QJsonObject json{{u"uri"_s, latin1(capture.vars.value("REQUEST_URI"))}, {u"requestHeaders"_s, requestHeaders(capture.vars)},
        {u"environ"_s, environ(capture.vars)}};
    if (!capture.exceptionJson.empty()) {
        json.insert(u"exception"_s, QJsonDocument::fromJson(QByteArray::fromStdString(capture.exceptionJson)).object());
    }
    if (capture.isRecorded) {
        json.insert(u"requestBody"_s, bodyJson(capture.requestBody));
        json.insert(u"responseHeaders"_s, responseHeaders(capture.responseHead.headers));
        json.insert(u"responseBody"_s, bodyJson(capture.responseBody));
    }
    return json;
}

QJsonObject requestOutputJson(const Log::RequestRecord &record, const Log::RequestOutputs &outputs, const Log::OutputLog &log)
{
    QJsonArray lines;
    QJsonObject json;
    if (const auto output = outputs.find(record.sequence)) {
        for (const Log::OutputLine &line : output->lines) {
            lines.append(outputJson(line));
        }
        if (output->left > 0) {
            json.insert(u"outputLeft"_s, static_cast<qint64>(output->left));
        }
    }
    json.insert(u"output"_s, lines);
    if (const QJsonArray others = outputDuring(record, log); !others.isEmpty()) {
        json.insert(u"otherOutput"_s, others);
    }
    return json;
}

QJsonArray outputDuring(const Log::RequestRecord &record, const Log::OutputLog &log)
{
    constexpr std::int64_t lateUs = 200'000;  // a pipe is read a little after it was written
    std::vector<const Log::OutputLine *> lines;
    for (std::uint64_t sequence = log.endSequence(); record.workerId > 0 && sequence > log.firstSequence(); --sequence) {
        const Log::OutputLine *line = log.find(sequence - 1);
        if (!line || line->wallUs < record.wallStartUs) {
            break;
        }
        const bool isOfAnyRequest = line->source.requestId > 0;
        if (!isOfAnyRequest && line->workerId == record.workerId && line->wallUs <= record.wallStartUs + record.totalUs + lateUs) {
            lines.push_back(line);
        }
    }
    QJsonArray array;
    const auto first =
        lines.size() > maxOutputLines ? lines.begin() + static_cast<std::ptrdiff_t>(lines.size() - maxOutputLines) : lines.begin();
    std::for_each(std::make_reverse_iterator(lines.end()), std::make_reverse_iterator(first),
        [&array](const Log::OutputLine *line) { array.append(outputJson(*line)); });
    return array;
}

} // namespace Retort::Control
