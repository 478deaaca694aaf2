// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/requests/comparison.h"

#include <QHash>
#include <QJsonObject>
#include <QObject>
#include <QString>

#include <utility>
#include <vector>

class QWidget;

namespace Retort::Requests {

class RequestTools;

// How a replay of a watched request did, put beside the request as it was when it began to be watched.
enum class WatchVerdict : quint8 {
    None,     // not replayed yet
    Same,     // but for what is ignored
    Fixed,    // it failed then, and does no more
    Changed,
    Fails,    // an exception, 5xx, or no answer
};
WatchVerdict watchVerdict(const QJsonObject &original, const QJsonObject &now);

// "✓", "≠", "✗"; "" for None.
QString signOf(WatchVerdict verdict);

// The requests that are sent again after each load of the app, one after another. GET, HEAD and OPTIONS are watched at once; for
// others a person is asked, once each. Lives on the window's thread and waits for nothing: answers are compared on another.
class WatchList final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(WatchList)

public:
    static constexpr std::size_t most = 50;

    WatchList(RequestTools &tools, QWidget *window);
    ~WatchList() override;

    bool contains(quint64 sequence, qint64 timeUs) const;
    QHash<quint64, qint64> known() const; // their times by their sequence numbers
    void toggle(quint64 sequence, qint64 timeUs);
    void replayAll();
    // Sequence numbers start again; what is watched is sent to the new engine all the same.
    void engineChanged();

    // “3 watched: 2 same, 1 fixed ✓”; empty when nothing was replayed.
    QString summary() const;

Q_SIGNALS:
    void changed();                            // what is watched
    void failed(const QString &sentence);      // why something is not watched
    // Of the request, and of each of its replays.
    void verdictKnown(quint64 sequence, qint64 timeUs, Retort::Requests::WatchVerdict verdict);
    void roundEnded(const QString &summary);

private:
    struct Watched
    {
        quint64 sequence = 0;
        qint64 timeUs = 0;
        QJsonObject original;
        QByteArray bytes; // what is sent
        WatchVerdict verdict = WatchVerdict::None;
    };

    void add(const QJsonObject &request);
    void askFirst(const QJsonObject &request);
    void begin(const QJsonObject &request, const QByteArray &bytes);
    void replayNext();
    void judge(const QJsonObject &now);
    void settle(WatchVerdict verdict, const QJsonObject &now);
    Watched *running();

    RequestTools &m_tools;
    QWidget *m_window;
    std::vector<Watched> m_requests;
    std::vector<std::pair<quint64, qint64>> m_waiting; // of the round: sequence and time
    std::pair<quint64, qint64> m_running{0, 0};
    quint64 m_turn = 0; // which answer is waited for; a later one makes it stale
};

} // namespace Retort::Requests
