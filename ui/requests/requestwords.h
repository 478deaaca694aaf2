// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/log/routetable.h"
#include "ui/requests/requestring.h"

#include <QString>

// What rows say in words: cells, accessible text, what is copied. Plain text; nothing here is markup.
namespace Retort::Requests {

QString toText(std::string_view bytes);

QString statusText(const RequestRow &row);     // "404", "cut", "500 ▲"
QString durationText(qint64 us);               // "0.3 ms", "34 ms", "1.24 s", "2 min 5 s"
QString sizeText(quint64 bytes);               // "–", "812", "1.4 k", "20 M"
QString sizeWords(quint64 bytes);              // "812 B", "1.4 kB"
QString clockText(qint64 wallUs);              // "14:02:11", of this computer
QString sinceText(qint64 us);                  // "+0.3 s"
QString reasonPhrase(int status);              // "Not Found"; empty when nobody gave it a name

// Where the view of a route stands, “users/views.py:41”: from `folder`, or, of a library, the last two names.
QString placeText(const Log::Route &route, const QString &folder);

// One sentence for a screen reader: “GET /users/7, 500 Internal Server Error, 34 milliseconds, exception, 14:02:11”.
QString accessibleText(const RequestRow &row);

// “500 · 34 ms · 812 B · worker 2 · load 17”
QString factsLine(const RequestRow &row);

bool isSafeMethod(std::string_view method) noexcept; // it only reads: GET, HEAD, OPTIONS

} // namespace Retort::Requests
