// SPDX-License-Identifier: Apache-2.0
#include "engine/frontends.h"

#include "engine/http/httpfrontend.h"
#include "engine/net/listener.h"
#include "engine/uwsgi/uwsgifrontend.h"

#include <QCoreApplication>
#include <QSysInfo>

#include <algorithm>
#include <utility>

namespace Retort {

namespace {

constexpr int portsToTry = 100;

std::string hostAddress(const Endpoint &endpoint)
{
    return endpoint.kind == Endpoint::Kind::Tcp ? endpoint.host.toStdString() : std::string();
}

Http::HttpSettings httpSettings(const Endpoint &endpoint, const QString &option, const Config::ServerConfig &config)
{
    std::vector<std::string> allowed;
    for (const QString &host : config.allowedHosts) {
        allowed.push_back(host.toStdString());
    }
    Http::HttpSettings settings;
    settings.serverName = QSysInfo::machineHostName().toStdString();
    if (endpoint.kind == Endpoint::Kind::Tcp) {
        settings.serverPort = std::to_string(endpoint.port);
    }
    settings.isRouter = option == u"http";
    settings.isLoopback = endpoint.isLoopback();
    settings.refusesForeignHosts = endpoint.isLoopback() && endpoint.kind == Endpoint::Kind::Tcp;
    settings.hosts = Http::HostCheck(hostAddress(endpoint), allowed);
    settings.bodyLimitBytes = config.limitPostBytes > 0 ? static_cast<std::uint64_t>(config.limitPostBytes) : Limits::bodyBytes;
    settings.bodyIdleMs = config.socketTimeoutMs;
    settings.keepAliveMs = config.keepAliveMs;
    return settings;
}

Uwsgi::UwsgiSettings uwsgiSettings(const Endpoint &endpoint, const QString &option, const Config::ServerConfig &config)
{
    Uwsgi::UwsgiSettings settings;
    settings.serverName = QSysInfo::machineHostName().toStdString();
    if (endpoint.kind == Endpoint::Kind::Tcp) {
        settings.serverPort = std::to_string(endpoint.port);
    }
    settings.option = option.toStdString();
    settings.isLoopback = endpoint.isLoopback();
    settings.bufferBytes = std::min(static_cast<std::size_t>(config.bufferBytes), Uwsgi::PacketParser::longestBlock);
    settings.bodyLimitBytes = config.limitPostBytes > 0 ? static_cast<std::uint64_t>(config.limitPostBytes) : Limits::bodyBytes;
    settings.bodyIdleMs = config.socketTimeoutMs;
    return settings;
}

// What to write instead of a port that is taken.
Error withSuggestion(Error error, const Config::ListenerConfig &listener)
{
    Endpoint other = listener.endpoint;
    other.port = error.code == Errc::AddressInUse && other.kind == Endpoint::Kind::Tcp && !listener.chosenByRetort
        ? Net::nextFreePort(other.host, other.port)
        : 0;
    if (other.port > 0) {
        error.sentence += QCoreApplication::translate("FrontEnds", " Try --%1 %2.").arg(listener.option, other.toString());
    }
    return error;
}

} // namespace

// One listener with the protocol its clients speak.
struct FrontEnds::FrontEnd
{
    std::unique_ptr<Http::HttpFrontEnd> http;
    std::unique_ptr<Uwsgi::UwsgiFrontEnd> uwsgi;
    std::unique_ptr<Net::Listener> listener;
    Config::ListenerProtocol protocol = Config::ListenerProtocol::Http;
    Endpoint endpoint;

