// SPDX-License-Identifier: Apache-2.0
#include "app/init.h"

#include <cerrno>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <sys/wait.h>
#include <unistd.h>

namespace Retort {

namespace {

constexpr int forwarded[] = {SIGTERM, SIGINT, SIGHUP, SIGQUIT, SIGUSR1, SIGUSR2, SIGTSTP, SIGCONT, SIGWINCH};

// Makes this process the foreground group of the terminal, if there is one: Ctrl-C must reach the server once,
// not a second time as a signal that PID 1 forwards (twice means: cut everything).
void leadTerminal()
{
    ::setpgid(0, 0);
    ::signal(SIGTTOU, SIG_IGN);  // of a background group, which we are until the call
    ::tcsetpgrp(STDIN_FILENO, ::getpid());
    ::signal(SIGTTOU, SIG_DFL);
}

// Waits for signals and children until the server has gone; returns its exit status.
int superviseUntilGone(pid_t server, const sigset_t &watched)
{
    for (;;) {
        int signal = 0;
        if (::sigwait(&watched, &signal) != 0) {
            continue;
        }
        if (signal != SIGCHLD) {
            ::kill(server, signal);
            continue;
        }
        int status = 0;
        for (pid_t gone = 0; (gone = ::waitpid(-1, &status, WNOHANG)) > 0;) {
            if (gone == server && (WIFEXITED(status) || WIFSIGNALED(status))) {
                return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
            }
        }
    }
}

} // namespace

int superviseIfFirstProcess()
{
    if (::getpid() != 1) {
        return -1;
    }
    sigset_t watched;
    sigset_t before;
    ::sigemptyset(&watched);
    ::sigaddset(&watched, SIGCHLD);
    for (const int signal : forwarded) {
        ::sigaddset(&watched, signal);
    }
    ::sigprocmask(SIG_BLOCK, &watched, &before);
    const pid_t server = ::fork();
    if (server < 0) {
        std::perror("retort: cannot start the server process");
        return EXIT_FAILURE;
    }
    if (server == 0) {
        leadTerminal();
        ::sigprocmask(SIG_SETMASK, &before, nullptr);
        return -1;
    }
    return superviseUntilGone(server, watched);
}

} // namespace Retort
