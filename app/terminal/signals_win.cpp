// SPDX-License-Identifier: Apache-2.0
#include "app/terminal/signals.h"

#include <QCoreApplication>
#include <QPointer>

#include <qt_windows.h>

namespace Retort::Terminal {

namespace {

// The console calls back on a thread of its own with no argument of ours: a static is the only way.
QPointer<QObject> s_receiver;

} // namespace

struct Signals::Private
{
    int endings = 0;
};

static BOOL WINAPI noteControl(DWORD event)
{
    const bool interrupt = event == CTRL_C_EVENT || event == CTRL_BREAK_EVENT;
    const auto kind = interrupt ? Signals::Kind::Interrupt : Signals::Kind::Terminate;
    QObject *receiver = s_receiver.data();
    if (!receiver) {
        return FALSE;
    }
    QMetaObject::invokeMethod(receiver, "tell", Qt::QueuedConnection, Q_ARG(int, static_cast<int>(kind)));
    if (!interrupt) {
        ::Sleep(5'000);  // Windows ends the process when this returns; the main thread gets its time
    }
    return TRUE;
}

Signals::Signals(QObject *parent) : QObject(parent), d(std::make_unique<Private>())
{
    s_receiver = this;
    ::SetConsoleCtrlHandler(noteControl, TRUE);
}

Signals::~Signals()
{
    ::SetConsoleCtrlHandler(noteControl, FALSE);
    s_receiver = nullptr;
}

void Signals::tell(int kind)
{
    ++d->endings;
    Q_EMIT received(static_cast<Kind>(kind), d->endings);
}

} // namespace Retort::Terminal
