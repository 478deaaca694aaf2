// SPDX-License-Identifier: Apache-2.0
#include "engine/config/projectdiscovery.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace Retort;
using namespace Retort::Config;

using Files = QList<std::pair<QString, QByteArray>>;
Q_DECLARE_METATYPE(Files)

class tst_ProjectDiscovery final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void finds_data();
    void finds();
    void refuses_data();
    void refuses();
    void environmentBeatsFiles();
    void takesTheFileGiven();
    void offersOtherCandidates();
};

namespace {

void write(const QTemporaryDir &folder, const Files &files)
{
    for (const auto &[name, bytes] : files) {
        const QString path = folder.filePath(name);
        QVERIFY(QDir().mkpath(QFileInfo(path).absolutePath()));
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(bytes);
    }
}

QString s(const char *text)
{
    return QString::fromUtf8(text);
}

} // namespace

void tst_ProjectDiscovery::finds_data()
{
    QTest::addColumn<Files>("files");
    QTest::addColumn<QString>("module");
    QTest::addColumn<QString>("callable");
    QTest::addColumn<QString>("configFile");

    const auto row = [](const char *name, const Files &files, const char *module, const char *callable, const char *config = "") {
        QTest::newRow(name) << files << s(module) << s(callable) << s(config);
    };
    const QByteArray flask = "from flask import Flask\napp = Flask(__name__)\n";
    row("app.py with Flask", {{s("app.py"), flask}}, "app", "app");
    row("wsgi.py comes before app.py", {{s("app.py"), flask}, {s("wsgi.py"), "from app import app as application\n"}}, "wsgi",
        "application");
    row("main.py", {{s("main.py"), "import flask\nweb = flask.Flask('x')\n"}}, "main", "web");
    row("a typed variable", {{s("app.py"), "app: Flask = Flask(__name__)\n"}}, "app", "app");
    row("a factory", {{s("app.py"), "def create_app(config=None):\n    return 1\n"}}, "app:create_app()", "");
    row("a factory that was called", {{s("wsgi.py"), "from x import create_app\nsite = create_app()\n"}}, "wsgi", "site");
    row("a plain WSGI function", {{s("app.py"), "def application(environ, start_response):\n    return []\n"}}, "app", "application");
    row("Django", {{s("manage.py"), "x\n"}, {s("mysite/wsgi.py"), "application = get_wsgi_application()\n"}, {s("mysite/__init__.py"), ""}},
        "mysite.wsgi", "application");
    row("a package", {{s("flaskr/__init__.py"), "def create_app():\n    pass\n"}, {s("tests/__init__.py"), flask}}, "flaskr:create_app()",
        "");
    row("any other file", {{s("hello.py"), flask}, {s("setup.py"), flask}}, "hello", "app");
    row("what a docstring shows does not count", {{s("app.py"), "\"\"\"\napp = Flask(__name__)\n\"\"\"\n"}, {s("main.py"), flask}}, "main",
        "app");
    row("FLASK_APP in .flaskenv", {{s(".flaskenv"), "export FLASK_APP='sub/hello.py'\n"}, {s("app.py"), flask}}, "sub.hello", "");
    row("FLASK_APP with a callable", {{s(".env"), "# x\nFLASK_APP=hello:web\n"}}, "hello:web", "");
    row("FLASK_APP of a module with a factory",
        {{s(".flaskenv"), "FLASK_APP=hello\n"}, {s("hello.py"), "def create_app():\n    return app\n"}}, "hello:create_app()", "");
    row("FLASK_APP of a package", {{s(".flaskenv"), "FLASK_APP=shop\n"}, {s("shop/__init__.py"), flask}}, "shop", "app");
    row(".env beats .flaskenv", {{s(".env"), "FLASK_APP=a\n"}, {s(".flaskenv"), "FLASK_APP=b\n"}}, "a", "");
    row("uwsgi.ini says it all", {{s("uwsgi.ini"), "[uwsgi]\nmodule=x\n"}, {s("app.py"), flask}}, "", "", "uwsgi.ini");
    row("the only ini for uWSGI", {{s("prod.ini"), "[uwsgi]\n"}, {s("tox.ini"), "[tox]\n"}, {s("app.py"), flask}}, "", "", "prod.ini");
    row("two of them are no answer", {{s("a.ini"), "[uwsgi]\n"}, {s("b.ini"), "[uwsgi]\n"}, {s("app.py"), flask}}, "app", "app");
}

