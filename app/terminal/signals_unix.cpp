// SPDX-License-Identifier: Apache-2.0
#include "app/terminal/signals.h"

#include <QSocketNotifier>

#include <fcntl.h>
#include <signal.h>
#include <unistd.h>

#include <array>
#include <cerrno>

namespace Retort::Terminal {

namespace {

struct Entry
{
    int number;
    Signals::Kind kind;
};

constexpr std::array entries = {
    Entry{SIGINT, Signals::Kind::Interrupt},
    Entry{SIGTERM, Signals::Kind::Terminate},
    Entry{SIGQUIT, Signals::Kind::Quit},
    Entry{SIGHUP, Signals::Kind::HangUp},
    Entry{SIGUSR1, Signals::Kind::User1},
    Entry{SIGUSR2, Signals::Kind::User2},
    Entry{SIGWINCH, Signals::Kind::WindowSize},
    Entry{SIGTSTP, Signals::Kind::Stop},
    Entry{SIGCONT, Signals::Kind::Continue},
};

// All that a signal handler may do is write to a descriptor it can reach: a static.
volatile sig_atomic_t s_writeEnd = -1;

extern "C" void noteSignal(int number)
{
    const int saved = errno;
    const auto byte = static_cast<char>(number);
    // A full pipe means the loop has plenty to read already.
    [[maybe_unused]] const ssize_t written = ::write(s_writeEnd, &byte, 1);
    errno = saved;
}

bool endsProcess(Signals::Kind kind)
{
    return kind == Signals::Kind::Interrupt || kind == Signals::Kind::Terminate || kind == Signals::Kind::Quit;
}

} // namespace

struct Signals::Private
{
    std::array<int, 2> pipe = {-1, -1};
    std::array<struct sigaction, entries.size()> before{};
    struct sigaction pipeBefore = {};
    std::unique_ptr<QSocketNotifier> readable;
    int endings = 0;
};

Signals::Signals(QObject *parent) : QObject(parent), d(std::make_unique<Private>())
{
    if (::pipe(d->pipe.data()) != 0) {
        qFatal("no pipe for signals: out of file descriptors");
    }
    for (const int end : d->pipe) {
        ::fcntl(end, F_SETFD, FD_CLOEXEC);
        ::fcntl(end, F_SETFL, O_NONBLOCK);
    }
    s_writeEnd = d->pipe[1];
    d->readable = std::make_unique<QSocketNotifier>(d->pipe[0], QSocketNotifier::Read);
    connect(d->readable.get(), &QSocketNotifier::activated, this, [this] {
        std::array<char, 64> numbers{};
        const ssize_t length = ::read(d->pipe[0], numbers.data(), numbers.size());
        for (ssize_t index = 0; index < length; ++index) {
            for (const Entry &entry : entries) {
                if (entry.number != numbers[static_cast<std::size_t>(index)]) {
                    continue;
                }
                d->endings += endsProcess(entry.kind) ? 1 : 0;
                Q_EMIT received(entry.kind, d->endings);
                if (entry.kind == Kind::Stop) {
                    ::raise(SIGSTOP);  // the terminal is back as it was; SIGCONT tells when we go on
                }
            }
        }
    });
    struct sigaction action = {};
    action.sa_handler = noteSignal;
    action.sa_flags = SA_RESTART;
    for (std::size_t index = 0; index < entries.size(); ++index) {
        const int number = entries[index].number;
        ::sigaction(number, nullptr, &d->before[index]);
        const bool nohup = number == SIGHUP && d->before[index].sa_handler == SIG_IGN;
        if (!nohup) {
            ::sigaction(number, &action, nullptr);
        }
    }
    struct sigaction ignore = {};
    ignore.sa_handler = SIG_IGN;  // a closed pipe is an error of write(), not our end
    ::sigaction(SIGPIPE, &ignore, &d->pipeBefore);
}

Signals::~Signals()
{
    for (std::size_t index = 0; index < entries.size(); ++index) {
        ::sigaction(entries[index].number, &d->before[index], nullptr);
    }
    ::sigaction(SIGPIPE, &d->pipeBefore, nullptr);
    s_writeEnd = -1;
    d->readable.reset();
    ::close(d->pipe[0]);
    ::close(d->pipe[1]);
}

} // namespace Retort::Terminal
