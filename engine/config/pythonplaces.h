// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QProcessEnvironment>
#include <QString>

#include <vector>

namespace Retort::Config {

// A place where the user's Python may be.
struct PythonPlace
{
    QString folder;      // of a virtual environment or installation; empty: `executable` says it
    QString executable;  // absolute
    QString source;      // for the reason: "the option home", "VIRTUAL_ENV", ".venv in the project folder"
    bool binding = false; // chosen by the user or made for the project: never replaced by another Python
};

// All places in the order of DESIGN.md §3. Looks at files and variables only, runs nothing.
std::vector<PythonPlace> pythonPlaces(const QString &home, const QString &projectFolder, const QProcessEnvironment &environment);

// The interpreter of a virtual environment or installation, bin/python or Scripts\python.exe, whether it exists
// or not; empty when nothing of that name is there.
QString pythonIn(const QString &folder);

} // namespace Retort::Config
