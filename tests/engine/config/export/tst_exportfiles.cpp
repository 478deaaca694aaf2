// SPDX-License-Identifier: Apache-2.0
#include "engine/config/export/exportfiles.h"

#include "engine/config/configloader.h"
#include "tests/support/writefile.h"

#include <QDir>
#include <QTemporaryDir>
#include <QTest>

using namespace Retort;
using namespace Retort::Config;
using namespace Retort::Config::Export;
using namespace Qt::StringLiterals;

// The production files of a project in a temporary folder.
class tst_ExportFiles final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void holds_data();
    void holds();
    void tellsNothingOfThisComputerAndNoSecrets_data();
    void tellsNothingOfThisComputerAndNoSecrets();
    void listsWhatIsLeftBehind_data();
    void listsWhatIsLeftBehind();
    void usesThePackagesThatAreThere();
    void refusesValues_data();
    void refusesValues();
    void refusesInputs_data();
    void refusesInputs();
    void namesTheTargets();

private:
    void write(const QString &name, const QByteArray &bytes) { Retort::Test::writeFile(m_folder->filePath(name), bytes); }
    Result<QString> exported(const QString &target, const QByteArray &ini, const Inputs &inputs = {});

    std::unique_ptr<QTemporaryDir> m_folder;
};

void tst_ExportFiles::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    write(u"shop/app.py"_s, "app = Flask(__name__)\n");
    write(u"shop/static/a.css"_s, "a {}\n");
    write(u"shop/favicon.ico"_s, "x");
    write(u"elsewhere/b.css"_s, "b {}\n");
}

Result<QString> tst_ExportFiles::exported(const QString &target, const QByteArray &ini, const Inputs &inputs)
{
    write(u"shop/uwsgi.ini"_s, "[uwsgi]\nchdir = %d\nwsgi-file = app.py\ncallable = app\n" + ini);
    const auto loaded = loadConfig({u"--ini"_s, u"uwsgi.ini"_s}, QProcessEnvironment(), m_folder->filePath(u"shop"_s));
    if (!loaded) {
        return std::unexpected(loaded.error());
    }
    const auto files = exportFiles(targetFromName(target).value(), siteOf(loaded->server), inputs);
    if (!files) {
        return std::unexpected(files.error());
    }
    QString text;
    for (const File &file : *files) {
        text += u"== "_s + file.name + u'\n' + file.text;
    }
    return text;
}

