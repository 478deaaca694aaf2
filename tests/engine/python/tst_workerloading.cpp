// SPDX-License-Identifier: Apache-2.0
#include "tests/engine/python/workerharness.h"

#include <QDir>
#include <QJsonArray>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace Retort;
using Test::WorkerHarness;

// How the worker finds and imports an application, and what it says when that fails (UWSGI.md §5.6, §5.8).
// Each row writes its files into a folder of its own and starts a worker there.
class tst_WorkerLoading final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void finds_data();
    void finds();
    void explains_data();
    void explains();
    void aFailedWorkerWaitsAndRetires();
    void mounts_data();
    void mounts();
    void mountsWithoutManageScriptName();
    void mountsWithIgnoreScriptName();
    void surroundings_data();
    void surroundings();
    void interpreterOptions_data();
    void interpreterOptions();
    void oldPythonSaysSo();
    void everyInterpreterTellsItsPrefix();
    void frameworks_data();
    void frameworks();

private:
    using Files = QMap<QString, QByteArray>;
    bool startIn(WorkerHarness &worker, const Files &files);

    QList<Test::Interpreter> m_interpreters;
};

namespace {

const QByteArray view = "def VIEW(environ, start_response):\n"
                        "    start_response('200 OK', [])\n"
                        "    return [repr(__name__).encode()]\n";

QByteArray app(const char *name)
{
    return QByteArray(view).replace("VIEW", name);
}

} // namespace

void tst_WorkerLoading::initTestCase()
{
    m_interpreters = Test::usableInterpreters();
    if (m_interpreters.isEmpty()) {
        QSKIP("no CPython from 3.11 up");
    }
}

bool tst_WorkerLoading::startIn(WorkerHarness &worker, const Files &files)
{
    for (auto it = files.begin(); it != files.end(); ++it) {
        QFile file(worker.folder() + u'/' + it.key());
        if (!QDir().mkpath(QFileInfo(file.fileName()).path()) || !file.open(QIODevice::WriteOnly) || file.write(it.value()) < 0) {
            return false;
        }
    }
    return worker.start(m_interpreters.first());
}

