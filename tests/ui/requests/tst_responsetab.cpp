// SPDX-License-Identifier: Apache-2.0
#include "ui/requests/responsetab.h"

#include "ui/requests/bodyview.h"
#include "ui/requests/jsonmodel.h"
#include "ui/requests/pairslist.h"

#include <QAbstractItemModelTester>
#include <QBuffer>
#include <QElapsedTimer>
#include <QImage>
#include <QLineEdit>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QTreeView>
#include <QTreeWidget>

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
    void brokenJsonIsTextWithItsPlace();
    void cutJsonIsATreeToo();
    void deepAndWideJsonIsLazy();
    void searches();
    void imagesAreShown();
    void aBombIsNotDecoded();
    void codingsAreTakenOff();
    void savesWhatIsShown();
    void htmlStaysText();
    void xmlIsChecked();
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
                QJsonObject{{u"base64"_s, QString::fromLatin1(body.toBase64())}, {u"bytes"_s, body.size()}, {u"cut"_s, m_cut}}}});
    }
    void search(const QString &text)
    {
        Requests::BodyView *view = m_tab->preview();
        view->startSearch();
        auto *field = view->findChild<QLineEdit *>();
        field->setText(text);
        Q_EMIT field->textEdited(text); // QTest types ASCII only
    }
    static QString textAt(const QModelIndex &index) { return index.data().toString(); }
    bool m_cut = false;
    std::unique_ptr<ResponseTab> m_tab;
};

void tst_ResponseTab::jsonIsATree()
{
    QCOMPARE(give(R"({"name":"a\nb","list":[1,2.50,null,true]})", u"application/json"_s), DetailTab::Has::Something);
    QVERIFY(m_tab->preview()->showsTree());
    const Requests::JsonModel &json = *m_tab->preview()->json();
    const QModelIndex root = json.index(0, 0);
    QCOMPARE(json.rowCount(root), 2);
    QCOMPARE(textAt(json.index(1, 0, root)), u"list"_s); // in the order they were sent
    const QModelIndex list = json.index(1, 0, root);
    QCOMPARE(textAt(json.index(1, 1, list)), u"2.50"_s);
    QCOMPARE(textAt(json.index(0, 1, root)), u"\"a\\nb\""_s);
    QCOMPARE(textAt(json.index(1, 1, root)), u"[4]"_s);
    QCOMPARE(json.path(json.index(2, 0, list)), u"$.list[2]"_s);
    QCOMPARE(json.fullValue(json.index(0, 0, root)), u"a\nb"_s);
    QVERIFY(m_tab->preview()->tree()->isExpanded(list));
    QVERIFY(m_tab->raw()->plainText().contains(u"\"list\":[1"_s));
}

void tst_ResponseTab::brokenJsonIsTextWithItsPlace()
{
    give("{\"a\": 1,\n \"b\": nope}", u"application/json"_s);
    QVERIFY(!m_tab->preview()->showsTree());
    QCOMPARE(m_tab->preview()->plainText(), u"{\"a\": 1,\n \"b\": nope}"_s);
    QCOMPARE(m_tab->preview()->markedLine(), 2);
    QVERIFY2(
        m_tab->preview()->words().startsWith(u"Line 2, column 7: here should stand a value."_s), qPrintable(m_tab->preview()->words()));
    give("{}", u"application/json"_s);
    QCOMPARE(m_tab->preview()->markedLine(), 0);
}

// As far as it goes: the body was cut, not wrong.
void tst_ResponseTab::cutJsonIsATreeToo()
{
    m_cut = true;
    give("{\"a\": [1, 2", u"application/json"_s);
    m_cut = false;
    QVERIFY(m_tab->preview()->showsTree());
    QCOMPARE(m_tab->preview()->markedLine(), 0);
    QVERIFY2(m_tab->preview()->words().contains(u"cut at 11 B"_s), qPrintable(m_tab->preview()->words()));
}

