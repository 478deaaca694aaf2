// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QObject>

#include <memory>

namespace Retort::Terminal {

// Signals of the process as Qt signals, delivered from the event loop: the handler only writes a byte to a
// pipe. On Windows Ctrl-C and Ctrl-Break are Interrupt, closing the console is Terminate. One object per process, main
// thread; its destructor gives the signals their old meaning back. SIGCHLD is left alone: QProcess needs it.
class Signals final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Signals)

public:
    enum class Kind : quint8 {
        Interrupt,    // SIGINT: stop, finishing what runs
        Terminate,    // SIGTERM: the same
        Quit,         // SIGQUIT: stop at once
        HangUp,       // SIGHUP: reload
        User1,        // SIGUSR1: print the state
        User2,        // SIGUSR2: reopen log files
        WindowSize,   // SIGWINCH
        Stop,         // SIGTSTP: the process stops itself after the handlers of received() returned
        Continue,     // SIGCONT
    };
    Q_ENUM(Kind)

    explicit Signals(QObject *parent = nullptr);
    ~Signals() override;

Q_SIGNALS:
    // `count` is how often a signal that ends the process (Interrupt, Terminate, Quit) has come in all:
    // 2 and more mean "now".
    void received(Retort::Terminal::Signals::Kind kind, int count);

private:
#ifdef Q_OS_WIN
    Q_INVOKABLE void tell(int kind);  // on the main thread
#endif
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace Retort::Terminal
