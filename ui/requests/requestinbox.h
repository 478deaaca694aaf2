// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/log/recordbatch.h"
#include "ui/requests/requestreader.h"
#include "ui/requests/requesttablemodel.h"
#include "ui/requests/tickpace.h"

#include <QBasicTimer>
#include <QObject>

#include <deque>

namespace Retort::Requests {

// Stands between the control socket and the table: batches wait here until a tick takes as many as the window can
// bear. The timer runs only while something waits. What does not fit any more is counted, and the count becomes a
// row of the table, at most once a second. Lives on the window's thread.
class RequestInbox final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(RequestInbox)

public:
    static constexpr qsizetype mostWaiting = 65'536;
    static constexpr qint64 noticeEveryUs = 1'000'000;

    explicit RequestInbox(RequestTableModel &model, QObject *parent = nullptr);
    ~RequestInbox() override;

    void add(const Log::RecordBatch &batch);
    void addMarker(const QString &text, qint64 wallUs);
    void clear();
    void setVisible(bool visible);

    qsizetype waiting() const noexcept { return m_waiting; }

    // Takes one tick's worth now. Tests call it in place of the timer.
    void tick();

Q_SIGNALS:
    void ticked(qint64 us, qsizetype records);

protected:
    void timerEvent(QTimerEvent *event) override;

private:
    struct Item
    {
        QByteArray records;   // JSON; the scanner points into it
        qsizetype left = 0;   // records that are not taken yet
        QByteArray marker;    // when there never were any
        qint64 wallUs = 0;
        JsonScanner scanner{{}};
    };

    void arm();
    qsizetype takeRecords(Item &item, qsizetype most);
    void addNotice();

    RequestTableModel &m_model;
    RequestReader m_reader;
    std::deque<Item> m_items;
    qsizetype m_waiting = 0;    // records in m_items
    quint64 m_skipped = 0;      // not yet told
    qint64 m_lastNoticeUs = 0;  // monotonic
    TickPace m_pace;
    QBasicTimer m_timer;
    int m_timerMs = 0;
    bool m_visible = true;
    bool m_armed = false;
};

} // namespace Retort::Requests
