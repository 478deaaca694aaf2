// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/states/sitefacts.h"

#include <QList>
#include <QString>

namespace Retort::States {

// What a button of the strip does; who has the strip does it.
enum class Do : quint8 {
    Start,
    Stop,
    Reload,
    ShowOutput,
    OpenInEditor,    // argument: file, number: line
    CopyText,        // argument: the text
    CopyReport,
    ChoosePython,
    ChooseApp,
    UseApp,          // argument: the callable
    UsePort,         // number: the port
    StopProgram,     // number: the pid
    OneWorker,
    TryLink,
    LoadChanges,
    Dismiss,
    CompareIni,
    ShowStack,       // request: whose worker
    StopRequest,     // request
    ShowErrorPage,   // number: 1 instead of old code, 0 no more
    Undo,            // of what the message tells
    Preferences,
};

// A running request, as the engine wants it named.
struct RequestRef
{
    int worker = 0;
    int slot = 0;
    qint64 since = 0;
    friend bool operator==(const RequestRef &, const RequestRef &) = default;
};

struct Button
{
    Do what = Do::Dismiss;
    QString label = {};
    QString argument = {};
    qint64 number = 0;
    RequestRef request = {};
    friend bool operator==(const Button &, const Button &) = default;
};

enum class Glyph : quint8 { Stopped, Running, Loading, Error, Attached };
enum class Severity : quint8 { Info, Warning, Error };
enum class Centre : quint8 { Tabs, NeverStarted, Ready, Output };

// One message of the strip.
struct Message
{
    Severity severity = Severity::Info;
    QString text = {};       // `code` between backticks is shown in the fixed font
    QList<Button> buttons = {};  // the first one is the primary
    bool closable = false;
    friend bool operator==(const Message &, const Message &) = default;
};

// How a site looks: sidebar, strip, centre and status bar.
struct StateView
{
    Glyph glyph = Glyph::Stopped;
    QString sidebar;           // the second line
    QList<Message> messages;   // the most severe first; empty: no strip
    Centre centre = Centre::Tabs;
    QString statusBar;
    bool canStart = true;      // the first button of the tool bar: Start or Stop
    bool canReload = false;
};

// The table of UX section 7. A pure function.
StateView describe(const SiteFacts &facts);

// "http://127.0.0.1:8000" of all addresses: the one a browser opens; empty when there is none.
QString browserAddress(const QStringList &addresses);

// ":8000" or the name of the socket.
QString shortAddress(const QStringList &addresses);

} // namespace Retort::States
