// SPDX-License-Identifier: Apache-2.0
#include "ui/requests/bodytext.h"

#include <QRegularExpression>
#include <QStringDecoder>

#include <algorithm>
#include <array>
#include <optional>

using namespace Qt::StringLiterals;

namespace Retort::Requests {

namespace {

constexpr qsizetype mostPrescan = 1024; // what browsers read before they decide

// The bytes 0x80 to 0x9f of windows-1252; the others are Latin-1. 0: not assigned.
constexpr std::array<char16_t, 32> windows1252{u'\u20ac', 0, u'\u201a', u'\u0192', u'\u201e', u'\u2026', u'\u2020', u'\u2021', u'\u02c6',
    u'\u2030', u'\u0160', u'\u2039', u'\u0152', 0, u'\u017d', 0, 0, u'\u2018', u'\u2019', u'\u201c', u'\u201d', u'\u2022', u'\u2013',
    u'\u2014', u'\u02dc', u'\u2122', u'\u0161', u'\u203a', u'\u0153', 0, u'\u017e', u'\u0178'};

// Browsers read all of these as windows-1252 (WHATWG Encoding).
bool isWesternName(const QString &name)
{
    static const QStringList names{u"iso-8859-1"_s, u"iso8859-1"_s, u"iso_8859-1"_s, u"latin1"_s, u"latin-1"_s, u"l1"_s, u"us-ascii"_s,
        u"ascii"_s, u"windows-1252"_s, u"cp1252"_s, u"x-cp1252"_s};
    return names.contains(name.toLower());
}

BodyText western(const QByteArray &bytes)
{
    BodyText result;
    result.charset = u"windows-1252"_s;
    result.text = QString::fromLatin1(bytes);
    for (QChar &c : result.text) {
        if (c >= u'\u0080' && c <= u'\u009f' && windows1252[c.unicode() - 0x80] != 0) {
            c = QChar(windows1252[c.unicode() - 0x80]);
        }
    }
    return result;
}

// Less the end of a character that was cut.
QByteArray withoutHalf(const QByteArray &bytes)
{
    for (qsizetype back = 1; back <= std::min<qsizetype>(3, bytes.size()); ++back) {
        const auto byte = static_cast<unsigned char>(bytes[bytes.size() - back]);
        if (byte >= 0xc0) {
            const qsizetype length = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2;
            return length > back ? bytes.first(bytes.size() - back) : bytes;
        }
        if (byte < 0x80) {
            break;
        }
    }
    return bytes;
}

std::optional<BodyText> decoded(const QByteArray &bytes, const QString &charset)
{
    if (isWesternName(charset)) {
        return western(bytes);
    }
    QStringDecoder decoder(charset.toLatin1().constData());
    if (!decoder.isValid()) {
        return std::nullopt;
    }
    BodyText result;
    result.text = decoder(bytes);
    result.charset = charset.toUpper();
    result.damaged = result.text.count(QChar::ReplacementCharacter);
    return result;
}

QString marked(const QByteArray &bytes)
{
    // The longer ones first: UTF-32LE begins as UTF-16LE does.
    const auto encoding = QStringConverter::encodingForData(bytes);
    const bool hasMark = bytes.startsWith("\xef\xbb\xbf") || bytes.startsWith("\xff\xfe") || bytes.startsWith("\xfe\xff")
        || bytes.startsWith(QByteArrayView("\0\0\xfe\xff", 4));
    return hasMark && encoding ? QString::fromLatin1(QStringConverter::nameForEncoding(*encoding)) : QString();
}

// <meta charset=x>, <meta … content="text/html; charset=x">, <?xml … encoding="x"?>, @charset "x"
QString saidInside(const QByteArray &bytes)
{
    static const QRegularExpression pattern(
        u"(?:<meta[^>]{0,200}?charset\\s*=|<\\?xml[^>]{0,200}?encoding\\s*=)\\s*[\"']?([A-Za-z0-9_:.-]{1,40})"_s,
        QRegularExpression::CaseInsensitiveOption);
    return pattern.match(QString::fromLatin1(bytes.first(std::min(bytes.size(), mostPrescan)))).captured(1);
}

} // namespace

bool isUtf8(const QByteArray &bytes, bool isCut)
{
    QStringDecoder decoder(QStringDecoder::Utf8, QStringDecoder::Flag::Stateless);
    const QString text = decoder(isCut ? withoutHalf(bytes) : bytes);
    Q_UNUSED(text); // the decoder works when it is asked for it
    return !decoder.hasError();
}

BodyText bodyText(const QByteArray &bytes, const TextHints &hints)
{
    const auto as = [&bytes](const QString &charset, BodyText::Told told) {
        std::optional<BodyText> result = charset.isEmpty() ? std::nullopt : decoded(bytes, charset);
        if (result) {
            result->told = told;
        }
        return result;
    };
    if (const auto result = as(marked(bytes), BodyText::Told::ByMark)) {
        return *result;
    }
    QString unknown;
    if (!hints.declared.isEmpty()) {
        if (const auto result = as(hints.declared, BodyText::Told::ByHeader)) {
            return *result;
        }
        unknown = hints.declared;
    } else if (const QString inside = hints.looksInside ? saidInside(bytes) : QString(); !inside.isEmpty()) {
        // A page that can be read so far to say UTF-16 is not in it.
        const QString charset = inside.startsWith(u"utf-16", Qt::CaseInsensitive) ? u"UTF-8"_s : inside;
        if (const auto result = as(charset, BodyText::Told::ByItself)) {
            return *result;
        }
        unknown = inside;
    }
    BodyText result = isUtf8(bytes, hints.isCut) ? decoded(hints.isCut ? withoutHalf(bytes) : bytes, u"UTF-8"_s).value_or(western(bytes))
                                                 : western(bytes);
    result.unknown = unknown;
    return result;
}

} // namespace Retort::Requests