void tst_ExportFiles::holds_data()
{
    QTest::addColumn<QString>("target");
    QTest::addColumn<QByteArray>("ini");
    QTest::addColumn<QString>("expected");
    const auto row = [](const char *name, const char *target, const char *ini, const char *expected) {
        QTest::newRow(name) << QString::fromLatin1(target) << QByteArray(ini) << QString::fromLatin1(expected);
    };
    row("a port where the ini has none", "nginx", "http = :5000\n", "uwsgi_pass 127.0.0.1:3031;");
    row("the port of the ini", "nginx", "socket = 127.0.0.1:4000\n", "uwsgi_pass 127.0.0.1:4000;");
    row("a port beside those of the ini", "nginx", "http = :3031\n", "uwsgi_pass 127.0.0.1:3032;");
    row("the socket of the ini, where systemd makes one", "nginx", "socket = /tmp/x.sock\n", "uwsgi_pass unix:/run/shop/shop.sock;");
    row("limit-post", "nginx", "limit-post = 5000\n", "client_max_body_size 5000;");
    row("harakiri", "nginx", "harakiri = 30\n", "uwsgi_read_timeout 35s;");
    row("static folder with slashes", "nginx", "static-map = /s=static\n", "location ^~ \"/s/\" {\n        alias \"/srv/shop/static/\";");
    row("one static file", "nginx", "static-map = /f.ico=favicon.ico\n",
        "location = \"/f.ico\" {\n        alias \"/srv/shop/favicon.ico\";");
    row("quoted mountpoint", "nginx", "static-map = /a;}b=static\n", "location ^~ \"/a;}b/\" {");
    row("a static map of / hides nothing", "nginx", "static-map = /=static\n", "#   static-map of / (it would hide the app)");
    row("Apache by port", "apache", "socket = :4000\n", "ProxyPass \"/\" \"uwsgi://127.0.0.1:4000/\"");
    row("Apache by socket", "apache", "socket = /tmp/x.sock\n", "ProxyPass \"/\" \"unix:/run/shop/shop.sock|uwsgi://shop/\"");
    row("Apache's limits", "apache", "limit-post = 5000\nharakiri = 30\n", "LimitRequestBody 5000");
    row("Apache's static file alone", "apache", "static-map = /f.ico=favicon.ico\n", "<Files \"favicon.ico\">");
    row("systemd adds the socket", "systemd", "http = :5000\nmaster = true\n",
        "ExecStart=/srv/shop/.venv/bin/uwsgi --ini uwsgi.ini --socket 127.0.0.1:3031\n");
    row("systemd adds nothing needless", "systemd", "socket = :4000\nmaster = true\n", "bin/uwsgi --ini uwsgi.ini\n");
    row("systemd needs a master", "systemd", "socket = :4000\n", "--ini uwsgi.ini --master\n");
    row("the project's environment", "systemd", "home = %denv\n", "ExecStart=/srv/shop/env/bin/uwsgi");
    row("Docker reaches the app", "docker", "http = 127.0.0.1:5000\n", "\"--http-socket\", \"0.0.0.0:8000\"]");
    row("Docker beside the ini's port", "docker", "http = 127.0.0.1:8000\n", "\"--http-socket\", \"0.0.0.0:8001\"]");
    row("Docker keeps an open port", "docker", "http-socket = :9000\n", "EXPOSE 9000\nCMD [\"uwsgi\", \"uwsgi.ini\"]");
    row("Docker leaves the environment of here behind", "docker", "home = %dmyenv\n", "compose.yaml\nmyenv\n");
    row("a secret is named only", "systemd", "env = API_TOKEN=x\n", "set API_TOKEN in the environment of this service");
    row("gunicorn's secrets", "gunicorn", "env = API_TOKEN=x\n", "raw_env = [\n    # set API_TOKEN here");
    row("Compose joins the two", "compose", "http = :5000\nstatic-map = /s=static\n", "uwsgi_pass app:3031;");
    row("Compose mounts static files", "compose", "static-map = /s=static\n", "- \"./static:/srv/shop/static:ro\"");
    row("Kubernetes by port", "kubernetes", "http-socket = :9000\n", "containerPort: 9000");
    row("Kubernetes' limits", "kubernetes", "limit-post = 5000\n", "proxy-body-size: \"5000\"");
    row("gunicorn by name", "gunicorn", "", "wsgi_app = \"app:app\"");
    row("gunicorn's port", "gunicorn", "http = :5000\n", "bind = \"127.0.0.1:5000\"");
    row("gunicorn's numbers", "gunicorn", "processes = 3\nthreads = 2\nharakiri = 7\n", "workers = 3\nthreads = 2\ntimeout = 7\n");
    row("gunicorn's environment", "gunicorn", "env = A=b\"c\n", "\"A=b\\\"c\",");
    row("Procfile", "procfile", "", "\nweb: uwsgi --ini uwsgi.ini --http-socket :$PORT");
}

void tst_ExportFiles::holds()
{
    QFETCH(QString, target);
    QFETCH(QByteArray, ini);
    QFETCH(QString, expected);
    const auto text = exported(target, ini);
    QVERIFY2(text, text ? "" : qPrintable(text.error().sentence));
    QVERIFY2(text->contains(expected), qPrintable(*text));
}

void tst_ExportFiles::tellsNothingOfThisComputerAndNoSecrets_data()
{
    QTest::addColumn<QString>("target");
    const QStringList names = targetNames();
    for (const QString &name : names) {
        QTest::newRow(qPrintable(name)) << name;
    }
}

void tst_ExportFiles::tellsNothingOfThisComputerAndNoSecrets()
{
    QFETCH(QString, target);
    const QByteArray ini = "home = %d../elsewhere\npythonpath = %dlib\nstatic-map = /a=%dstatic\nstatic-map = /b=%d../elsewhere\n"
                           "env = SECRET_KEY=hunter2\nenv = DATABASE_URL=pg://u:hunter2@h/d\nlogto = %dx.log\nsocket = %dapp.sock\n";
    Inputs inputs;
    inputs.installFolder = u"/opt/place"_s;
    const auto text = exported(target, ini, inputs);
    QVERIFY2(text, text ? "" : qPrintable(text.error().sentence));
    QVERIFY2(!text->contains(m_folder->path()), qPrintable(*text));
    QVERIFY2(!text->contains("elsewhere"_L1), qPrintable(*text));
    QVERIFY2(!text->contains("hunter2"_L1), qPrintable(*text));
    QVERIFY2(!text->contains("/srv/"_L1), qPrintable(*text));
}

void tst_ExportFiles::listsWhatIsLeftBehind_data()
{
    QTest::addColumn<QString>("target");
    QTest::addColumn<QByteArray>("ini");
    QTest::addColumn<QString>("expected");

    const QByteArray ini = "home = %d../elsewhere\nstatic-map = /b=%d../elsewhere\ncron = 1 1 1 1 1 true\nroute = ^/x break:403\n";
    QTest::newRow("of a web server: HTTP") << u"nginx"_s << ini
                                           << u"carried over:\n#   route\n#   static-map (its path is outside of the project)\n"_s;
    QTest::newRow("of uWSGI: paths") << u"systemd"_s << ini << u"#   home (its path is outside of the project)\n"_s;
    QTest::newRow("of another server: all it has no word for") << u"gunicorn"_s << ini << u"#   cron\n"_s;
    QTest::newRow("nothing of gunicorn") << u"gunicorn"_s << QByteArray() << u"# Not carried over: nothing.\n"_s;
    QTest::newRow("nothing") << u"systemd"_s << QByteArray() << u"# Not carried over: nothing.\n"_s;
}

