// SPDX-License-Identifier: Apache-2.0
#include "engine/config/configloader.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace Retort;
using namespace Retort::Config;

// Command lines and files together, up to the checked ServerConfig.
class tst_ConfigLoader final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void listeners_data();
    void listeners();
    void precedence_data();
    void precedence();
    void workerCounts_data();
    void workerCounts();
    void refuses_data();
    void refuses();
    void findings_data();
    void findings();
    void readsTheWholeFile();
    void choosesForAFolder();
    void readsTheIniOfTheFolder();
    void takesAnAppFile();
    void answersHelpAndVersion();
    void readsTheRetortSection();

private:
    void write(const char *name, const QByteArray &bytes);
    Result<LoadedConfig> load(const QString &arguments) const;

    std::unique_ptr<QTemporaryDir> m_folder;
    QProcessEnvironment m_environment;
};

namespace {

QString s(const char *text)
{
    return QString::fromUtf8(text);
}

} // namespace

void tst_ConfigLoader::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_environment = QProcessEnvironment();
}

void tst_ConfigLoader::write(const char *name, const QByteArray &bytes)
{
    QFile file(m_folder->filePath(s(name)));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(bytes);
}

Result<LoadedConfig> tst_ConfigLoader::load(const QString &arguments) const
{
    return loadConfig(arguments.split(u' ', Qt::SkipEmptyParts), m_environment, m_folder->path());
}

void tst_ConfigLoader::listeners_data()
{
    QTest::addColumn<QString>("arguments");
    QTest::addColumn<QString>("expected");

    const auto row = [](const char *name, const char *arguments, const char *expected) {
        QTest::newRow(name) << s(arguments) << s(expected);
    };
    row("http", "--http 0.0.0.0:5000", "http 0.0.0.0:5000 http");
    row("socket that speaks http", "--socket 0.0.0.0:5000 --protocol=http", "http 0.0.0.0:5000 socket");
    row("http-socket", "--http-socket :5000", "http :5000 http-socket");
    row("socket speaks uwsgi", "--socket 127.0.0.1:3031", "uwsgi 127.0.0.1:3031 socket");
    row("a Unix socket", "--socket /tmp/app.sock --chmod-socket=666", "uwsgi /tmp/app.sock socket");
    row("several", "--http :5000 --socket /tmp/app.sock", "http :5000 http, uwsgi /tmp/app.sock socket");
    row("uwsgi-socket ignores protocol", "--protocol http --uwsgi-socket :1", "uwsgi :1 uwsgi-socket");
    row("IPv6", "--http [::1]:5000", "http [::1]:5000 http");
    row("a free port", "--http :0", "http :0 http");
    row("an abstract socket", "-a -s /x", "uwsgi @/x socket");
    row("none", "", "http 127.0.0.1:5000 http chosen, http [::1]:5000 http chosen");
}

void tst_ConfigLoader::listeners()
{
    QFETCH(QString, arguments);
    const Result<LoadedConfig> loaded = load(arguments + s(" -w app:app"));
    QVERIFY2(loaded, loaded ? "" : qPrintable(loaded.error().sentence));
    QStringList found;
    for (const ListenerConfig &listener : loaded->server.listeners) {
        found.append((listener.protocol == ListenerProtocol::Http ? s("http ") : s("uwsgi ")) + listener.endpoint.toString() + u' '
            + listener.option + (listener.chosenByRetort ? s(" chosen") : QString()));
    }
    QTEST(found.join(s(", ")), "expected");
}

void tst_ConfigLoader::precedence_data()
{
    QTest::addColumn<QString>("arguments");
    QTest::addColumn<QString>("environment");
    QTest::addColumn<int>("processes");
    QTest::addColumn<bool>("warned");

    const auto row = [](const char *name, const char *arguments, const char *environment, int processes, bool warned) {
        QTest::newRow(name) << s(arguments) << s(environment) << processes << warned;
    };
    row("an option after --ini wins", "--ini b.ini --processes 8", "", 8, false);
    row("an option before --ini loses", "--processes 8 --ini b.ini", "", 4, false);
    row("a file without an option beats what follows", "b.ini --processes 8", "", 4, true);
    row("and what comes before", "--processes 8 b.ini", "", 4, true);
    row("the environment loses against a file", "--ini b.ini", "2", 4, false);
    row("the environment alone", "-w app", "2", 2, false);
    row("the command line beats the environment", "-w app -p 3", "2", 3, false);
}