    void adopt(std::unique_ptr<Net::Stream> stream)
    {
        if (http) {
            http->adopt(std::move(stream));
        } else if (uwsgi) {
            uwsgi->adopt(std::move(stream));
        }
    }
};

FrontEnds::FrontEnds(
    Net::Poller &poller, Net::DeadlineQueue &deadlines, Gateway::RequestSink &sink, Gateway::RequestObserver &observer, Notice notice)
    : m_poller(poller)
    , m_deadlines(deadlines)
    , m_sink(sink)
    , m_observer(observer)
    , m_notice(std::move(notice))
{
}

FrontEnds::~FrontEnds()
{
    m_connections.clear();  // they refer to their front end
}

Result<void> FrontEnds::open(const Config::ServerConfig &config, QStringList &choices)
{
    QList<Config::ListenerConfig> chosen;
    for (const Config::ListenerConfig &listener : config.listeners) {
        if (listener.chosenByRetort) {
            chosen.append(listener);
        } else if (const Result<void> opened = openOne(listener, config); !opened) {
            m_frontEnds.clear();
            return opened;
        }
    }
    const Result<void> opened = openChosen(chosen, config, choices);
    if (!opened) {
        m_frontEnds.clear();
    }
    return opened;
}

Result<void> FrontEnds::openOne(const Config::ListenerConfig &listener, const Config::ServerConfig &config)
{
    Net::ListenOptions options;
    options.backlog = config.backlog;
    options.socketMode = config.socketMode;
    options.socketOwner = config.socketOwner;
    auto frontEnd = std::make_unique<FrontEnd>();
    auto opened = Net::Listener::open(m_poller, m_deadlines, listener.endpoint, options,
        [front = frontEnd.get()](std::unique_ptr<Net::Stream> stream) { front->adopt(std::move(stream)); });
    if (!opened) {
        return std::unexpected(withSuggestion(opened.error(), listener));
    }
    frontEnd->listener = std::move(*opened);
    frontEnd->protocol = listener.protocol;
    frontEnd->endpoint = frontEnd->listener->endpoint();  // with the port that was chosen for 0
    switch (listener.protocol) {
    case Config::ListenerProtocol::Http:
        frontEnd->http = std::make_unique<Http::HttpFrontEnd>(
            httpSettings(frontEnd->endpoint, listener.option, config), m_sink, m_observer, m_deadlines, m_connections, m_lastConnectionId);
        break;
    case Config::ListenerProtocol::Uwsgi:
        frontEnd->uwsgi = std::make_unique<Uwsgi::UwsgiFrontEnd>(uwsgiSettings(frontEnd->endpoint, listener.option, config), m_sink,
            m_observer, m_deadlines, m_connections, m_lastConnectionId, m_notice);
        break;
    }
    m_frontEnds.push_back(std::move(frontEnd));
    return {};
}

// Listeners nobody asked for by number (127.0.0.1 and ::1) share a port: the first that is free on all of them.
// An address family this computer does not have is left out.
Result<void> FrontEnds::openChosen(const QList<Config::ListenerConfig> &listeners, const Config::ServerConfig &config, QStringList &choices)
{
    if (listeners.isEmpty()) {
        return {};
    }
    const std::size_t before = m_frontEnds.size();
    Error last;
    for (int step = 0; step < portsToTry; ++step) {
        bool inUse = false;
        for (Config::ListenerConfig listener : listeners) {
            listener.endpoint.port = static_cast<quint16>(listener.endpoint.port + step);
            const Result<void> opened = openOne(listener, config);
            if (!opened) {
                last = opened.error();
                inUse = inUse || last.code == Errc::AddressInUse;
            }
        }
        if (!inUse && m_frontEnds.size() > before) {
            if (step > 0) {
                choices.append(QCoreApplication::translate("FrontEnds", "Port %1 is in use, so port %2 was taken.")
                        .arg(listeners.first().endpoint.port)
                        .arg(m_frontEnds.back()->endpoint.port));
            }
            return {};
        }
        m_frontEnds.resize(before);
        if (!inUse) {
            break;
        }
    }
    return std::unexpected(last);
}

std::vector<FrontEnds::Address> FrontEnds::endpoints() const
{
    std::vector<Address> list;
    list.reserve(m_frontEnds.size());
    for (const auto &frontEnd : m_frontEnds) {
        list.push_back({frontEnd->endpoint, frontEnd->protocol});
    }
    return list;
}

QStringList FrontEnds::addresses() const
{
    QStringList list;
    for (const Address &address : endpoints()) {
        const bool isHttp = address.protocol == Config::ListenerProtocol::Http;
        const QString scheme = isHttp ? QStringLiteral("http") : QStringLiteral("uwsgi");
        Endpoint shown = address.endpoint;
        if (shown.kind == Endpoint::Kind::Local) {
            list.append(scheme + QStringLiteral("+unix://") + shown.path);
            continue;
        }
        if (shown.host.isEmpty()) {
            shown.host = QStringLiteral("0.0.0.0");
        }
        list.append(scheme + QStringLiteral("://") + shown.toString());
    }
    return list;
}

void FrontEnds::stopAccepting()
{
    for (const auto &frontEnd : m_frontEnds) {
        if (frontEnd->listener) {
            frontEnd->listener->close();
        }
    }
}

} // namespace Retort
