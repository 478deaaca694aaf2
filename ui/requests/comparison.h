// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QJsonObject>
#include <QList>
#include <QString>
#include <QStringList>

// How two answers differ, as rows of two columns. Pure functions, for any thread.
namespace Retort::Requests {

struct ComparisonOptions
{
    QStringList ignored = usuallyIgnored(); // headers, any case
    bool sortKeys = false;                  // of JSON
    bool ignoreIds = true;                  // UUIDs and long hexadecimal numbers in bodies

    static QStringList usuallyIgnored();
};

struct Comparison
{
    enum class Part : quint8 { Facts, Headers, Body };
    enum class Verdict : quint8 { Same, Ignored, Different };

    struct Row
    {
        Part part = Part::Facts;
        QString name; // of a fact or header; of a line of a body its numbers are below
        QString a;
        QString b;
        bool hasA = true;
        bool hasB = true;
        int lineA = 0; // from 1
        int lineB = 0;
        Verdict verdict = Verdict::Same;
    };

    QList<Row> rows;
    QStringList different;  // names, and one for the body
    QStringList ignored;
    int differentLines = 0; // of the body
    bool bodiesKnown = true;

    bool isSame() const { return different.isEmpty(); }
    // “Same.”, “Same except Date.”, “Different: status, 3 lines of the body.”
    QString sentence() const;
};

// Of two answers of `request` (PROTOCOL.md). Times and sizes are shown and never count.
Comparison compareRequests(const QJsonObject &a, const QJsonObject &b, const ComparisonOptions &options);

// A body alone, such as the text of a clipboard, in the form of an answer of `request`; status and headers are those of `like`.
QJsonObject requestOfText(const QString &text, const QJsonObject &like);

} // namespace Retort::Requests
