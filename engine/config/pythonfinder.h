// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/base/result.h"
#include "engine/config/serverconfig.h"

#include <QProcessEnvironment>
#include <QString>

namespace Retort::Config {

struct PythonVersion
{
    int major = 0;
    int minor = 0;
    int micro = 0;

    QString toString() const { return QStringLiteral("%1.%2.%3").arg(major).arg(minor).arg(micro); }
    friend auto operator<=>(const PythonVersion &, const PythonVersion &) = default;
};

// The interpreter an app runs in, and how we came by it.
struct PythonChoice
{
    QString executable;  // absolute; a virtualenv's own python, symlinks not followed: its folder decides sys.prefix
    QString prefix;      // sys.prefix: the virtualenv, or the installation
    QString basePrefix;  // sys.base_prefix: the installation
    PythonVersion version;
    QString library;     // libpython to embed; empty: none exists as a shared library, host the module in `executable`
    QString reason;      // one sentence for the banner, "Python 3.12.1 from .venv in the project folder"
};

// Finds the user's Python (DESIGN.md §3): home/virtualenv/venv → VIRTUAL_ENV → .venv, venv, env in the project
// folder and its parents up to the project root → hints of poetry, pipenv, conda and pyenv, read from files and
// environment only → python3 on PATH, never from the project folder or a relative PATH entry.
//
// Blocks: runs the interpreter once, isolated (-I -S), at most five seconds, and keeps the answer in `cacheFolder`
// under path, time and size of the executable, so the next start does not. What the user chose, or the
// project's own environment, must be usable: else the error (PythonNotUsable) says why and what to do, and never
// is another Python taken silently. Other guesses that cannot be used are passed over and named in the reason.
Result<PythonChoice> findPython(const ServerConfig &config, const QProcessEnvironment &environment, const QString &cacheFolder);

// With the user's own cache folder.
Result<PythonChoice> findPython(const ServerConfig &config, const QProcessEnvironment &environment);

} // namespace Retort::Config
