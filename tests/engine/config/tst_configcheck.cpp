// SPDX-License-Identifier: Apache-2.0
#include "engine/config/configcheck.h"

#include <QFile>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QTemporaryDir>
#include <QTest>

using namespace Retort::Config;
using namespace Qt::StringLiterals;

// One ini, looked at without starting anything.
class tst_ConfigCheck final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void finds_data();
    void finds();
    void goesOnAfterTheFirstError();
    void expandsInOrder();
    void printsAnIni();
    void runsNoCommand();
    void isCleanWithNotesOnly();
    void saysWhenThereIsNoFile();
    void checksWhatIsNotSaved();

private:
    CheckedConfig check(const QByteArray &body);

    std::unique_ptr<QTemporaryDir> m_folder;
    QProcessEnvironment m_environment;
};

void tst_ConfigCheck::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_environment = QProcessEnvironment();
}

CheckedConfig tst_ConfigCheck::check(const QByteArray &body)
{
    QFile file(m_folder->filePath(u"uwsgi.ini"_s));
    if (!file.open(QIODevice::WriteOnly) || file.write("[uwsgi]\n" + body) < 0) {
        return {};
    }
    file.close();
    return checkConfigFile(u"uwsgi.ini"_s, m_environment, m_folder->path());
}

void tst_ConfigCheck::finds_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QString>("severity");
    QTest::addColumn<QString>("begins");
    QTest::addColumn<QString>("holds");

    QTest::newRow("a comment behind a value") << "processes = 2\nhttp = :5000 ; here\n"_ba << u"warning"_s << u"uwsgi.ini:3: http:"_s
                                              << u"line of its own"_s;
    QTest::newRow("a number that is none") << "processes = two\n"_ba << u"error"_s << u"uwsgi.ini:2: processes:"_s << u"“two”"_s;
    QTest::newRow("an environment variable that is not set")
        << "procname = $(PORT)\n"_ba << u"warning"_s << u"uwsgi.ini:2: procname:"_s << u"Set PORT"_s;
    QTest::newRow("a percent sign that vanishes") << "touch-reload = 50%Q\n"_ba << u"warning"_s << u"uwsgi.ini:2:"_s << u"Write %%"_s;
    QTest::newRow("an underscore for a dash") << "die_on_term = true\n"_ba << u"warning"_s << u"uwsgi.ini:2: die_on_term:"_s
                                              << u"Write die-on-term"_s;
    QTest::newRow("a slip of the finger") << "vaccum = true\n"_ba << u"warning"_s << u"uwsgi.ini:2: vaccum:"_s << u"vacuum"_s;
    QTest::newRow("the same when strict") << "strict = true\nvaccum = true\n"_ba << u"error"_s << u"uwsgi.ini:3: vaccum:"_s << u"vacuum"_s;
    QTest::newRow("a folder that is not there") << "chdir = nowhere\n"_ba << u"error"_s << u"uwsgi.ini:2: chdir:"_s << u"does not exist"_s;
    QTest::newRow("a mount that uWSGI does not load")
        << "callable = app\nmount = /x=shop\n"_ba << u"warning"_s << u"uwsgi.ini:3: mount:"_s << u"Write /x=shop:app"_s;
    QTest::newRow("a mountpoint with a slash behind it")
        << "mount = /x/=shop.py\n"_ba << u"warning"_s << u"uwsgi.ini:2: mount:"_s << u"Write /x=shop.py"_s;
    QTest::newRow("a command at start") << "exec-pre-app = make\n"_ba << u"note"_s << u"uwsgi.ini:2: exec-pre-app:"_s
                                        << u"runs no command"_s;
    QTest::newRow("an include of a section, which uWSGI refuses") << "include = uwsgi.ini:more\n[more]\nmaster = true\n"_ba << u"warning"_s
                                                                  << u"uwsgi.ini:2: include:"_s << u"Write ini = uwsgi.ini:more"_s;
    QTest::newRow("a section header that is read differently")
        << "master = true\n[uwsgi] ; more\n"_ba << u"warning"_s << u"uwsgi.ini:3:"_s << u"Write [uwsgi]"_s;
}

