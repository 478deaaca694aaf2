// SPDX-License-Identifier: Apache-2.0
#include "ui/requests/requestinbox.h"

#include "engine/base/clock.h"

#include <QLocale>
#include <QTimerEvent>

using namespace Qt::StringLiterals;

namespace Retort::Requests {

RequestInbox::RequestInbox(RequestTableModel &model, QObject *parent) : QObject(parent), m_model(model) {}

RequestInbox::~RequestInbox() = default;

void RequestInbox::add(const Log::RecordBatch &batch)
{
    m_skipped += batch.skipped;
    if (batch.count > mostWaiting - m_waiting) {
        // A batch is at most a thousand records: dropping it whole is as good as cutting it.
        m_skipped += static_cast<quint64>(batch.count);
    } else if (batch.count > 0) {
        m_waiting += batch.count;
        Item &item = m_items.emplace_back(Item{.records = batch.records, .left = batch.count, .marker = {}, .wallUs = 0});
        item.scanner = JsonScanner({item.records.constData(), static_cast<std::size_t>(item.records.size())});
        item.scanner.beginArray();
    }
    arm();
}

void RequestInbox::addMarker(const QString &text, qint64 wallUs)
{
    m_items.push_back({.records = {}, .left = 0, .marker = text.toUtf8(), .wallUs = wallUs});
    arm();
}

void RequestInbox::clear()
{
    m_items.clear();
    m_waiting = 0;
    m_skipped = 0;
}

void RequestInbox::setVisible(bool visible)
{
    if (m_visible != visible) {
        m_visible = visible;
        arm();
    }
}

// The first that waits is shown at once; what follows waits for the timer.
void RequestInbox::arm()
{
    if (m_items.empty() && m_skipped == 0) {
        return;
    }
    const int interval = m_pace.intervalMs(m_visible);
    if (!m_timer.isActive() && !m_armed) {
        m_armed = true;
        QMetaObject::invokeMethod(
            this,
            [this] {
                m_armed = false;
                tick();
            },
            Qt::QueuedConnection);
    } else if (m_timer.isActive() && m_timerMs != interval) {
        m_timer.start(m_timerMs = interval, this);
    }
}

void RequestInbox::timerEvent(QTimerEvent *)
{
    if (m_items.empty() && m_skipped == 0) {
        m_timer.stop();
        return;
    }
    tick();
}

void RequestInbox::tick()
{
    const qint64 started = monotonicUs();
    qsizetype taken = 0;
    while (!m_items.empty() && taken < TickPace::most && (taken == 0 || monotonicUs() - started < TickPace::takingUs)) {
        Item &item = m_items.front();
        if (item.left == 0) {
            Log::RequestRecord record;
            record.wallStartUs = item.wallUs;
            m_model.add(record, RowKind::Marker,
                {.method = {}, .target = {item.marker.constData(), static_cast<std::size_t>(item.marker.size())}, .client = {}});
            m_items.pop_front();
            continue;
        }
        taken += takeRecords(item, TickPace::slice);
        if (item.left == 0) {
            m_items.pop_front();
        }
    }
    addNotice();
    m_model.endBatch();
    const qint64 us = monotonicUs() - started;
    m_pace.took(us, taken);
    const int interval = m_pace.intervalMs(m_visible);
    if (!m_timer.isActive() || m_timerMs != interval) {
        m_timer.start(m_timerMs = interval, this);
    }
    Q_EMIT ticked(us, taken);
}

qsizetype RequestInbox::takeRecords(Item &item, qsizetype most)
{
    const qsizetype taking = std::min(item.left, most);
    for (qsizetype i = 0; i < taking; ++i) {
        m_reader.read(item.scanner);
        item.scanner.nextElement();
        m_model.add(m_reader.record(), RowKind::Request, m_reader.texts());
    }
    item.left -= taking;
    m_waiting -= taking;
    return taking;
}

void RequestInbox::addNotice()
{
    const qint64 now = monotonicUs();
    if (m_skipped == 0 || (m_lastNoticeUs != 0 && now - m_lastNoticeUs < noticeEveryUs)) {
        return;
    }
    const QString count = QLocale().toString(m_skipped);
    const QByteArray sentence =
        (m_skipped == 1 ? tr("1 request not shown: the log file has it") : tr("%1 requests not shown: the log file has them").arg(count))
            .toUtf8();
    Log::RequestRecord record;
    record.wallStartUs = wallClockUs();
    m_model.add(
        record, RowKind::Notice, {.method = {}, .target = {sentence.constData(), static_cast<std::size_t>(sentence.size())}, .client = {}});
    m_lastNoticeUs = now;
    m_skipped = 0;
}

} // namespace Retort::Requests
