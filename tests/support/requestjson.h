// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QJsonArray>
#include <QJsonObject>

#include <array>

namespace Retort::Test {

// One record as the control socket sends it (engine/control/PROTOCOL.md).
inline QJsonObject requestJson(qint64 sequence, const QString &target = QStringLiteral("/"), int status = 200, qint64 totalUs = 34'000)
{
    using namespace Qt::StringLiterals;
    return {{u"sequence"_s, sequence}, {u"time"_s, 1'795'338'281'000'000 + sequence * 1'000}, {u"method"_s, u"GET"_s},
        {u"target"_s, target}, {u"client"_s, u"127.0.0.1"_s}, {u"status"_s, status}, {u"totalUs"_s, totalUs},
        {u"readingUs"_s, totalUs / 34}, {u"queuedUs"_s, totalUs / 17}, {u"appUs"_s, totalUs * 29 / 34}, {u"appCpuUs"_s, totalUs * 12 / 34},
        {u"writingUs"_s, totalUs / 17}, {u"bytesIn"_s, 0}, {u"bytesOut"_s, 812 + sequence % 9000}, {u"worker"_s, 1 + sequence % 4},
        {u"slot"_s, 1}, {u"load"_s, 17}, {u"protocol"_s, u"http"_s}};
}

// `count` records that look like the traffic of a small site: pages, an API, assets, a few failures.
inline QJsonArray someRequests(qint64 firstSequence, int count)
{
    using namespace Qt::StringLiterals;
    struct Kind
    {
        QString target;
        int status;
        qint64 totalUs;
    };
    static const std::array<Kind, 10> kinds{Kind{u"/"_s, 200, 3'100}, Kind{u"/static/site.css"_s, 304, 400},
        Kind{u"/static/app.js?v=17"_s, 200, 700}, Kind{u"/users/7?full=1"_s, 200, 34'000},
        Kind{u"/api/orders?page=2&sort=-date"_s, 200, 21'500}, Kind{u"/missing"_s, 404, 1'800}, Kind{u"/login"_s, 302, 12'000},
        Kind{u"/users/9"_s, 500, 58'000}, Kind{u"/static/logo.png"_s, 200, 350}, Kind{u"/report/2026/annual?format=pdf"_s, 200, 1'240'000}};
    QJsonArray records;
    for (int i = 0; i < count; ++i) {
        const qint64 sequence = firstSequence + i;
        const Kind &kind = kinds[static_cast<std::size_t>((sequence * 7 + sequence / 10) % 10)];
        records.append(requestJson(sequence, kind.target, kind.status, kind.totalUs + (sequence % 13) * 37));
    }
    return records;
}

} // namespace Retort::Test