void tst_WorkerLoading::finds_data()
{
    QTest::addColumn<Files>("files");
    QTest::addColumn<QJsonObject>("app");
    QTest::addColumn<QString>("callable");
    QTest::addColumn<QByteArray>("body");

    const auto module = [](const QString &name) { return QJsonObject{{u"module"_s, name}}; };
    const QByteArray factory = "def create_app():\n    return made\n" + app("made");
    QTest::newRow("application of a module") << Files{{u"m.py"_s, app("application")}} << module(u"m"_s) << u"application"_s << "'m'"_ba;
    QTest::newRow("app of a module") << Files{{u"m.py"_s, app("app")}} << module(u"m"_s) << u"app"_s << "'m'"_ba;
    QTest::newRow("application goes before app")
        << Files{{u"m.py"_s, app("app") + app("application")}} << module(u"m"_s) << u"application"_s << "'m'"_ba;
    QTest::newRow("callable goes before application")
        << Files{{u"m.py"_s, app("callable") + app("application")}} << module(u"m"_s) << u"callable"_s << "'m'"_ba;
    QTest::newRow("module:name") << Files{{u"m.py"_s, app("site")}} << module(u"m:site"_s) << u"site"_s << "'m'"_ba;
    QTest::newRow("package.module:name") << Files{{u"p/__init__.py"_s, ""_ba}, {u"p/m.py"_s, app("site")}} << module(u"p.m:site"_s)
                                         << u"site"_s << "'p.m'"_ba;
    QTest::newRow("module:factory()") << Files{{u"m.py"_s, factory}} << module(u"m:create_app()"_s) << u"create_app()"_s << "'m'"_ba;
    QTest::newRow("module:create_app without parentheses")
        << Files{{u"m.py"_s, factory}} << module(u"m:create_app"_s) << u"create_app()"_s << "'m'"_ba;
    QTest::newRow("create_app() when there is nothing else")
        << Files{{u"m.py"_s, factory}} << module(u"m"_s) << u"create_app()"_s << "'m'"_ba;
    QTest::newRow("the option callable") << Files{{u"m.py"_s, app("site")}}
                                         << QJsonObject{{u"module"_s, u"m"_s}, {u"callable"_s, u"site"_s}} << u"site"_s << "'m'"_ba;
    QTest::newRow("a module with a minus in its name")
        << Files{{u"my-app.py"_s, app("application")}} << module(u"my-app"_s) << u"application"_s << "'my-app'"_ba;
    QTest::newRow("a file") << Files{{u"app.py"_s, app("application")}} << QJsonObject{{u"wsgiFile"_s, u"app.py"_s}} << u"application"_s
                            << "'uwsgi_file_app_py'"_ba;
    QTest::newRow("a file with another ending")
        << Files{{u"sub/site.wsgi"_s, app("application")}} << QJsonObject{{u"wsgiFile"_s, u"sub/site.wsgi"_s}} << u"application"_s
        << "'uwsgi_file_sub_site_wsgi'"_ba;
    QTest::newRow("a file finds its neighbours")
        << Files{{u"sub/app.py"_s, "import other\n" + app("application")}, {u"sub/other.py"_s, ""_ba}}
        << QJsonObject{{u"wsgiFile"_s, u"sub/app.py"_s}} << u"application"_s << "'uwsgi_file_sub_app_py'"_ba;
    QTest::newRow("dataclasses work in a file") << Files{{u"app.py"_s,
        "from __future__ import annotations\nimport dataclasses\n"
        "@dataclasses.dataclass\nclass A:\n    b: int = 1\n"
            + app("application")}} << QJsonObject{{u"wsgiFile"_s, u"app.py"_s}}
                                                << u"application"_s << "'uwsgi_file_app_py'"_ba;
    QTest::newRow("module wins over file") << Files{{u"m.py"_s, app("application")}, {u"f.py"_s, "1/0\n"_ba}}
                                           << QJsonObject{{u"module"_s, u"m"_s}, {u"wsgiFile"_s, u"f.py"_s}} << u"application"_s
                                           << "'m'"_ba;
}

void tst_WorkerLoading::finds()
{
    QFETCH(Files, files);
    QFETCH(QJsonObject, app);
    WorkerHarness worker;
    QVERIFY(startIn(worker, files));
    const QJsonObject report = worker.load(app);
    QVERIFY2(report.value("type"_L1) == "ready"_L1, qPrintable(report.value("sentence"_L1).toString()));
    QTEST(report.value("apps"_L1).toArray().at(0).toObject().value("callable"_L1).toString(), "callable");
    QTEST(worker.ask({}).body, "body");
}

