// SPDX-License-Identifier: Apache-2.0
#include "ui/requests/requestcopy.h"

#include "engine/content/contentdecoder.h"
#include "ui/requests/bodytext.h"
#include "ui/requests/copyforms.h"
#include "ui/requests/requestwords.h"

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace Retort::Requests {

namespace {

// Of both `requests` and the test client, which have a function for each of these and one for all others.
constexpr std::array pythonMethods{"GET"_L1, "HEAD"_L1, "POST"_L1, "PUT"_L1, "PATCH"_L1, "DELETE"_L1, "OPTIONS"_L1};

bool isPythonMethod(const QString &method)
{
    return std::ranges::find(pythonMethods, method) != pythonMethods.end();
}

QString pythonHeaders(const CopySource &source)
{
    QStringList pairs;
    for (const auto &[name, value] : source.headers) {
        pairs += pythonQuoted(name) + u": " + pythonQuoted(value);
    }
    return u"{" + pairs.join(u", "_s) + u'}';
}

// A shell takes text as an argument; other bytes come in by a pipe.
bool isShellText(const QByteArray &body)
{
    return isUtf8(body, false) && !body.contains('\0');
}

QString piped(const QByteArray &body, const QString &command)
{
    return u"printf %s "_s + QString::fromLatin1(body.toBase64()) + u" | base64 -d | "_s + command;
}

QString curl(const CopySource &source)
{
    QStringList words{u"curl"_s};
    if (source.method == u"HEAD") {
        words += u"--head"_s;
    } else if (source.method != u"GET" || source.body) {
        words += {u"-X"_s, shellQuoted(source.method)};
    }
    words += shellQuoted(source.url());
    for (const auto &[name, value] : source.headers) {
        words += {u"-H"_s, shellQuoted(name + u": " + value)};
    }
    if (source.body && !isShellText(*source.body)) {
        return piped(*source.body, words.join(u' ') + u" --data-binary @-"_s);
    }
    if (source.body) {
        words += {u"--data-binary"_s, shellQuoted(QString::fromUtf8(*source.body))};
    }
    return words.join(u' ');
}

QString httpie(const CopySource &source)
{
    QStringList words{u"http"_s, shellQuoted(source.method), shellQuoted(source.url())};
    for (const auto &[name, value] : source.headers) {
        words += shellQuoted(name + u':' + value);
    }
    if (source.body && !isShellText(*source.body)) {
        return piped(*source.body, words.join(u' '));
    }
    if (source.body) {
        words += {u"--raw"_s, shellQuoted(QString::fromUtf8(*source.body))};
    }
    return words.join(u' ');
}

QString pythonCall(const CopySource &source, const QString &object, const QString &anyMethod, const QString &address)
{
    const bool known = isPythonMethod(source.method);
    const bool methodFirst = object == u"requests";
    QStringList arguments{pythonQuoted(address)};
    if (!known) {
        methodFirst ? arguments.prepend(pythonQuoted(source.method)) : arguments.append(u"method="_s + pythonQuoted(source.method));
    }
    if (!source.headers.isEmpty()) {
        arguments += u"headers="_s + pythonHeaders(source);
    }
    if (source.body) {
        arguments += u"data="_s + pythonQuoted(*source.body);
    }
    return object + u'.' + (known ? source.method.toLower() : anyMethod) + u'(' + arguments.join(u", "_s) + u')';
}

// What whoever sends it makes anew.
bool isMadeAnew(const QString &name)
{
    static const QStringList names{u"host"_s, u"content-length"_s, u"connection"_s, u"transfer-encoding"_s, u"keep-alive"_s, u"upgrade"_s,
        u"te"_s, u"expect"_s, u"proxy-connection"_s};
    return names.contains(name.toLower());
}

// A packed body is unpacked to be masked, and stays so.
CapturedBody maskedPacked(const CapturedBody &body)
{
    const Content::Decoded decoded =
        Content::decodeContent({body.bytes.constData(), static_cast<std::size_t>(body.bytes.size())}, body.encoding.toStdString());
    CapturedBody plain = body;
    if (decoded.reading != Content::Reading::Unknown) {
        plain.bytes = QByteArray::fromStdString(decoded.bytes);
        plain.encoding.clear();
        plain.cut = body.cut || decoded.reading != Content::Reading::Whole;
        plain.bytes = maskedBody(plain);
    }
    return plain;
}

CopySource::Headers headersOf(const QJsonArray &headers, Secrets secrets)
{
    CopySource::Headers list;
    for (const auto &header : headers) {
        const QString name = header.toArray().at(0).toString();
        const QString value = header.toArray().at(1).toString();
        list.append({name, secrets == Secrets::Masked ? maskedHeader(name, value) : value});
    }
    return list;
}

} // namespace

CopySource copySource(const QJsonObject &request, const QString &base, Secrets secrets)
{
    const QJsonArray headers = request.value("requestHeaders"_L1).toArray();
    const QJsonArray responseHeaders = request.value("responseHeaders"_L1).toArray();
    const bool masked = secrets == Secrets::Masked;
    CopySource source;
    source.method = request.value("method"_L1).toString();
    source.base = base;
    source.target = request.value("uri"_L1).toString(request.value("target"_L1).toString());
    source.target = masked ? maskedUri(source.target) : source.target;
    source.headers = headersOf(headers, secrets);
    source.headers.removeIf([](const auto &header) { return isMadeAnew(header.first); });
    if (const CapturedBody body = capturedBody(request.value("requestBody"_L1), headers); body.size > 0) {
        source.body = masked ? maskedBody(body) : body.bytes;
    }
    source.status = request.value("status"_L1).toInt();
    source.responseHeaders = headersOf(responseHeaders, secrets);
    if (CapturedBody body = capturedBody(request.value("responseBody"_L1), responseHeaders); body.known) {
        if (masked && body.encoding.isEmpty()) {
            body.bytes = maskedBody(body);
        } else if (masked) {
            body = maskedPacked(body);
        }
        source.response = body;
    }
    source.startUs = request.value("time"_L1).toInteger();
    source.totalUs = request.value("totalUs"_L1).toInteger();
    return source;
}

QString issueText(const QJsonObject &request, const QString &versions)
{
    const CopySource source = copySource(request, {}, Secrets::Masked);
    const QJsonObject exception = request.value("exception"_L1).toObject();
    const QString message = exception.value("message"_L1).toString().section(u'\n', 0, 0);
    const QString type = exception.value("type"_L1).toString();
    QString text = u"### "_s + (message.isEmpty() ? type : type + u": "_s + message) + u"\n\n`"_s + source.method + u' ' + source.target
        + u"` → "_s + QString::number(source.status) + u", "_s + durationText(source.totalUs) + u"\n\n"_s;
    text += u"````pytb\n"_s + exception.value("traceback"_L1).toString().trimmed() + u"\n````\n\n"_s;
    text += u"````http\n"_s + rawRequestText(source).trimmed() + u"\n````\n\n"_s;
    return text + versions + u'\n';
}

QString copyText(const CopySource &source, CopyForm form)
{
    switch (form) {
    case CopyForm::Url: return source.url();
    case CopyForm::Curl: return curl(source);
    case CopyForm::Httpie: return httpie(source);
    case CopyForm::PythonRequests: return pythonCall(source, u"requests"_s, u"request"_s, source.url());
    case CopyForm::FlaskClient: return pythonCall(source, u"client"_s, u"open"_s, source.target);
    case CopyForm::Pytest: return pytestText(source, pythonCall(source, u"client"_s, u"open"_s, source.target));
    case CopyForm::RawRequest: return rawRequestText(source);
    case CopyForm::RawResponse: return rawResponseText(source);
    case CopyForm::Har: return harText(source);
    }
    return {};
}

QString shellQuoted(const QString &text)
{
    const auto isPlain = [](QChar character) {
        return character.unicode() < 0x80 && (character.isLetterOrNumber() || u"-_./:=@%+,"_s.contains(character));
    };
    if (!text.isEmpty() && std::ranges::all_of(text, isPlain)) {
        return text;
    }
    QString quoted = text;
    quoted.replace(u'\'', u"'\\''"_s);
    return u'\'' + quoted + u'\'';
}

QString pythonQuoted(const QString &text)
{
    QString quoted = u"\""_s;
    for (const QChar character : text) {
        if (character == u'"' || character == u'\\') {
            quoted += u'\\';
            quoted += character;
        } else if (character.unicode() < 0x20 || character.unicode() == 0x7f) {
            quoted += u"\\x%1"_s.arg(static_cast<int>(character.unicode()), 2, 16, QLatin1Char('0'));
        } else {
            quoted += character;
        }
    }
    return quoted + u'"';
}

QString pythonQuoted(const QByteArray &bytes)
{
    QString quoted = u"b\""_s;
    for (const char byte : bytes) {
        const auto value = static_cast<unsigned char>(byte);
        if (byte == '"' || byte == '\\') {
            quoted += u'\\';
            quoted += QLatin1Char(byte);
        } else if (value < 0x20 || value >= 0x7f) {
            quoted += u"\\x%1"_s.arg(static_cast<int>(value), 2, 16, QLatin1Char('0'));
        } else {
            quoted += QLatin1Char(byte);
        }
    }
    return quoted + u'"';
}

} // namespace Retort::Requests
