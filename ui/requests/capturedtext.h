// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QByteArray>
#include <QJsonArray>
#include <QJsonObject>
#include <QJsonValue>
#include <QString>

// What a client, an app or an exception said, made fit to be looked at. Pure functions; nothing here is markup.
namespace Retort::Requests {

inline constexpr qsizetype mostShownChars = 256 * 1024; // of a body: what a text widget lays out at once
inline constexpr qsizetype mostLineChars = 2'000;       // longer lines make a text widget slow

// Control, bidirectional and other invisible characters become \u202e; lines stay lines; long ones and long texts are cut.
QString shownText(QStringView text);
QString shownLine(QStringView text, qsizetype most = mostLineChars); // without line ends

// The body of a request or an answer as it was sent, and what its headers say of it.
struct CapturedBody
{
    QByteArray bytes; // the beginning, at most 1 MiB
    qint64 size = 0;  // of the whole
    bool known = false;
    bool cut = false;
    QString contentType; // the header as it is
    QString type;        // "text/html", lower case; empty when nobody said
    QString encoding;    // "gzip"; empty for none
};
CapturedBody capturedBody(const QJsonValue &body, const QJsonArray &headers);

// The first value of that header, any case.
QString headerValue(const QJsonArray &headers, QStringView name);

// "00000010  48 65 6c 6c 6f …  Hello": the first 64 KiB.
QString hexText(const QByteArray &bytes);

} // namespace Retort::Requests
