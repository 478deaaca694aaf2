// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QByteArray>
#include <QString>

// The characters of a body, whose charset is told by a byte order mark, its Content-Type, its own first lines, or nobody. Pure.
namespace Retort::Requests {

struct BodyText
{
    enum class Told : quint8 { ByMark, ByHeader, ByItself, Guessed };

    QString text;
    QString charset;         // "UTF-8", as it was read
    QString unknown;         // what was asked for and cannot be read; "" when all is well
    Told told = Told::Guessed;
    qsizetype damaged = 0;   // characters that are none in that charset
};

// What is known of a body besides its bytes.
struct TextHints
{
    QString declared;         // the charset of the Content-Type, or ""
    bool looksInside = false; // HTML and XML say it in their first KiB
    bool isCut = false;       // the last character may be half of one
};

BodyText bodyText(const QByteArray &bytes, const TextHints &hints);
bool isUtf8(const QByteArray &bytes, bool isCut);

} // namespace Retort::Requests
