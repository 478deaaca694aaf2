// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/base/result.h"

#include <QProcessEnvironment>
#include <QString>

namespace Retort::Config {

// What an interpreter says about itself.
struct PythonFacts
{
    QString version;         // "3.12.1"
    QString implementation;  // "cpython", "pypy"
    QString executable;      // sys.executable: behind a pyenv shim the real one
    QString basePrefix;
    QString library;         // a shared libpython that exists; empty: linked statically
    bool freeThreaded = false;
};

// Asks interpreters about themselves: runs `python -I -S -c …` (isolated, no site-packages, so no code of the
// project or of its packages runs) for at most five seconds, and remembers the answer in a small file under
// path, time and size of the executable. Blocks. A start-up with a remembered answer costs two stat() calls.
class PythonProbe final
{
public:
    // `cacheFolder` is made when needed; empty: nothing is remembered. `workingFolder` is where the
    // interpreter is run, which decides what a pyenv shim stands for.
    PythonProbe(const QProcessEnvironment &environment, const QString &cacheFolder, const QString &workingFolder);

    // ProcessFailed with a sentence when it cannot be run or says nothing sensible.
    Result<PythonFacts> ask(const QString &executable) const;

private:
    Result<PythonFacts> run(const QString &executable) const;

    QProcessEnvironment m_environment;
    QString m_cacheFolder;
    QString m_workingFolder;
};

} // namespace Retort::Config