void tst_ConfigLoader::precedence()
{
    QFETCH(QString, arguments);
    QFETCH(QString, environment);
    QFETCH(bool, warned);
    write("b.ini", "[uwsgi]\nmodule = app\nprocesses = 4\n");
    if (!environment.isEmpty()) {
        m_environment.insert(s("UWSGI_PROCESSES"), environment);
    }
    const Result<LoadedConfig> loaded = load(arguments);
    QVERIFY2(loaded, loaded ? "" : qPrintable(loaded.error().sentence));
    QTEST(loaded->server.processes, "processes");
    const bool told =
        std::any_of(loaded->findings.begin(), loaded->findings.end(), [](const Finding &f) { return f.sentence.contains(s("beats")); });
    QCOMPARE(told, warned);
}

void tst_ConfigLoader::workerCounts_data()
{
    QTest::addColumn<QString>("arguments");
    QTest::addColumn<int>("processes");
    QTest::addColumn<int>("threads");

    QTest::newRow("neither: one process of four threads") << s("") << 1 << 4;
    QTest::newRow("processes alone: one thread each") << s("-p 4") << 4 << 1;
    QTest::newRow("threads alone: one process") << s("--threads 2") << 1 << 2;
    QTest::newRow("both") << s("-p 4 --threads 2") << 4 << 2;
    QTest::newRow("greenlets become threads, at most 32") << s("--gevent 100") << 1 << 32;
}

void tst_ConfigLoader::workerCounts()
{
    QFETCH(QString, arguments);
    const Result<LoadedConfig> loaded = load(arguments + s(" -w app"));
    QVERIFY(loaded);
    QTEST(loaded->server.processes, "processes");
    QTEST(loaded->server.threads, "threads");
}

void tst_ConfigLoader::refuses_data()
{
    QTest::addColumn<QByteArray>("ini");
    QTest::addColumn<QString>("says");

    const auto row = [](const char *name, const char *ini, const char *says) { QTest::newRow(name) << QByteArray(ini) << s(says); };
    row("a word for a number", "processes = two", "u.ini:3: processes: “two” is not a number");
    row("no processes", "processes = 0", "u.ini:3: processes: 0 is out of range");
    row("a negative number", "harakiri = -1", "harakiri: “-1” is out of range");
    row("a port without a colon", "http = 5000", "u.ini:3: http: “5000” has no colon");
    row("an unset $(PORT)", "http = :$(PORT)", "u.ini:3: http: $(PORT) is not set");
    row("a folder that is missing", "chdir = /does/not/exist", "the folder /does/not/exist does not exist");
    row("a protocol Retort does not speak", "protocol = fastcgi", "does not speak “fastcgi”");
    row("a mode of four digits", "chmod-socket = 0660", "three octal digits");
    row("a mount without an app", "mount = /x", "/path=module:callable");
    row("an envdir that is missing", "envdir = vars", "u.ini:3: envdir: the folder");
    row("a header without a colon", "add-header = X", "Name: value");
    row("a header whose name has a blank", "add-header = X Y: z", "u.ini:3: add-header: the header name \"X Y\" is not a valid name");
    row("a header with a control character", "add-header = X: a\x01",
        "the value of the header X contains a line break or control character");
    row("a header that would cut answers", "add-header = content-length: 5", "Content-Length says where an answer ends");
    row("a removed header with a value", "del-header = Server: x",
        "u.ini:3: del-header: the header name \"Server: x\" is not a valid name");
    row("an unknown name with strict", "strict = true\nvaccum = true", "did you mean “vacuum”");
    row("TLS", "https = :443,a,b", "Retort does not do this");
    row("a lifetime below the minimum", "max-worker-lifetime = 5", "more than min-worker-lifetime");
}

void tst_ConfigLoader::refuses()
{
    QFETCH(QByteArray, ini);
    QFETCH(QString, says);
    write("u.ini", "[uwsgi]\nmodule = app\n" + ini + "\n");
    const Result<LoadedConfig> loaded = load(s("u.ini"));
    QVERIFY(!loaded);
    QVERIFY2(loaded.error().sentence.contains(says), qPrintable(loaded.error().sentence));
}

