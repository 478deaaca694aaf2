// SPDX-License-Identifier: Apache-2.0
#include "engine/gateway/headerrules.h"

#include <QTest>

#include <string>

using namespace Retort::Gateway;

class tst_HeaderRules final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void changesAnAnswer_data();
    void changesAnAnswer();
    void refusesWhatWouldBreakAnswers_data();
    void refusesWhatWouldBreakAnswers();
};

namespace {

// "A: 1|B: 2"
QByteArray shown(const HeaderList &headers)
{
    std::string text;
    for (int i = 0; i < headers.size(); ++i) {
        const auto [name, value] = headers.at(i);
        text.append(text.empty() ? "" : "|").append(name).append(": ").append(value);
    }
    return QByteArray::fromStdString(text);
}

} // namespace

void tst_HeaderRules::changesAnAnswer_data()
{
    QTest::addColumn<QByteArrayList>("added");
    QTest::addColumn<QByteArrayList>("removed");
    QTest::addColumn<QByteArray>("expected");

    using List = QByteArrayList;
    QTest::newRow("no rules change nothing") << List{} << List{} << QByteArray("A: 1|Set-Cookie: a|set-cookie: b");
    QTest::newRow("added fields come last, in order")
        << List{"X", "Y"} << List{} << QByteArray("A: 1|Set-Cookie: a|set-cookie: b|X: v|Y: v");
    QTest::newRow("a field may be added twice") << List{"A", "A"} << List{} << QByteArray("A: 1|Set-Cookie: a|set-cookie: b|A: v|A: v");
    QTest::newRow("every field of a removed name goes") << List{} << List{"SET-COOKIE"} << QByteArray("A: 1");
    QTest::newRow("a name that is not there harms nothing") << List{} << List{"B"} << QByteArray("A: 1|Set-Cookie: a|set-cookie: b");
    QTest::newRow("what is added is never removed") << List{"A"} << List{"A", "Set-Cookie"} << QByteArray("A: v");
}

void tst_HeaderRules::changesAnAnswer()
{
    QFETCH(QByteArrayList, added);
    QFETCH(QByteArrayList, removed);
    HeaderRules rules;
    for (const QByteArray &name : added) {
        rules.add(name.toStdString(), "v");
    }
    for (const QByteArray &name : removed) {
        rules.remove(name.toStdString());
    }
    QCOMPARE(rules.isEmpty(), added.isEmpty() && removed.isEmpty());
    HeaderList headers;
    headers.add("A", "1");
    headers.add("Set-Cookie", "a");
    headers.add("set-cookie", "b");
    rules.apply(headers);
    QTEST(shown(headers), "expected");
}

void tst_HeaderRules::refusesWhatWouldBreakAnswers_data()
{
    QTest::addColumn<QByteArray>("name");
    QTest::addColumn<QByteArray>("value");
    QTest::addColumn<bool>("refused");

    QTest::newRow("a plain field may be added") << QByteArray("X-Frame-Options") << QByteArray("DENY") << false;
    QTest::newRow("an empty value is one") << QByteArray("X") << QByteArray() << false;
    QTest::newRow("a length may not") << QByteArray("Content-Length") << QByteArray("5") << true;
    QTest::newRow("in any case") << QByteArray("TRANSFER-encoding") << QByteArray("chunked") << true;
    QTest::newRow("nor may Connection") << QByteArray("connection") << QByteArray("close") << true;
    QTest::newRow("nor a line break") << QByteArray("X") << QByteArray("a\r\nB: c") << true;
    QTest::newRow("nor a name with a blank") << QByteArray("X Y") << QByteArray("a") << true;
}

void tst_HeaderRules::refusesWhatWouldBreakAnswers()
{
    QFETCH(QByteArray, name);
    QFETCH(QByteArray, value);
    QFETCH(bool, refused);
    QCOMPARE(!additionFault(name.toStdString(), value.toStdString()).empty(), refused);
}

QTEST_GUILESS_MAIN(tst_HeaderRules)
#include "tst_headerrules.moc"
