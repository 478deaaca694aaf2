// SPDX-License-Identifier: Apache-2.0
#include "tests/engine/python/workerharness.h"

#include <QDir>
#include <QElapsedTimer>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>

namespace Retort::Test {

namespace {

constexpr int patienceMs = 5'000;

std::string_view viewOf(const QByteArray &bytes)
{
    return {bytes.constData(), static_cast<std::size_t>(bytes.size())};
}

QByteArray toBytes(std::string_view text)
{
    return {text.data(), static_cast<qsizetype>(text.size())};
}

QStringList pythons()
{
    QStringList found{QStringLiteral("/usr/bin/python3")};
    const QString pyenv = qEnvironmentVariable("PYENV_ROOT", QDir::homePath() + QStringLiteral("/.pyenv"));
    const QDir versions(pyenv + QStringLiteral("/versions"));
    for (const QString &version : versions.entryList({QStringLiteral("3.*")}, QDir::Dirs, QDir::Name)) {
        found.append(versions.filePath(version + QStringLiteral("/bin/python3")));
    }
    return found;
}

struct Description
{
    QString version;
    int minor = 0;
    QString libpython;
};

std::optional<Description> describe(const QString &python)
{
    static const QString script =
        QStringLiteral("import sys, os, sysconfig as s\n"
                       "v = s.get_config_var\n"
                       "names = [os.path.join(v('LIBDIR') or '', m, v('INSTSONAME') or '') for m in ('', v('MULTIARCH') or '')]\n"
                       "found = [n for n in names if os.path.isfile(n) and '.so' in n]\n"
                       "print('%d.%d.%d' % sys.version_info[:3], sys.version_info[1], found[0] if found else '', sep='\\n')\n");
    QProcess process;
    process.start(python, {QStringLiteral("-c"), script});
    if (!process.waitForFinished(patienceMs) || process.exitCode() != 0) {
        return std::nullopt;
    }
    const QStringList lines = QString::fromUtf8(process.readAllStandardOutput()).split(QLatin1Char('\n'));
    return lines.size() < 3 ? std::nullopt : std::optional(Description{lines[0], lines[1].toInt(), lines[2]});
}

} // namespace

QList<Interpreter> usableInterpreters()
{
    QList<Interpreter> usable;
    for (const QString &python : pythons()) {
        const auto description = QFileInfo::exists(python) ? describe(python) : std::nullopt;
        if (!description || description->minor < 11) {
            continue;
        }
        const QString name =
            description->version + (python.startsWith(QStringLiteral("/usr/")) ? QStringLiteral(" of the system") : QString());
        if (!description->libpython.isEmpty()) {
            usable.append({name + QStringLiteral(", embedded"), python, description->libpython});
        }
#ifndef RETORT_SANITIZED  // a sanitized module cannot be loaded into a program that is not
        usable.append({name + QStringLiteral(", hosted"), python, QString()});
#endif
    }
    return usable;
}

QString tooOldInterpreter()
{
    for (const QString &python : pythons()) {
        const auto description = QFileInfo::exists(python) ? describe(python) : std::nullopt;
        if (description && description->minor < 11) {
            return python;
        }
    }
    return {};
}

QByteArray Answer::header(std::string_view name) const
{
    return head ? toBytes(head->headers.value(name)) : QByteArray();
}

QString appsFolder()
{
    return QStringLiteral(RETORT_TEST_APPS);
}

WorkerHarness::WorkerHarness(int slotCount) : m_slotCount(slotCount)
{
    m_server.setSocketOptions(QLocalServer::UserAccessOption);
    m_server.listen(m_folder.filePath(QStringLiteral("engine.sock")));
    m_board.setFileName(m_folder.filePath(QStringLiteral("board")));
    const qint64 bytes = slotCount * static_cast<qint64>(sizeof(Ipc::ClaimRow));
    if (m_board.open(QIODevice::ReadWrite) && m_board.resize(bytes)) {
        m_rows = reinterpret_cast<Ipc::ClaimRow *>(m_board.map(0, bytes));
    }
}

WorkerHarness::~WorkerHarness()
{
    m_control.reset();  // ends the worker
    if (m_process.state() != QProcess::NotRunning && !m_process.waitForFinished(2'000)) {
        m_process.kill();
        m_process.waitForFinished(2'000);
    }
}

bool WorkerHarness::start(const Interpreter &interpreter, const QStringList &options)
{
    const QString runtime = QStringLiteral(RETORT_LIB_FOLDER "/runtime");
    const QJsonObject order{{QStringLiteral("channel"), m_server.fullServerName()}, {QStringLiteral("token"), QStringLiteral("secret")},
        {QStringLiteral("id"), 1}, {QStringLiteral("slots"), m_slotCount}, {QStringLiteral("board"), m_board.fileName()},
        {QStringLiteral("runtime"), runtime}, {QStringLiteral("module"), QStringLiteral(RETORT_MODULE)},
        {QStringLiteral("libpython"), interpreter.libpython}, {QStringLiteral("python"), interpreter.python},
        {QStringLiteral("options"), options.join(u' ')}};
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(QStringLiteral("RETORT_WORKER"), QString::fromUtf8(QJsonDocument(order).toJson(QJsonDocument::Compact)));
    environment.insert(QStringLiteral("ASAN_OPTIONS"), QStringLiteral("detect_leaks=0"));  // Python frees little at its end
    for (const auto &[name, value] : m_extraEnvironment) {
        environment.insert(name, value);
    }
    m_process.setProcessEnvironment(environment);
    m_process.setWorkingDirectory(m_folder.path());
    m_process.setStandardErrorFile(m_folder.filePath(QStringLiteral("stderr")));  // a pipe would fill while we wait for frames
    if (interpreter.libpython.isEmpty()) {
        m_process.start(interpreter.python, options + QStringList{runtime + QStringLiteral("/worker_main.py")});
    } else {
        m_process.start(QStringLiteral(RETORT_WORKER_PROGRAM), {});
    }
    Ipc::Hello hello;
    m_control = accept(hello);
    return m_control && hello.slot == -1 && hello.token == "secret" && hello.pid == m_process.processId();
}

std::unique_ptr<WorkerHarness::Channel> WorkerHarness::accept(Ipc::Hello &hello)
{
    if (!m_server.hasPendingConnections() && !m_server.waitForNewConnection(patienceMs)) {
        return nullptr;
    }
    auto channel = std::make_unique<Channel>();
    channel->socket.reset(m_server.nextPendingConnection());
    channel->socket->setParent(nullptr);
    const auto frame = read(*channel, patienceMs);
    const auto parsed = frame && frame->first == Ipc::FrameType::Hello ? Ipc::parseHello(viewOf(frame->second)) : std::nullopt;
    if (!parsed) {
        return nullptr;
    }
    hello = *parsed;
    hellos.append(hello);
    return channel;
}

bool WorkerHarness::awaitSlots()
{
    for (int i = 0; i < m_slotCount; ++i) {
        Ipc::Hello hello;
        auto channel = accept(hello);
        if (!channel || hello.slot < 0 || hello.slot >= m_slotCount || hello.token != "secret") {
            return false;
        }
        m_slots[hello.slot] = std::move(channel);
    }
    return true;
}

std::optional<std::pair<Ipc::FrameType, QByteArray>> WorkerHarness::read(Channel &channel, int timeoutMs)
{
    QElapsedTimer timer;
    timer.start();
    for (;;) {
        if (const auto frame = channel.reader.next()) {
            return std::pair(frame->type, toBytes(frame->payload));
        }
        if (channel.socket->bytesAvailable() == 0) {
            const int left = timeoutMs - static_cast<int>(timer.elapsed());
            if (left <= 0 || !channel.socket->waitForReadyRead(left)) {
                return std::nullopt;
            }
        }
        channel.reader.append(viewOf(channel.socket->readAll()));
    }
}

QJsonObject WorkerHarness::load(const QJsonObject &app, const QJsonObject &more)
{
    QJsonObject order{{QStringLiteral("app"), app}, {QStringLiteral("projectFolder"), appsFolder()}, {QStringLiteral("processes"), 1},
        {QStringLiteral("threads"), m_slotCount}, {QStringLiteral("workerId"), 1}, {QStringLiteral("load"), 1},
        {QStringLiteral("masterPid"), 4711}, {QStringLiteral("bufferSize"), 65536}, {QStringLiteral("node"), QStringLiteral("host")},
        {QStringLiteral("startedOn"), 1'700'000'000}, {QStringLiteral("isReload"), false}, {QStringLiteral("memoryReport"), false}};
    for (auto it = more.begin(); it != more.end(); ++it) {
        order.insert(it.key(), it.value());
    }
    std::string bytes;
    Ipc::appendFrame(bytes, Ipc::FrameType::Load, QJsonDocument(order).toJson(QJsonDocument::Compact).toStdString());
    m_control->socket->write(bytes.data(), static_cast<qint64>(bytes.size()));
    m_control->socket->flush();
    const auto frame = read(*m_control, patienceMs);
    if (!frame) {
        return {};
    }
    QJsonObject report = QJsonDocument::fromJson(frame->second).object();
    const bool ready = frame->first == Ipc::FrameType::Ready && awaitSlots();
    report.insert(QStringLiteral("type"), ready ? QStringLiteral("ready") : QStringLiteral("failed"));
    return report;
}

std::uint32_t WorkerHarness::send(const SentRequest &request, int slot)
{
    Gateway::VarBlock vars;
    const auto query = request.path.indexOf('?');
    vars.add("REQUEST_METHOD", viewOf(request.method));
    vars.add("REQUEST_URI", viewOf(request.path));
    vars.add("PATH_INFO", viewOf(query < 0 ? request.path : request.path.left(query)));
    vars.add("QUERY_STRING", viewOf(query < 0 ? QByteArray() : request.path.mid(query + 1)));
    vars.add("SERVER_PROTOCOL", "HTTP/1.1");
    vars.add("SERVER_NAME", "host");
    vars.add("SERVER_PORT", "5000");
    vars.add("REMOTE_ADDR", "127.0.0.1");
    if (!request.body.isEmpty() || request.contentLength) {
        vars.add("CONTENT_LENGTH", std::to_string(request.contentLength.value_or(request.body.size())));
    }
    for (const auto &[key, value] : request.more) {
        vars.add(viewOf(key), viewOf(value));
    }
    Ipc::RequestMessage message;
    message.sequence = ++m_sequences[slot];
    message.requestId = 1000 + message.sequence;
    message.bodyFollows = request.bodyFollows;
    message.expectsContinue = request.expectsContinue;
    message.contentLength = request.contentLength.value_or(request.body.size());
    message.vars = vars.bytes();
    message.body = viewOf(request.body);
    std::string bytes;
    Ipc::appendRequest(bytes, message);
    m_rows[slot].offer(message.sequence);
    m_slots[slot]->socket->write(bytes.data(), static_cast<qint64>(bytes.size()));
    m_slots[slot]->socket->flush();
    return message.sequence;
}

void WorkerHarness::sendBody(const QByteArray &body, int slot)
{
    std::string bytes;
    Ipc::appendFrame(bytes, Ipc::FrameType::RequestBody, viewOf(body));
    m_slots[slot]->socket->write(bytes.data(), static_cast<qint64>(bytes.size()));
    m_slots[slot]->socket->flush();
}

void WorkerHarness::endBody(Ipc::BodyEnd end, int slot)
{
    std::string bytes;
    const char byte = static_cast<char>(end);
    Ipc::appendFrame(bytes, Ipc::FrameType::RequestBodyEnd, std::string_view(&byte, 1));
    m_slots[slot]->socket->write(bytes.data(), static_cast<qint64>(bytes.size()));
    m_slots[slot]->socket->flush();
}

void WorkerHarness::sendRaw(const QByteArray &bytes, int slot)
{
    m_slots[slot]->socket->write(bytes);
    m_slots[slot]->socket->flush();
}

std::pair<Ipc::FrameType, QByteArray> WorkerHarness::nextFrame(int slot)
{
    return read(*m_slots[slot], patienceMs).value_or(std::pair(Ipc::FrameType::Hello, QByteArray()));
}

Answer WorkerHarness::receive(int slot)
{
    Answer answer;
    while (!answer.ended) {
        const auto [type, payload] = nextFrame(slot);
        switch (type) {
        case Ipc::FrameType::WantBody: answer.wantedBody = true; break;
        case Ipc::FrameType::ResponseHead: answer.head = Ipc::parseResponseHead(viewOf(payload)); break;
        case Ipc::FrameType::ResponseBody:
            answer.body += payload;
            ++answer.bodyFrames;
            break;
        case Ipc::FrameType::Exception: answer.exception = QJsonDocument::fromJson(payload).object(); break;
        case Ipc::FrameType::ResponseEnd:
            answer.end = Ipc::parseResponseEnd(viewOf(payload)).value_or(Ipc::ResponseEndMessage());
            answer.end.logVars = {};
            answer.ended = true;
            break;
        default: return answer;
        }
    }
    return answer;
}

Answer WorkerHarness::askWithCalls(
    const SentRequest &request, const std::function<QJsonValue(const QString &, const QJsonObject &)> &answer)
{
    send(request);
    while (const auto frame = read(*m_control, 300)) {
        const QJsonObject call = QJsonDocument::fromJson(frame->second).object();
        const QJsonObject reply{{QStringLiteral("id"), call.value(QStringLiteral("id"))},
            {QStringLiteral("result"),
                answer(call.value(QStringLiteral("call")).toString(), call.value(QStringLiteral("args")).toObject())}};
        std::string bytes;
        Ipc::appendFrame(bytes, Ipc::FrameType::Reply, QJsonDocument(reply).toJson(QJsonDocument::Compact).toStdString());
        m_control->socket->write(bytes.data(), static_cast<qint64>(bytes.size()));
        m_control->socket->flush();
        if (m_slots[0]->socket->waitForReadyRead(20)) {
            break;
        }
    }
    return receive();
}

void WorkerHarness::retire()
{
    std::string bytes;
    Ipc::appendFrame(bytes, Ipc::FrameType::Retire, {});
    m_control->socket->write(bytes.data(), static_cast<qint64>(bytes.size()));
    m_control->socket->flush();
}

bool WorkerHarness::waitForExit(int ms)
{
    return m_process.state() == QProcess::NotRunning || m_process.waitForFinished(ms);
}

QByteArray WorkerHarness::errorOutput()
{
    QFile file(m_folder.filePath(QStringLiteral("stderr")));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

} // namespace Retort::Test