void tst_ResponseTab::deepAndWideJsonIsLazy()
{
    const Requests::JsonModel &json = *m_tab->preview()->json();
    QAbstractItemModelTester tester(m_tab->preview()->json());
    tester.setUseFetchMore(false); // it would want them while a reset goes on
    const QByteArray wide = '[' + QByteArray("1,").repeated(50'000) + "\"last\"]"; // read by another thread
    QElapsedTimer timer;
    timer.start();
    give(wide, u"application/json"_s);
    QVERIFY2(timer.elapsed() < 1'000, "reading is another thread's work");
    QTRY_VERIFY_WITH_TIMEOUT(m_tab->preview()->showsTree(), 20'000);
    const QModelIndex root = json.index(0, 0);
    QCOMPARE(textAt(json.index(0, 1)), u"[50001]"_s);
    const int given = json.rowCount(root); // the view may have asked for more than the first
    QVERIFY(given <= 4 * Requests::JsonModel::batch);
    QVERIFY(json.canFetchMore(root));
    m_tab->preview()->json()->fetchMore(root);
    QCOMPARE(json.rowCount(root), given + Requests::JsonModel::batch);
    // What is found is shown, however far below.
    search(u"LAST"_s);
    QCOMPARE(textAt(m_tab->preview()->tree()->currentIndex().siblingAtColumn(1)), u"\"last\""_s);
    QCOMPARE(json.rowCount(root), 50'001);
    give(QByteArray(490, '[') + QByteArray(490, ']'), u"application/json"_s);
    QVERIFY(m_tab->preview()->showsTree());
}

void tst_ResponseTab::searches()
{
    give(R"({"a":{"Name":"x"},"b":["n\u00c4me","other"]})", u"application/json"_s);
    search(u"name"_s);
    const auto *tree = m_tab->preview()->tree();
    const Requests::JsonModel &json = *m_tab->preview()->json();
    QCOMPARE(json.path(tree->currentIndex()), u"$.a.Name"_s);
    search(u"n\u00e4me"_s);
    QCOMPARE(json.path(tree->currentIndex()), u"$.b[0]"_s);
    search(u"o"_s); // the path has none
    QCOMPARE(json.path(tree->currentIndex()), u"$.b[1]"_s);
    give("one\ntwo\none", u"text/plain"_s);
    search(u"two"_s);
    QCOMPARE(m_tab->preview()->plainText(), u"one\ntwo\none"_s);
    QVERIFY(m_tab->preview()->findChild<QLineEdit *>()->text() == u"two"_s);
}

void tst_ResponseTab::imagesAreShown()
{
    QByteArray png;
    QBuffer buffer(&png);
    QImage image(3'000, 10, QImage::Format_RGB32);
    image.fill(Qt::red);
    QVERIFY(image.save(&buffer, "PNG"));
    give(png, u"image/png"_s);
    QTRY_VERIFY(m_tab->preview()->showsImage());
    QVERIFY(m_tab->preview()->words().contains(u"3000 × 10"_s));
    QVERIFY(!m_tab->raw()->showsImage());
    give("no image", u"image/png"_s);
    QTRY_COMPARE(m_tab->raw()->plainText(), u"no image"_s);
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
    QTRY_VERIFY(m_tab->preview()->plainText().startsWith(u"00000000  89 50 4e 47"_s));
    QVERIFY(!m_tab->preview()->showsImage());
}

void tst_ResponseTab::codingsAreTakenOff()
{
    const QByteArray gzip = QByteArray::fromHex("1f8b0800000000000203cb48cdc9c957c84027b932481407004a0ece1148000000");
    give(gzip, u"text/plain"_s, {{u"Content-Encoding"_s, u"gzip"_s}});
    QTRY_VERIFY(m_tab->preview()->plainText().startsWith(u"hello hello"_s));
    QCOMPARE(m_tab->preview()->words(), u"text/plain · 33 B · gzip, 72 B unpacked"_s);
    give(gzip.first(20), u"text/plain"_s, {{u"Content-Encoding"_s, u"gzip"_s}});
    QTRY_VERIFY2(m_tab->preview()->words().contains(u"its gzip data ends too early"_s), qPrintable(m_tab->preview()->words()));
    give("abc", u"text/html"_s, {{u"Content-Encoding"_s, u"what"_s}});
    QTRY_VERIFY(m_tab->preview()->plainText().startsWith(u"00000000  61 62 63"_s));
    QVERIFY(m_tab->preview()->words().contains(u"compressed (what), shown as it was sent"_s));
}

void tst_ResponseTab::savesWhatIsShown()
{
    const QTemporaryDir folder;
    const QString path = folder.filePath(u"x.json"_s);
    give("{}", u"application/json"_s);
    QSignalSpy saved(m_tab->preview(), &Requests::BodyView::saved);
    m_tab->preview()->saveTo(path);
    QTRY_COMPARE(saved.size(), 1);
    QVERIFY(saved.at(0).at(1).toBool());
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    QCOMPARE(file.readAll(), QByteArray("{}"));
    m_tab->preview()->saveTo(folder.filePath(u"no/such/folder"_s));
    QTRY_COMPARE(saved.size(), 2);
    QVERIFY(!saved.at(1).at(1).toBool());
    QVERIFY(m_tab->preview()->words().startsWith(u"Not saved: "_s));
}

void tst_ResponseTab::htmlStaysText()
{
    give("<script src=//x></script>\xe2\x80\xae", u"text/html"_s);
    QCOMPARE(m_tab->preview()->plainText(), u"<script src=//x></script>\\u202e"_s);
    give("<svg><image href='file:///etc/passwd'/></svg>", u"image/svg+xml"_s);
    QTRY_VERIFY(m_tab->preview()->plainText().startsWith(u"<svg>"_s));
    QVERIFY(!m_tab->preview()->showsImage());
}

void tst_ResponseTab::xmlIsChecked()
{
    give("<a>\n<b></c>\n</a>", u"application/xml"_s);
    QCOMPARE(m_tab->preview()->markedLine(), 2);
    give("<a>\n<b/>\n</a>", u"application/xml"_s);
    QCOMPARE(m_tab->preview()->markedLine(), 0);
    give("<p>\n<br>\n</b>", u"text/html"_s); // HTML forgives
    QCOMPARE(m_tab->preview()->markedLine(), 0);
}

void tst_ResponseTab::bytesAreHex()
{
    give(QByteArray("\0\1abc", 5), u"application/octet-stream"_s);
    QVERIFY(m_tab->preview()->plainText().startsWith(u"00000000  00 01 61 62 63"_s));
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