void tst_ConfigCheck::finds()
{
    QFETCH(QByteArray, body);
    QFETCH(QString, severity);
    QFETCH(QString, begins);
    QFETCH(QString, holds);

    const CheckedConfig config = check(body);
    const QJsonArray findings = config.findingsJson().value("findings"_L1).toArray();
    const bool found = std::any_of(config.findings.begin(), config.findings.end(), [&](const Finding &finding) {
        const qsizetype index = &finding - config.findings.data();
        return finding.toString().startsWith(begins) && finding.sentence.contains(holds)
            && findings.at(index).toObject().value("severity"_L1).toString() == severity;
    });
    QVERIFY2(found, QJsonDocument(findings).toJson().constData());
    QCOMPARE(config.isClean(), severity == u"note");
}

void tst_ConfigCheck::goesOnAfterTheFirstError()
{
    const CheckedConfig config = check("processes = two\nthreads = three\nchdir = nowhere\n"_ba);
    const auto errors = std::count_if(config.findings.begin(), config.findings.end(),
        [](const Finding &finding) { return finding.severity == Finding::Severity::Error; });
    QCOMPARE(errors, 3);
    QCOMPARE(config.options.size(), std::size_t{3});
}

void tst_ConfigCheck::expandsInOrder()
{
    m_environment.insert(u"PORT"_s, u"8123"_s);
    const CheckedConfig config = check("base = .\nhttp-socket = 127.0.0.1:$(PORT)\nchdir = %(base)\nprocesses = %(1 + 1)\nmaster\n"_ba);
    const QByteArray options = QJsonDocument(config.optionsJson()).toJson(QJsonDocument::Compact);
    QCOMPARE(options, R"([["base","."],["http-socket","127.0.0.1:8123"],["chdir","."],["processes","2"],["master",""]])"_ba);
}

void tst_ConfigCheck::printsAnIni()
{
    const CheckedConfig config = check("env = A=1\nenv = B=2\nmaster = true\n"_ba);
    QCOMPARE(config.toIni(), u"[uwsgi]\nenv = A=1\nenv = B=2\nmaster = true\n"_s);
    QVERIFY(config.isClean());
}

void tst_ConfigCheck::runsNoCommand()
{
    const QString trace = m_folder->filePath(u"trace"_s);
    const QByteArray touch = "touch " + trace.toUtf8();
    const CheckedConfig config = check("exec-pre-app = " + touch + "\nexec-asap = " + touch + "\nhook-asap = exec:" + touch
        + "\nattach-daemon = " + touch + "\nset-placeholder = x=@(exec://" + touch + ")\nprocname = @(exec://" + touch + ")\n");
    QVERIFY(!QFileInfo::exists(trace));
    QCOMPARE(config.options.size(), std::size_t{7}); // set-placeholder counts and makes one more
}

void tst_ConfigCheck::isCleanWithNotesOnly()
{
    const CheckedConfig config = check("die-on-term = true\nvacuum = true\n"_ba);
    QVERIFY(!config.findings.isEmpty());
    QVERIFY(config.isClean());
}

void tst_ConfigCheck::saysWhenThereIsNoFile()
{
    const CheckedConfig config = checkConfigFile(u"missing.ini"_s, m_environment, m_folder->path());
    QCOMPARE(config.findings.size(), 1);
    QVERIFY(config.findings.first().sentence.contains(u"missing.ini does not exist"));
    QVERIFY(!config.isClean());
}

void tst_ConfigCheck::checksWhatIsNotSaved()
{
    QVERIFY(check("processes = 1\n").isClean());
    for (const QString &name : {u"uwsgi.ini"_s, u"not there: yet.ini"_s}) {
        const CheckedConfig config = checkConfigText(name, "[uwsgi]\n\nprocesses = two\n", m_environment, m_folder->path());
        QCOMPARE(config.findings.size(), 1);
        QCOMPARE(config.findings.first().place, name + u":3"_s);
        QCOMPARE(config.findings.first().option, u"processes"_s);
    }
}

QTEST_GUILESS_MAIN(tst_ConfigCheck)
#include "tst_configcheck.moc"
