// SPDX-License-Identifier: Apache-2.0
#include "ui/requests/copyforms.h"

#include "engine/content/jsonoutline.h"
#include "ui/requests/bodycontent.h"
#include "ui/requests/pairslist.h"
#include "ui/requests/requestwords.h"

#include <QDateTime>
#include <QJsonDocument>

using namespace Qt::StringLiterals;

namespace Retort::Requests {

namespace {

constexpr qsizetype mostAsserted = 2'000; // characters of an answer that a test compares as a whole

// "test_get_users_7"
QString testName(const CopySource &source)
{
    QString name = u"test_"_s + source.method.toLower();
    for (const QString &part : source.target.section(u'?', 0, 0).split(u'/', Qt::SkipEmptyParts)) {
        name += u'_';
        for (const QChar c : part.left(30)) {
            const bool fits = c < u'\u0080' && (c.isLetterOrNumber() || c == u'_');
            name += fits ? c.toLower() : QChar(u'_');
        }
    }
    return name.left(80);
}

// JSON as a Python literal: strings, numbers and brackets are the same in both.
QString pythonLiteral(const Content::JsonOutline &json, std::size_t index)
{
    using Kind = Content::JsonOutline::Kind;
    const auto &node = json.node(index);
    const auto text = [](std::string_view bytes) { return QString::fromUtf8(bytes.data(), static_cast<qsizetype>(bytes.size())); };
    QStringList members;
    for (std::size_t row = 0; row < node.childCount; ++row) {
        const std::size_t child = json.child(index, row);
        const QString value = pythonLiteral(json, child);
        members += node.kind == Kind::Object ? pythonQuoted(text(json.nameOf(child))) + u": " + value : value;
    }
    switch (node.kind) {
    case Kind::Null: return u"None"_s;
    case Kind::True: return u"True"_s;
    case Kind::False: return u"False"_s;
    case Kind::Number: return text(json.textOf(index));
    case Kind::String: return pythonQuoted(text(json.stringOf(index)));
    case Kind::Array: return u'[' + members.join(u", "_s) + u']';
    case Kind::Object: break;
    }
    return u'{' + members.join(u", "_s) + u'}';
}

QString headLines(const CopySource::Headers &headers)
{
    QString lines;
    for (const auto &[name, value] : headers) {
        lines += name + u": " + value + u'\n';
    }
    return lines;
}

QString bodyAsText(const BodyContent &content)
{
    return content.isText() ? content.text.text : u"(%1)"_s.arg(sizeWords(static_cast<quint64>(content.sent.size)));
}

QJsonArray harPairs(const CopySource::Headers &pairs)
{
    QJsonArray array;
    for (const auto &[name, value] : pairs) {
        array.append(QJsonObject{{u"name"_s, name}, {u"value"_s, value}});
    }
    return array;
}

QString headerOf(const CopySource::Headers &headers, QStringView wanted)
{
    for (const auto &[name, value] : headers) {
        if (name.compare(wanted, Qt::CaseInsensitive) == 0) {
            return value;
        }
    }
    return {};
}

QJsonObject harContent(const CopySource &source)
{
    const BodyContent content = readBody(source.response.value_or(CapturedBody()));
    QJsonObject json{
        {u"size"_s, static_cast<qint64>(content.bytes.size())}, {u"mimeType"_s, headerOf(source.responseHeaders, u"Content-Type")}};
    if (content.isText()) {
        json.insert(u"text"_s, content.text.text);
    } else if (!content.bytes.isEmpty()) {
        json.insert(u"text"_s, QString::fromLatin1(content.bytes.toBase64()));
        json.insert(u"encoding"_s, u"base64"_s);
    }
    return json;
}

} // namespace

QString pytestText(const CopySource &source, const QString &call)
{
    QString text = u"def %1(client):\n    response = %2\n"_s.arg(testName(source), call);
    if (source.status > 0) {
        text += u"    assert response.status_code == %1\n"_s.arg(source.status);
    }
    const BodyContent content = readBody(source.response.value_or(CapturedBody()));
    if (content.shape == BodyContent::Shape::Json && !content.json->fault() && !content.isCut()
        && content.text.text.size() <= mostAsserted) {
        text += u"    assert response.get_json() == %1\n"_s.arg(pythonLiteral(*content.json, 0));
    } else if (const QString location = headerOf(source.responseHeaders, u"Location"); !location.isEmpty()) {
        text += u"    assert response.location == %1\n"_s.arg(pythonQuoted(location));
    }
    return text;
}

QString rawRequestText(const CopySource &source)
{
    QString text = source.method + u' ' + source.target + u" HTTP/1.1\n"_s;
    if (headerOf(source.headers, u"Host").isEmpty()) {
        text += u"Host: "_s + source.base.section(u"//"_s, 1) + u'\n';
    }
    text += headLines(source.headers) + u'\n';
    return source.body ? text + QString::fromUtf8(*source.body) : text;
}

QString rawResponseText(const CopySource &source)
{
    const QString reason = reasonPhrase(source.status);
    const QString text = u"HTTP/1.1 "_s + QString::number(source.status) + (reason.isEmpty() ? QString() : u' ' + reason) + u'\n'
        + headLines(source.responseHeaders) + u'\n';
    return source.response && source.response->size > 0 ? text + bodyAsText(readBody(*source.response)) : text;
}

// HTTP Archive 1.2, one entry.
QString harText(const CopySource &source)
{
    QJsonObject request{{u"method"_s, source.method}, {u"url"_s, source.url()}, {u"httpVersion"_s, u"HTTP/1.1"_s},
        {u"cookies"_s, QJsonArray()}, {u"headers"_s, harPairs(source.headers)},
        {u"queryString"_s, harPairs(PairsList::fromQuery(source.target.section(u'?', 1)))}, {u"headersSize"_s, -1},
        {u"bodySize"_s, static_cast<qint64>(source.body.value_or(QByteArray()).size())}};
    if (source.body) {
        request.insert(u"postData"_s,
            QJsonObject{{u"mimeType"_s, headerOf(source.headers, u"Content-Type")}, {u"text"_s, QString::fromUtf8(*source.body)}});
    }
    const QJsonObject response{{u"status"_s, source.status}, {u"statusText"_s, reasonPhrase(source.status)},
        {u"httpVersion"_s, u"HTTP/1.1"_s}, {u"cookies"_s, QJsonArray()}, {u"headers"_s, harPairs(source.responseHeaders)},
        {u"content"_s, harContent(source)}, {u"redirectURL"_s, headerOf(source.responseHeaders, u"Location")}, {u"headersSize"_s, -1},
        {u"bodySize"_s, source.response.value_or(CapturedBody()).size}};
    const double ms = static_cast<double>(source.totalUs) / 1e3;
    const QJsonObject entry{
        {u"startedDateTime"_s, QDateTime::fromMSecsSinceEpoch(source.startUs / 1'000, Qt::UTC).toString(Qt::ISODateWithMs)},
        {u"time"_s, ms}, {u"request"_s, request}, {u"response"_s, response}, {u"cache"_s, QJsonObject()},
        {u"timings"_s, QJsonObject{{u"send"_s, 0}, {u"wait"_s, ms}, {u"receive"_s, 0}}}};
    const QJsonObject log{{u"version"_s, u"1.2"_s},
        {u"creator"_s, QJsonObject{{u"name"_s, u"Retort"_s}, {u"version"_s, QStringLiteral(RETORT_VERSION)}}},
        {u"entries"_s, QJsonArray{entry}}};
    return QString::fromUtf8(QJsonDocument(QJsonObject{{u"log"_s, log}}).toJson());
}

} // namespace Retort::Requests
