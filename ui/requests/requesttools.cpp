// SPDX-License-Identifier: Apache-2.0
#include "ui/requests/requesttools.h"

#include "engine/base/clock.h"
#include "ui/requests/requestreplay.h"
#include "ui/requests/requeststab.h"

using namespace Qt::StringLiterals;

namespace Retort::Requests {

RequestTools::RequestTools(RequestsTab &tab, EngineLink link) : QObject(&tab), m_tab(tab), m_link(std::move(link))
{
    connect(&tab, &RequestsTab::replayWanted, this, &RequestTools::replay);
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

} // namespace Retort::Requests
