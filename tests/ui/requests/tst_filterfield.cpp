// SPDX-License-Identifier: Apache-2.0
#include "ui/requests/filterfield.h"

#include "ui/requests/savedfilters.h"

#include <QAbstractItemView>
#include <QApplication>
#include <QCompleter>
#include <QHBoxLayout>
#include <QSettings>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace Retort;
using Requests::completeFilter;
using Requests::FilterField;
using Requests::FilterWorld;
using Requests::SavedFilter;

namespace {

FilterWorld world()
{
    return {.records = [](Log::FilterField field) { return field == Log::FilterField::Error; },
        .recordsState = [](Log::RequestState) { return false; },
        .values =
            [](Log::FilterField field) {
                return field == Log::FilterField::Path  ? QStringList{u"/users"_s, u"/a b"_s}
                    : field == Log::FilterField::Method ? QStringList{u"GET"_s, u"POST"_s}
                                                        : QStringList();
            }};
}

} // namespace

class tst_FilterField final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void offers_data();
    void offers();
    void tabTakesTheFirst();
    void aChoiceTakesThePlaceOfTheWord();
    void escapeOnlyClosesTheList();
    void enterKeepsWhatWasTyped();
    void questionMarkAsksForHelp();
    void faultsAreSaid();
    void filtersHaveNames();
};

void tst_FilterField::offers_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QStringList>("words");
    QTest::addColumn<int>("from");

    QTest::newRow("nothing typed") << u""_s << QStringList() << 0;
    QTest::newRow("names") << u"st"_s << QStringList{u"status:"_s} << 0;
    QTest::newRow("names in capitals") << u"ME"_s << QStringList{u"method:"_s} << 0;
    QTest::newRow("behind a minus") << u"-pa"_s << QStringList{u"path:"_s} << 1;
    QTest::newRow("behind a term") << u"users (wo"_s << QStringList{u"worker:"_s} << 7;
    QTest::newRow("what is captured") << u"err"_s << QStringList{u"error:"_s} << 0;
    QTest::newRow("not what is not captured") << u"res"_s << QStringList() << 0;
    QTest::newRow("values that occurred") << u"method:"_s << QStringList{u"GET"_s, u"POST"_s} << 7;
    QTest::newRow("values by their beginning") << u"a method:p"_s << QStringList{u"POST"_s} << 9;
    QTest::newRow("a second value") << u"method:GET,po"_s << QStringList{u"POST"_s} << 11;
    QTest::newRow("quoted where they must be") << u"path:\""_s << QStringList() << 0;
    QTest::newRow("paths") << u"path:/"_s << QStringList{u"/users"_s} << 5;
    QTest::newRow("states") << u"is:"_s << QStringList{u"error"_s, u"slow"_s, u"asset"_s, u"replay"_s} << 3;
    QTest::newRow("complete already") << u"is:slow"_s << QStringList() << 3;
    QTest::newRow("an expression") << u"/us"_s << QStringList() << 0;
    QTest::newRow("inside quotation marks") << u"\"st"_s << QStringList() << 0;
    QTest::newRow("no such field") << u"colour:r"_s << QStringList() << 0;
    QTest::newRow("classes of status") << u"status:5"_s << QStringList{u"5xx"_s} << 7;
}

void tst_FilterField::offers()
{
    QFETCH(QString, text);
    QFETCH(QStringList, words);
    QFETCH(int, from);
    const auto offered = completeFilter(text, text.size(), world());
    QCOMPARE(offered.words, words);
    if (!words.isEmpty()) {
        QCOMPARE(offered.from, from);
        QCOMPARE(offered.from + offered.length, text.size());
    }
    for (qsizetype cursor = 0; cursor <= text.size(); ++cursor) {
        const auto anywhere = completeFilter(text, cursor, {});
        QVERIFY(anywhere.from + anywhere.length <= cursor);
    }
}

// Among other fields, to which Tab goes otherwise; the list has the keyboard while it is open.
void tst_FilterField::tabTakesTheFirst()
{
    QWidget window;
    QHBoxLayout layout(&window);
    FilterField field;
    QLineEdit other;
    layout.addWidget(&field);
    layout.addWidget(&other);
    field.setWorld(world);
    window.show();
    QVERIFY(QTest::qWaitForWindowExposed(&window));
    field.setFocus();
    QAbstractItemView *popup = field.findChild<QCompleter *>()->popup();
    QTest::keyClicks(&field, u"users -me"_s);
    QVERIFY(popup->isVisible());
    QTest::keyClick(popup, Qt::Key_Tab);
    QCOMPARE(field.text(), u"users -method:"_s);
    QVERIFY(popup->isVisible()); // its values
    QTest::keyClick(popup, Qt::Key_Tab);
    QCOMPARE(field.text(), u"users -method:GET"_s);
    QVERIFY(!popup->isVisible());
    QVERIFY(!other.hasFocus());
    QTest::keyClick(&field, Qt::Key_Tab);
    QCOMPARE(QApplication::focusWidget(), &other);
}