void tst_WorkerLoading::explains_data()
{
    QTest::addColumn<Files>("files");
    QTest::addColumn<QJsonObject>("app");
    QTest::addColumn<QString>("kind");
    QTest::addColumn<QString>("sentence");
    QTest::addColumn<QString>("file");
    QTest::addColumn<int>("line");

    const QJsonObject module{{u"module"_s, u"m"_s}};
    const auto one = [](const QByteArray &content) { return Files{{u"m.py"_s, content}}; };
    QTest::newRow("a syntax error") << one("a = 1\ndef f(:\n    pass\n") << module << u"syntax"_s << u"invalid syntax"_s << u"m.py"_s << 2;
    QTest::newRow("a tab and spaces mixed") << one("if 1:\n\ta = 1\n        b = 2\n") << module << u"syntax"_s << u"m.py, line 3"_s
                                            << u"m.py"_s << 3;
    QTest::newRow("a NUL in the source") << one("a = 1\0\n"_ba) << module << u"syntax"_s << u"null bytes"_s << u""_s << -1;
    QTest::newRow("an exception at import") << one("\n\n1/0\n") << module << u"import"_s << u"ZeroDivisionError"_s << u"m.py"_s << 3;
    QTest::newRow("an exception in a module that is imported")
        << Files{{u"m.py"_s, "import other\n"_ba}, {u"other.py"_s, "\nx = {}['k']\n"_ba}} << module << u"import"_s << u"KeyError"_s
        << u"other.py"_s << 2;
    QTest::newRow("a library that is not installed")
        << one("\nimport flaskk\n") << module << u"missing-module"_s << u"the module \"flaskk\" is not installed"_s << u"m.py"_s << 2;
    QTest::newRow("the module itself is missing")
        << Files{} << module << u"missing-module"_s << u"There is no module \"m\""_s << u""_s << 0;
    QTest::newRow("a name that cannot be imported")
        << one("from os import nonsense\n") << module << u"import"_s << u"ImportError"_s << u"m.py"_s << 1;
    QTest::newRow("sys.exit at import") << one("import sys\nsys.exit(7)\n") << module << u"exit"_s << u"sys.exit(7)"_s << u"m.py"_s << 2;
    QTest::newRow("KeyboardInterrupt at import")
        << one("raise KeyboardInterrupt\n") << module << u"import"_s << u"KeyboardInterrupt"_s << u"m.py"_s << 1;
    QTest::newRow("no callable") << one("a = 1\n") << module << u"no-callable"_s << u"has no WSGI application"_s << u"m.py"_s << 0;
    QTest::newRow("the named callable is missing, another is there")
        << one(app("site")) << QJsonObject{{u"module"_s, u"m:app"_s}} << u"no-callable"_s << u"Perhaps you mean site"_s << u"m.py"_s << 0;
    QTest::newRow("the named thing cannot be called") << one("app = 5\n") << QJsonObject{{u"module"_s, u"m:app"_s}} << u"no-callable"_s
                                                      << u"is a int and cannot be called"_s << u"m.py"_s << 0;
    QTest::newRow("a factory that returns nothing")
        << one("def create_app():\n    pass\n") << QJsonObject{{u"module"_s, u"m:create_app()"_s}} << u"factory"_s << u"returned None"_s
        << u"m.py"_s << 0;
    QTest::newRow("a factory that raises") << one("def create_app():\n    1/0\n") << QJsonObject{{u"module"_s, u"m:create_app()"_s}}
                                           << u"import"_s << u"ZeroDivisionError"_s << u"m.py"_s << 2;
    QTest::newRow("a missing file") << Files{} << QJsonObject{{u"wsgiFile"_s, u"nosuch.py"_s}} << u"no-file"_s << u"does not exist"_s
                                    << u"nosuch.py"_s << 0;
    QTest::newRow("a file named as a module") << one(app("application")) << QJsonObject{{u"module"_s, u"m.py"_s}} << u"import"_s
                                              << u"--module m"_s << u"m.py"_s << 0;
    QTest::newRow("a folder that does not exist") << Files{} << QJsonObject{{u"module"_s, u"m"_s}, {u"chdir"_s, u"/no/such/folder"_s}}
                                                  << u"no-folder"_s << u"/no/such/folder"_s << u""_s << -1;
    QTest::newRow("nothing to load") << Files{} << QJsonObject{} << u"no-app"_s << u"--module"_s << u""_s << 0;
    QTest::newRow("a mountpoint without a slash")
        << one(app("application"))
        << QJsonObject{{u"mounts"_s, QJsonArray{QJsonObject{{u"mountpoint"_s, u"x"_s}, {u"application"_s, u"m"_s}}}}} << u"mount"_s
        << u"begin with a slash"_s << u""_s << 0;
}

