// SPDX-License-Identifier: Apache-2.0
#include "ui/output/outputmodel.h"
#include "ui/output/outputtab.h"

#include <QAbstractItemModelTester>
#include <QJsonObject>
#include <QRandomGenerator>
#include <QScrollBar>
#include <QSettings>
#include <QSignalSpy>
#include <QTableView>
#include <QTemporaryDir>
#include <QTest>
#include <QToolButton>

#include <algorithm>

using namespace Retort::Output;
using namespace Qt::StringLiterals;

class tst_OutputModel final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void equalsABruteForceModel();
    void clearCanBeUndone();
    void skippedLinesAreTold();
    void finds();
    void tabOpensPlaces();
    void aLineLeadsToItsRequest();
    void requestsDoNotShareATraceback();
    void longLinesWrapWhenAsked();

private:
    QTemporaryDir m_settings;
};

namespace {

QJsonObject record(const QString &text, int worker = 1)
{
    return {{u"time"_s, qint64{1'700'000'000'000'000}}, {u"worker"_s, worker}, {u"text"_s, text}};
}

} // namespace

void tst_OutputModel::initTestCase()
{
    QVERIFY(m_settings.isValid());
    QSettings::setDefaultFormat(QSettings::IniFormat);
    QSettings::setPath(QSettings::IniFormat, QSettings::UserScope, m_settings.path());
    QCoreApplication::setOrganizationName(u"retort-test"_s);
}

void tst_OutputModel::equalsABruteForceModel()
{
    constexpr std::size_t capacity = 64;
    OutputModel model(capacity);
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    QRandomGenerator random(7);
    QStringList all;
    int number = 0;
    bool errorsOnly = false;
    for (int step = 0; step < 400; ++step) {
        if (random.bounded(10) == 0) {
            errorsOnly = !errorsOnly;
            model.setLeastLevel(errorsOnly ? Level::Error : Level::Plain);
        }
        QJsonArray lines;
        for (int i = random.bounded(12); i > 0; --i) {
            const QString text = (random.bounded(3) == 0 ? u"ERROR %1"_s : u"line %1"_s).arg(++number);
            lines.append(record(text));
            all.append(text);
        }
        model.append(lines, 0);
        QVERIFY(model.lineCount() <= capacity);
        QStringList expected = all.last(static_cast<qsizetype>(model.lineCount()));
        if (errorsOnly) {
            expected = expected.filter(u"ERROR"_s);
        }
        QStringList shown;
        for (int row = 0; row < model.rowCount(); ++row) {
            shown.append(model.index(row, OutputModel::Text).data().toString());
        }
        QCOMPARE(shown, expected);
    }
}

void tst_OutputModel::clearCanBeUndone()
{
    OutputModel model(100);
    model.append({record(u"a"_s), record(u"b"_s)}, 0);
    model.clear();
    QCOMPARE(model.rowCount(), 0);
    model.append({record(u"c"_s)}, 0);
    QVERIFY(model.canUndoClear());
    model.undoClear();
    QCOMPARE(model.rowCount(), 3);
    QCOMPARE(model.line(2)->styled.text, u"c"_s);
    QVERIFY(!model.canUndoClear());
}

void tst_OutputModel::skippedLinesAreTold()
{
    OutputModel model(100);
    model.append({record(u"a"_s)}, 12);
    QCOMPARE(model.rowCount(), 2);
    QVERIFY(model.line(0)->styled.text.contains("12"_L1));
}

void tst_OutputModel::finds()
{
    OutputModel model(100);
    model.append({record(u"one"_s), record(u"Two"_s), record(u"one two"_s)}, 0);
    QCOMPARE(model.find(u"two"_s, 0, OutputModel::Direction::Forward), 1);
    QCOMPARE(model.find(u"two"_s, 2, OutputModel::Direction::Forward), 2);
    QCOMPARE(model.find(u"one"_s, 1, OutputModel::Direction::Backward), 0);
    QCOMPARE(model.find(u"three"_s, 0, OutputModel::Direction::Forward), -1);
}

void tst_OutputModel::tabOpensPlaces()
{
    OutputTab tab;
    tab.resize(800, 300);
    tab.append({record(u"  File \"/srv/app.py\", line 12, in show"_s)}, 0);
    tab.show();
    QSignalSpy opened(&tab, &OutputTab::openInEditorWanted);
    auto *view = tab.findChild<QTableView *>();
    view->selectRow(0);
    QTest::keyClick(view, Qt::Key_Return);
    QCOMPARE(opened.count(), 1);
    QCOMPARE(opened.first().at(0).toString(), u"/srv/app.py"_s);
    QCOMPARE(opened.first().at(1).toInt(), 12);
    const QRect cell = view->visualRect(view->model()->index(0, OutputModel::Text));
    QTest::mouseClick(view->viewport(), Qt::LeftButton, {}, QPoint(cell.left() + 90, cell.center().y()));
    QCOMPARE(opened.count(), 2);
    QVERIFY(tab.isFollowing());
}

void tst_OutputModel::aLineLeadsToItsRequest()
{
    OutputTab tab;
    tab.resize(800, 300);
    QJsonObject ofRequest = record(u"printed in a request"_s);
    ofRequest.insert(u"request"_s, 4711);
    tab.append({record(u"printed by nobody"_s), ofRequest}, 0);
    tab.show();
    QSignalSpy wanted(&tab, &OutputTab::requestWanted);
    auto *view = tab.findChild<QTableView *>();
    const auto click = [&](int row) {
        QTest::mouseClick(view->viewport(), Qt::LeftButton, {}, view->visualRect(view->model()->index(row, OutputModel::Request)).center());
    };
    click(0);
    QCOMPARE(wanted.count(), 0);
    click(1);
    QCOMPARE(wanted.count(), 1);
    QCOMPARE(wanted.first().first().toULongLong(), 4711u);
    QCOMPARE(view->model()->index(1, OutputModel::Request).data(Qt::AccessibleTextRole).toString(), u"Show request"_s);
}

void tst_OutputModel::requestsDoNotShareATraceback()
{
    OutputModel model(100);
    QJsonArray lines;
    for (const auto &[request, text] : std::initializer_list<std::pair<int, QString>>{
             {1, u"Traceback (most recent call last):"_s}, {2, u"plain"_s}, {1, u"  File \"a.py\", line 1"_s}, {0, u"plain"_s}}) {
        QJsonObject line = record(text);
        line.insert(u"request"_s, request);
        lines.append(line);
    }
    model.append(lines, 0);
    QCOMPARE(model.line(0)->level, Level::Error);
    QCOMPARE(model.line(1)->level, Level::Plain);
    QCOMPARE(model.line(2)->level, Level::Error);
    QCOMPARE(model.line(3)->level, Level::Plain);
}

void tst_OutputModel::longLinesWrapWhenAsked()
{
    QSettings().remove(u"output/wrap"_s);
    OutputTab tab;
    tab.resize(700, 400);
    const QString place = u"  File \"/srv/app.py\", line 12, in show"_s;
    tab.append({record(u"short"_s), record(u"word "_s.repeated(60) + place), record(QString(500, u'x'))}, 0);
    tab.show();
    auto *view = tab.findChild<QTableView *>();
    const auto button = [&tab] {
        const auto all = tab.findChildren<QToolButton *>();
        return *std::ranges::find(all, u"Wrap long lines"_s, &QToolButton::accessibleName);
    };
    const int one = view->rowHeight(0);
    QCOMPARE(view->rowHeight(1), one);
    button()->click();
    QCOMPARE(view->rowHeight(0), one);
    QVERIFY(view->rowHeight(1) > 2 * one);
    QVERIFY(view->rowHeight(2) > 2 * one);
    QTRY_COMPARE(view->horizontalScrollBar()->maximum(), 0);

    // The link is in one of the lower lines.
    QSignalSpy opened(&tab, &OutputTab::openInEditorWanted);
    const QRect cell = view->visualRect(view->model()->index(1, OutputModel::Text));
    for (int y = cell.top() + 8; y < cell.bottom() && opened.isEmpty(); y += 8) {
        for (int x = cell.left() + 4; x < cell.right() && opened.isEmpty(); x += 8) {
            QTest::mouseClick(view->viewport(), Qt::LeftButton, {}, QPoint(x, y));
            QVERIFY(opened.isEmpty() || y > cell.top() + one);
        }
    }
    QCOMPARE(opened.count(), 1);

    tab.append({record(QString(500, u'y'))}, 0);
    QCOMPARE(view->rowHeight(3), view->rowHeight(2));
    for (int i = 0; i < 10; ++i) { // beyond the lower edge
        tab.append({record(QString(500, u'z')), record(u"short"_s)}, 0);
        QVERIFY(tab.isFollowing());
    }
    QVERIFY(view->verticalScrollBar()->maximum() > 0);
    const int narrow = view->rowHeight(2);
    tab.resize(1200, 400);
    QTRY_VERIFY(view->rowHeight(2) < narrow);
    OutputTab again; // remembered
    again.append({record(QString(500, u'x'))}, 0);
    QVERIFY(again.findChild<QTableView *>()->rowHeight(0) > one);
    button()->click();
    QCOMPARE(view->rowHeight(2), one);
    button()->click();
    QVERIFY(tab.isFollowing());
}

QTEST_MAIN(tst_OutputModel)
#include "tst_outputmodel.moc"
