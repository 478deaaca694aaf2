// SPDX-License-Identifier: Apache-2.0
#include "engine/config/pythonfinder.h"

#include <QDir>
#include <QFile>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

using namespace Retort;
using namespace Retort::Config;

// Interpreters here are little scripts that answer as a Python would, so that the rules are tested and not the computer.
class tst_PythonFinder final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void prefers_data();
    void prefers();
    void refuses_data();
    void refuses();
    void neverFromTheProjectOnPath();
    void passesOverWhatCannotBeUsed();
    void resolvesShims();
    void remembersTheAnswer();

private:
    void python(const QString &path, const char *version, const char *implementation = "cpython");
    void venv(const QString &folder, const char *version);
    Result<PythonChoice> find(const QString &cache = QString()) const;
    QString path(const char *name) const { return m_folder->filePath(QString::fromUtf8(name)); }

    std::unique_ptr<QTemporaryDir> m_folder;
    QProcessEnvironment m_environment;
    ServerConfig m_config;
};

void tst_PythonFinder::initTestCase()
{
#ifdef Q_OS_WIN
    QSKIP("The interpreters of this test are shell scripts");
#endif
}

void tst_PythonFinder::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_environment = QProcessEnvironment();
    m_environment.insert(QStringLiteral("HOME"), path("home"));
    m_environment.insert(QStringLiteral("PATH"), path("usr/bin"));
    m_config = ServerConfig();
    m_config.projectFolder = path("work/site");
    QVERIFY(QDir().mkpath(m_config.projectFolder));
    QVERIFY(QDir().mkpath(path("work/.git")));
    python(path("usr/bin/python3"), "3.11.2");
}

