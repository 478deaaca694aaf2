// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QByteArray>
#include <QJsonArray>

#include <optional>

namespace Retort::Log {

// One message of a feed (PROTOCOL.md) whose records nobody has looked into yet: who takes them may do so when there is time.
// A plain value.
struct RecordBatch
{
    QByteArray records;     // a JSON array
    qsizetype count = 0;    // of records in it
    quint64 skipped = 0;
    qint64 next = 0;        // 0: it was not said

    // Nullopt when the line is no message of that feed.
    static std::optional<RecordBatch> read(QByteArrayView line, QByteArrayView feed);
    static RecordBatch of(const QJsonArray &records, quint64 skipped);
};

} // namespace Retort::Log
