// SPDX-License-Identifier: Apache-2.0
// Where to listen, and the files that listening makes.
#include "engine/config/serverconfigbuilder.h"

#include "engine/base/text.h"
#include "engine/config/valueparsers.h"

#include <QDir>

namespace Retort::Config {
namespace {

constexpr quint16 firstChosenPort = 5000; // Flask's

// uWSGI binds "127.0.0.1:9101 #x" by luck; we read it so as well, and say so elsewhere.
QString withoutComment(const GivenOption &given)
{
    const std::string_view text = given.text();
    return toText(stripped(text.substr(0, inlineComment(text).value_or(text.size()))));
}

} // namespace

void ServerConfigBuilder::readListeners()
{
    ListenerProtocol plainSockets = ListenerProtocol::Uwsgi;
    readProtocol(plainSockets);
    for (const Settings::Entry &entry : m_settings.entries()) {
        const std::string_view name = entry.option->name;
        if (name == "http" || name == "http-socket" || name == "http11-socket") {
            addListener(*entry.given, ListenerProtocol::Http);
        } else if (name == "socket") {
            addListener(*entry.given, plainSockets);
        } else if (name == "uwsgi-socket") {
            addListener(*entry.given, ListenerProtocol::Uwsgi);
        }
    }
    const bool any = m_settings.has("http") || m_settings.has("http-socket") || m_settings.has("http11-socket") || m_settings.has("socket")
        || m_settings.has("uwsgi-socket");
    if (!any) {
        chooseListeners();
    }
}

void ServerConfigBuilder::readProtocol(ListenerProtocol &protocol)
{
    const GivenOption *given = m_settings.last("protocol");
    if (given == nullptr) {
        return;
    }
    const std::string &name = given->text();
    if (name == "http" || name == "http11") {
        protocol = ListenerProtocol::Http;
    } else if (name != "uwsgi") {
        m_settings.fail(*given, Text::tr("Retort does not speak “%1”; it speaks uwsgi, http and http11.").arg(toText(name)));
    }
}

void ServerConfigBuilder::addListener(const GivenOption &given, ListenerProtocol protocol)
{
    Result<Endpoint> endpoint = Endpoint::fromString(withoutComment(given));
    if (!endpoint) {
        m_settings.fail(given, endpoint.error().sentence);
        return;
    }
    if (endpoint->kind == Endpoint::Kind::Local) {
        const bool abstractName = endpoint->path.startsWith(u'@');
#ifdef Q_OS_LINUX
        if (m_settings.flag("abstract-socket", false) && !abstractName) {
            endpoint->path.prepend(u'@');
        }
#else
        if (abstractName) {
            m_settings.fail(given, Text::tr("“%1” is an abstract socket, which only Linux has. Write a path.").arg(endpoint->path));
        }
#endif
        if (!abstractName && !endpoint->path.startsWith(u'@') && !endpoint->path.startsWith(u"\\\\")) {
            endpoint->path = fromChdir(endpoint->path);
        }
    }
    ListenerConfig listener;
    listener.endpoint = *endpoint;
    listener.protocol = protocol;
    const Option *option = findOption(given.name);
    listener.option = toText(option != nullptr ? option->name : std::string_view(given.name));
    m_config.listeners.append(listener);
}

void ServerConfigBuilder::chooseListeners()
{
    for (const QString &host : {QStringLiteral("127.0.0.1"), QStringLiteral("::1")}) {
        ListenerConfig listener;
        listener.endpoint.host = host;
        listener.endpoint.port = firstChosenPort;
        listener.option = QStringLiteral("http");
        listener.chosenByRetort = true;
        m_config.listeners.append(listener);
    }
    m_config.choices.append(
        Text::tr("No address was given, so Retort listens on this computer only, at the first free port from %1.").arg(firstChosenPort));
}

void ServerConfigBuilder::readSocketFiles()
{
    if (const GivenOption *mode = m_settings.last("chmod-socket")) {
        m_config.socketMode = readSocketMode(mode->value);
        if (!m_config.socketMode) {
            m_settings.fail(*mode, Text::tr("“%1” is not a mode of three octal digits such as 660 or 666.").arg(toText(mode->text())));
        }
    }
    m_config.socketOwner = m_settings.text("chown-socket");
    m_settings.integer("listen", 1, 1'000'000, m_config.backlog);
    if (const GivenOption *mask = m_settings.last("umask")) {
        m_config.umask = readUmask(mask->text());
        if (!m_config.umask) {
            m_settings.fail(*mask, Text::tr("“%1” is not an octal mask such as 022.").arg(toText(mask->text())));
        } else if (!m_config.socketMode) {
            m_config.socketMode = 0777 & ~*m_config.umask; // as in uWSGI; without either, a socket is for its owner alone
        }
    }
    if (const GivenOption *stats = m_settings.last("stats")) {
        const Result<Endpoint> endpoint = Endpoint::fromString(withoutComment(*stats));
        if (!endpoint) {
            m_settings.fail(*stats, endpoint.error().sentence);
        } else {
            const bool file = endpoint->kind == Endpoint::Kind::Local && !endpoint->path.startsWith(u'@');
            m_config.statsAddress = file ? fromChdir(endpoint->path) : endpoint->toString();
        }
    }
    m_config.statsHttp = m_settings.flag("stats-http", false);
}

} // namespace Retort::Config