void tst_WorkerLoading::explains()
{
    QFETCH(Files, files);
    QFETCH(QJsonObject, app);
    QFETCH(QString, sentence);
    QFETCH(QString, file);
    QFETCH(int, line);
    WorkerHarness worker;
    QVERIFY(startIn(worker, files));
    const QJsonObject report = worker.load(app);
    QVERIFY(report.value("type"_L1) == "failed"_L1);
    QTEST(report.value("kind"_L1).toString(), "kind");
    const QString said = report.value("sentence"_L1).toString();
    QVERIFY2(said.contains(sentence), qPrintable(said));
    if (line >= 0) {
        QVERIFY2(report.value("file"_L1).toString().endsWith(file), qPrintable(report.value("file"_L1).toString()));
        QCOMPARE(report.value("line"_L1).toInt(), line);
    }
    QVERIFY(!report.value("traceback"_L1).toString().contains("_retort_runtime"_L1));
    QVERIFY(!report.value("traceback"_L1).toString().contains("importlib"_L1));
}

void tst_WorkerLoading::aFailedWorkerWaitsAndRetires()
{
    WorkerHarness worker;
    QVERIFY(startIn(worker, {{u"m.py"_s, "1/0\n"_ba}}));
    QVERIFY(worker.load({{u"module"_s, u"m"_s}}).value("type"_L1) == "failed"_L1);
    QVERIFY(!worker.waitForExit(100));
    worker.retire();
    QVERIFY(worker.waitForExit());
    QCOMPARE(worker.process().exitCode(), 0);
}

void tst_WorkerLoading::mounts_data()
{
    QTest::addColumn<QByteArray>("path");
    QTest::addColumn<QByteArray>("scriptName");
    QTest::addColumn<QByteArray>("body");
    QTest::newRow("below the mountpoint") << "/x/page"_ba << ""_ba << "('one', '/x', '/page')"_ba;
    QTest::newRow("the mountpoint itself") << "/x"_ba << ""_ba << "('one', '/x', '')"_ba;
    QTest::newRow("a longer mountpoint wins") << "/x/y/z"_ba << ""_ba << "('two', '/x/y', '/z')"_ba;
    QTest::newRow("only whole segments count") << "/xy"_ba << ""_ba << "('zero', '', '/xy')"_ba;
    QTest::newRow("the rest goes to the default") << "/"_ba << ""_ba << "('zero', '', '/')"_ba;
    QTest::newRow("the front end names a mount") << "/page"_ba << "/x"_ba << "('one', '/x', '/page')"_ba;
    QTest::newRow("the front end names no mount") << "/page"_ba << "/xy"_ba << "('zero', '/xy', '/page')"_ba;
    QTest::newRow("behind the front end's own prefix") << "/x/page"_ba << "/front"_ba << "('one', '/front/x', '/page')"_ba;
}

void tst_WorkerLoading::mounts()
{
    QFETCH(QByteArray, path);
    QFETCH(QByteArray, scriptName);
    const QByteArray mounted = "def application(environ, start_response):\n    start_response('200 OK', [])\n"
                               "    return [repr((__name__, environ['SCRIPT_NAME'], environ['PATH_INFO'])).encode()]\n";
    WorkerHarness worker;
    QVERIFY(startIn(worker, {{u"zero.py"_s, mounted}, {u"one.py"_s, mounted}, {u"two.py"_s, mounted}}));
    const QJsonArray mountpoints{QJsonObject{{u"mountpoint"_s, u"/x"_s}, {u"application"_s, u"one:application"_s}},
        QJsonObject{{u"mountpoint"_s, u"/x/y/"_s}, {u"application"_s, u"two"_s}}};
    const QJsonObject report = worker.load({{u"module"_s, u"zero"_s}, {u"mounts"_s, mountpoints}, {u"manageScriptName"_s, true}});
    QVERIFY2(report.value("type"_L1) == "ready"_L1, qPrintable(report.value("sentence"_L1).toString()));
    Test::SentRequest request{.path = path};
    if (!scriptName.isEmpty()) {
        request.more.append({"SCRIPT_NAME"_ba, scriptName});
    }
    QTEST(worker.ask(request).body, "body");
}

