// SPDX-License-Identifier: Apache-2.0
#include "ui/base/fuzzymatch.h"

#include <QElapsedTimer>
#include <QTest>

using namespace Qt::StringLiterals;
using Retort::fuzzyScore;

class tst_FuzzyMatch final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void matches_data();
    void matches();
    void theBetterOneWins_data();
    void theBetterOneWins();
    void longTextsAreQuick();
};

void tst_FuzzyMatch::matches_data()
{
    QTest::addColumn<QString>("pattern");
    QTest::addColumn<QString>("text");
    QTest::addColumn<bool>("expected");

    QTest::newRow("nothing matches everything") << u""_s << u"Reload"_s << true;
    QTest::newRow("blanks are nothing") << u"  "_s << u"Reload"_s << true;
    QTest::newRow("the whole") << u"Reload"_s << u"Reload"_s << true;
    QTest::newRow("in any case") << u"rElO"_s << u"Reload"_s << true;
    QTest::newRow("letters in their order") << u"oib"_s << u"Open in browser"_s << true;
    QTest::newRow("letters out of their order") << u"bio"_s << u"Open in browser"_s << false;
    QTest::newRow("a letter too many") << u"reloadx"_s << u"Reload"_s << false;
    QTest::newRow("a letter twice needs two") << u"ee"_s << u"Reload"_s << false;
    QTest::newRow("words in any order") << u"folder open"_s << u"Open folder"_s << true;
    QTest::newRow("each word must be there") << u"folder close"_s << u"Open folder"_s << false;
    QTest::newRow("Chinese") << u"加载"_s << u"重新加载"_s << true;
    QTest::newRow("in nothing") << u"a"_s << u""_s << false;
    QTest::newRow("a gap of one letter") << u"rla"_s << u"Reload"_s << true;
    QTest::newRow("the last letter") << u"d"_s << u"Reload"_s << true;
}

void tst_FuzzyMatch::matches()
{
    QFETCH(QString, pattern);
    QFETCH(QString, text);
    QFETCH(bool, expected);
    QCOMPARE(fuzzyScore(pattern, text) > 0, expected);
}

void tst_FuzzyMatch::theBetterOneWins_data()
{
    QTest::addColumn<QString>("pattern");
    QTest::addColumn<QString>("better");
    QTest::addColumn<QString>("worse");

    QTest::newRow("beginnings of words") << u"of"_s << u"Open folder"_s << u"Profile"_s;
    QTest::newRow("what follows on") << u"port"_s << u"Export…"_s << u"Open in browser: test"_s;
    QTest::newRow("the shorter one") << u"reload"_s << u"Reload"_s << u"Reload when files change"_s;
    QTest::newRow("a word, not its inside") << u"start"_s << u"Start or stop"_s << u"Restarts"_s;
    QTest::newRow("one piece, not beginnings of words") << u"api"_s << u"api"_s << u"Load the app in each process"_s;
    QTest::newRow("capitals begin words") << u"gt"_s << u"gunicornTimeout"_s << u"gathering timers"_s.replace(u' ', u'x');
}

void tst_FuzzyMatch::theBetterOneWins()
{
    QFETCH(QString, pattern);
    QFETCH(QString, better);
    QFETCH(QString, worse);
    QVERIFY(fuzzyScore(pattern, better) > 0);
    QVERIFY2(fuzzyScore(pattern, better) > fuzzyScore(pattern, worse), qPrintable(pattern));
}

void tst_FuzzyMatch::longTextsAreQuick()
{
    const QString text = u"ab"_s.repeated(50'000);
    QElapsedTimer timer;
    timer.start();
    for (int i = 0; i < 100; ++i) {
        fuzzyScore(u"a"_s.repeated(1'000), text);
    }
    QVERIFY2(timer.elapsed() < 2'000, qPrintable(QString::number(timer.elapsed())));
}

QTEST_APPLESS_MAIN(tst_FuzzyMatch)
#include "tst_fuzzymatch.moc"
