// SPDX-License-Identifier: Apache-2.0
#include "ui/base/preferences.h"

#include <QSettings>
#include <QTemporaryDir>
#include <QTest>

using namespace Retort;
using namespace Qt::StringLiterals;

class tst_Preferences final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void comeBackFromTheFile();
    void oddValuesAreTheDefaults();
};

// Through a file and a second reader: a group called “general” would not survive that.
void tst_Preferences::comeBackFromTheFile()
{
    const QTemporaryDir folder;
    const QString path = folder.filePath(u"s.ini"_s);
    const Preferences all{u"zh_CN"_s, u"dark"_s, u"custom"_s, u"ed +{line} \"{file}\""_s, Preferences::OnClose::StopAll, true, 500, false};
    {
        QSettings store(path, QSettings::IniFormat);
        all.write(store);
    }
    const QSettings store(path, QSettings::IniFormat);
    QCOMPARE(store.status(), QSettings::NoError);
    QVERIFY(Preferences::read(store) == all);
}

void tst_Preferences::oddValuesAreTheDefaults()
{
    const QTemporaryDir folder;
    QSettings store(folder.filePath(u"s.ini"_s), QSettings::IniFormat);
    QVERIFY(Preferences::read(store) == Preferences());
    store.setValue("program/onClose"_L1, u"perhaps"_s);
    store.setValue("recording/requests"_L1, -5);
    QVERIFY(Preferences::read(store).onClose == Preferences::OnClose::Ask);
    QCOMPARE(Preferences::read(store).requestsKept, 100);
}

QTEST_GUILESS_MAIN(tst_Preferences)
#include "tst_preferences.moc"