void tst_WorkerLoading::mountsWithoutManageScriptName()
{
    const QByteArray mounted = "def application(environ, start_response):\n    start_response('200 OK', [])\n"
                               "    return [repr((__name__, environ['SCRIPT_NAME'], environ['PATH_INFO'])).encode()]\n";
    WorkerHarness worker;
    QVERIFY(startIn(worker, {{u"one.py"_s, mounted}, {u"two.py"_s, mounted}}));
    const QJsonArray mountpoints{QJsonObject{{u"mountpoint"_s, u"/x"_s}, {u"application"_s, u"one"_s}},
        QJsonObject{{u"mountpoint"_s, u"/y"_s}, {u"application"_s, u"two.py"_s}}};
    worker.load({{u"mounts"_s, mountpoints}, {u"noDefaultApp"_s, true}});
    QCOMPARE(worker.ask({.path = "/p"_ba, .more = {{"SCRIPT_NAME"_ba, "/y"_ba}}}).body, "('uwsgi_file_two_py', '/y', '/p')"_ba);
    const Test::Answer answer = worker.ask({.path = "/x/p"_ba});
    QVERIFY(!answer.head);
    QVERIFY(answer.exception.value("message"_L1).toString().contains("no application is mounted for '/x/p'"_L1));
}

void tst_WorkerLoading::mountsWithIgnoreScriptName()
{
    const QByteArray mounted = "def application(environ, start_response):\n    start_response('200 OK', [])\n"
                               "    return [repr((__name__, environ['SCRIPT_NAME'], environ['PATH_INFO'])).encode()]\n";
    WorkerHarness worker;
    QVERIFY(startIn(worker, {{u"zero.py"_s, mounted}, {u"one.py"_s, mounted}}));
    const QJsonArray mountpoints{QJsonObject{{u"mountpoint"_s, u"/x"_s}, {u"application"_s, u"one.py"_s}}};
    worker.load({{u"module"_s, u"zero"_s}, {u"mounts"_s, mountpoints}, {u"manageScriptName"_s, true}, {u"ignoreScriptName"_s, true}});
    QCOMPARE(worker.ask({.path = "/x/p"_ba}).body, "('zero', '/x', '/p')"_ba);
}

