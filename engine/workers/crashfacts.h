// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QByteArray>
#include <QString>

namespace Retort::Workers {

// Where a worker was when it crashed, as far as it said so itself: faulthandler writes the Python stack of the thread, and from
// Python 3.14 on the C stack too. What nobody said stays empty.
struct CrashPlace
{
    QString library;   // "_imaging.cpython-314-x86_64-linux-gnu.so": the native code that crashed
    QString file;      // the innermost Python frame
    int line = 0;
    QString function;
};

// `lastOutput` is the end of what the process wrote.
CrashPlace crashPlace(const QByteArray &lastOutput);

} // namespace Retort::Workers
