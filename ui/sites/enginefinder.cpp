// SPDX-License-Identifier: Apache-2.0
#include "ui/sites/enginefinder.h"

#include <QDateTime>
#include <QFileInfo>
#include <QJsonArray>

#include <utility>

using namespace Qt::StringLiterals;

namespace Retort::Sites {

EngineFinder::EngineFinder(Control::RuntimeDir folder, QObject *parent) : QObject(parent), m_folder(std::move(folder)) {}

EngineFinder::~EngineFinder() = default;

void EngineFinder::look()
{
    const QList<Control::RuntimeDir::Site> sites = m_folder.runningSites();
    for (const auto &site : sites) {
        const qint64 fileTimeMs = QFileInfo(site.socketPath).lastModified().toMSecsSinceEpoch();
        const auto known = m_known.constFind(site.socketPath);
        if (known == m_known.cend() || known->fileTimeMs != fileTimeMs) {
            m_known.insert(site.socketPath, {{}, fileTimeMs});
            ask(site.socketPath);
        }
    }
}

const FoundEngine *EngineFinder::engineOf(qint64 pid) const
{
    for (auto known = m_known.cbegin(); known != m_known.cend(); ++known) {
        if (known->engine.pid == pid) {
            return &known->engine;
        }
    }
    return nullptr;
}

void EngineFinder::ask(const QString &socketPath)
{
    auto client = std::make_unique<Control::ControlClient>();
    connect(client.get(), &Control::ControlClient::ready, this, [this, socketPath] { answered(socketPath); });
    // Perhaps it was only just starting: the next look() asks again.
    connect(client.get(), &Control::ControlClient::lost, this, [this, socketPath] {
        m_known.remove(socketPath);
        forget(socketPath);
    });
    Control::ControlClient &asked = *client;
    m_asking.insert_or_assign(socketPath, std::move(client));
    asked.connectToSite(socketPath);
}

void EngineFinder::answered(const QString &socketPath)
{
    const auto asked = m_asking.find(socketPath);
    if (asked == m_asking.end()) {
        return;
    }
    const QJsonObject site = asked->second->site();
    FoundEngine engine;
    engine.name = site.value("name"_L1).toString();
    engine.pid = site.value("pid"_L1).toInteger();
    engine.folder = site.value("folder"_L1).toString();
    engine.socketPath = socketPath;
    const QJsonArray addresses = site.value("addresses"_L1).toArray();
    for (const auto &address : addresses) {
        engine.addresses.append(address.toString());
    }
    m_known[socketPath].engine = engine;
    forget(socketPath);
    Q_EMIT found(engine);
}

// The client is in the middle of telling us something: it may go once that is over.
void EngineFinder::forget(const QString &socketPath)
{
    const auto asked = m_asking.find(socketPath);
    if (asked != m_asking.end()) {
        asked->second->disconnect(this);
        asked->second.release()->deleteLater();
        m_asking.erase(asked);
    }
}

} // namespace Retort::Sites