void tst_WorkerLoading::surroundings_data()
{
    QTest::addColumn<QJsonObject>("app");
    QTest::addColumn<QByteArray>("expression");
    QTest::addColumn<QByteArray>("value");
    const QJsonArray variables{QJsonArray{u"MINE"_s, u"1"_s}, QJsonArray{u"FROM_FILE"_s, u"kept"_s}};
    QTest::newRow("sys.argv is uWSGI's") << QJsonObject{} << "sys.argv"_ba << "['uwsgi']"_ba;
    QTest::newRow("pyargv") << QJsonObject{{u"pyargv"_s, u"a 'b c'"_s}} << "sys.argv"_ba << "['uwsgi', 'a', 'b c']"_ba;
    QTest::newRow("env") << QJsonObject{{u"environment"_s, variables}} << "os.environ['MINE']"_ba << "'1'"_ba;
    QTest::newRow("unenv") << QJsonObject{{u"unsetEnvironment"_s, QJsonArray{u"PATH"_s}}} << "'PATH' in os.environ"_ba << "False"_ba;
    const QJsonObject folder{
        {u"environmentFolders"_s, QJsonArray{u"vars"_s}}, {u"environment"_s, QJsonArray{QJsonArray{u"ONE"_s, u"0"_s}}}};
    QTest::newRow("envdir, the end of the file taken off") << folder << "os.environ['ONE']"_ba << "'1'"_ba;
    QTest::newRow("envdir, lines as they are") << folder << "os.environ['TWO']"_ba << "'a b  \\nc'"_ba;
    QTest::newRow("envdir, an empty file") << folder << "'PATH' in os.environ"_ba << "False"_ba;
    QTest::newRow("envdir, hidden files") << folder << "[k for k in os.environ if 'hidden' in k]"_ba << "[]"_ba;
    QTest::newRow(".env") << QJsonObject{} << "os.environ['FROM_FILE']"_ba << "'a b'"_ba;
    QTest::newRow(".env overrides nothing") << QJsonObject{{u"environment"_s, variables}} << "os.environ['FROM_FILE']"_ba << "'kept'"_ba;
    QTest::newRow(".env can be left out") << QJsonObject{{u"loadDotenv"_s, false}} << "'FROM_FILE' in os.environ"_ba << "False"_ba;
    QTest::newRow("the worker's secret is gone") << QJsonObject{} << "'RETORT_WORKER' in os.environ"_ba << "False"_ba;
    QTest::newRow("the working folder comes first") << QJsonObject{} << "sys.path[:2]"_ba << "['.', '']"_ba;
    QTest::newRow("pythonpath, the last given first, patterns too")
        << QJsonObject{{u"pythonPath"_s, QJsonArray{u"lib"_s, u"more*"_s}}} << "[os.path.basename(p) for p in sys.path[:5]]"_ba
        << "['more2', 'more1', 'lib', '.', '']"_ba;
    QTest::newRow("our own folder is not on the path") << QJsonObject{} << "[p for p in sys.path if 'runtime' in p]"_ba << "[]"_ba;
    QTest::newRow("__main__ is empty") << QJsonObject{} << "hasattr(sys.modules['__main__'], '__file__')"_ba << "False"_ba;
    QTest::newRow("chdir2 comes after the import") << QJsonObject{{u"chdir2"_s, u"/"_s}} << "os.getcwd()"_ba << "'/'"_ba;
    QTest::newRow("imports") << QJsonObject{{u"imports"_s, QJsonArray{u"colorsys"_s}}} << "'colorsys' in sys.modules"_ba << "True"_ba;
    QTest::newRow("file_wrapper can be left out")
        << QJsonObject{{u"fileWrapper"_s, false}} << "'wsgi.file_wrapper' in ENV"_ba << "False"_ba;
    QTest::newRow("standard input is empty") << QJsonObject{} << "sys.stdin.read()"_ba << "''"_ba;
}

void tst_WorkerLoading::surroundings()
{
    QFETCH(QJsonObject, app);
    QFETCH(QByteArray, expression);
    QFile responses(Test::appsFolder() + u"/responses.py"_s);
    QVERIFY(responses.open(QIODevice::ReadOnly));
    WorkerHarness worker;
    QVERIFY(startIn(worker,
        {{u"responses.py"_s, responses.readAll()}, {u".env"_s, "# c\nexport FROM_FILE=\"a b\"\n"_ba}, {u"lib/x"_s, ""_ba},
            {u"vars/ONE"_s, "1\n"_ba}, {u"vars/TWO"_s, "a b  \0c \t\n"_ba}, {u"vars/PATH"_s, ""_ba}, {u"vars/.hidden"_s, "x"_ba},
            {u"more1/x"_s, ""_ba}, {u"more2/x"_s, ""_ba}}));
    app.insert(u"module"_s, u"responses"_s);
    const QJsonObject report = worker.load(app, {{u"projectFolder"_s, worker.folder()}});
    QVERIFY2(report.value("type"_L1) == "ready"_L1, qPrintable(report.value("sentence"_L1).toString()));
    QTEST(worker.ask({.path = "/evaluate?" + expression.toPercentEncoding()}).body, "value");
}

void tst_WorkerLoading::interpreterOptions_data()
{
    QTest::addColumn<int>("interpreter");
    QTest::addColumn<QStringList>("options");
    QTest::addColumn<QByteArray>("flags");

    for (int i = 0; i < m_interpreters.size(); ++i) {
        const auto row = [&](const char *what, const QStringList &options, const QByteArray &flags) {
            QTest::addRow("%s: %s", qPrintable(m_interpreters.at(i).name), what) << i << options << flags;
        };
        row("none", {}, "(0, 0)");
        row("optimize = 1", {u"-O"_s}, "(1, 0)");
        row("no-site and optimize = 2", {u"-S"_s, u"-OO"_s}, "(2, 1)");
    }
}

