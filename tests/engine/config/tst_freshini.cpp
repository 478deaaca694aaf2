// SPDX-License-Identifier: Apache-2.0
#include "engine/config/freshini.h"

#include "engine/config/configcheck.h"
#include "tests/support/writefile.h"

#include <QDir>
#include <QTemporaryDir>
#include <QTest>

using namespace Retort::Config;
using namespace Qt::StringLiterals;

// A first uwsgi.ini for what is in a folder.
class tst_FreshIni final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void namesTheApp_data();
    void namesTheApp();
    void keepsThePortItIsGiven();
    void holdsNoPathOfThisComputer();
    void usesAVirtualenvOnlyWhereThereIsOne();
    void keepsPercentSigns();
    void refusesWhatIsThere();
    void refusesAFolderWithoutApp();

private:
    void write(const QString &name, const QByteArray &bytes) { Retort::Test::writeFile(m_folder->filePath(name), bytes); }
    // "key=value" lines as uWSGI would read them.
    QStringList optionsOf(const FreshIni &ini);

    std::unique_ptr<QTemporaryDir> m_folder;
    QProcessEnvironment m_environment;
};

void tst_FreshIni::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_environment = QProcessEnvironment();
}

QStringList tst_FreshIni::optionsOf(const FreshIni &ini)
{
    write(u"uwsgi.ini"_s, ini.text);
    const CheckedConfig config = checkConfigFile(u"uwsgi.ini"_s, m_environment, m_folder->path());
    QStringList lines;
    for (const GivenOption &given : config.options) {
        lines.append(QString::fromStdString(given.name + '=' + given.text()));
    }
    return config.isClean() ? lines : QStringList{u"not clean"_s};
}

void tst_FreshIni::namesTheApp_data()
{
    QTest::addColumn<QString>("file");
    QTest::addColumn<QByteArray>("source");
    QTest::addColumn<QStringList>("expected");

    QTest::newRow("an app") << u"app.py"_s << "app = Flask(__name__)\n"_ba << QStringList{u"module=app"_s, u"callable=app"_s};
    QTest::newRow("by another name") << u"main.py"_s << "web = Flask(__name__)\n"_ba << QStringList{u"module=main"_s, u"callable=web"_s};
    QTest::newRow("a factory") << u"app.py"_s << "def create_app():\n    return Flask(__name__)\n"_ba
                               << QStringList{u"module=app:create_app()"_s};
    QTest::newRow("a package") << u"shop/__init__.py"_s << "app = Flask(__name__)\n"_ba << QStringList{u"module=shop"_s, u"callable=app"_s};
}

void tst_FreshIni::keepsThePortItIsGiven()
{
    write(u"app.py"_s, "from flask import Flask\napp = Flask(__name__)\n");
    const auto usual = freshIni(m_folder->path(), m_environment);
    const auto moved = freshIni(m_folder->path(), m_environment, 8012);
    QVERIFY(usual && usual->text.contains("http-socket = 127.0.0.1:8000\n"));
    QVERIFY(moved && moved->text.contains("http-socket = 127.0.0.1:8012\n"));
    QVERIFY(!moved->text.contains("8000"));
}

void tst_FreshIni::namesTheApp()
{
    QFETCH(QString, file);
    QFETCH(QByteArray, source);
    QFETCH(QStringList, expected);

    write(file, source);
    const auto ini = freshIni(m_folder->path(), m_environment);
    QVERIFY2(ini, ini ? "" : qPrintable(ini.error().sentence));
    const QStringList options = optionsOf(*ini);
    for (const QString &line : expected) {
        QVERIFY2(options.contains(line), qPrintable(options.join(u'\n')));
    }
    QCOMPARE(options.filter(u"callable="_s).size(), expected.filter(u"callable="_s).size());
    for (const char *habit : {"master=true", "vacuum=true", "die-on-term=true", "need-app=true", "single-interpreter=true"}) {
        QVERIFY2(options.contains(QLatin1StringView(habit)), habit);
    }
}

void tst_FreshIni::holdsNoPathOfThisComputer()
{
    write(u"app.py"_s, "app = Flask(__name__)\n");
    write(u".venv/pyvenv.cfg"_s, "home = /usr/bin\n");
    const auto ini = freshIni(m_folder->path(), m_environment);
    QVERIFY(ini);
    QVERIFY(!ini->text.contains(m_folder->path().toUtf8()));
    QVERIFY(!ini->text.contains("/usr"));
    QVERIFY(optionsOf(*ini).contains(u"virtualenv="_s + m_folder->filePath(u".venv"_s)));
}

void tst_FreshIni::usesAVirtualenvOnlyWhereThereIsOne()
{
    write(u"app.py"_s, "app = Flask(__name__)\n");
    const auto without = freshIni(m_folder->path(), m_environment);
    QVERIFY(without && !without->text.contains("virtualenv"));

    write(u"venv/pyvenv.cfg"_s, "home = /usr/bin\n");
    const auto with = freshIni(m_folder->path(), m_environment);
    QVERIFY(with && with->text.contains("virtualenv"));
    QVERIFY(QDir(m_folder->filePath(u"venv"_s)).removeRecursively()); // as on the server the file goes to
    QVERIFY(optionsOf(*with).filter(u"virtualenv"_s).isEmpty());
}

void tst_FreshIni::keepsPercentSigns()
{
    m_environment.insert(u"FLASK_APP"_s, u"hello:make('50%')"_s);
    const auto ini = freshIni(m_folder->path(), m_environment);
    QVERIFY(ini);
    QVERIFY(optionsOf(*ini).contains(u"module=hello:make('50%')"_s));
}

void tst_FreshIni::refusesWhatIsThere()
{
    write(u"uwsgi.ini"_s, "[uwsgi]\nmodule = app\n");
    const auto ini = freshIni(m_folder->path(), m_environment);
    QVERIFY(!ini);
    QVERIFY(ini.error().sentence.contains(u"uwsgi.ini is there already"));
}

void tst_FreshIni::refusesAFolderWithoutApp()
{
    const auto ini = freshIni(m_folder->path(), m_environment);
    QVERIFY(!ini);
    QCOMPARE(ini.error().code, Retort::Errc::NoApplication);
}

QTEST_GUILESS_MAIN(tst_FreshIni)
#include "tst_freshini.moc"
