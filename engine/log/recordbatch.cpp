// SPDX-License-Identifier: Apache-2.0
#include "engine/log/recordbatch.h"

#include "engine/base/jsonscanner.h"

#include <QJsonDocument>

#include <algorithm>

namespace Retort::Log {

namespace {

std::string_view viewOf(QByteArrayView bytes)
{
    return {bytes.data(), static_cast<std::size_t>(bytes.size())};
}

qint64 whole(double number)
{
    return static_cast<qint64>(std::clamp(number, 0.0, 9e15));
}

} // namespace

std::optional<RecordBatch> RecordBatch::read(QByteArrayView line, QByteArrayView feed)
{
    RecordBatch batch;
    bool isThere = false;
    JsonScanner scanner(viewOf(line));
    for (bool more = scanner.beginObject(); more; more = scanner.nextMember()) {
        if (scanner.key() == viewOf(feed)) {
            const auto start = static_cast<qsizetype>(scanner.position());
            for (bool further = scanner.beginArray(); further; further = scanner.nextElement()) {
                scanner.skip();
                ++batch.count;
            }
            batch.records = line.sliced(start, static_cast<qsizetype>(scanner.position()) - start).toByteArray();
            isThere = batch.records.startsWith('[');
        } else if (scanner.key() == "skipped") {
            batch.skipped = static_cast<quint64>(whole(scanner.number()));
        } else if (scanner.key() == "next") {
            batch.next = whole(scanner.number());
        } else {
            scanner.skip();
        }
    }
    if (!isThere || scanner.failed()) {
        return std::nullopt;
    }
    return batch;
}

RecordBatch RecordBatch::of(const QJsonArray &records, quint64 skipped)
{
    return {QJsonDocument(records).toJson(QJsonDocument::Compact), records.size(), skipped, 0};
}

} // namespace Retort::Log
