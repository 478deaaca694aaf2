// SPDX-License-Identifier: Apache-2.0
#include "ui/requests/comparewindow.h"
#include "ui/requests/comparison.h"

#include <QCheckBox>
#include <QJsonArray>
#include <QLineEdit>
#include <QSignalSpy>
#include <QStandardPaths>
#include <QTest>
#include <QTreeWidget>

using namespace Qt::StringLiterals;
using namespace Retort::Requests;

class tst_Comparison final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QStandardPaths::setTestModeEnabled(true); }
    void sentences_data();
    void sentences();
    void rowsStandSideBySide();
    void keysInAnyOrder();
    void packedBodiesAreUnpacked();
    void theWindow();
    void textOfAClipboard();
};

namespace {

using Headers = QList<std::pair<QString, QString>>;

QJsonObject answer(int status, const Headers &headers, const QByteArray &body)
{
    QJsonArray list;
    for (const auto &[name, value] : headers) {
        list.append(QJsonArray{name, value});
    }
    return {{u"method"_s, u"GET"_s}, {u"target"_s, u"/x"_s}, {u"status"_s, status}, {u"load"_s, 3}, {u"totalUs"_s, body.size() * 100},
        {u"responseHeaders"_s, list},
        {u"responseBody"_s,
            QJsonObject{{u"base64"_s, QString::fromLatin1(body.toBase64())}, {u"bytes"_s, body.size()}, {u"cut"_s, false}}}};
}

const Headers json{{u"Content-Type"_s, u"application/json"_s}};
const Headers text{{u"Content-Type"_s, u"text/plain"_s}};

Headers with(Headers headers, const QString &name, const QString &value)
{
    headers.append({name, value});
    return headers;
}

} // namespace

void tst_Comparison::sentences_data()
{
    QTest::addColumn<QJsonObject>("a");
    QTest::addColumn<QJsonObject>("b");
    QTest::addColumn<QString>("sentence");
    const QJsonObject plain = answer(200, text, "one\ntwo\n");
    QTest::newRow("same") << plain << plain << u"Same."_s;
    QTest::newRow("dates") << answer(200, with(text, u"Date"_s, u"1"_s), "x") << answer(200, with(text, u"date"_s, u"2"_s), "x")
                           << u"Same except Date."_s;
    QTest::newRow("status") << plain << answer(500, text, "one\ntwo\n") << u"Different: status."_s;
    QTest::newRow("lines") << plain << answer(200, text, "one\n2\nthree\n") << u"Different: 2 lines of the body."_s;
    QTest::newRow("a header more") << plain << answer(200, with(text, u"X"_s, u"1"_s), "one\ntwo\n") << u"Different: X."_s;
    QTest::newRow("one of two cookies") << answer(200, with(with(text, u"Set-Cookie"_s, u"a=1"_s), u"Set-Cookie"_s, u"b=1"_s), "x")
                                        << answer(200, with(with(text, u"Set-Cookie"_s, u"a=1"_s), u"Set-Cookie"_s, u"b=2"_s), "x")
                                        << u"Same except Set-Cookie."_s;
    QTest::newRow("ids") << answer(200, text, "id 123e4567-e89b-12d3-a456-426614174000 of 0123456789abcdef0")
                         << answer(200, text, "id 00000000-e89b-12d3-a456-426614174000 of ffffffffffffffff1")
                         << u"Same except ids in the body."_s;
    QTest::newRow("words are no ids") << answer(200, text, "decade facade") << answer(200, text, "defaced deed")
                                      << u"Different: 1 line of the body."_s;
    QTest::newRow("bytes") << answer(200, {}, QByteArray("\0\1", 2)) << answer(200, {}, QByteArray("\0\2", 2))
                           << u"Different: 1 line of the body."_s;
    QJsonObject unrecorded = plain;
    unrecorded.remove(u"responseBody"_s);
    QTest::newRow("not recorded") << plain << unrecorded << u"Same. The bodies were not recorded."_s;
}

void tst_Comparison::sentences()
{
    QFETCH(QJsonObject, a);
    QFETCH(QJsonObject, b);
    QTEST(compareRequests(a, b, {}).sentence(), "sentence");
}

void tst_Comparison::rowsStandSideBySide()
{
    const Comparison result = compareRequests(answer(200, text, "a\nb\nc"), answer(200, text, "a\nx\ny\nc"), {});
    QStringList rows;
    for (const Comparison::Row &row : result.rows) {
        if (row.part == Comparison::Part::Body) {
            rows += u"%1%2|%3%4"_s.arg(row.lineA).arg(row.a).arg(row.lineB).arg(row.b);
        }
    }
    QCOMPARE(rows, (QStringList{u"1a|1a"_s, u"2b|2x"_s, u"0|3y"_s, u"3c|4c"_s}));
}

