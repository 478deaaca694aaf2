// SPDX-License-Identifier: Apache-2.0
#include "engine/base/endpoint.h"

#include "engine/base/text.h"

#include <QHostAddress>

namespace Retort {
namespace {

std::unexpected<Error> badAddress(const QString &sentence)
{
    return std::unexpected(Error{Errc::BadAddress, sentence});
}

Result<quint16> parsePort(QStringView text, QStringView whole)
{
    bool digits = !text.isEmpty() && text.size() <= 5;
    for (const QChar c : text) {
        digits = digits && c >= u'0' && c <= u'9';
    }
    const uint value = digits ? text.toUInt() : 65536;
    if (value > 65535) {
        return badAddress(Text::tr("“%1”: the port “%2” is not a number from 0 to 65535. Write it like :5000 "
                                   "or 127.0.0.1:5000; port 0 takes a free one.")
                .arg(whole.toString(), text.toString()));
    }
    return static_cast<quint16>(value);
}

bool isDottedDigits(QStringView text)
{
    for (const QChar c : text) {
        if (c != u'.' && (c < u'0' || c > u'9')) {
            return false;
        }
    }
    return true;
}

// Names as in RFC 1123 with the underscore people use anyway, and IPv4 in full.
bool isHostName(QStringView host)
{
    if (host.size() > 253) {
        return false;
    }
    for (const QChar c : host) {
        const bool plain = (c >= u'a' && c <= u'z') || (c >= u'A' && c <= u'Z') || (c >= u'0' && c <= u'9');
        if (!plain && c != u'.' && c != u'-' && c != u'_' && c.unicode() < 0x80) {
            return false;
        }
        if (c.isSpace() || c.unicode() < 0x20) {
            return false;
        }
    }
    return true;
}

Result<Endpoint> tcpEndpoint(QStringView host, QStringView port, QStringView whole)
{
    Endpoint endpoint;
    const Result<quint16> number = parsePort(port, whole);
    if (!number) {
        return std::unexpected(number.error());
    }
    endpoint.port = *number;
    endpoint.host = host.toString();
    if (host.isEmpty()) {
        return endpoint;
    }
    if (!isHostName(host)) {
        return badAddress(Text::tr("“%1”: “%2” is no host name. Write host:port such as 127.0.0.1:5000, or a path "
                                   "with a slash for a Unix socket.")
                .arg(whole.toString(), host.toString()));
    }
    if (isDottedDigits(host)) {
        QHostAddress address;
        if (host.count(u'.') != 3 || !address.setAddress(endpoint.host)) {
            return badAddress(Text::tr("“%1”: “%2” is no IPv4 address; it has four numbers from 0 to 255, such as 127.0.0.1.")
                    .arg(whole.toString(), endpoint.host));
        }
    }
    return endpoint;
}

Result<Endpoint> ipv6Endpoint(QStringView text)
{
    const qsizetype close = text.indexOf(u']');
    if (close < 0 || close + 1 >= text.size() || text[close + 1] != u':') {
        return badAddress(
            Text::tr("“%1”: an IPv6 address is written in brackets with the port behind, such as [::1]:5000.").arg(text.toString()));
    }
    const QString host = text.sliced(1, close - 1).toString();
    QHostAddress address;
    if (!address.setAddress(host) || address.protocol() != QAbstractSocket::IPv6Protocol) {
        return badAddress(Text::tr("“%1”: “%2” is no IPv6 address. Write it like [::1]:5000.").arg(text.toString(), host));
    }
    const Result<quint16> port = parsePort(text.sliced(close + 2), text);
    if (!port) {
        return std::unexpected(port.error());
    }
    Endpoint endpoint;
    endpoint.host = host;
    endpoint.port = *port;
    return endpoint;
}

Result<Endpoint> localEndpoint(QStringView path, QStringView whole)
{
    if (path.isEmpty()) {
        return badAddress(Text::tr("“%1”: the path of the socket is missing, such as unix:/tmp/app.sock.").arg(whole.toString()));
    }
    Endpoint endpoint;
    endpoint.kind = Endpoint::Kind::Local;
    endpoint.path = path.toString();
    return endpoint;
}

bool startsLikePath(QStringView text)
{
    return text.startsWith(u'/') || text.startsWith(u"./") || text.startsWith(u"../") || text.startsWith(u"\\\\.\\pipe\\");
}

// "scheme://…": tcp and unix are meant well, the rest is a mistake uWSGI binds to nonsense.
Result<Endpoint> urlEndpoint(QStringView text, qsizetype separator)
{
    const QStringView scheme = text.first(separator);
    const QStringView rest = text.sliced(separator + 3);
    if (scheme == u"tcp") {
        return Endpoint::fromString(rest);
    }
    if (scheme == u"unix") {
        return localEndpoint(rest, text);
    }
    return badAddress(Text::tr("“%1” is a URL, not an address to listen on. Write %2 without “%3://”.")
            .arg(text.toString(), rest.isEmpty() ? QStringLiteral("host:port") : rest.toString(), scheme.toString()));
}

Result<Endpoint> withoutColon(QStringView text)
{
    if (text.contains(u'/')) {
        return localEndpoint(text, text);
    }
    if (isDottedDigits(text) && !text.contains(u'.')) {
        return badAddress(Text::tr("“%1” has no colon: uWSGI would make a Unix socket of that name. "
                                   "Write :%1 for the port on every interface or 127.0.0.1:%1 for this computer only.")
                .arg(text.toString()));
    }
    if (text.endsWith(u".sock") || text.endsWith(u".socket")) {
        return localEndpoint(text, text);
    }
    return badAddress(Text::tr("“%1” has no port: uWSGI would make a Unix socket of that name. "
                               "Write %1:5000 for an address, or ./%1 if a Unix socket is meant.")
            .arg(text.toString()));
}

} // namespace

Result<Endpoint> Endpoint::fromString(QStringView text)
{
    text = text.trimmed();
    if (text.isEmpty()) {
        return badAddress(Text::tr("The address is empty. Write :5000, 127.0.0.1:5000 or a path such as /tmp/app.sock."));
    }
    if (text.startsWith(u"\\0")) { // uWSGI's other spelling of an abstract socket
        return localEndpoint(QString(u'@' + text.sliced(2)), text);
    }
    if (text.contains(QChar(u'\0'))) {
        return badAddress(Text::tr("The address holds a NUL character."));
    }
    if (text.startsWith(u'@')) {
        return localEndpoint(text.size() > 1 ? text : QStringView(), text);
    }
    if (startsLikePath(text)) {
        return localEndpoint(text, text);
    }
    if (const qsizetype separator = text.indexOf(u"://"); separator > 0) {
        return urlEndpoint(text, separator);
    }
    if (text.startsWith(u"unix:")) {
        return localEndpoint(text.sliced(5), text);
    }
    if (text.startsWith(u'[')) {
        return ipv6Endpoint(text);
    }
    const qsizetype colon = text.lastIndexOf(u':');
    if (colon < 0) {
        return withoutColon(text);
    }
    if (text.indexOf(u':') != colon) {
        return badAddress(Text::tr("“%1” has several colons. Write an IPv6 address in brackets, such as [::1]:5000.").arg(text.toString()));
    }
    if (text.contains(u'/')) {
        return badAddress(Text::tr("“%1” has both a slash and a colon: uWSGI would take it for a TCP address. "
                                   "Write unix:%1 if a socket of that name is meant.")
                .arg(text.toString()));
    }
    return tcpEndpoint(text.first(colon), text.sliced(colon + 1), text);
}

QString Endpoint::toString() const
{
    if (kind == Kind::Local) {
        const bool plain = path.startsWith(u'@') || startsLikePath(path) || (path.contains(u'/') && !path.contains(u':'));
        return plain ? path : QString(u"unix:" + path);
    }
    const QString shownHost = host.contains(u':') ? QString(u'[' + host + u']') : host;
    return shownHost + u':' + QString::number(port);
}

bool Endpoint::isLoopback() const
{
    if (kind == Kind::Local) {
        return true;
    }
    if (host.compare(u"localhost", Qt::CaseInsensitive) == 0) {
        return true;
    }
    QHostAddress address;
    return !host.isEmpty() && address.setAddress(host) && address.isLoopback();
}

} // namespace Retort