void tst_ConfigLoader::findings_data()
{
    QTest::addColumn<QByteArray>("ini");
    QTest::addColumn<QString>("says");

    const auto row = [](const char *name, const char *ini, const char *says) { QTest::newRow(name) << QByteArray(ini) << s(says); };
    row("a comment behind a value", "buffer-size = 32768  # big", "u.ini:3: buffer-size: “# big” is part of the value");
    row("true for a number", "py-autoreload = true", "u.ini:3: py-autoreload: “true” is not a number, and uWSGI reads it as 0");
    row("a word that is not no", "vacuum = nope", "“nope” switches this on");
    row("a unit", "harakiri = 3600s", "“3600s” is read as 3600; “s” behind it is ignored");
    row("what is not needed here", "lazy-apps = true", "accepted: always so");
    row("a word for reload", "py-autoreload = 1x", "“1x” is read as 1; “x” behind it is ignored");
    row("a second fifo", "master-fifo = a\nmaster-fifo = b", "u.ini:4: master-fifo: Retort reads commands from the first");
    row("a slip", "vaccum = true", "did you mean “vacuum”");
    row("two kinds of http", "http = :1\nhttp-socket = :2", "requests to http hang");
    row("cheaper that is too high", "cheaper = 4\nprocesses = 2", "uWSGI refuses to start");
}

void tst_ConfigLoader::findings()
{
    QFETCH(QByteArray, ini);
    QFETCH(QString, says);
    write("u.ini", "[uwsgi]\nmodule = app\n" + ini + "\n");
    const Result<LoadedConfig> loaded = load(s("u.ini"));
    QVERIFY2(loaded, loaded ? "" : qPrintable(loaded.error().sentence));
    QStringList all;
    for (const Finding &finding : loaded->findings) {
        all.append(finding.toString());
    }
    QVERIFY2(all.join(u'\n').contains(says), qPrintable(all.join(u'\n')));
}

