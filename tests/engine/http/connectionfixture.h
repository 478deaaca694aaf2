// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/http/httpconnection.h"
#include "tests/support/fakesink.h"
#include "tests/support/fakestream.h"

#include <QCoreApplication>

#include <memory>
#include <string>
#include <string_view>

namespace Retort::Test {

// Everything an HttpConnection needs, without sockets and workers. A test changes `settings` before connect().
struct HttpFixture
{
    HttpFixture() { settings.serverName = "workshop"; }

    Http::HttpSettings settings;
    FakeSink sink{answerText("hi")};
    FakeObserver observer;
    Net::DeadlineQueue deadlines;
    FakeClient client;
    Net::ConnectionSet connections;  // dies first: connections call the ones above
    Http::DateLine date;
    Http::HttpContext context{settings, sink, observer, deadlines, connections, date};

    void connect(Net::Peer peer = {"127.0.0.1", 50000, "127.0.0.1", 8000, {}, true})
    {
        connections.add(std::make_unique<Http::HttpConnection>(client.connect(std::move(peer)), context, 1));
    }
    // Posted calls, as the event loop makes them; and, as a poller does, tells of input that waits.
    void turn()
    {
        for (int i = 0; i < 3; ++i) {
            QCoreApplication::sendPostedEvents();
            client.send("");
        }
    }
    bool closed() const { return connections.size() == 0; }
};

inline const std::string getRequest = "GET / HTTP/1.1\r\nHost: localhost\r\n\r\n";

inline std::string postRequest(std::string_view body, std::string_view more = {})
{
    return "POST /p HTTP/1.1\r\nHost: localhost\r\n" + std::string(more) + "Content-Length: " + std::to_string(body.size()) + "\r\n\r\n"
        + std::string(body);
}

// How often `what` stands in `text`.
inline int countOf(std::string_view text, std::string_view what)
{
    int count = 0;
    for (std::size_t at = text.find(what); at != std::string_view::npos; at = text.find(what, at + what.size())) {
        ++count;
    }
    return count;
}

} // namespace Retort::Test
