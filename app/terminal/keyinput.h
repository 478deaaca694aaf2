// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QObject>

#include <memory>

namespace Retort::Terminal {

// Single keys from the terminal, without Enter and without echo, while this object lives. The terminal is put
// back by the destructor, at exit(), and before a stop signal (Ctrl-Z) takes effect; after `fg` keys work
// again. Ctrl-C and the like stay signals. One object per process; main thread.
class KeyInput final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(KeyInput)

public:
    explicit KeyInput(QObject *parent = nullptr);
    ~KeyInput() override;

    // False when standard input is no terminal of ours: then pressed() is never emitted.
    bool isActive() const noexcept;

    // Puts the terminal back at once. Async-signal-safe; for the handlers of fatal signals.
    static void restoreTerminal() noexcept;

    // Around a stop by Ctrl-Z: called by Signals' handler of SIGTSTP, and after SIGCONT.
    void suspend();
    void resume();

Q_SIGNALS:
    void pressed(QChar key);

private:
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace Retort::Terminal