void tst_WorkerLoading::interpreterOptions()
{
    QFETCH(int, interpreter);
    QFETCH(QStringList, options);
    WorkerHarness worker;
    QFile file(worker.folder() + "/m.py"_L1);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("import sys\ndef application(environ, start_response):\n    start_response('200 OK', [])\n"
               "    return [repr((sys.flags.optimize, sys.flags.no_site)).encode()]\n");
    file.close();
    QVERIFY(worker.start(m_interpreters.at(interpreter), options));
    const QJsonObject report = worker.load({{u"module"_s, u"m"_s}});
    QVERIFY2(report.value("type"_L1) == "ready"_L1, qPrintable(report.value("sentence"_L1).toString()));
    QTEST(worker.ask({}).body, "flags");
}

void tst_WorkerLoading::oldPythonSaysSo()
{
    const QString old = Test::tooOldInterpreter();
    if (old.isEmpty()) {
        QSKIP("no old CPython here");
    }
    WorkerHarness worker;
    QVERIFY(!worker.start({u"old"_s, old, {}}));
    QVERIFY(worker.waitForExit());
    QVERIFY(worker.errorOutput().contains("Retort needs Python 3.11 or newer"));
    QCOMPARE(worker.process().exitCode(), 3);
}

void tst_WorkerLoading::everyInterpreterTellsItsPrefix()
{
    for (const Test::Interpreter &interpreter : m_interpreters) {
        WorkerHarness worker;
        QVERIFY(worker.start(interpreter));
        const QJsonObject report = worker.load({{u"module"_s, u"responses"_s}, {u"chdir"_s, Test::appsFolder()}});
        QCOMPARE(report.value("executable"_L1).toString(), interpreter.python);
        QVERIFY(interpreter.python.startsWith(report.value("prefix"_L1).toString()));
        QVERIFY(interpreter.name.startsWith(report.value("python"_L1).toString()));
    }
}

void tst_WorkerLoading::frameworks_data()
{
    QTest::addColumn<QByteArray>("source");
    QTest::addColumn<QString>("framework");
    QTest::addColumn<QString>("callable");
    QTest::newRow("Flask") << "import flask\nsite = flask.Flask(__name__)\n"_ba << u"Flask"_s << u"site"_s;
    QTest::newRow("Bottle") << "import bottle\nsite = bottle.Bottle()\n"_ba << u"Bottle"_s << u"site"_s;
    QTest::newRow("Falcon") << "import falcon\nsite = falcon.App()\n"_ba << u"Falcon"_s << u"site"_s;
    QTest::newRow("two Flask applications") << "import flask\na = flask.Flask('a')\nb = flask.Flask('b')\n"_ba << u"several"_s << u"a, b"_s;
}

void tst_WorkerLoading::frameworks()
{
    QFETCH(QByteArray, source);
    QFETCH(QString, framework);
    QFETCH(QString, callable);
    WorkerHarness worker;
    QVERIFY(startIn(worker, {{u"m.py"_s, source}}));
    const QJsonObject report = worker.load({{u"module"_s, u"m"_s}});
    if (report.value("kind"_L1) == "missing-module"_L1) {
        QSKIP("not installed for this Python");
    }
    if (report.value("kind"_L1) == "several"_L1) {
        QCOMPARE(framework, u"several"_s);
        QVERIFY(report.value("sentence"_L1).toString().contains(callable));
        QCOMPARE(report.value("candidates"_L1).toArray().size(), 2);
        return;
    }
    const QJsonObject found = report.value("apps"_L1).toArray().at(0).toObject();
    QCOMPARE(found.value("framework"_L1).toString(), framework);
    QCOMPARE(found.value("callable"_L1).toString(), callable);
}

QTEST_GUILESS_MAIN(tst_WorkerLoading)

#include "tst_workerloading.moc"
