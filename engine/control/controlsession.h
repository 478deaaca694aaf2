// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/control/capturesearch.h"
#include "engine/control/controltarget.h"
#include "engine/net/connectionset.h"
#include "engine/net/stream.h"

#include <QJsonObject>
#include <QObject>

#include <array>
#include <memory>
#include <string>
#include <string_view>

namespace Retort::Control {

// One client of the control socket, on the engine's side. Reads lines, answers them, and sends what is
// followed. A client that does not read is not read from either, and what it follows is skipped rather than
// kept. Lives on the engine's thread, owned by a ConnectionSet.
class ControlSession final : public Net::Connection, private Net::Stream::Owner
{
public:
    ControlSession(std::unique_ptr<Net::Stream> stream, ControlTarget &target, Net::ConnectionSet &owner);
    ~ControlSession() override;

    void closeWhenIdle() override;

private:
    enum class Feed : quint8 { Requests, Output, Events };
    static constexpr Feed feeds[] = {Feed::Requests, Feed::Output, Feed::Events};
    struct Following
    {
        bool active = false;
        QJsonValue id;
        std::uint64_t next = 0;  // sequence number of the first record not sent yet
        QMetaObject::Connection connection;
    };
    struct Batch
    {
        std::string records;  // JSON, with commas between them
        int count = 0;
        std::uint64_t skipped = 0;
    };

    void readable() override;
    void peerFinished() override;
    void drained() override;
    void broken() override;

    void takeLines();
    void takeLine(const QByteArray &line);
    void answer(const QJsonObject &request);
    void answerStatus(const QJsonValue &id);
    void answerReload(const QJsonValue &id);
    void answerStop(const QJsonObject &request);
    void answerWhy(const QJsonObject &request);
    void answerRequest(const QJsonObject &request);
    void answerReplay(const QJsonObject &request);
    void answerSearch(const QJsonObject &request);
    void answerRecord(const QJsonObject &request);
    // controlsession_workers.cpp
    void answerStack(const QJsonObject &request);
    void answerStopRequest(const QJsonObject &request);
    void answerReplaceWorker(const QJsonObject &request);
    void answerShowFailure(const QJsonObject &request);
    void setRecording(bool recording);
    void answerFeed(Feed feed, const QJsonObject &request);

    void follow(Feed feed, const QJsonValue &id, std::uint64_t next);
    void unfollow(Feed feed);
    void sendFollowed(Feed feed);
    // Records from `next` on, at most maxBatch; moves `next` behind them.
    Batch takeBatch(Feed feed, std::uint64_t &next) const;
    std::uint64_t firstSequence(Feed feed) const;
    std::uint64_t endSequence(Feed feed) const;
    // False, and nothing is appended, when it is not there (yet, or any more).
    bool appendRecord(Feed feed, std::uint64_t sequence, std::string &to) const;
    Log::BatchNotifier &notifier(Feed feed) const;
    static std::string_view feedName(Feed feed);
    Following &following(Feed feed) noexcept { return m_following[static_cast<std::size_t>(feed)]; }

    bool isBehind() const;
    void sendBatch(Feed feed, const QJsonValue &id, std::string_view more, const Batch &batch, std::uint64_t next);
    void send(const QJsonObject &message);
    void sendLine(std::string_view line);
    void sendOk(const QJsonValue &id, QJsonObject more = {});
    void sendError(const QJsonValue &id, const QString &sentence);
    void close();

    std::unique_ptr<Net::Stream> m_stream;
    ControlTarget &m_target;
    Net::ConnectionSet &m_owner;
    QObject m_context;  // of the connections to the logs
    std::shared_ptr<bool> m_alive = std::make_shared<bool>(true);
    std::string m_input;
    std::size_t m_searched = 0;  // bytes of m_input known to hold no line end
    std::array<Following, 3> m_following;  // by feed
    CaptureSearch m_search;
    bool m_recording = false;    // this client wants heads and bodies captured
    bool m_closed = false;
    bool m_ending = false;       // no more lines are taken
};

} // namespace Retort::Control
