// SPDX-License-Identifier: Apache-2.0
#include "engine/uwsgi/answerwriter.h"

#include <QTest>

using namespace Retort;
using Gateway::Ending;
using Gateway::ResponseHead;
using Uwsgi::AnswerWriter;
using Outcome = AnswerWriter::Outcome;

namespace {

ResponseHead headOf(int status, std::initializer_list<std::pair<std::string_view, std::string_view>> fields)
{
    ResponseHead head;
    head.status = status;
    for (const auto &[name, value] : fields) {
        head.headers.add(name, value);
    }
    return head;
}

std::string headText(AnswerWriter &writer, const ResponseHead &head)
{
    std::string out;
    writer.appendHead(head, out);
    return out;
}

} // namespace

class tst_AnswerWriter final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void writesTheHead();
    void usesTheVersionAndTheGivenReason();
    void leavesOutWhatConcernsOneConnection();
    void keepsToTheAnnouncedLength();
    void noBodyWhereNoneMayBe_data();
    void noBodyWhereNoneMayBe();
    void aCutAnswerIsNeverWhole();
    void faults_data();
    void faults();
};

void tst_AnswerWriter::writesTheHead()
{
    AnswerWriter writer(1, false);
    QCOMPARE(headText(writer, headOf(404, {{"Content-Type", "text/plain"}, {"Set-Cookie", "a=1"}, {"Set-Cookie", "b=2"}})),
        "HTTP/1.1 404 Not Found\r\nContent-Type: text/plain\r\nSet-Cookie: a=1\r\nSet-Cookie: b=2\r\n\r\n");
    QCOMPARE(writer.body("abc"), "abc");
    QCOMPARE(writer.finish(Ending::Complete), Outcome::Close);
}

void tst_AnswerWriter::usesTheVersionAndTheGivenReason()
{
    AnswerWriter writer(0, false);
    ResponseHead head = headOf(200, {});
    head.reason = "Fine";
    QCOMPARE(headText(writer, head), "HTTP/1.0 200 Fine\r\n\r\n");
}

void tst_AnswerWriter::leavesOutWhatConcernsOneConnection()
{
    AnswerWriter writer(1, false);
    QCOMPARE(headText(writer, headOf(200, {{"connection", "close"}, {"Transfer-Encoding", "chunked"}, {"Keep-Alive", "5"}, {"X", "y"}})),
        "HTTP/1.1 200 OK\r\nX: y\r\n\r\n");
}

void tst_AnswerWriter::keepsToTheAnnouncedLength()
{
    AnswerWriter writer(1, false);
    QCOMPARE(
        headText(writer, headOf(200, {{"Content-Length", "5"}, {"content-length", "5"}})), "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n");
    QCOMPARE(writer.body("abc"), "abc");
    QVERIFY(writer.isShort());
    QCOMPARE(writer.body("defg"), "de");
    QCOMPARE(writer.body("h"), "");
    QVERIFY(!writer.isShort());
}

void tst_AnswerWriter::noBodyWhereNoneMayBe_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<bool>("isHead");
    QTest::addColumn<bool>("keepsLength");
    QTest::newRow("HEAD") << 200 << true << true;
    QTest::newRow("204") << 204 << false << false;
    QTest::newRow("304") << 304 << false << true;
}

void tst_AnswerWriter::noBodyWhereNoneMayBe()
{
    QFETCH(int, status);
    QFETCH(bool, isHead);
    QFETCH(bool, keepsLength);
    AnswerWriter writer(1, isHead);
    const std::string text = headText(writer, headOf(status, {{"Content-Length", "3"}}));
    QCOMPARE(text.find("Content-Length") != std::string::npos, keepsLength);
    QCOMPARE(writer.body("abc"), "");
    QVERIFY(!writer.isShort());
    QCOMPARE(writer.finish(Ending::Truncated), Outcome::Close);
}

void tst_AnswerWriter::aCutAnswerIsNeverWhole()
{
    AnswerWriter unknown(1, false);
    headText(unknown, headOf(200, {}));
    QCOMPARE(unknown.finish(Ending::Truncated), Outcome::Reset);
    AnswerWriter known(1, false);
    headText(known, headOf(200, {{"Content-Length", "3"}}));
    known.body("ab");
    QVERIFY(known.isShort());
    QCOMPARE(known.finish(Ending::Truncated), Outcome::Close);  // a byte is missing: the front end sees that
}

void tst_AnswerWriter::faults_data()
{
    QTest::addColumn<QByteArray>("name");
    QTest::addColumn<QByteArray>("value");
    QTest::addColumn<bool>("fault");
    QTest::newRow("a plain field") << QByteArray("X") << QByteArray("y") << false;
    QTest::newRow("a line end in a value") << QByteArray("X") << QByteArray("y\r\nSet-Cookie: a=b") << true;
    QTest::newRow("a line end in a name") << QByteArray("X\n") << QByteArray("y") << true;
    QTest::newRow("a length that is no number") << QByteArray("Content-Length") << QByteArray("3x") << true;
    QTest::newRow("a negative length") << QByteArray("Content-Length") << QByteArray("-3") << true;
    QTest::newRow("a second length that differs") << QByteArray("Content-Length") << QByteArray("8") << true;
    QTest::newRow("a second length that is the same") << QByteArray("Content-Length") << QByteArray(" 7 ") << false;
}

void tst_AnswerWriter::faults()
{
    QFETCH(QByteArray, name);
    QFETCH(QByteArray, value);
    QFETCH(bool, fault);
    ResponseHead head = headOf(200, {{"Content-Length", "7"}});
    head.headers.add(name.toStdString(), value.toStdString());
    const std::string says = AnswerWriter::fault(head);
    QVERIFY2(says.empty() != fault, says.c_str());
}

QTEST_APPLESS_MAIN(tst_AnswerWriter)
#include "tst_answerwriter.moc"
