// SPDX-License-Identifier: Apache-2.0
#include "engine/base/linediff.h"

#include <QElapsedTimer>
#include <QTest>

#include <algorithm>
#include <random>

using namespace Retort;

class tst_LineDiff final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void differences_data();
    void differences();
    void isShortest();
    void whatDiffersThroughoutIsSaidSo();
};

namespace {

std::vector<int> lettersOf(const char *text)
{
    return {text, text + qstrlen(text)};
}

// " a" stays, "-a" goes, "+a" comes.
QString told(const std::vector<int> &before, const std::vector<int> &now)
{
    QString text;
    for (const DiffStep &step : lineDiff(before, now)) {
        switch (step.kind) {
        case DiffStep::Kind::Same: text += QChar(before[step.before]); break;
        case DiffStep::Kind::Removed: text += QChar(u'-') + QChar(before[step.before]); break;
        case DiffStep::Kind::Added: text += QChar(u'+') + QChar(now[step.now]); break;
        }
    }
    return text;
}

std::size_t longestCommon(const std::vector<int> &before, const std::vector<int> &now)
{
    std::vector<std::vector<std::size_t>> length(before.size() + 1, std::vector<std::size_t>(now.size() + 1));
    for (std::size_t i = before.size(); i-- > 0;) {
        for (std::size_t j = now.size(); j-- > 0;) {
            length[i][j] = before[i] == now[j] ? length[i + 1][j + 1] + 1 : std::max(length[i + 1][j], length[i][j + 1]);
        }
    }
    return length[0][0];
}

} // namespace

void tst_LineDiff::differences_data()
{
    QTest::addColumn<QByteArray>("before");
    QTest::addColumn<QByteArray>("now");
    QTest::addColumn<QString>("steps");
    QTest::newRow("nothing") << QByteArray() << QByteArray() << QString();
    QTest::newRow("the same") << QByteArray("abc") << QByteArray("abc") << QStringLiteral("abc");
    QTest::newRow("from nothing") << QByteArray() << QByteArray("ab") << QStringLiteral("+a+b");
    QTest::newRow("to nothing") << QByteArray("ab") << QByteArray() << QStringLiteral("-a-b");
    QTest::newRow("one replaced") << QByteArray("abc") << QByteArray("axc") << QStringLiteral("a-b+xc");
    QTest::newRow("two replaced: first what went") << QByteArray("abcd") << QByteArray("axyd") << QStringLiteral("a-b-c+x+yd");
    QTest::newRow("one put in") << QByteArray("ac") << QByteArray("abc") << QStringLiteral("a+bc");
    QTest::newRow("one taken out of equal ones") << QByteArray("aaa") << QByteArray("aa") << QStringLiteral("aa-a");
    QTest::newRow("moved") << QByteArray("abcd") << QByteArray("bcda") << QStringLiteral("-abcd+a");
}

void tst_LineDiff::differences()
{
    QFETCH(QByteArray, before);
    QFETCH(QByteArray, now);
    QTEST(told(lettersOf(before.constData()), lettersOf(now.constData())), "steps");
}

// Against the plain way, on many small texts; and every line is told once, in order.
void tst_LineDiff::isShortest()
{
    std::mt19937 random(7);
    for (int round = 0; round < 3'000; ++round) {
        std::vector<int> before(random() % 12);
        std::vector<int> now(random() % 12);
        std::ranges::generate(before, [&] { return int(random() % 4); });
        std::ranges::generate(now, [&] { return int(random() % 4); });
        std::size_t i = 0;
        std::size_t j = 0;
        std::size_t same = 0;
        for (const DiffStep &step : lineDiff(before, now)) {
            QCOMPARE(step.before, i);
            QCOMPARE(step.now, j);
            if (step.kind == DiffStep::Kind::Same) {
                QCOMPARE(before[i], now[j]);
                ++same;
            }
            i += step.kind != DiffStep::Kind::Added ? 1 : 0;
            j += step.kind != DiffStep::Kind::Removed ? 1 : 0;
        }
        QCOMPARE(i, before.size());
        QCOMPARE(j, now.size());
        QCOMPARE(same, longestCommon(before, now));
    }
}

void tst_LineDiff::whatDiffersThroughoutIsSaidSo()
{
    std::vector<int> before(50'000);
    std::vector<int> now(50'000);
    for (std::size_t index = 0; index < before.size(); ++index) {
        before[index] = int(index);
        now[index] = -int(index) - 1;
    }
    now.front() = before.front();
    QElapsedTimer timer;
    timer.start();
    const std::vector<DiffStep> steps = lineDiff(before, now);
    QVERIFY(timer.elapsed() < 5'000);
    QCOMPARE(steps.size(), std::size_t(1 + 2 * 49'999));
    // A few changes in a long text cost little.
    now = before;
    now[100] = -1;
    now.erase(now.begin() + 40'000);
    QCOMPARE(std::ranges::count(lineDiff(before, now), DiffStep::Kind::Same, &DiffStep::kind), 49'998);
}

QTEST_APPLESS_MAIN(tst_LineDiff)
#include "tst_linediff.moc"