void tst_ProjectDiscovery::finds()
{
    QFETCH(Files, files);
    QFETCH(QString, configFile);
    const QTemporaryDir folder;
    write(folder, files);
    const Result<DiscoveredApp> app = discoverApp(folder.path(), QProcessEnvironment());
    QVERIFY2(app, app ? "" : qPrintable(app.error().sentence));
    QTEST(app->module, "module");
    QTEST(app->callable, "callable");
    QCOMPARE(app->configFile, configFile.isEmpty() ? QString() : folder.filePath(configFile));
    QVERIFY(!app->reason.isEmpty());
}

void tst_ProjectDiscovery::refuses_data()
{
    QTest::addColumn<Files>("files");
    QTest::addColumn<QString>("says");

    QTest::newRow("an empty folder") << Files{} << s("no wsgi.py, app.py");
    QTest::newRow("a file without an app is named") << Files{{s("app.py"), "x = 1\n"}} << s("No app is in app.py");
    QTest::newRow("FastAPI is not WSGI") << Files{{s("main.py"), "app = FastAPI()\n"}} << s("ASGI");
    QTest::newRow("a factory that needs arguments") << Files{{s("app.py"), "def create_app(config):\n"}} << s("No WSGI app");
}

void tst_ProjectDiscovery::refuses()
{
    QFETCH(Files, files);
    QFETCH(QString, says);
    const QTemporaryDir folder;
    write(folder, files);
    const Result<DiscoveredApp> app = discoverApp(folder.path(), QProcessEnvironment());
    QVERIFY(!app);
    QCOMPARE(app.error().code, Errc::NoApplication);
    QVERIFY2(app.error().sentence.contains(says), qPrintable(app.error().sentence));
}

void tst_ProjectDiscovery::environmentBeatsFiles()
{
    const QTemporaryDir folder;
    write(folder, {{s(".env"), "FLASK_APP=other\n"}});
    QProcessEnvironment environment;
    environment.insert(s("FLASK_APP"), s("mine:create_app('x')"));
    const Result<DiscoveredApp> app = discoverApp(folder.path(), environment);
    QVERIFY(app);
    QCOMPARE(app->module, s("mine:create_app('x')"));
}

void tst_ProjectDiscovery::takesTheFileGiven()
{
    const QTemporaryDir folder;
    write(folder, {{s("my-app.py"), "app = Flask(__name__)\n"}, {s("empty.py"), ""}});
    const Result<DiscoveredApp> odd = discoverAppInFile(folder.filePath(s("my-app.py")));
    QVERIFY(odd);
    QCOMPARE(odd->wsgiFile, folder.filePath(s("my-app.py")));
    QCOMPARE(odd->callable, s("app"));
    const Result<DiscoveredApp> empty = discoverAppInFile(folder.filePath(s("empty.py")));
    QVERIFY(empty);
    QCOMPARE(empty->module, s("empty"));
}

void tst_ProjectDiscovery::offersOtherCandidates()
{
    const QTemporaryDir folder;
    write(folder, {{s("app.py"), "one = Flask('1')\napp = Flask('2')\n"}, {s("main.py"), "app = Flask('3')\n"}});
    const Result<DiscoveredApp> app = discoverApp(folder.path(), QProcessEnvironment());
    QVERIFY(app);
    QCOMPARE(app->candidates, QStringList({s("app:one"), s("main:app")}));
}

QTEST_GUILESS_MAIN(tst_ProjectDiscovery)
#include "tst_projectdiscovery.moc"