void tst_ExportFiles::listsWhatIsLeftBehind()
{
    QFETCH(QString, target);
    QFETCH(QByteArray, ini);
    QFETCH(QString, expected);
    const auto text = exported(target, ini);
    QVERIFY2(text, text ? "" : qPrintable(text.error().sentence));
    QVERIFY2(text->contains(expected), qPrintable(*text));
}

void tst_ExportFiles::usesThePackagesThatAreThere()
{
    QVERIFY(exported(u"docker"_s, "")->contains("Neither requirements.txt nor pyproject.toml"_L1));
    QVERIFY(exported(u"docker"_s, "")->contains("3.12 is a guess"_L1));
    write(u"shop/pyproject.toml"_s, "[project]\n");
    QVERIFY(exported(u"docker"_s, "")->contains("COPY . .\nRUN /srv/shop/.venv/bin/pip install --no-cache-dir .\n"_L1));
    write(u"shop/requirements.txt"_s, "flask\n");
    write(u"shop/.venv/pyvenv.cfg"_s, "home = /usr/bin\nversion = 3.11.2\n");
    const auto text = exported(u"docker"_s, "");
    QVERIFY(text->contains("-r requirements.txt"_L1));
    QVERIFY(text->contains("FROM python:3.11-slim\n"_L1));
    write(u"shop/.env"_s, "A=1\n");
    QVERIFY(exported(u"docker"_s, "")->contains("#   .env (Retort reads it"_L1));
}

void tst_ExportFiles::refusesValues_data()
{
    QTest::addColumn<QString>("target");
    QTest::addColumn<QByteArray>("ini");

    QTest::newRow("nginx, a variable") << u"nginx"_s << "static-map = /$uri=static\n"_ba;
    QTest::newRow("Apache, a variable") << u"apache"_s << "static-map = /${X}=static\n"_ba;
    QTest::newRow("gunicorn, code for a name") << u"gunicorn"_s << "callable = app\";import os\n"_ba;
    QTest::newRow("Docker, blanks in the environment's folder") << u"docker"_s << "home = %dmy env\n"_ba;
    QTest::newRow("Compose, what it would expand") << u"compose"_s << "static-map = /s=%da:b\n"_ba;
}

void tst_ExportFiles::refusesValues()
{
    QFETCH(QString, target);
    QFETCH(QByteArray, ini);
    const auto text = exported(target, ini);
    QVERIFY2(!text, text ? qPrintable(*text) : "");
    QCOMPARE(text.error().code, Errc::BadOption);
}

void tst_ExportFiles::refusesInputs_data()
{
    QTest::addColumn<QString>("domain");
    QTest::addColumn<QString>("user");
    QTest::addColumn<int>("replicas");
    QTest::addColumn<QString>("folder");

    QTest::newRow("a domain that ends the directive") << u"a.test;x"_s << u"me"_s << 1 << u"/srv/x"_s;
    QTest::newRow("a domain with a line end") << u"a.test\n"_s << u"me"_s << 1 << u"/srv/x"_s;
    QTest::newRow("a user with a blank") << u"a.test"_s << u"a b"_s << 1 << u"/srv/x"_s;
    QTest::newRow("no replicas") << u"a.test"_s << u"me"_s << 0 << u"/srv/x"_s;
    QTest::newRow("a relative folder") << u"a.test"_s << u"me"_s << 1 << u"srv/x"_s;
    QTest::newRow("a folder that goes up") << u"a.test"_s << u"me"_s << 1 << u"/srv/../x"_s;
    QTest::newRow("a folder with a quote") << u"a.test"_s << u"me"_s << 1 << u"/srv/\"x"_s;
}

void tst_ExportFiles::refusesInputs()
{
    QFETCH(QString, domain);
    QFETCH(QString, user);
    QFETCH(int, replicas);
    QFETCH(QString, folder);
    const auto text = exported(u"nginx"_s, "", {domain, user, replicas, folder, {}});
    QVERIFY2(!text, text ? qPrintable(*text) : "");
}

void tst_ExportFiles::namesTheTargets()
{
    const auto target = targetFromName(u"caddy"_s);
    QVERIFY(!target);
    QVERIFY(target.error().sentence.contains("nginx, apache, systemd"_L1));
}

QTEST_APPLESS_MAIN(tst_ExportFiles)
#include "tst_exportfiles.moc"
