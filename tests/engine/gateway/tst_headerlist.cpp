// SPDX-License-Identifier: Apache-2.0
#include "engine/gateway/headerlist.h"

#include <QTest>

#include <string>

using namespace Retort::Gateway;

class tst_HeaderList final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void keepsOrderAndRepeats();
    void findsNamesInAnyCase();
    void faultsNameTheField_data();
    void faultsNameTheField();
};

void tst_HeaderList::keepsOrderAndRepeats()
{
    HeaderList headers;
    headers.add("Set-Cookie", "a=1");
    headers.add("X", "");
    headers.add("Set-Cookie", "b=2");
    QCOMPARE(headers.size(), 3);
    QCOMPARE(headers.at(0).value, std::string_view("a=1"));
    QCOMPARE(headers.at(1).name, std::string_view("X"));
    QCOMPARE(headers.at(2).value, std::string_view("b=2"));
}

void tst_HeaderList::findsNamesInAnyCase()
{
    HeaderList headers;
    headers.add("Content-Type", "text/plain");
    headers.add("Empty", "");
    QCOMPARE(headers.value("content-TYPE"), std::string_view("text/plain"));
    QVERIFY(headers.contains("empty"));
    QVERIFY(!headers.contains("content"));
}

void tst_HeaderList::faultsNameTheField_data()
{
    QTest::addColumn<QByteArray>("name");
    QTest::addColumn<QByteArray>("value");
    QTest::addColumn<QByteArray>("fault");

    const QByteArray control(" contains a line break or control character");
    QTest::newRow("a fine field") << QByteArray("X-Y") << QByteArray("a\tb \xc3\xa9") << QByteArray();
    QTest::newRow("CR in a value") << QByteArray("X") << QByteArray("a\rb") << "the value of the header X" + control;
    QTest::newRow("LF in a value") << QByteArray("X") << QByteArray("a\nb") << "the value of the header X" + control;
    QTest::newRow("NUL in a value") << QByteArray("X") << QByteArray("a\0b", 3) << "the value of the header X" + control;
    QTest::newRow("a blank in a name") << QByteArray("X Y") << QByteArray("") << QByteArray("the header name \"X Y\" is not a valid name");
    QTest::newRow("no name") << QByteArray("") << QByteArray("") << QByteArray("the header name \"\" is not a valid name");
    QTest::newRow("a line break in a name") << QByteArray("X\r\nY") << QByteArray("")
                                            << QByteArray("the header name \"X??Y\" is not a valid name");
}

void tst_HeaderList::faultsNameTheField()
{
    QFETCH(QByteArray, name);
    QFETCH(QByteArray, value);
    QFETCH(QByteArray, fault);
    ResponseHead head;
    head.headers.add(name.toStdString(), value.toStdString());
    QCOMPARE(QByteArray::fromStdString(headFault(head)), fault);
}

QTEST_APPLESS_MAIN(tst_HeaderList)
#include "tst_headerlist.moc"
