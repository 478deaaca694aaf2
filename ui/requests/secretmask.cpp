// SPDX-License-Identifier: Apache-2.0
#include "ui/requests/secretmask.h"

#include "engine/base/secretnames.h"
#include "engine/content/jsonoutline.h"
#include "engine/content/multipart.h"
#include "engine/log/masking.h"

#include <QStringList>

#include <algorithm>
#include <vector>

using namespace Qt::StringLiterals;

namespace Retort::Requests {

namespace {

constexpr auto mask = "***"_L1;

// The text with some parts of it replaced. Parts are given in their order.
class Replacer final
{
public:
    explicit Replacer(const QByteArray &text) : m_text(text) {}

    void replace(qsizetype at, qsizetype length, const QByteArray &by)
    {
        m_result += m_text.sliced(m_done, at - m_done) + by;
        m_done = at + length;
    }
    QByteArray result() const { return m_result + m_text.sliced(m_done); }

private:
    const QByteArray &m_text;
    QByteArray m_result;
    qsizetype m_done = 0;
};

QByteArray maskedJson(const QByteArray &bytes)
{
    using Content::JsonOutline;
    const JsonOutline json = JsonOutline::of(bytes.toStdString());
    Replacer replacer(bytes);
    std::size_t end = 0; // what stands in a masked value is masked
    for (std::size_t index = 0; index < json.size(); ++index) {
        const JsonOutline::Node &node = json.node(index);
        if (node.nameLength > 0 && node.at >= end && node.kind != JsonOutline::Kind::Null && isSecretName(json.nameOf(index))) {
            replacer.replace(node.at, node.length, "\"***\"");
            end = node.at + node.length;
        }
    }
    return replacer.result();
}

QByteArray maskedParts(const QByteArray &bytes, const std::string &boundary)
{
    Replacer replacer(bytes);
    for (const Content::Part &part : Content::partsOf({bytes.constData(), static_cast<std::size_t>(bytes.size())}, boundary)) {
        if (isSecretName(part.name)) {
            replacer.replace(static_cast<qsizetype>(part.at), static_cast<qsizetype>(part.size), "***");
        }
    }
    return replacer.result();
}

QString maskedCookies(const QString &value)
{
    QStringList cookies = value.split(u';');
    for (QString &cookie : cookies) {
        const qsizetype equals = cookie.indexOf(u'=');
        if (equals >= 0) {
            cookie = cookie.first(equals + 1) + mask;
        }
    }
    return cookies.join(u';');
}

} // namespace

QString maskedHeader(const QString &name, const QString &value)
{
    const QString lower = name.toLower();
    if (lower == u"cookie") {
        return maskedCookies(value);
    }
    if (lower == u"set-cookie") {
        const qsizetype end = value.indexOf(u';');
        return maskedCookies(end < 0 ? value : value.first(end)) + (end < 0 ? QString() : value.sliced(end));
    }
    if (lower == u"authorization" || lower == u"proxy-authorization") {
        const qsizetype blank = value.indexOf(u' ');
        return blank > 0 ? value.first(blank + 1) + mask : QString(mask);
    }
    if (lower == u"location" || lower == u"referer") {
        return maskedUri(value);
    }
    return isSecretName(name.toStdString()) ? QString(mask) : value;
}

QString maskedUri(const QString &uri)
{
    const std::string text = uri.toStdString();
    std::string buffer;
    const std::string_view shown = Log::maskedTarget(text, buffer);
    return QString::fromUtf8(shown.data(), static_cast<qsizetype>(shown.size()));
}

QByteArray maskedBody(const CapturedBody &body)
{
    if (body.type == u"application/x-www-form-urlencoded") {
        std::string buffer;
        const std::string text = body.bytes.toStdString();
        const std::string_view shown = Log::maskedQuery(text, buffer);
        return {shown.data(), static_cast<qsizetype>(shown.size())};
    }
    if (body.type.endsWith(u"/json") || body.type.endsWith(u"+json")) {
        return maskedJson(body.bytes);
    }
    if (body.type.startsWith(u"multipart/")) {
        return maskedParts(body.bytes, Content::parameter(body.contentType.toStdString(), "boundary"));
    }
    return body.bytes;
}

} // namespace Retort::Requests
