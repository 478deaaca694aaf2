// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/base/result.h"

#include <QString>

namespace Retort {

// Where a front end listens: a TCP address, or the path of a local socket (Unix-domain socket;
// a named pipe on Windows). A plain value; equality is field by field, and toString() round-trips.
//
// The forms are uWSGI's (UWSGI.md §3.2) less its traps: text without a colon or slash, a port that is
// no number from 0 to 65535, and URLs of unknown kind are errors that say what was probably meant.
struct Endpoint
{
    enum class Kind : quint8 { Tcp, Local };

    Kind kind = Kind::Tcp;
    QString host;      // Tcp; empty means every IPv4 interface, as in uWSGI; no brackets around IPv6
    quint16 port = 0;  // Tcp; 0 asks the system for a free one
    QString path;      // Local; "@name" is a Linux abstract socket

    // ":5000", "host:5000", "[::1]:5000", "/tmp/app.sock", "./app.sock", "unix:/tmp/app.sock", "tcp://host:80"
    static Result<Endpoint> fromString(QStringView text);
    QString toString() const;

    // An address only this computer can reach: 127.0.0.0/8, ::1, localhost, a local socket.
    bool isLoopback() const;

    friend bool operator==(const Endpoint &, const Endpoint &) = default;
};

} // namespace Retort