void tst_ConfigLoader::readsTheWholeFile()
{
    QVERIFY(QDir(m_folder->path()).mkdir(s("site")));
    write("u.ini",
        "[uwsgi]\nchdir = site\nwsgi-file = app.py\ncallable = web\nsocket = run.sock\nstats = s.sock\npidfile = p.pid\nlogto = l.log\n"
        "home = .venv\nenv = A=b=c\nenv = D=\npythonpath = lib\ntouch-reload = t\nmount = /x=other:app\nadd-header = X-A: b: c\ndel-header "
        "= Server\n"
        "max-requests = 7\nreload-on-rss = 2\nhttp-keepalive = 9\nsocket-timeout = 0\nlog-date = true\nneed-app = true\nlisten = 64\n");
    const Result<LoadedConfig> loaded = load(s("u.ini"));
    QVERIFY2(loaded, loaded ? "" : qPrintable(loaded.error().sentence));
    const ServerConfig &server = loaded->server;
    const QString site = m_folder->filePath(s("site"));
    QCOMPARE(server.app.chdir, site);
    QCOMPARE(server.projectFolder, site);
    QCOMPARE(server.configFile, m_folder->filePath(s("u.ini")));
    QCOMPARE(server.app.wsgiFile, s("app.py"));
    QCOMPARE(server.app.callable, s("web"));
    QCOMPARE(server.listeners.first().endpoint.path, site + s("/run.sock"));
    QCOMPARE(server.statsAddress, site + s("/s.sock"));
    QCOMPARE(server.pidFile, m_folder->filePath(s("p.pid")));
    QCOMPARE(server.log.file, m_folder->filePath(s("l.log")));
    QCOMPARE(server.pythonHome, site + s("/.venv"));
    QCOMPARE(server.app.environment.value(0), std::pair(s("A"), s("b=c")));
    QCOMPARE(server.app.environment.value(1), std::pair(s("D"), QString()));
    QCOMPARE(server.touchReload, QStringList{site + s("/t")});
    QCOMPARE(server.app.mounts.value(0).mountpoint, s("/x"));
    QCOMPARE(server.addHeaders.value(0), std::pair(s("X-A"), s("b: c")));
    QCOMPARE(server.deleteHeaders, QStringList{s("Server")});
    QCOMPARE(server.maxRequests, 7);
    QCOMPARE(server.reloadOnRssBytes, 2 * 1024 * 1024);
    QCOMPARE(server.keepAliveMs, 9'000);
    QCOMPARE(server.socketTimeoutMs, 1'000);
    QCOMPARE(server.log.date, s("%a %b %e %H:%M:%S %Y"));
    QVERIFY(server.needApp);
    QCOMPARE(server.backlog, 64);
    QCOMPARE(server.siteName, s("site"));
    QCOMPARE(server.options.first(), std::pair(s("chdir"), std::optional(s("site"))));
}

void tst_ConfigLoader::choosesForAFolder()
{
    QVERIFY(QDir(m_folder->path()).mkdir(s("shop")));
    write("shop/app.py", "app = Flask(__name__)\n");
    const Result<LoadedConfig> loaded = load(s("--no-gui shop"));
    QVERIFY2(loaded, loaded ? "" : qPrintable(loaded.error().sentence));
    QVERIFY(loaded->noGui);
    QCOMPARE(loaded->server.app.module, s("app"));
    QCOMPARE(loaded->server.projectFolder, m_folder->filePath(s("shop")));
    QCOMPARE(loaded->server.siteName, s("shop"));
    QCOMPARE(loaded->server.choices.size(), 2);
    const Result<LoadedConfig> nothing = load(s("--no-gui"));
    QVERIFY(!nothing);
    QCOMPARE(nothing.error().code, Errc::NoApplication);
}

void tst_ConfigLoader::readsTheIniOfTheFolder()
{
    write("uwsgi.ini", "[uwsgi]\nmodule = app\nhttp = :7777\nprocesses = 2\n");
    const Result<LoadedConfig> loaded = load(s("--no-gui -p 3"));
    QVERIFY2(loaded, loaded ? "" : qPrintable(loaded.error().sentence));
    QCOMPARE(loaded->server.listeners.first().endpoint.toString(), s(":7777"));
    QCOMPARE(loaded->server.processes, 3); // nobody asked for the file, so it does not beat the command line
    QVERIFY(loaded->server.choices.first().contains(s("uwsgi.ini")));
    const Result<LoadedConfig> named = load(s("--no-gui -w other"));
    QVERIFY(named);
    QCOMPARE(named->server.app.module, s("other"));
    QVERIFY(named->server.configFile.isEmpty());
}

void tst_ConfigLoader::takesAnAppFile()
{
    QVERIFY(QDir(m_folder->path()).mkdir(s("a")));
    write("a/hello.py", "web = Flask(__name__)\n");
    const Result<LoadedConfig> loaded = load(s("a/hello.py"));
    QVERIFY(loaded);
    QCOMPARE(loaded->server.app.module, s("hello"));
    QCOMPARE(loaded->server.app.callable, s("web"));
    QCOMPARE(loaded->server.app.chdir, m_folder->filePath(s("a")));
    QVERIFY(!load(s("nope.py")));
    const Result<LoadedConfig> trap = load(s("--chmod-socket 666"));
    QVERIFY(!trap && trap.error().sentence.contains(s("--chmod-socket=666")));
}

void tst_ConfigLoader::answersHelpAndVersion()
{
    QVERIFY(load(s("--help"))->wantsHelp);
    QVERIFY(!load(s("--help"))->helpAll);
    QVERIFY(load(s("--help all"))->helpAll);
    QVERIFY(load(s("--help=all"))->helpAll);
    QVERIFY(load(s("--version"))->wantsVersion);
}

void tst_ConfigLoader::readsTheRetortSection()
{
    write("u.ini", "[uwsgi]\nmodule = app\n[retort]\nallowed-hosts = a.test, b.test\nerror-pages = short\nsite-name = My Site\n");
    const Result<LoadedConfig> loaded = load(s("--ini u.ini"));
    QVERIFY(loaded);
    QCOMPARE(loaded->server.allowedHosts, QStringList({s("a.test"), s("b.test")}));
    QVERIFY(loaded->server.shortErrorPages);
    QCOMPARE(loaded->server.siteName, s("My-Site"));
    QVERIFY(load(s("--ini u.ini:uwsgi --error-pages long")).has_value() == false);
    QCOMPARE(load(s("--site-name other --ini u.ini"))->server.siteName, s("other"));
}

QTEST_GUILESS_MAIN(tst_ConfigLoader)
#include "tst_configloader.moc"