void tst_Comparison::keysInAnyOrder()
{
    const QJsonObject a = answer(200, json, R"({"a":1,"b":{"c":2,"d":3}})");
    const QJsonObject b = answer(200, json, R"({ "b": {"d":3, "c":2}, "a":1 })");
    QVERIFY(!compareRequests(a, b, {}).isSame());
    ComparisonOptions options;
    options.sortKeys = true;
    QCOMPARE(compareRequests(a, b, options).sentence(), u"Same."_s);
    // White space of JSON never counts.
    QCOMPARE(compareRequests(a, answer(200, json, "{\n\"a\": 1, \"b\": {\"c\": 2, \"d\": 3}}"), {}).sentence(), u"Same."_s);
}

void tst_Comparison::packedBodiesAreUnpacked()
{
    const QByteArray gzip = QByteArray::fromHex("1f8b0800000000000203cb48cdc9c957c84027b932481407004a0ece1148000000");
    const QJsonObject plain = answer(200, text, QByteArray("hello hello hello hello\n").repeated(3));
    const QJsonObject packed = answer(200, with(text, u"Content-Encoding"_s, u"gzip"_s), gzip);
    QCOMPARE(compareRequests(plain, packed, {}).sentence(), u"Different: Content-Encoding."_s);
}

void tst_Comparison::theWindow()
{
    QByteArray many;
    for (int line = 1; line <= 100; ++line) {
        many += "line " + QByteArray::number(line) + '\n';
    }
    QByteArray changed = many;
    changed.replace("line 50\n", "other\n").replace("line 90\n", "");
    auto *window = new CompareWindow(
        {answer(200, with(text, u"Date"_s, u"1"_s), many), {}}, {answer(404, with(text, u"Date"_s, u"2"_s), changed), {}}, nullptr);
    QSignalSpy compared(window, &CompareWindow::compared);
    window->setVisible(true);
    QTRY_COMPARE(compared.size(), 1);
    QCOMPARE(window->sentence(), u"Different: status, 2 lines of the body."_s);
    QTreeWidget *tree = window->tree();
    QCOMPARE(tree->topLevelItemCount(), 3);
    QVERIFY(tree->headerItem()->text(1).startsWith(u"A · GET /x · load 3"_s));
    const QTreeWidgetItem *body = tree->topLevelItem(2);
    QCOMPARE(body->child(0)->text(0), u"46 equal lines"_s);
    QCOMPARE(body->child(0)->childCount(), 46);
    // n goes to each difference, and round; p back.
    QTest::keyClick(tree, Qt::Key_N);
    QCOMPARE(tree->currentItem()->text(1), u"200"_s);
    QTest::keyClick(tree, Qt::Key_N);
    QCOMPARE(tree->currentItem()->text(2), u"other"_s);
    QTest::keyClick(tree, Qt::Key_N);
    QCOMPARE(tree->currentItem()->text(0), u"90  –"_s);
    QTest::keyClick(tree, Qt::Key_N);
    QCOMPARE(tree->currentItem()->text(1), u"200"_s);
    QTest::keyClick(tree, Qt::Key_P);
    QCOMPARE(tree->currentItem()->text(0), u"90  –"_s);
    // In the field they are letters.
    auto *ignored = window->findChild<QLineEdit *>();
    ignored->setFocus();
    ignored->clear();
    QTest::keyClicks(ignored, u"no"_s);
    QTest::keyClick(ignored, Qt::Key_Return);
    QTRY_COMPARE(compared.size(), 2);
    QCOMPARE(ignored->text(), u"no"_s);
    QCOMPARE(window->sentence(), u"Different: status, Date, 2 lines of the body."_s);
    ignored->setText(ComparisonOptions::usuallyIgnored().join(u','));
    QTest::keyClick(ignored, Qt::Key_Return);
    QTRY_COMPARE(compared.size(), 3);
    window->close();
}

void tst_Comparison::textOfAClipboard()
{
    const QJsonObject request = answer(200, with(json, u"Content-Encoding"_s, u"gzip"_s), "x");
    const QJsonObject pasted = requestOfText(u"{\"a\":1}"_s, request);
    QCOMPARE(compareRequests(pasted, answer(200, json, "{\"a\": 1}"), {}).sentence(), u"Same."_s);
}

QTEST_MAIN(tst_Comparison)
#include "tst_comparison.moc"
