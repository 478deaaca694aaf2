// SPDX-License-Identifier: Apache-2.0
#include "ui/output/levelreader.h"
#include "ui/output/styledtext.h"

#include <QTest>

using namespace Retort::Output;
using namespace Qt::StringLiterals;

class tst_StyledText final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void parses_data();
    void parses();
    void everyPieceOfASequenceIsHarmless();
    void longLinesAreCut();
    void links_data();
    void links();
    void levels();
};

void tst_StyledText::parses_data()
{
    QTest::addColumn<QString>("raw");
    QTest::addColumn<QString>("text");
    QTest::addColumn<int>("spans");

    QTest::newRow("plain") << u"hello"_s << u"hello"_s << 0;
    QTest::newRow("red word") << u"a \x1b[31mred\x1b[0m b"_s << u"a red b"_s << 1;
    QTest::newRow("bold and colour") << u"\x1b[1;32mok\x1b[m"_s << u"ok"_s << 1;
    QTest::newRow("256 colours are passed over") << u"\x1b[38;5;196mx\x1b[0my"_s << u"xy"_s << 0;
    QTest::newRow("title is dropped") << u"\x1b]0;evil\x07y"_s << u"y"_s << 0;
    QTest::newRow("cursor movement is dropped") << u"a\x1b[2Jb\x1b[1;1Hc"_s << u"abc"_s << 0;
    QTest::newRow("controls are shown") << u"a\x07\rb"_s << u"a␇␍b"_s << 0;
    QTest::newRow("bidi controls are shown") << u"a\u202eb"_s << u"a<U+202E>b"_s << 0;
    QTest::newRow("tabs become blanks") << u"a\tb"_s << u"a    b"_s << 0;
}

void tst_StyledText::parses()
{
    QFETCH(QString, raw);
    QFETCH(QString, text);
    QFETCH(int, spans);
    const StyledText styled = styledText(raw);
    QCOMPARE(styled.text, text);
    QCOMPARE(styled.spans.size(), spans);
}

void tst_StyledText::everyPieceOfASequenceIsHarmless()
{
    const QString raw = u"x\x1b[1;38;2;1;2;3;4mY\x1b]8;;http://a\x1b\\z\x1b[0m\x1b"_s;
    for (qsizetype end = 0; end <= raw.size(); ++end) {
        const StyledText styled = styledText(raw.left(end));
        QVERIFY(!styled.text.contains(QChar(0x1b)));
        for (const StyledText::Span &span : styled.spans) {
            QVERIFY(span.start + span.length <= styled.text.size());
        }
    }
}

void tst_StyledText::longLinesAreCut()
{
    const StyledText styled = styledText(QString(100'000, u'x'));
    QVERIFY(styled.text.size() < longestLine + 40);
    QVERIFY(styled.text.contains("96000"_L1));
}

void tst_StyledText::links_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("file");
    QTest::addColumn<int>("line");

    QTest::newRow("frame") << u"  File \"/srv/a b.py\", line 12, in show"_s << u"/srv/a b.py"_s << 12;
    QTest::newRow("sentence of the engine") << u"/srv/app.py, line 3: SyntaxError"_s << u"/srv/app.py"_s << 3;
    QTest::newRow("warning") << u"/srv/app.py:7: DeprecationWarning: x"_s << u"/srv/app.py"_s << 7;
    QTest::newRow("no place") << u"app.py is fine"_s << QString() << 0;
}

void tst_StyledText::links()
{
    QFETCH(QString, text);
    QFETCH(QString, file);
    QFETCH(int, line);
    const auto link = sourceLink(text);
    QCOMPARE(link ? link->file : QString(), file);
    QCOMPARE(link ? link->line : 0, line);
    QVERIFY(!link || link->start + link->length <= text.size());
}

void tst_StyledText::levels()
{
    LevelReader reader;
    QCOMPARE(reader.read(1, u"Traceback (most recent call last):"_s), Level::Error);
    QCOMPARE(reader.read(2, u"hello"_s), Level::Plain);
    QCOMPARE(reader.read(1, u"  File \"x.py\", line 1"_s), Level::Error);
    QCOMPARE(reader.read(1, u"KeyError: 'x'"_s), Level::Error);
    QCOMPARE(reader.read(1, u"hello"_s), Level::Plain);
    QCOMPARE(reader.read(1, u"WARNING: slow"_s), Level::Warning);
    QCOMPARE(reader.read(1, u"2024 ERROR in app"_s), Level::Error);
}

QTEST_GUILESS_MAIN(tst_StyledText)
#include "tst_styledtext.moc"
