// SPDX-License-Identifier: Apache-2.0
#include "engine/config/pythonprobe.h"

#include "engine/base/text.h"

#include <QCryptographicHash>
#include <QDateTime>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QSaveFile>

namespace Retort::Config {
namespace {

constexpr int probeMs = 5'000;      // starting an interpreter takes 20 ms; a network drive more
constexpr int cacheFormat = 1;
constexpr qint64 longestAnswer = 64 * 1024;

// Plain enough for any Python 3 (and 2, which then reports its version and is refused by it). A library is
// reported only if the file exists: Debian's sysconfig says Py_ENABLE_SHARED for an interpreter that is static.
constexpr auto questions = R"(
import sys, os, json
def var(name):
    try:
        import sysconfig
        return sysconfig.get_config_var(name)
    except Exception:
        return None
base = getattr(sys, 'base_prefix', sys.prefix)
library = ''
if os.name == 'nt':
    folders, names = [base, os.path.dirname(sys.executable)], ['python3.dll']
else:
    folders = [var('LIBDIR'), os.path.join(base, 'lib'), var('PYTHONFRAMEWORKPREFIX')]
    if var('MULTIARCH'):
        folders += [os.path.join(f, var('MULTIARCH')) for f in folders if f]
    names = [var('INSTSONAME'), var('LDLIBRARY')]
for folder in folders:
    for name in names:
        if folder and name and not name.endswith('.a') and not library:
            path = os.path.join(folder, name)
            library = path if os.path.isfile(path) else ''
print(json.dumps({
    'version': '%d.%d.%d' % tuple(sys.version_info[:3]),
    'implementation': getattr(getattr(sys, 'implementation', None), 'name', 'cpython'),
    'executable': sys.executable, 'basePrefix': base, 'library': library,
    'freeThreaded': bool(var('Py_GIL_DISABLED')),
}))
)";

std::unexpected<Error> failed(const QString &sentence)
{
    return std::unexpected(Error{Errc::ProcessFailed, sentence});
}

QJsonObject toJson(const PythonFacts &facts)
{
    return {
        {QStringLiteral("version"), facts.version},
        {QStringLiteral("implementation"), facts.implementation},
        {QStringLiteral("executable"), facts.executable},
        {QStringLiteral("basePrefix"), facts.basePrefix},
        {QStringLiteral("library"), facts.library},
        {QStringLiteral("freeThreaded"), facts.freeThreaded},
    };
}

PythonFacts fromJson(const QJsonObject &object)
{
    PythonFacts facts;
    facts.version = object[QStringLiteral("version")].toString();
    facts.implementation = object[QStringLiteral("implementation")].toString();
    facts.executable = object[QStringLiteral("executable")].toString();
    facts.basePrefix = object[QStringLiteral("basePrefix")].toString();
    facts.library = object[QStringLiteral("library")].toString();
    facts.freeThreaded = object[QStringLiteral("freeThreaded")].toBool();
    return facts;
}

// The file and its state; a symlinked venv python takes those of what it points to, so that an upgrade counts.
QJsonObject stamp(const QFileInfo &info)
{
    return {
        {QStringLiteral("format"), cacheFormat},
        {QStringLiteral("path"), info.absoluteFilePath()},
        {QStringLiteral("target"), info.canonicalFilePath()},
        {QStringLiteral("changedMs"), QString::number(info.lastModified().toMSecsSinceEpoch())},
        {QStringLiteral("size"), QString::number(info.size())},
    };
}

// A shim is a script: what it starts depends on more than the script, so its answer is never remembered.
bool isScript(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) && file.read(2) == "#!";
}

} // namespace

PythonProbe::PythonProbe(const QProcessEnvironment &environment, const QString &cacheFolder, const QString &workingFolder)
    : m_environment(environment)
    , m_cacheFolder(cacheFolder)
    , m_workingFolder(workingFolder)
{
    // The isolated mode ignores the rest of PYTHON*; this one makes macOS pretend to be another interpreter.
    m_environment.remove(QStringLiteral("__PYVENV_LAUNCHER__"));
}

Result<PythonFacts> PythonProbe::ask(const QString &executable) const
{
    const QFileInfo info(executable);
    const bool remember = !m_cacheFolder.isEmpty() && !isScript(executable);
    const QByteArray key = QCryptographicHash::hash(info.absoluteFilePath().toUtf8(), QCryptographicHash::Sha1).toHex();
    const QString path = m_cacheFolder + QStringLiteral("/python-") + QString::fromLatin1(key) + QStringLiteral(".json");
    const QJsonObject now = stamp(info);
    if (QFile file(path); remember && file.open(QIODevice::ReadOnly)) {
        const QJsonObject kept = QJsonDocument::fromJson(file.read(longestAnswer)).object();
        const PythonFacts facts = fromJson(kept[QStringLiteral("facts")].toObject());
        const bool libraryThere = facts.library.isEmpty() || QFileInfo(facts.library).isFile();
        if (kept[QStringLiteral("of")].toObject() == now && libraryThere && !facts.version.isEmpty()) {
            return facts;
        }
    }
    const Result<PythonFacts> facts = run(executable);
    if (facts && remember && QDir().mkpath(m_cacheFolder)) {
        QSaveFile file(path);
        if (file.open(QIODevice::WriteOnly)) { // not being able to remember is no reason to complain
            file.write(QJsonDocument({{QStringLiteral("of"), now}, {QStringLiteral("facts"), toJson(*facts)}}).toJson());
            file.commit();
        }
    }
    return facts;
}

Result<PythonFacts> PythonProbe::run(const QString &executable) const
{
    QProcess process;
    process.setProcessEnvironment(m_environment);
    process.setWorkingDirectory(m_workingFolder);
    process.setStandardInputFile(QProcess::nullDevice());
    process.start(executable, {QStringLiteral("-I"), QStringLiteral("-S"), QStringLiteral("-c"), QString::fromLatin1(questions)});
    if (!process.waitForStarted(probeMs)) {
        return failed(Text::tr("%1 cannot be started: %2.").arg(executable, process.errorString()));
    }
    if (!process.waitForFinished(probeMs)) {
        process.kill();
        process.waitForFinished(probeMs);
        return failed(Text::tr("%1 said nothing for %2 seconds.").arg(executable).arg(probeMs / 1000));
    }
    const PythonFacts facts = fromJson(QJsonDocument::fromJson(process.readAllStandardOutput().left(longestAnswer)).object());
    if (process.exitStatus() != QProcess::NormalExit || process.exitCode() != 0 || facts.version.isEmpty()) {
        const QString last = QString::fromLocal8Bit(process.readAllStandardError()).trimmed().section(u'\n', -1);
        return failed(Text::tr("%1 does not work as a Python 3 interpreter%2")
                .arg(executable, last.isEmpty() ? QStringLiteral(".") : QStringLiteral(": ") + last));
    }
    return facts;
}

} // namespace Retort::Config
