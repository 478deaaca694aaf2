// SPDX-License-Identifier: Apache-2.0
#include "engine/content/multipart.h"

#include <QByteArray>
#include <QTest>

using namespace Retort::Content;

class tst_Multipart final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void fieldsAndFiles();
    void cutAtEveryByte();
    void whatIsNoPart();
    void parameters();
};

namespace {

const std::string body = "preamble\r\n"
                         "--XyZ\r\nContent-Disposition: form-data; name=\"title\"\r\n\r\nHello\r\nthere\r\n"
                         "--XyZ\r\ncontent-disposition: form-data; name=\"file\"; filename=\"a;\\\"b\\\".txt\"\r\n"
                         "Content-Type: text/plain; charset=utf-8\r\n\r\n1234\r\n"
                         "--XyZ  \r\nContent-Disposition: form-data; name=none; filename=\"\"\r\n\r\n\r\n"
                         "--XyZ\r\n\r\nno head\r\n"
                         "--XyZ--\r\nepilogue\r\n--XyZ\r\nContent-Disposition: form-data; name=after\r\n\r\nx\r\n";

std::string contentOf(const Part &part)
{
    return body.substr(part.at, part.size);
}

} // namespace

void tst_Multipart::fieldsAndFiles()
{
    const std::vector<Part> parts = partsOf(body, "XyZ");
    QCOMPARE(parts.size(), std::size_t(4));
    QCOMPARE(parts[0].name, std::string("title"));
    QCOMPARE(contentOf(parts[0]), std::string("Hello\r\nthere"));
    QVERIFY(!parts[0].isFile && parts[0].isWhole);
    QVERIFY(parts[1].isFile);
    QCOMPARE(parts[1].fileName, std::string("a;\"b\".txt"));
    QCOMPARE(parts[1].type, std::string("text/plain; charset=utf-8"));
    QCOMPARE(contentOf(parts[1]), std::string("1234"));
    QVERIFY(parts[2].isFile && parts[2].fileName.empty());
    QCOMPARE(parts[2].name, std::string("none"));
    QCOMPARE(parts[2].size, std::size_t(0));
    QVERIFY(parts[3].name.empty());
    QCOMPARE(contentOf(parts[3]), std::string("no head"));
}

void tst_Multipart::cutAtEveryByte()
{
    for (std::size_t size = 0; size <= body.size(); ++size) {
        const std::vector<Part> parts = partsOf(std::string_view(body).substr(0, size), "XyZ");
        QVERIFY(parts.size() <= 4);
        for (const Part &part : parts) {
            QVERIFY(part.at + part.size <= size);
            QVERIFY(part.isWhole || &part == &parts.back());
        }
    }
}

void tst_Multipart::whatIsNoPart()
{
    QVERIFY(partsOf(body, "").empty());
    QVERIFY(partsOf(body, "other").empty());
    QVERIFY(partsOf("--XyZ--", "XyZ").empty());
    QVERIFY(partsOf("--XyZ", "XyZ").empty());
    std::string many;
    for (int part = 0; part < 5'000; ++part) {
        many += "--B\r\n\r\nx\r\n";
    }
    QCOMPARE(partsOf(many, "B").size(), mostParts);
}

void tst_Multipart::parameters()
{
    QCOMPARE(parameter("multipart/form-data; boundary=abc", "boundary"), std::string("abc"));
    QCOMPARE(parameter("multipart/form-data;BOUNDARY = \"a b\" ; x=y", "boundary"), std::string("a b"));
    QCOMPARE(parameter("text/html; charset=utf-8", "boundary"), std::string());
    QCOMPARE(parameter("form-data; filename=\"C:\\dir\\x.txt\"", "filename"), std::string("C:\\dir\\x.txt"));
    QCOMPARE(parameter("a; x=\"1;name=2\"; name=3", "name"), std::string("3"));
    QVERIFY(hasParameter("a; name=", "name") && !hasParameter("a; name", "name"));
}

QTEST_APPLESS_MAIN(tst_Multipart)
#include "tst_multipart.moc"
