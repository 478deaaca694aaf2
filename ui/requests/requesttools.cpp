// SPDX-License-Identifier: Apache-2.0
#include "ui/requests/requesttools.h"

#include "engine/base/clock.h"
#include "ui/requests/comparewindow.h"
#include "ui/requests/editwindow.h"
#include "ui/requests/requestdetail.h"
#include "ui/requests/requestreplay.h"
#include "ui/requests/requeststab.h"

#include <QClipboard>
#include <QGuiApplication>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Retort::Requests {

namespace {

constexpr quint64 rowsLookedAt = 50'000; // for the one before of the same path

} // namespace

RequestTools::RequestTools(RequestsTab &tab, EngineLink link)
    : QObject(&tab)
    , m_tab(tab)
    , m_link(std::move(link))
    , m_watches(new WatchList(*this, &tab))
{
    connect(&tab, &RequestsTab::watchWanted, this, [this](quint64 sequence) {
        m_watches->toggle(sequence, current(sequence).timeUs);
        showWhetherWatched(); // the button has changed by itself, and may have to wait for an answer
    });
    connect(&tab, &RequestsTab::selectionChanged, this, &RequestTools::showWhetherWatched);
    connect(m_watches, &WatchList::changed, this, &RequestTools::markWatched);
    connect(m_watches, &WatchList::verdictKnown, this, &RequestTools::markVerdict);
    connect(m_watches, &WatchList::failed, this, &RequestTools::tell);
    connect(&tab, &RequestsTab::replayWanted, this, &RequestTools::replay);
    connect(&tab, &RequestsTab::editWanted, this, &RequestTools::edit);
    connect(&tab, &RequestsTab::compareWanted, this, &RequestTools::compareWithPrevious);
    connect(&tab, &RequestsTab::compareWithMarkedWanted, this, &RequestTools::compareWithMarked);
    connect(&tab, &RequestsTab::compareWithClipboardWanted, this, &RequestTools::compareWithClipboard);
    connect(&tab, &RequestsTab::markToCompareWanted, this, &RequestTools::markToCompare);
}

RequestTools::~RequestTools() = default;

void RequestTools::tell(const QString &sentence)
{
    m_tab.addMarker(sentence, wallClockUs(), RequestsTab::MarkerKind::Other);
}

void RequestTools::details(quint64 sequence, qint64 timeUs, const Details &then)
{
    m_link.ask(
        u"request"_s, {{u"sequence"_s, static_cast<qint64>(sequence)}}, [here = QPointer(this), timeUs, then](const QJsonObject &answer) {
            const QJsonObject request = answer.value("request"_L1).toObject();
            if (here) {
                then(timeUs == 0 || request.value("time"_L1).toInteger() == timeUs ? request : QJsonObject());
            }
        });
}

void RequestTools::send(const QByteArray &bytes, const Finished &finished, const Failed &failed)
{
    const QUrl address = m_link.address();
    if (address.scheme() != u"http") {
        failed(tr("The site has no HTTP address."));
        return;
    }
    // The engine answers twice: when it expects the request, and with its number when it is over.
    auto announce = [here = QPointer(this), finished](const QString &from, quint16 port, const std::function<void()> &proceed) {
        if (!here) {
            return;
        }
        here->m_link.ask(u"replay"_s, {{u"address"_s, from}, {u"port"_s, port}}, [here, finished, proceed](const QJsonObject &answer) {
            const auto sequence = static_cast<quint64>(answer.value("sequence"_L1).toInteger());
            if (sequence == 0) {
                proceed();
            } else if (here) {
                finished(sequence);
            }
        });
    };
    connect(new RequestReplay(address, bytes, announce, this), &RequestReplay::failed, this, failed);
}

void RequestTools::replay(quint64 sequence)
{
    const RequestRow row = m_tab.table()->currentRequest();
    details(sequence, row.record ? row.record->wallStartUs : 0, [this](const QJsonObject &request) {
        const auto bytes = replayBytes(request);
        const auto say = [this](const QString &why) { tell(tr("No replay: %1").arg(why)); };
        if (bytes) {
            send(*bytes, [](quint64) {}, say);
        } else {
            say(bytes.error());
        }
    });
}

void RequestTools::markWatched()
{
    const QHash<quint64, qint64> before = std::exchange(m_starred, m_watches->known());
    for (auto was = before.begin(); was != before.end(); ++was) {
        if (m_starred.value(was.key()) != was.value()) {
            m_tab.model().setMark(was.key(), was.value(), {});
            m_watched.erase(was.key());
        }
    }
    for (auto is = m_starred.begin(); is != m_starred.end(); ++is) {
        if (before.value(is.key()) != is.value()) {
            m_tab.model().setMark(is.key(), is.value(), u"★"_s);
            m_watched.insert(is.key());
        }
    }
    m_tab.setWatched(m_watched);
    showWhetherWatched();
}

