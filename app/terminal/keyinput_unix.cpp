// SPDX-License-Identifier: Apache-2.0
#include "app/terminal/keyinput.h"

#include "app/terminal/terminalinfo.h"

#include <QSocketNotifier>

#include <signal.h>
#include <termios.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstdlib>

namespace Retort::Terminal {

namespace {

// A signal handler can reach nothing but statics: the terminal as it was, and whether that is to be restored.
termios s_before = {};
volatile sig_atomic_t s_changed = 0;

constexpr std::array fatalSignals = {SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGABRT};

extern "C" void restoreAndDie(int number)
{
    KeyInput::restoreTerminal();
    ::raise(number);  // SA_RESETHAND gave it its old meaning back
}

void changeTerminal()
{
    if (s_changed || !inputIsTerminal() || ::tcgetattr(STDIN_FILENO, &s_before) != 0) {
        return;
    }
    termios single = s_before;
    single.c_lflag &= ~static_cast<tcflag_t>(ICANON | ECHO);  // ISIG stays: Ctrl-C is a signal
    single.c_cc[VMIN] = 0;
    single.c_cc[VTIME] = 0;
    s_changed = ::tcsetattr(STDIN_FILENO, TCSADRAIN, &single) == 0 ? 1 : 0;
}

} // namespace

struct KeyInput::Private
{
    std::unique_ptr<QSocketNotifier> readable;
};

KeyInput::KeyInput(QObject *parent) : QObject(parent), d(std::make_unique<Private>())
{
    changeTerminal();
    if (!s_changed) {
        return;
    }
    std::atexit(&KeyInput::restoreTerminal);
    struct sigaction action = {};
    action.sa_handler = restoreAndDie;
    action.sa_flags = static_cast<int>(SA_RESETHAND | SA_NODEFER);
    for (const int number : fatalSignals) {
        ::sigaction(number, &action, nullptr);
    }
    d->readable = std::make_unique<QSocketNotifier>(STDIN_FILENO, QSocketNotifier::Read);
    connect(d->readable.get(), &QSocketNotifier::activated, this, [this] {
        std::array<char, 64> keys{};
        const ssize_t length = ::read(STDIN_FILENO, keys.data(), keys.size());
        const bool failed = length < 0 && errno != EINTR && errno != EAGAIN;
        if (failed || (length == 0 && !::isatty(STDIN_FILENO))) {
            d->readable->setEnabled(false);  // the terminal is gone; it would stay readable for ever
            return;
        }
        if (length > 0 && keys[0] == '\x1b') {
            return;  // an arrow or function key: its letters are no commands
        }
        for (ssize_t index = 0; index < length; ++index) {
            Q_EMIT pressed(QLatin1Char(keys[static_cast<std::size_t>(index)]));
        }
    });
}

KeyInput::~KeyInput()
{
    if (!d->readable) {
        return;
    }
    restoreTerminal();
    for (const int number : fatalSignals) {
        ::signal(number, SIG_DFL);
    }
}

bool KeyInput::isActive() const noexcept
{
    return d->readable != nullptr;
}

void KeyInput::restoreTerminal() noexcept
{
    if (s_changed) {
        s_changed = 0;
        ::tcsetattr(STDIN_FILENO, TCSANOW, &s_before);
    }
}

void KeyInput::suspend()
{
    if (d->readable) {
        d->readable->setEnabled(false);
        restoreTerminal();
    }
}

void KeyInput::resume()
{
    if (d->readable) {
        changeTerminal();  // stays as it is when we were continued in the background
        d->readable->setEnabled(s_changed != 0);
    }
}

} // namespace Retort::Terminal
