// SPDX-License-Identifier: Apache-2.0
#include "ui/requests/responsetab.h"

#include "ui/requests/bodyview.h"
#include "ui/requests/pairslist.h"

#include <QBuffer>
#include <QImage>
#include <QTest>

#include <memory>

using namespace Qt::StringLiterals;
using namespace Retort;
using Requests::DetailTab;
using Requests::ResponseTab;

class tst_ResponseTab final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { m_tab = std::make_unique<ResponseTab>(); }
    void cleanup() { m_tab.reset(); }
    void jsonIsATree();
    void brokenJsonIsText();
    void deepAndWideJsonIsBounded();
    void imagesAreSmall();
    void aBombIsNotDecoded();
    void htmlStaysText();
    void bytesAreHex();
    void headersKeepTheirOrder();
    void nothingRecorded();

private:
    using Pairs = QList<std::pair<QString, QString>>;
    DetailTab::Has give(const QByteArray &body, const QString &type, const Pairs &more = {})
    {
        QJsonArray headers;
        headers.append(QJsonArray{u"Content-Type"_s, type});
        for (const auto &[name, value] : more) {
            headers.append(QJsonArray{name, value});
        }
        return m_tab->presentDetails({{u"responseHeaders"_s, headers},
            {u"responseBody"_s,
                QJsonObject{{u"base64"_s, QString::fromLatin1(body.toBase64())}, {u"bytes"_s, body.size()}, {u"cut"_s, false}}}});
    }
    std::unique_ptr<ResponseTab> m_tab;
};

void tst_ResponseTab::jsonIsATree()
{
    QCOMPARE(give(R"({"name":"a\nb","list":[1,2.5,null,true]})", u"application/json"_s), DetailTab::Has::Something);
    QVERIFY(m_tab->preview()->showsTree());
    const QTreeWidgetItem *root = m_tab->preview()->tree()->topLevelItem(0);
    QCOMPARE(root->childCount(), 2);
    QCOMPARE(root->child(0)->text(0), u"list"_s);
    QCOMPARE(root->child(0)->child(1)->text(1), u"2.5"_s);
    QCOMPARE(root->child(1)->text(1), u"\"a\\nb\""_s);
    QVERIFY(m_tab->raw()->plainText().contains(u"\"list\":[1"_s));
}

void tst_ResponseTab::brokenJsonIsText()
{
    give("{\"a\":", u"application/json"_s);
    QVERIFY(!m_tab->preview()->showsTree());
    QCOMPARE(m_tab->preview()->plainText(), u"{\"a\":"_s);
}

void tst_ResponseTab::deepAndWideJsonIsBounded()
{
    give('[' + QByteArray("1,").repeated(100'000) + "1]", u"application/json"_s);
    QVERIFY(m_tab->preview()->showsTree());
    QVERIFY(m_tab->preview()->tree()->topLevelItem(0)->childCount() <= 5'001);
    give(QByteArray(500, '[') + QByteArray(500, ']'), u"application/json"_s);
    QVERIFY(m_tab->preview()->showsTree());
}

void tst_ResponseTab::imagesAreSmall()
{
    QByteArray png;
    QBuffer buffer(&png);
    QImage image(3'000, 10, QImage::Format_RGB32);
    image.fill(Qt::red);
    QVERIFY(image.save(&buffer, "PNG"));
    give(png, u"image/png"_s);
    QVERIFY(m_tab->preview()->showsImage());
    QVERIFY(!m_tab->raw()->showsImage());
    give("no image", u"image/png"_s);
    QVERIFY(!m_tab->preview()->showsImage());
}

// A few bytes that say they are a hundred megapixels.
void tst_ResponseTab::aBombIsNotDecoded()
{
    QByteArray png;
    QBuffer buffer(&png);
    QImage image(10'000, 10'000, QImage::Format_Mono);
    image.fill(0);
    QVERIFY(image.save(&buffer, "PNG"));
    give(png, u"image/png"_s);
    QVERIFY(!m_tab->preview()->showsImage());
    QVERIFY(m_tab->preview()->plainText().startsWith(u"00000000  89 50 4e 47"_s));
}

void tst_ResponseTab::htmlStaysText()
{
    give("<script src=//x></script>\xe2\x80\xae", u"text/html"_s);
    QCOMPARE(m_tab->preview()->plainText(), u"<script src=//x></script>\\u202e"_s);
    give("<svg><image href='file:///etc/passwd'/></svg>", u"image/svg+xml"_s);
    QVERIFY(!m_tab->preview()->showsImage());
    QVERIFY(m_tab->preview()->plainText().startsWith(u"<svg>"_s));
}

void tst_ResponseTab::bytesAreHex()
{
    give("abc", u"text/html"_s, {{u"Content-Encoding"_s, u"gzip"_s}});
    QVERIFY(m_tab->preview()->plainText().startsWith(u"00000000  61 62 63"_s));
}

void tst_ResponseTab::headersKeepTheirOrder()
{
    give("x", u"text/plain"_s, {{u"Set-Cookie"_s, u"b=2"_s}, {u"Set-Cookie"_s, u"a=\u202e1"_s}});
    const QTreeWidgetItem *group = m_tab->headers()->topLevelItem(0);
    QCOMPARE(group->childCount(), 3);
    QCOMPARE(group->child(1)->text(1), u"b=2"_s);
    QCOMPARE(group->child(2)->text(1), u"a=\\u202e1"_s);
}

void tst_ResponseTab::nothingRecorded()
{
    Log::RequestRecord record;
    Requests::RequestRow row;
    row.record = &record;
    QVERIFY(!m_tab->present(row));
    give("secret of the first", u"text/plain"_s);
    QVERIFY(m_tab->present(row));
    QCOMPARE(m_tab->preview()->plainText(), QString()); // not the body of another request
    QCOMPARE(m_tab->presentDetails({{u"status"_s, 200}}), DetailTab::Has::Nothing);
    QVERIFY(!m_tab->present(row));
}

QTEST_MAIN(tst_ResponseTab)
#include "tst_responsetab.moc"
