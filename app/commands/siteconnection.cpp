// SPDX-License-Identifier: Apache-2.0
#include "app/commands/siteconnection.h"

#include <QDir>
#include <QEventLoop>
#include <QTimer>

#include <optional>

using namespace Qt::StringLiterals;

namespace Retort::Commands {

using Control::ControlClient;
using Control::RuntimeDir;

Result<std::unique_ptr<SiteConnection>> SiteConnection::open(const QString &socketPath)
{
    std::unique_ptr<SiteConnection> connection(new SiteConnection);
    ControlClient &client = connection->m_client;
    QEventLoop loop;
    QString problem;
    QObject::connect(&client, &ControlClient::ready, &loop, &QEventLoop::quit);
    QObject::connect(&client, &ControlClient::lost, &loop, [&](const QString &sentence) {
        problem = sentence;
        loop.quit();
    });
    QTimer::singleShot(5'000, &loop, &QEventLoop::quit);
    QTimer::singleShot(0, &loop, [&] { client.connectToSite(socketPath); });
    loop.exec();
    if (client.isReady()) {
        return connection;
    }
    if (problem.isEmpty()) {
        problem = u"The engine at %1 did not answer within 5 seconds."_s.arg(socketPath);
    }
    return std::unexpected(Error{Errc::Io, problem});
}

Result<QJsonObject> SiteConnection::ask(const QString &what, const QJsonObject &more, int timeoutMs)
{
    QEventLoop loop;
    std::optional<QJsonObject> answer;
    QString problem = u"The engine did not answer “%1” within %2 seconds."_s.arg(what).arg(timeoutMs / 1000);
    QObject::connect(&m_client, &ControlClient::lost, &loop, [&](const QString &sentence) {
        problem = sentence;
        loop.quit();
    });
    if (!m_client.isReady()) {
        return std::unexpected(Error{Errc::Io, u"The engine closed the connection."_s});
    }
    const auto alive = std::make_shared<bool>(true);
    m_client.ask(what, more, [&, alive](const QJsonObject &message) {
        if (*alive) {
            answer = message;
            loop.quit();
        }
    });
    if (timeoutMs > 0) {
        QTimer::singleShot(timeoutMs, &loop, &QEventLoop::quit);
    }
    loop.exec();
    *alive = false;
    if (!answer) {
        return std::unexpected(Error{Errc::Io, problem});
    }
    if (!answer->value("ok"_L1).toBool()) {
        return std::unexpected(Error{Errc::Unknown, answer->value("error"_L1).toString()});
    }
    return *answer;
}

Result<void> SiteConnection::follow(
    const QStringList &feeds, const QJsonObject &more, const std::function<void(const QJsonObject &)> &batch)
{
    QEventLoop loop;
    QObject::connect(&m_client, &ControlClient::lost, &loop, &QEventLoop::quit);
    if (!m_client.isReady()) {
        return {};
    }
    QString problem;
    QJsonObject request = more;
    request.insert("follow"_L1, true);
    const auto take = [&](const QJsonObject &message) {
        if (message.contains("error"_L1)) {
            problem = message.value("error"_L1).toString();
            loop.quit();
        } else {
            batch(message);
        }
    };
    for (const QString &feed : feeds) {
        m_client.ask(feed, request, take);
    }
    loop.exec();
    m_client.disconnectFromSite();
    if (!problem.isEmpty()) {
        return std::unexpected(Error{Errc::Unknown, problem});
    }
    return {};
}

Result<std::unique_ptr<SiteConnection>> findSite(const QString &name)
{
    const auto folder = RuntimeDir::open();
    if (!folder) {
        return std::unexpected(folder.error());
    }
    const QList<RuntimeDir::Site> sites = folder->runningSites();
    QStringList names;
    for (const auto &site : sites) {
        if (site.name == name) {
            return SiteConnection::open(site.socketPath);
        }
        names.append(site.name);
    }
    const QString list = names.join(", "_L1);
    if (sites.isEmpty()) {
        return std::unexpected(Error{Errc::FileMissing, u"No site is running."_s});
    }
    if (!name.isEmpty()) {
        return std::unexpected(Error{Errc::FileMissing, u"No site called “%1” is running. These are: %2."_s.arg(name, list)});
    }
    if (sites.size() == 1) {
        return SiteConnection::open(sites.first().socketPath);
    }
    std::unique_ptr<SiteConnection> here;
    const QString current = QDir::current().canonicalPath();
    for (const auto &site : sites) {
        auto connection = SiteConnection::open(site.socketPath);
        if (connection && QDir((*connection)->site().value("folder"_L1).toString()).canonicalPath() == current) {
            if (here) {  // two sites of one folder: the name must say which
                here.reset();
                break;
            }
            here = std::move(*connection);
        }
    }
    if (!here) {
        return std::unexpected(Error{Errc::FileMissing, u"Several sites are running; name one of them: %1."_s.arg(list)});
    }
    return here;
}

} // namespace Retort::Commands
