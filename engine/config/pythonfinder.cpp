// SPDX-License-Identifier: Apache-2.0
#include "engine/config/pythonfinder.h"

#include "engine/base/text.h"
#include "engine/config/pythonplaces.h"
#include "engine/config/pythonprobe.h"

#include <QDir>
#include <QFileInfo>
#include <QStandardPaths>

#include <algorithm>
#include <optional>

namespace Retort::Config {
namespace {

constexpr PythonVersion oldest{3, 11, 0}; // the stable ABI our module is built for

std::unexpected<Error> notUsable(const QString &sentence)
{
    return std::unexpected(Error{Errc::PythonNotUsable, sentence});
}

PythonVersion parseVersion(const QString &text)
{
    return {text.section(u'.', 0, 0).toInt(), text.section(u'.', 1, 1).toInt(), text.section(u'.', 2, 2).toInt()};
}

// The interpreter of a place, or the sentence about what is wrong with the folder.
Result<QString> executableOf(const PythonPlace &place)
{
    if (place.folder.isEmpty()) {
        return place.executable;
    }
    const QFileInfo folder(place.folder);
    if (!folder.exists()) {
        return notUsable(Text::tr("%1 (from %2) does not exist. Make it with: python3 -m venv %1").arg(place.folder, place.source));
    }
    if (!folder.isDir()) {
        return notUsable(
            Text::tr("%1 (from %2) is not a folder; it should be that of a virtual environment.").arg(place.folder, place.source));
    }
    const QString python = pythonIn(place.folder);
    if (python.isEmpty()) {
        return notUsable(Text::tr("%1 (from %2) is not a virtual environment: there is no python in it. Make one with: python3 -m venv %1")
                .arg(place.folder, place.source));
    }
    const QFileInfo info(python);
    if (!info.exists()) {
        return notUsable(Text::tr("The virtual environment %1 (from %2) is broken: its python points to %3, which is gone. "
                                  "Make it anew with: python3 -m venv --clear %1")
                .arg(place.folder, place.source, info.symLinkTarget()));
    }
    if (!info.isExecutable()) {
        return notUsable(Text::tr("%1 (from %2) may not be executed.").arg(python, place.source));
    }
    return python;
}

// Why an interpreter cannot run our module; empty when it can.
QString objection(const QString &executable, const PythonFacts &facts, const PythonPlace &place)
{
    const QString which = QStringLiteral("%1 (from %2)").arg(executable, place.source);
    if (facts.implementation != u"cpython") {
        return Text::tr("%1 is %2; Retort needs CPython 3.11 or newer.").arg(which, facts.implementation);
    }
    if (parseVersion(facts.version) < oldest) {
        const QString advice = place.folder.isEmpty() ? Text::tr("Install a newer one, or name a virtual environment with --home.")
                                                      : Text::tr("Make the virtual environment anew with a newer Python.");
        return Text::tr("%1 is Python %2; Retort needs 3.11 or newer. %3").arg(which, facts.version, advice);
    }
    if (facts.freeThreaded) {
        return Text::tr("%1 is a free-threaded build of Python %2, which has no stable ABI. Use the usual build.")
            .arg(which, facts.version);
    }
    return {};
}

Result<PythonChoice> choiceAt(const PythonPlace &place, const PythonProbe &probe)
{
    const Result<QString> executable = executableOf(place);
    if (!executable) {
        return std::unexpected(executable.error());
    }
    const Result<PythonFacts> facts = probe.ask(*executable);
    if (!facts) {
        return notUsable(Text::tr("%1 It was found by %2.").arg(facts.error().sentence, place.source));
    }
    if (const QString why = objection(*executable, *facts, place); !why.isEmpty()) {
        return notUsable(why);
    }
    PythonChoice choice;
    const QDir prefix = QDir(QFileInfo(*executable).absolutePath() + QStringLiteral("/.."));
    const bool virtualEnvironment = QFileInfo::exists(prefix.filePath(QStringLiteral("pyvenv.cfg")));
    // A venv's python is taken as it is; anything else may be a shim that starts the real one.
    choice.executable = virtualEnvironment || facts->executable.isEmpty() ? *executable : facts->executable;
    choice.prefix = virtualEnvironment ? QDir::cleanPath(prefix.absolutePath()) : facts->basePrefix;
    choice.basePrefix = facts->basePrefix;
    choice.version = parseVersion(facts->version);
    choice.library = facts->library;
    choice.reason = Text::tr("Python %1 from %2 (%3)").arg(facts->version, place.source, choice.executable);
    return choice;
}

} // namespace

Result<PythonChoice> findPython(const ServerConfig &config, const QProcessEnvironment &environment, const QString &cacheFolder)
{
    const PythonProbe probe(environment, cacheFolder, config.projectFolder);
    std::optional<Error> first;
    for (const PythonPlace &place : pythonPlaces(config.pythonHome, config.projectFolder, environment)) {
        Result<PythonChoice> choice = choiceAt(place, probe);
        if (choice) {
            if (first) {
                choice->reason += Text::tr(". Passed over: ") + first->sentence;
            }
            return choice;
        }
        if (place.binding) {
            return choice;
        }
        first = first ? first : choice.error();
    }
    if (first) {
        return std::unexpected(*first);
    }
    return notUsable(Text::tr("No Python was found: no virtual environment in %1 or its parents, and no python3 on PATH. "
                              "Install Python 3.11 or newer, or name a virtual environment with --home.")
            .arg(config.projectFolder));
}

Result<PythonChoice> findPython(const ServerConfig &config, const QProcessEnvironment &environment)
{
    const QString cache = QStandardPaths::writableLocation(QStandardPaths::GenericCacheLocation);
    return findPython(config, environment, cache.isEmpty() ? QString() : cache + QStringLiteral("/retort"));
}

} // namespace Retort::Config
