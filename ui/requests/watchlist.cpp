// SPDX-License-Identifier: Apache-2.0
#include "ui/requests/watchlist.h"

#include "ui/requests/capturedtext.h"
#include "ui/requests/requestreplay.h"
#include "ui/requests/requesttools.h"
#include "ui/requests/requestwords.h"

#include <QFutureWatcher>
#include <QMessageBox>
#include <QPointer>
#include <QPromise>
#include <QPushButton>
#include <QThreadPool>
#include <QTimer>

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace Retort::Requests {

namespace {

bool isFailure(const QJsonObject &request)
{
    const int status = request.value("status"_L1).toInt();
    return status == 0 || status >= 500 || request.value("exception"_L1).isObject() || request.value("exception"_L1).toBool();
}

} // namespace

WatchVerdict watchVerdict(const QJsonObject &original, const QJsonObject &now)
{
    if (isFailure(now)) {
        return WatchVerdict::Fails;
    }
    if (isFailure(original)) {
        return WatchVerdict::Fixed;
    }
    return compareRequests(original, now, {}).isSame() ? WatchVerdict::Same : WatchVerdict::Changed;
}

QString signOf(WatchVerdict verdict)
{
    switch (verdict) {
    case WatchVerdict::None: return {};
    case WatchVerdict::Same:
    case WatchVerdict::Fixed: return u"✓"_s;
    case WatchVerdict::Changed: return u"≠"_s;
    case WatchVerdict::Fails: break;
    }
    return u"✗"_s;
}

WatchList::WatchList(RequestTools &tools, QWidget *window) : QObject(&tools), m_tools(tools), m_window(window) {}

WatchList::~WatchList() = default;

bool WatchList::contains(quint64 sequence, qint64 timeUs) const
{
    return std::ranges::any_of(
        m_requests, [&](const Watched &watched) { return watched.sequence == sequence && watched.timeUs == timeUs; });
}

QHash<quint64, qint64> WatchList::known() const
{
    QHash<quint64, qint64> times;
    for (const Watched &watched : m_requests) {
        times.insert(watched.sequence, watched.timeUs);
    }
    return times;
}

void WatchList::toggle(quint64 sequence, qint64 timeUs)
{
    if (contains(sequence, timeUs)) {
        std::erase_if(m_requests, [&](const Watched &watched) { return watched.sequence == sequence && watched.timeUs == timeUs; });
        Q_EMIT changed();
        return;
    }
    if (m_requests.size() >= most) {
        Q_EMIT failed(tr("Not watched: %1 requests are watched already.").arg(most));
        return;
    }
    m_tools.details(sequence, timeUs, [this](const QJsonObject &request) { add(request); });
}

void WatchList::add(const QJsonObject &request)
{
    const auto bytes = replayBytes(request);
    if (!bytes) {
        Q_EMIT failed(tr("Not watched: %1").arg(bytes.error()));
    } else if (isSafeMethod(request.value("method"_L1).toString().toStdString())) {
        begin(request, *bytes);
    } else {
        askFirst(request);
    }
}

// Sent after each reload it may order, pay or delete something each time.
void WatchList::askFirst(const QJsonObject &request)
{
    const QString name =
        request.value("method"_L1).toString() + u' ' + shownLine(request.value("target"_L1).toString().section(u'?', 0, 0), 100);
    auto *question =
        new QMessageBox(QMessageBox::Question, tr("Watch"), tr("Replay %1 after every reload?").arg(name), QMessageBox::NoButton, m_window);
    question->setAttribute(Qt::WA_DeleteOnClose);
    question->setTextFormat(Qt::PlainText);
    question->setInformativeText(tr("It may change data each time."));
    const QPushButton *yes = question->addButton(tr("Watch"), QMessageBox::AcceptRole);
    question->addButton(QMessageBox::Cancel);
    question->setModal(false);
    connect(yes, &QPushButton::clicked, this, [this, request] {
        if (const auto bytes = replayBytes(request)) {
            begin(request, *bytes);
        }
    });
    question->show();
}

void WatchList::begin(const QJsonObject &request, const QByteArray &bytes)
{
    const auto sequence = static_cast<quint64>(request.value("sequence"_L1).toInteger());
    const qint64 timeUs = request.value("time"_L1).toInteger();
    if (!contains(sequence, timeUs)) {
        m_requests.push_back({.sequence = sequence, .timeUs = timeUs, .original = request, .bytes = bytes, .verdict = WatchVerdict::None});
        Q_EMIT changed();
    }
}

void WatchList::engineChanged()
{
    m_waiting.clear();
    m_running = {0, 0};
    ++m_turn;
}

// A load that comes while the round before goes on begins it anew: its answers are of old code.
void WatchList::replayAll()
{
    m_waiting.clear();
    for (const Watched &watched : m_requests) {
        m_waiting.emplace_back(watched.sequence, watched.timeUs);
    }
    std::ranges::reverse(m_waiting); // taken from the end
    replayNext();
}

WatchList::Watched *WatchList::running()
{
    const auto found = std::ranges::find_if(
        m_requests, [this](const Watched &watched) { return std::pair(watched.sequence, watched.timeUs) == m_running; });
    return found != m_requests.end() ? &*found : nullptr;
}

void WatchList::replayNext()
{
    const quint64 turn = ++m_turn;
    if (m_waiting.empty()) {
        m_running = {0, 0};
        if (const QString text = summary(); !text.isEmpty()) {
            Q_EMIT roundEnded(text);
        }
        return;
    }
    m_running = m_waiting.back();
    m_waiting.pop_back();
    Watched *watched = running();
    if (!watched) {
        replayNext(); // nobody watches it any more
        return;
    }
    const auto finished = [this, turn](quint64 sequence) {
        m_tools.details(sequence, 0, [this, turn](const QJsonObject &now) {
            if (turn == m_turn) {
                judge(now);
            }
        });
    };
    const auto gone = [this, turn] {
        if (turn == m_turn) {
            settle(WatchVerdict::Fails, {});
        }
    };
    m_tools.send(watched->bytes, finished, [gone](const QString &) { gone(); });
    QTimer::singleShot(RequestReplay::patienceMs, this, gone);
}

void WatchList::judge(const QJsonObject &now)
{
    const Watched *watched = running();
    if (!watched) {
        replayNext();
        return;
    }
    auto *judged = new QFutureWatcher<WatchVerdict>(this);
    connect(judged, &QFutureWatcherBase::finished, this, [this, judged, now, turn = m_turn] {
        judged->deleteLater();
        if (turn == m_turn) {
            settle(judged->result(), now);
        }
    });
    auto promise = std::make_shared<QPromise<WatchVerdict>>();
    judged->setFuture(promise->future());
    promise->start();
    QThreadPool::globalInstance()->start([promise, original = watched->original, now] {
        promise->addResult(watchVerdict(original, now));
        promise->finish();
    });
}

void WatchList::settle(WatchVerdict verdict, const QJsonObject &now)
{
    if (Watched *watched = running()) {
        watched->verdict = verdict;
        Q_EMIT verdictKnown(watched->sequence, watched->timeUs, verdict);
        if (!now.isEmpty()) {
            Q_EMIT verdictKnown(static_cast<quint64>(now.value("sequence"_L1).toInteger()), now.value("time"_L1).toInteger(), verdict);
        }
    }
    replayNext();
}

QString WatchList::summary() const
{
    std::array<int, 5> counts{};
    for (const Watched &watched : m_requests) {
        ++counts[static_cast<std::size_t>(watched.verdict)];
    }
    const auto count = [&counts](WatchVerdict verdict) { return counts[static_cast<std::size_t>(verdict)]; };
    QStringList parts;
    if (count(WatchVerdict::Same) > 0) {
        parts += tr("%1 same").arg(count(WatchVerdict::Same));
    }
    if (count(WatchVerdict::Fixed) > 0) {
        parts += tr("%1 fixed ✓").arg(count(WatchVerdict::Fixed));
    }
    if (count(WatchVerdict::Changed) > 0) {
        parts += tr("%1 changed ≠").arg(count(WatchVerdict::Changed));
    }
    if (count(WatchVerdict::Fails) > 0) {
        parts += tr("%1 fail ✗").arg(count(WatchVerdict::Fails));
    }
    return parts.isEmpty() ? QString() : tr("%1 watched: %2").arg(QString::number(m_requests.size()), parts.join(u", "_s));
}

} // namespace Retort::Requests
