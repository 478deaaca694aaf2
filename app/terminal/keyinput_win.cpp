// SPDX-License-Identifier: Apache-2.0
#include "app/terminal/keyinput.h"

#include "app/terminal/terminalinfo.h"

#include <QWinEventNotifier>

#include <qt_windows.h>

namespace Retort::Terminal {

// A console delivers key events without any mode change, so there is nothing to put back.
struct KeyInput::Private
{
    std::unique_ptr<QWinEventNotifier> readable;
};

KeyInput::KeyInput(QObject *parent) : QObject(parent), d(std::make_unique<Private>())
{
    if (!inputIsTerminal()) {
        return;
    }
    const HANDLE input = ::GetStdHandle(STD_INPUT_HANDLE);
    d->readable = std::make_unique<QWinEventNotifier>(input);
    connect(d->readable.get(), &QWinEventNotifier::activated, this, [this, input] {
        INPUT_RECORD record = {};
        DWORD count = 0;
        while (::GetNumberOfConsoleInputEvents(input, &count) && count > 0 && ::ReadConsoleInputW(input, &record, 1, &count)) {
            const KEY_EVENT_RECORD &key = record.Event.KeyEvent;
            if (record.EventType == KEY_EVENT && key.bKeyDown && key.uChar.UnicodeChar != 0) {
                Q_EMIT pressed(QChar(key.uChar.UnicodeChar));
            }
        }
    });
}

KeyInput::~KeyInput() = default;

bool KeyInput::isActive() const noexcept
{
    return d->readable != nullptr;
}
void KeyInput::restoreTerminal() noexcept {}
void KeyInput::suspend() {}
void KeyInput::resume() {}

} // namespace Retort::Terminal
