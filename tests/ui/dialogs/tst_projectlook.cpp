// SPDX-License-Identifier: Apache-2.0
#include "ui/dialogs/projectlook.h"

#include "tests/support/writefile.h"

#include <QTemporaryDir>
#include <QTest>

using namespace Retort;
using namespace Retort::Dialogs;
using namespace Qt::StringLiterals;

class tst_ProjectLook final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();

    void folderWithAnApp();
    void missingPathIsSaid();
    void iniIsReadWithItsPlaceholders();
    void secretsOfAnIniAreMasked();
    void sections_data();
    void sections();
    void otherSectionIsReadWhenWanted();

private:
    QString path(const QString &file) const { return m_folder->filePath(file); }
    void write(const QString &file, const QByteArray &text) { Test::writeFile(path(file), text); }

    std::unique_ptr<QTemporaryDir> m_folder;
};

void tst_ProjectLook::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    write(u"app.py"_s, "from flask import Flask\n\napp = Flask(__name__)\n");
}

void tst_ProjectLook::folderWithAnApp()
{
    const ProjectOffer offer = lookAtProject(m_folder->path());
    QCOMPARE(offer.iniFile, QString());
    QCOMPARE(offer.apps.value(0).label, u"app:app"_s);
    QVERIFY2(offer.apps.value(0).reason.contains("app.py"_L1), qPrintable(offer.apps.value(0).reason));
    QCOMPARE(offer.suggestedName, QFileInfo(m_folder->path()).fileName());
}

void tst_ProjectLook::missingPathIsSaid()
{
    const ProjectOffer offer = lookAtProject(path(u"gone"_s));
    QVERIFY(offer.apps.isEmpty());
    QVERIFY2(offer.appProblem.endsWith("does not exist."_L1), qPrintable(offer.appProblem));
}

void tst_ProjectLook::iniIsReadWithItsPlaceholders()
{
    write(u"uwsgi.ini"_s, "[uwsgi]\nbase = %d\nname = app\nhttp-socket = :8123\nmodule = %(name):app\nemperor-tyrant = true\n");
    const ProjectOffer offer = lookAtProject(m_folder->path());
    QCOMPARE(offer.iniSection, u"uwsgi"_s);
    QCOMPARE(offer.iniPort, 8123);
    QCOMPARE(offer.apps.value(0).arguments, QStringList(u"uwsgi.ini"_s));
    const auto option = [&offer](const QString &name) {
        for (const ProjectOffer::IniOption &each : offer.iniOptions) {
            if (each.name == name) {
                return each;
            }
        }
        return ProjectOffer::IniOption();
    };
    QCOMPARE(option(u"module"_s).value, u"app:app"_s);
    QVERIFY(option(u"module"_s).isUsed);
    QVERIFY(option(u"name"_s).isUsed);
    QVERIFY(!option(u"emperor-tyrant"_s).isUsed);
    QVERIFY(!option(u"emperor-tyrant"_s).remark.isEmpty());
}

void tst_ProjectLook::secretsOfAnIniAreMasked()
{
    write(u"uwsgi.ini"_s, "[uwsgi]\nmodule = app\nenv = DB_PASSWORD=hunter2\nenv = TITLE=blog\n");
    QStringList values;
    for (const ProjectOffer::IniOption &each : lookAtProject(m_folder->path()).iniOptions) {
        values.append(each.value);
    }
    QCOMPARE(values, (QStringList{u"app"_s, u"DB_PASSWORD=***"_s, u"TITLE=blog"_s}));
}

void tst_ProjectLook::sections_data()
{
    QTest::addColumn<QByteArray>("ini");
    QTest::addColumn<QString>("sections");
    QTest::addColumn<QString>("section");

    const QByteArray plain = "[uwsgi]\nmodule = app\n";
    QTest::newRow("one") << plain << "uwsgi" << "uwsgi";
    QTest::newRow("retort is none of them") << plain + "[retort]\nstandby = on\n" << "uwsgi" << "uwsgi";
    QTest::newRow("two") << plain + "[production]\nmodule = app\nprocesses = 4\n" << "uwsgi production" << "uwsgi";
    QTest::newRow("those of other programs") << "[app:main]\nuse = egg:x\npyramid.reload = 1\n" + plain << "uwsgi" << "uwsgi";
    QTest::newRow("without uwsgi") << QByteArray("[production]\nmodule = app\nprocesses = 4\n") << "production" << "production";
}

void tst_ProjectLook::sections()
{
    QFETCH(QByteArray, ini);
    write(u"uwsgi.ini"_s, ini);
    const ProjectOffer offer = lookAtProject(path(u"uwsgi.ini"_s));
    QTEST(offer.iniSections.join(u' '), "sections");
    QTEST(offer.iniSection, "section");
    QCOMPARE(offer.iniProblem, QString());
}

void tst_ProjectLook::otherSectionIsReadWhenWanted()
{
    write(u"uwsgi.ini"_s, "[uwsgi]\nmodule = nothing\n[production]\nmodule = app:app\nhttp-socket = :8124\n");
    const ProjectOffer offer = lookAtProject(path(u"uwsgi.ini"_s), u"production"_s);
    QCOMPARE(offer.iniPort, 8124);
    QCOMPARE(offer.apps.value(0).label, u"app:app"_s);
    QCOMPARE(offer.apps.value(0).arguments, QStringList(u"uwsgi.ini:production"_s));
}

QTEST_GUILESS_MAIN(tst_ProjectLook)
#include "tst_projectlook.moc"