void tst_FilterField::aChoiceTakesThePlaceOfTheWord()
{
    FilterField field;
    field.setWorld(world);
    field.show();
    QVERIFY(QTest::qWaitForWindowExposed(&field));
    QTest::keyClicks(&field, u"method:p is:slow"_s);
    field.setCursorPosition(7);
    QTest::keyClick(&field, Qt::Key_Delete);
    QTest::keyClicks(&field, u"g"_s);
    Q_EMIT field.findChild<QCompleter *>()->activated(u"GET"_s);
    QCOMPARE(field.text(), u"method:GET is:slow"_s);
}

void tst_FilterField::escapeOnlyClosesTheList()
{
    FilterField field;
    field.setWorld(world);
    field.show();
    QVERIFY(QTest::qWaitForWindowExposed(&field));
    QTest::keyClicks(&field, u"st"_s);
    QTest::keyClick(&field, Qt::Key_Escape);
    QVERIFY(!field.findChild<QCompleter *>()->popup()->isVisible());
    QCOMPARE(field.text(), u"st"_s);
}

// Unless a word of the list was chosen: “path” is a text to look for, too.
void tst_FilterField::enterKeepsWhatWasTyped()
{
    FilterField field;
    field.setWorld(world);
    field.show();
    QVERIFY(QTest::qWaitForWindowExposed(&field));
    QAbstractItemView *popup = field.findChild<QCompleter *>()->popup();
    QTest::keyClicks(&field, u"pat"_s);
    QVERIFY(popup->isVisible());
    QTest::keyClick(popup, Qt::Key_Return);
    QCOMPARE(field.text(), u"pat"_s);
    QVERIFY(!popup->isVisible());
    QTest::keyClicks(&field, u"h"_s);
    QVERIFY(popup->isVisible());
    QTest::keyClick(popup, Qt::Key_Down);
    QTest::keyClick(popup, Qt::Key_Return);
    QCOMPARE(field.text(), u"path:"_s);
}

void tst_FilterField::questionMarkAsksForHelp()
{
    FilterField field;
    QSignalSpy help(&field, &FilterField::helpWanted);
    QTest::keyClicks(&field, u"?"_s);
    QCOMPARE(help.size(), 1);
    QCOMPARE(field.text(), QString());
    QTest::keyClicks(&field, u"/a?"_s); // a query
    QCOMPARE(help.size(), 1);
    QCOMPARE(field.text(), u"/a?"_s);
}

void tst_FilterField::faultsAreSaid()
{
    FilterField field;
    field.setText(u"status:x"_s);
    const QImage before = field.grab().toImage();
    QSignalSpy changed(&field, &QLineEdit::textChanged);
    field.setFault(u"No status."_s, 7, 1);
    QCOMPARE(field.fault(), u"No status."_s);
    QCOMPARE(field.accessibleDescription(), u"No status."_s);
    QVERIFY(field.grab().toImage() != before); // it is underlined
    field.clearFault();
    QCOMPARE(field.fault(), QString());
    QCOMPARE(field.grab().toImage(), before);
    QCOMPARE(changed.size(), 0);
    QCOMPARE(field.text(), u"status:x"_s);
}

void tst_FilterField::filtersHaveNames()
{
    QTemporaryDir folder;
    QSettings store(folder.filePath(u"s.ini"_s), QSettings::IniFormat);
    QVERIFY(Requests::savedFilters(store).isEmpty());
    Requests::saveFilter(store, {u" Slow  users "_s, u" users time:>1s "_s});
    Requests::saveFilter(store, {u"B"_s, u"b, \"c\""_s});
    Requests::saveFilter(store, {u""_s, u"b"_s});
    Requests::saveFilter(store, {u"b"_s, u""_s});
    const QList<SavedFilter> expected{{u"Slow users"_s, u"users time:>1s"_s}, {u"B"_s, u"b, \"c\""_s}};
    QCOMPARE(Requests::savedFilters(store), expected);
    Requests::saveFilter(store, {u"B"_s, u"x"_s});
    QCOMPARE(Requests::savedFilters(store).last().text, u"x"_s);
    Requests::forgetFilter(store, u"Slow users"_s);
    QCOMPARE(Requests::savedFilters(store).size(), 1);
    for (int i = 0; i < 30; ++i) {
        Requests::saveFilter(store, {u"n%1"_s.arg(i), u"x"_s});
    }
    QCOMPARE(Requests::savedFilters(store).size(), 20);
    QCOMPARE(Requests::savedFilters(store).last().name, u"n29"_s);
}

QTEST_MAIN(tst_FilterField)
#include "tst_filterfield.moc"