void tst_PythonFinder::python(const QString &file, const char *version, const char *implementation)
{
    QVERIFY(QDir().mkpath(QFileInfo(file).absolutePath()));
    QFile script(file);
    QVERIFY(script.open(QIODevice::WriteOnly));
    script.write(QByteArray("#!/bin/sh\necho run >> ") + path("runs").toUtf8() + "\necho '{\"version\": \"" + version
        + "\", \"implementation\": \"" + implementation + "\", \"executable\": \"" + file.toUtf8()
        + "\", \"basePrefix\": \"/base\", \"library\": \"\"}'\n");
    script.setPermissions(QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
}

void tst_PythonFinder::venv(const QString &folder, const char *version)
{
    python(folder + QStringLiteral("/bin/python"), version);
    QFile file(folder + QStringLiteral("/pyvenv.cfg"));
    QVERIFY(file.open(QIODevice::WriteOnly));
}

Result<PythonChoice> tst_PythonFinder::find(const QString &cache) const
{
    return findPython(m_config, m_environment, cache);
}

void tst_PythonFinder::prefers_data()
{
    QTest::addColumn<QStringList>("there");
    QTest::addColumn<QString>("found");

    const auto row = [](const char *name, const char *there, const char *found) {
        QTest::newRow(name) << QString::fromUtf8(there).split(u' ', Qt::SkipEmptyParts) << QString::fromUtf8(found);
    };
    row("PATH when there is nothing else", "", "usr/bin/python3");
    row(".venv of the project", "work/site/.venv", "work/site/.venv/bin/python");
    row(".venv before venv before env", "work/site/env work/site/venv work/site/.venv", "work/site/.venv/bin/python");
    row("env", "work/site/env", "work/site/env/bin/python");
    row("of a parent up to the root", "work/.venv", "work/.venv/bin/python");
    row("not above the root", ".venv", "usr/bin/python3");
    row("VIRTUAL_ENV before .venv", "active work/site/.venv", "active/bin/python");
    row("the option before VIRTUAL_ENV", "asked active work/site/.venv", "asked/bin/python");
    row("conda before PATH", "conda", "conda/bin/python");
}

void tst_PythonFinder::prefers()
{
    QFETCH(QStringList, there);
    QFETCH(QString, found);
    for (const QString &folder : there) {
        venv(m_folder->filePath(folder), "3.12.1");
    }
    if (there.contains(QStringLiteral("active"))) {
        m_environment.insert(QStringLiteral("VIRTUAL_ENV"), path("active"));
    }
    if (there.contains(QStringLiteral("conda"))) {
        m_environment.insert(QStringLiteral("CONDA_PREFIX"), path("conda"));
    }
    m_config.pythonHome = there.contains(QStringLiteral("asked")) ? path("asked") : QString();
    const Result<PythonChoice> choice = find();
    QVERIFY2(choice, choice ? "" : qPrintable(choice.error().sentence));
    QCOMPARE(choice->executable, m_folder->filePath(found));
    QCOMPARE(choice->basePrefix, QStringLiteral("/base"));
    QVERIFY(choice->reason.contains(choice->version.toString()));
}

void tst_PythonFinder::refuses_data()
{
    QTest::addColumn<QString>("home");
    QTest::addColumn<QString>("says");

    const auto row = [](const char *home, const char *says) { QTest::newRow(home) << QString::fromUtf8(home) << QString::fromUtf8(says); };
    row("missing", "does not exist. Make it with: python3 -m venv");
    row("file", "is not a folder");
    row("empty", "there is no python in it");
    row("broken", "its python points to");
    row("old", "is Python 3.10.13; Retort needs 3.11 or newer. Make the virtual environment anew");
    row("pypy", "is pypy; Retort needs CPython");
    row("silent", "does not work as a Python 3 interpreter");
}

void tst_PythonFinder::refuses()
{
    QFETCH(QString, home);
    QFETCH(QString, says);
    venv(path("old"), "3.10.13");
    python(path("pypy/bin/python"), "3.11.0", "pypy");
    QVERIFY(QDir().mkpath(path("empty")));
    QVERIFY(QDir().mkpath(path("broken/bin")));
    QVERIFY(QFile::link(path("gone"), path("broken/bin/python")));
    QVERIFY(QFile::copy(QStringLiteral("/bin/true"), path("file")));
    QVERIFY(QDir().mkpath(path("silent/bin")));
    QVERIFY(QFile::link(QStringLiteral("/bin/true"), path("silent/bin/python")));
    m_config.pythonHome = m_folder->filePath(home);
    const Result<PythonChoice> choice = find();
    QVERIFY(!choice);
    QCOMPARE(choice.error().code, Errc::PythonNotUsable);
    QVERIFY2(choice.error().sentence.contains(says), qPrintable(choice.error().sentence));
}

void tst_PythonFinder::neverFromTheProjectOnPath()
{
    python(path("work/site/python3"), "3.12.0");
    python(path("work/site/bin/python3"), "3.12.0");
    m_environment.insert(
        QStringLiteral("PATH"), QStringLiteral(".:") + path("work/site") + u':' + path("work/site/bin") + u':' + path("usr/bin"));
    const Result<PythonChoice> choice = find();
    QVERIFY(choice);
    QCOMPARE(choice->executable, path("usr/bin/python3"));
}

void tst_PythonFinder::passesOverWhatCannotBeUsed()
{
    venv(path("conda"), "3.9.1");
    m_environment.insert(QStringLiteral("CONDA_PREFIX"), path("conda"));
    const Result<PythonChoice> choice = find();
    QVERIFY(choice);
    QCOMPARE(choice->executable, path("usr/bin/python3"));
    QVERIFY(choice->reason.contains(QStringLiteral("Passed over")));
}

void tst_PythonFinder::resolvesShims()
{
    python(path("pyenv/shims/python3"), "3.8.0");
    python(path("pyenv/versions/3.12.1/bin/python3"), "3.12.1");
    QFile file(path("pyenv/version"));
    QVERIFY(file.open(QIODevice::WriteOnly) && file.write("3.12.1\n") > 0);
    file.close();
    m_environment.insert(QStringLiteral("PATH"), path("pyenv/shims"));
    const Result<PythonChoice> choice = find();
    QVERIFY(choice);
    QCOMPARE(choice->executable, path("pyenv/versions/3.12.1/bin/python3"));
}

void tst_PythonFinder::remembersTheAnswer()
{
    const QString real = QStandardPaths::findExecutable(QStringLiteral("python3"), {QStringLiteral("/usr/bin")});
    if (real.isEmpty()) {
        QSKIP("There is no /usr/bin/python3");
    }
    m_environment.insert(QStringLiteral("PATH"), QStringLiteral("/usr/bin"));
    const Result<PythonChoice> first = find(path("cache"));
    const Result<PythonChoice> second = find(path("cache"));
    if (!first) {
        QSKIP("The /usr/bin/python3 of this computer is too old");
    }
    QVERIFY(second);
    QCOMPARE(second->library, first->library);
    QCOMPARE(second->reason, first->reason);
    QCOMPARE(QDir(path("cache")).entryList({QStringLiteral("python-*.json")}).size(), 1);
}

QTEST_GUILESS_MAIN(tst_PythonFinder)
#include "tst_pythonfinder.moc"
