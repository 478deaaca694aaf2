// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QString>
#include <QtGlobal>

namespace Retort::States {

// Why an engine ended before it served, read from the sentence it wrote on standard error ("retort: …"). The sentence is
// what is shown; the rest decides which buttons help.
struct StartFailure
{
    enum class Kind : quint8 { None, PortInUse, PortNotAllowed, NoApplication, PythonNotUsable, Other };

    Kind kind = Kind::None;
    QString sentence;
    int port = 0;         // PortInUse, PortNotAllowed
    QString program;      // PortInUse: who has it; empty: not known
    qint64 pid = 0;
    QString script;       // what it runs, when it is an interpreter: "vite"
    bool isUnnamedOnMac = false;  // macOS tells nobody who has a port
    int freePort = 0;     // one to offer; 0: none

    friend bool operator==(const StartFailure &, const StartFailure &) = default;
};

// `errorText` is everything the engine wrote; the last line that begins with "retort: " counts, else the last line.
StartFailure readStartFailure(const QString &errorText);

} // namespace Retort::States