void RequestTools::engineChanged()
{
    m_watches->engineChanged();
    m_marked = {};
    if (!m_watched.empty()) {
        m_watched.clear();
        m_tab.setWatched(m_watched);
    }
}

void RequestTools::markVerdict(quint64 sequence, qint64 timeUs, WatchVerdict verdict)
{
    const bool isOriginal = m_watches->contains(sequence, timeUs);
    m_tab.model().setMark(sequence, timeUs, (isOriginal ? u"★ "_s : QString()) + signOf(verdict));
    if (m_watched.insert(sequence).second) {
        m_tab.setWatched(m_watched);
    }
}

void RequestTools::showWhetherWatched()
{
    const RequestRow row = m_tab.table()->currentRequest();
    m_tab.detail()->setWatched(row.record && m_watches->contains(row.record->sequence, row.record->wallStartUs));
}

RequestTools::Mark RequestTools::current(quint64 sequence) const
{
    const RequestRow row = m_tab.table()->currentRequest();
    return {sequence, row.record && row.record->sequence == sequence ? row.record->wallStartUs : 0};
}

void RequestTools::compareWithPrevious(quint64 sequence)
{
    const RequestRow row = m_tab.table()->currentRequest();
    if (!row.record) {
        return;
    }
    const quint64 least = row.position - std::min(row.position - m_tab.model().firstPosition(), rowsLookedAt);
    for (quint64 position = row.position; position-- > least;) {
        const RequestRow other = m_tab.model().rowAtPosition(position);
        if (other.record && other.kind == RowKind::Request && other.texts.method == row.texts.method
            && Log::pathOf(other.texts.target) == Log::pathOf(row.texts.target)) {
            compare({other.record->sequence, other.record->wallStartUs}, current(sequence));
            return;
        }
    }
    tell(tr("Nothing to compare with: no earlier request of this path is in the list."));
}

void RequestTools::compareWithMarked(quint64 sequence)
{
    if (m_marked.sequence == 0) {
        tell(tr("Nothing to compare with: mark a request first."));
    } else {
        compare(m_marked, current(sequence));
    }
}

void RequestTools::markToCompare(quint64 sequence)
{
    m_marked = current(sequence);
}

void RequestTools::compare(const Mark &a, const Mark &b)
{
    details(a.sequence, a.timeUs, [this, b](const QJsonObject &first) {
        details(b.sequence, b.timeUs, [this, first](const QJsonObject &second) {
            if (first.isEmpty() || second.isEmpty()) {
                tell(tr("Nothing to compare: the engine does not know both requests any more."));
                return;
            }
            openComparison(first, second);
        });
    });
}

void RequestTools::openComparison(const QJsonObject &a, const QJsonObject &b)
{
    (new CompareWindow({a, {}}, {b, {}}, &m_tab))->setVisible(true);
}

void RequestTools::edit(quint64 sequence)
{
    const Mark mark = current(sequence);
    details(mark.sequence, mark.timeUs, [this](const QJsonObject &request) {
        if (request.isEmpty()) {
            tell(tr("Nothing to edit: the engine does not know the request any more."));
        } else {
            openEditor(request);
        }
    });
}

void RequestTools::openEditor(const QJsonObject &request)
{
    const QString base = m_link.address().toString(QUrl::RemovePath | QUrl::RemoveQuery | QUrl::RemoveFragment | QUrl::RemoveUserInfo);
    QJsonObject known = request;
    if (!known.contains("uri"_L1)) {
        known.insert("uri"_L1, request.value("target"_L1)); // nobody recorded it: secrets in its query are masked
    }
    (new EditWindow(*this, known, base))->setVisible(true);
}

void RequestTools::compareWithClipboard(quint64 sequence)
{
    const QString text = QGuiApplication::clipboard()->text();
    const Mark mark = current(sequence);
    details(mark.sequence, mark.timeUs, [this, text](const QJsonObject &request) {
        if (text.isEmpty() || request.isEmpty()) {
            tell(text.isEmpty() ? tr("Nothing to compare with: there is no text in the clipboard.")
                                : tr("Nothing to compare: the engine does not know the request any more."));
            return;
        }
        (new CompareWindow({requestOfText(text, request), tr("text in the clipboard")}, {request, {}}, &m_tab))->setVisible(true);
    });
}

} // namespace Retort::Requests
