// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/gateway/headerlist.h"
#include "engine/gateway/varblock.h"
#include "engine/ipc/claimboard.h"
#include "engine/ipc/framereader.h"
#include "engine/ipc/messages.h"

#include <QByteArray>
#include <QFile>
#include <QJsonObject>
#include <QList>
#include <QLocalServer>
#include <QLocalSocket>
#include <QProcess>
#include <QString>
#include <QTemporaryDir>

#include <map>
#include <memory>
#include <optional>

namespace Retort::Test {

// A CPython of this computer and how a worker gets into it.
struct Interpreter
{
    QString name;       // "3.12.1 embedded"
    QString python;
    QString libpython;  // empty: hosted
};

// /usr/bin/python3 and those of pyenv; both ways of getting in, where there are two.
QList<Interpreter> usableInterpreters();
// The first of them whose minor version is below 11; empty when there is none.
QString tooOldInterpreter();

struct Answer
{
    std::optional<Gateway::ResponseHead> head;
    QByteArray body;
    QJsonObject exception;
    Ipc::ResponseEndMessage end;
    int bodyFrames = 0;
    bool wantedBody = false;
    bool ended = false;  // false: the channel ended or nothing came for five seconds

    QByteArray header(std::string_view name) const;
};

struct SentRequest
{
    QByteArray method = "GET";
    QByteArray path = "/";
    QByteArray body = {};
    QList<std::pair<QByteArray, QByteArray>> more = {};  // variables besides the usual ones
    bool bodyFollows = false;
    bool expectsContinue = false;
    std::optional<qint64> contentLength = {};            // what RequestMessage says; by default the size of body
};

// Plays the engine: listens on a local socket, starts a real worker, exchanges frames with it.
// Everything waits; QVERIFY the answers.
class WorkerHarness final
{
public:
    explicit WorkerHarness(int slotCount = 1);
    ~WorkerHarness();

    bool start(const Interpreter &interpreter, const QStringList &options = {});
    // Adds "type": "ready" or "failed". `app` are the keys of AppConfig; `more` those beside it.
    QJsonObject load(const QJsonObject &app, const QJsonObject &more = {});

    // Offers the request on the board and sends it; answers its sequence number.
    std::uint32_t send(const SentRequest &request, int slot = 0);
    void sendBody(const QByteArray &bytes, int slot = 0);
    void endBody(Ipc::BodyEnd end = Ipc::BodyEnd::Complete, int slot = 0);
    void sendRaw(const QByteArray &bytes, int slot = 0);
    Answer receive(int slot = 0);
    Answer ask(const SentRequest &request)
    {
        send(request);
        return receive();
    }
    // The next frame of a slot's channel, whatever it is; type Hello when none came.
    std::pair<Ipc::FrameType, QByteArray> nextFrame(int slot = 0);

    void retire();
    void dropControl() { m_control.reset(); }
    // Answers every Call with what `answer` makes of it, until a request is answered.
    Answer askWithCalls(const SentRequest &request, const std::function<QJsonValue(const QString &, const QJsonObject &)> &answer);
    bool waitForExit(int ms = 10'000);
    QByteArray errorOutput();
    Ipc::ClaimRow &row(int slot = 0) { return m_rows[slot]; }
    QProcess &process() { return m_process; }
    QString folder() const { return m_folder.path(); }
    void setEnvironment(const QString &name, const QString &value) { m_extraEnvironment.append({name, value}); }
    QList<Ipc::Hello> hellos;

private:
    struct Channel
    {
        std::unique_ptr<QLocalSocket> socket;
        Ipc::FrameReader reader;
    };

    std::unique_ptr<Channel> accept(Ipc::Hello &hello);
    bool awaitSlots();
    static std::optional<std::pair<Ipc::FrameType, QByteArray>> read(Channel &channel, int timeoutMs);

    const int m_slotCount;
    QTemporaryDir m_folder;
    QLocalServer m_server;
    QFile m_board;
    Ipc::ClaimRow *m_rows = nullptr;
    QProcess m_process;
    std::unique_ptr<Channel> m_control;
    std::map<int, std::unique_ptr<Channel>> m_slots;
    std::map<int, std::uint32_t> m_sequences;
    QList<std::pair<QString, QString>> m_extraEnvironment;
};

// Where the test applications are.
QString appsFolder();

} // namespace Retort::Test
