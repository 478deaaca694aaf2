// SPDX-License-Identifier: Apache-2.0
#include "ui/settings/textlines.h"

#include <QRandomGenerator>
#include <QTest>

using namespace Retort::Ui;
using namespace Qt::StringLiterals;

class tst_TextLines final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void keepsWhatIsNotEdited_data();
    void keepsWhatIsNotEdited();
    void edits_data();
    void edits();
    void marksChanges_data();
    void marksChanges();
    void comparesLikeDiff();
    void aDiffMakesTheOtherText();
};

void tst_TextLines::keepsWhatIsNotEdited_data()
{
    QTest::addColumn<QByteArray>("bytes");
    const auto row = [](const char *name, const QByteArray &bytes) { QTest::newRow(name) << bytes; };
    row("nothing", "");
    row("lines", "[uwsgi]\na = 1\n");
    row("no end", "[uwsgi]\na = 1");
    row("CRLF and LF", "a\r\nb\nc\r\n");
    row("a CR alone", "a\rb\n\r\n");
    row("a byte order mark", "\xEF\xBB\xBFu = \xC3\xBC\n");
    row("only a byte order mark", "\xEF\xBB\xBF");
    row("latin-1", "a = \xFC\nb\n");
    row("NUL and other separators", QByteArray("a\0b\x0B\x0C\xE2\x80\xA8\n\xC2\xA0\n", 12));
}

void tst_TextLines::keepsWhatIsNotEdited()
{
    QFETCH(QByteArray, bytes);
    const QStringList lines = displayLines(bytes.toStdString());
    QCOMPARE(QByteArray::fromStdString(withLines(bytes.toStdString(), lines)), bytes);
    QCOMPARE(lines.size(), bytes.count('\n') + 1);
    for (const QString &line : lines) {
        QVERIFY(!line.contains(u'\n') && !line.contains(u'\r') && !line.contains(u'\0') && !line.contains(QChar(0x2028)));
    }
    // One line more, at each place: all others keep their bytes.
    for (qsizetype i = 0; i < lines.size(); ++i) {
        QStringList more = lines;
        more.insert(i, u"x"_s);
        const std::string edited = withLines(bytes.toStdString(), more);
        QCOMPARE(displayLines(edited), more);
        QCOMPARE(QByteArray::fromStdString(withLines(edited, lines)).size(), bytes.size());
    }
}

void tst_TextLines::edits_data()
{
    QTest::addColumn<QByteArray>("before");
    QTest::addColumn<QStringList>("lines");
    QTest::addColumn<QByteArray>("after");
    const auto row = [](const char *name, const QByteArray &before, const QStringList &lines, const QByteArray &after) {
        QTest::newRow(name) << before << lines << after;
    };
    row("a changed line keeps its end", "a\r\nb\nc\r\n", {u"A"_s, u"b"_s, u"c"_s, {}}, "A\r\nb\nc\r\n");
    row("a new line gets the first end", "a\r\nb\r\n", {u"a"_s, u"x"_s, u"b"_s, {}}, "a\r\nx\r\nb\r\n");
    row("behind a last line without end", "a\r\nb", {u"a"_s, u"b"_s, u"c"_s}, "a\r\nb\r\nc");
    row("the last end goes", "a\nb\n", {u"a"_s, u"b"_s}, "a\nb");
    row("all goes", "a\nb\n", {QString()}, "");
    row("UTF-8", "a\n", {u"ü"_s, {}}, "\xC3\xBC\n");
    row("latin-1 stays latin-1", "\xFC\na\n", {u"ü"_s, u"ä"_s, {}}, "\xFC\n\xE4\n");
    row("a file that begins", "", {u"[uwsgi]"_s, {}}, "[uwsgi]\n");
}

void tst_TextLines::edits()
{
    QFETCH(QByteArray, before);
    QFETCH(QStringList, lines);
    QTEST(QByteArray::fromStdString(withLines(before.toStdString(), lines)), "after");
}

void tst_TextLines::marksChanges_data()
{
    QTest::addColumn<QString>("before");
    QTest::addColumn<QString>("now");
    QTest::addColumn<QList<int>>("changed");
    QTest::addColumn<QList<int>>("removedAbove");
    const auto row = [](const char *name, const QString &before, const QString &now, const QList<int> &changed, const QList<int> &removed) {
        QTest::newRow(name) << before << now << changed << removed;
    };
    row("nothing", u"abc"_s, u"abc"_s, {}, {});
    row("one line", u"abc"_s, u"aXc"_s, {1}, {});
    row("two apart", u"abcde"_s, u"aXcYe"_s, {1, 3}, {});
    row("a new one", u"abc"_s, u"abXc"_s, {2}, {});
    row("one gone", u"abc"_s, u"ac"_s, {}, {1});
    row("the last gone", u"abc"_s, u"ab"_s, {}, {2});
    row("moved", u"abc"_s, u"bca"_s, {2}, {0});
}

void tst_TextLines::marksChanges()
{
    QFETCH(QString, before);
    QFETCH(QString, now);
    const LineChanges changes = lineChanges(before.split(QString(), Qt::SkipEmptyParts), now.split(QString(), Qt::SkipEmptyParts));
    QTEST(changes.changed, "changed");
    QTEST(changes.removedAbove, "removedAbove");
}

void tst_TextLines::comparesLikeDiff()
{
    QCOMPARE(comparison({u"a"_s, u"b"_s, u"c"_s}, {u"a"_s, u"x"_s, u"c"_s}), (QStringList{u"  a"_s, u"- b"_s, u"+ x"_s, u"  c"_s}));
}

// Whatever the texts: what the comparison calls old is the old one, what it calls new the new one.
void tst_TextLines::aDiffMakesTheOtherText()
{
    QRandomGenerator random(7);
    for (int round = 0; round < 300; ++round) {
        const auto text = [&] {
            QStringList lines;
            for (int i = int(random.bounded(12)); i > 0; --i) {
                lines.append(QString(QChar(u'a' + char16_t(random.bounded(4)))));
            }
            return lines;
        };
        const QStringList before = text();
        const QStringList now = text();
        QStringList old;
        QStringList current;
        for (const QString &line : comparison(before, now)) {
            if (line.front() != u'+') {
                old.append(line.mid(2));
            }
            if (line.front() != u'-') {
                current.append(line.mid(2));
            }
        }
        QCOMPARE(old, before);
        QCOMPARE(current, now);
    }
}

QTEST_GUILESS_MAIN(tst_TextLines)
#include "tst_textlines.moc"
