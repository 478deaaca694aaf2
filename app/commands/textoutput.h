// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QJsonObject>
#include <QList>
#include <QString>
#include <QStringList>

namespace Retort::Commands {

// Text for people from the JSON of the control socket. Pure functions; what came over the socket is made
// harmless for the terminal.

// Columns as wide as their longest cell, two blanks between them, the first row a heading. Ends with a line end.
QString tableText(const QList<QStringList> &rows);

// "14:02:11  200  GET     /users/7?full=1   34 ms  812 B  w2", without a line end.
QString requestText(const QJsonObject &request);
// "14:02:11  w1 │ text", without a line end.
// "14:02:11  ── reload · views.py · load 17 in 34 ms"; empty for an event that is news to programs only.
QString eventText(const QJsonObject &event);
QString outputText(const QJsonObject &line);

// "12 s", "3 min", "5 h", "2 days" since that moment.
QString ageText(qint64 sinceUs, qint64 nowUs);

// `text` as one harmless line.
QString harmless(const QString &text);

} // namespace Retort::Commands
