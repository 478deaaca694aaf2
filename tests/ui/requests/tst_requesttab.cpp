// SPDX-License-Identifier: Apache-2.0
#include "ui/requests/requesttab.h"

#include "ui/requests/bodyview.h"
#include "ui/requests/pairslist.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QSettings>
#include <QStandardPaths>
#include <QTest>
#include <QToolButton>

using namespace Qt::StringLiterals;
using namespace Retort;
using Requests::DetailTab;
using Requests::PairsList;
using Requests::RequestTab;

class tst_RequestTab final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QStandardPaths::setTestModeEnabled(true); }
    void namesAndValues();
    void filesOfAForm();
    void headersSortedOrNot();
    void pairsOfAQuery_data();
    void pairsOfAQuery();
    void aValueIsCopiedAsItIs();
    void onlyWhatIsKnown();
};

namespace {

QJsonObject request(const QByteArray &body)
{
    return {{u"uri"_s, u"/a?q=1&q=%C3%A4+b"_s},
        {u"requestHeaders"_s,
            QJsonArray{QJsonArray{u"Host"_s, u"x"_s}, QJsonArray{u"Content-Type"_s, u"application/x-www-form-urlencoded"_s},
                QJsonArray{u"Cookie"_s, u"a=1; b=x=y"_s}}},
        {u"requestBody"_s, QJsonObject{{u"base64"_s, QString::fromLatin1(body.toBase64())}, {u"bytes"_s, body.size()}, {u"cut"_s, false}}}};
}

QStringList texts(const QTreeWidgetItem *group)
{
    QStringList list{group->text(0)};
    for (int index = 0; index < group->childCount(); ++index) {
        list.append(group->child(index)->text(0) + u'=' + group->child(index)->text(1));
    }
    return list;
}

} // namespace

void tst_RequestTab::namesAndValues()
{
    RequestTab tab;
    QCOMPARE(tab.presentDetails(request("user=ada&pass=l%20ove")), DetailTab::Has::Something);
    QCOMPARE(tab.pairs()->topLevelItemCount(), 4);
    QCOMPARE(texts(tab.pairs()->topLevelItem(0)), (QStringList{u"Query (2)"_s, u"q=1"_s, u"q=ä b"_s}));
    QCOMPARE(texts(tab.pairs()->topLevelItem(1)), (QStringList{u"Form (2)"_s, u"user=ada"_s, u"pass=l ove"_s}));
    QCOMPARE(tab.pairs()->topLevelItem(2)->childCount(), 3);
    QCOMPARE(texts(tab.pairs()->topLevelItem(3)), (QStringList{u"Cookies (2)"_s, u"a=1"_s, u"b=x=y"_s}));
    QVERIFY(tab.body()->isHidden()); // it would say the form twice
}

void tst_RequestTab::filesOfAForm()
{
    RequestTab tab;
    QJsonObject sent =
        request("--B\r\nContent-Disposition: form-data; name=\"title\"\r\n\r\nHello\xe2\x80\xae\r\n--B\r\nContent-Disposition: "
                "form-data; name=\"photo\"; filename=\"a b.png\"\r\nContent-Type: image/png\r\n\r\n1234\r\n--B--\r\n");
    sent.insert(u"requestHeaders"_s, QJsonArray{QJsonArray{u"Content-Type"_s, u"multipart/form-data; boundary=B"_s}});
    sent.insert(u"uri"_s, u"/upload"_s);
    tab.presentDetails(sent);
    QCOMPARE(texts(tab.pairs()->topLevelItem(0)), (QStringList{u"Form (1)"_s, u"title=Hello\\u202e"_s}));
    QCOMPARE(texts(tab.pairs()->topLevelItem(1)), (QStringList{u"Files (1)"_s, u"photo=a b.png · image/png · 4 B"_s}));
    QVERIFY(tab.body()->isHidden());
}

void tst_RequestTab::headersSortedOrNot()
{
    RequestTab tab;
    QJsonObject sent = request({});
    sent.insert(u"environ"_s, QJsonArray{QJsonArray{u"REQUEST_METHOD"_s, u"GET"_s}, QJsonArray{u"PATH_INFO"_s, u"/a"_s}});
    tab.presentDetails(sent);
    auto *sorted = tab.findChild<QToolButton *>(QString(), Qt::FindDirectChildrenOnly);
    QVERIFY(sorted && !sorted->isChecked());
    QCOMPARE(tab.pairs()->topLevelItem(1)->child(0)->text(0), u"Host"_s);
    sorted->click();
    QCOMPARE(tab.pairs()->topLevelItem(1)->child(0)->text(0), u"Content-Type"_s);
    sorted->click();
    QCOMPARE(tab.pairs()->topLevelItem(1)->child(0)->text(0), u"Host"_s);
    QTreeWidgetItem *more = tab.pairs()->topLevelItem(3);
    QCOMPARE(texts(more), (QStringList{u"More: WSGI environ (2)"_s, u"REQUEST_METHOD=GET"_s, u"PATH_INFO=/a"_s}));
    QVERIFY(!more->isExpanded());
}

void tst_RequestTab::pairsOfAQuery_data()
{
    QTest::addColumn<QString>("query");
    QTest::addColumn<Requests::Pairs>("pairs");
    QTest::newRow("nothing") << QString() << Requests::Pairs();
    QTest::newRow("only signs") << u"&&="_s << Requests::Pairs{{QString(u""_s), QString(u""_s)}};
    QTest::newRow("no value") << u"flag"_s << Requests::Pairs{{u"flag"_s, QString()}};
    QTest::newRow("broken percent signs") << u"a=%zz%"_s << Requests::Pairs{{u"a"_s, u"%zz%"_s}};
    QTest::newRow("an escaped ampersand") << u"a=%26%3D"_s << Requests::Pairs{{u"a"_s, u"&="_s}};
}

void tst_RequestTab::pairsOfAQuery()
{
    QFETCH(QString, query);
    QFETCH(Requests::Pairs, pairs);
    const Requests::Pairs found = PairsList::fromQuery(query);
    QCOMPARE(found.size(), pairs.size());
    for (qsizetype index = 0; index < found.size(); ++index) {
        QCOMPARE(found.at(index).first, pairs.at(index).first);
        if (!query.contains(u"zz")) { // what is left of broken ones is Qt's business
            QCOMPARE(found.at(index).second, pairs.at(index).second);
        }
    }
}

void tst_RequestTab::aValueIsCopiedAsItIs()
{
    PairsList list;
    list.addGroup(u"Headers"_s, {{u"X"_s, u"a\u202eb"_s}});
    list.setCurrentItem(list.topLevelItem(0)->child(0));
    QTest::keyClick(&list, Qt::Key_C, Qt::ControlModifier);
    QCOMPARE(QGuiApplication::clipboard()->text(), u"a\u202eb"_s);
    Requests::Pairs many(1'000, {u"k"_s, u"v"_s});
    list.addGroup(u"Many"_s, many);
    QCOMPARE(list.topLevelItem(1)->childCount(), 501);
}

void tst_RequestTab::onlyWhatIsKnown()
{
    RequestTab tab;
    QCOMPARE(tab.presentDetails({{u"status"_s, 200}}), DetailTab::Has::Nothing);
    QJsonObject raised = request({});
    raised.remove(u"requestBody"_s); // nobody recorded, but it raised
    QCOMPARE(tab.presentDetails(raised), DetailTab::Has::Something);
    QVERIFY(tab.body()->isHidden());
}

QTEST_MAIN(tst_RequestTab)
#include "tst_requesttab.moc"
