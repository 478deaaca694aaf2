// SPDX-License-Identifier: Apache-2.0
#include "ui/output/requestoutputtab.h"

#include "ui/output/outputview.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QJsonArray>
#include <QJsonObject>
#include <QLabel>
#include <QSignalSpy>
#include <QTest>

#include <memory>

using namespace Qt::StringLiterals;
using namespace Retort;
using namespace Retort::Output;
using Has = Requests::DetailTab::Has;

namespace {

constexpr qint64 startUs = 1'700'000'000'000'000;

QJsonObject line(qint64 afterMs, const QString &text, QJsonObject more = {})
{
    more.insert(u"time"_s, startUs + afterMs * 1000);
    more.insert(u"worker"_s, 2);
    if (!more.contains(u"request"_s)) {
        more.insert(u"request"_s, 7);
    }
    more.insert(u"text"_s, text);
    return more;
}

QJsonObject request(const QJsonArray &output, const QJsonArray &others = {})
{
    return {{u"time"_s, startUs}, {u"worker"_s, 2}, {u"output"_s, output}, {u"otherOutput"_s, others}};
}

} // namespace

class tst_RequestOutputTab final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup() { m_tab.reset(); }
    void linesHaveOffsetSourceAndText();
    void absentWhenThereIsNothing();
    void whatNobodyCanTellStandsApart();
    void linesThatAreNotKeptAreCounted();
    void laterLinesAreAdded();
    void linksOpenTheEditor();
    void linesAreCopied();
    void textOfAnAppIsOnlyText();

private:
    QString cell(const OutputModel &model, int row, int column) const { return model.index(row, column).data().toString(); }
    QStringList notes() const; // labels a person sees
    QList<OutputView *> views() const;

    std::unique_ptr<RequestOutputTab> m_tab;
};

void tst_RequestOutputTab::init()
{
    m_tab = std::make_unique<RequestOutputTab>();
    m_tab->resize(600, 400);
    m_tab->show();
}

QStringList tst_RequestOutputTab::notes() const
{
    QStringList texts;
    for (const QLabel *label : m_tab->findChildren<QLabel *>()) {
        if (label->isVisible()) {
            texts.append(label->text());
        }
    }
    return texts;
}

QList<OutputView *> tst_RequestOutputTab::views() const
{
    QList<OutputView *> visible;
    for (OutputView *view : m_tab->findChildren<OutputView *>()) {
        if (view->isVisible()) {
            visible.append(view);
        }
    }
    return visible;
}

void tst_RequestOutputTab::linesHaveOffsetSourceAndText()
{
    const QJsonArray lines{line(12, u"hello"_s, {{u"stream"_s, u"out"_s}}), line(13, u"oops"_s, {{u"stream"_s, u"error"_s}}),
        line(12'345, u"slow"_s, {{u"stream"_s, u"error"_s}, {u"level"_s, u"WARNING"_s}, {u"logger"_s, u"shop.views"_s}})};
    QCOMPARE(m_tab->presentDetails(request(lines)), Has::Something);
    const OutputModel &model = m_tab->lines();
    QCOMPARE(model.rowCount(), 3);
    QCOMPARE(cell(model, 0, OutputModel::Time), u"+12 ms"_s);
    QCOMPARE(cell(model, 0, OutputModel::Source), QString());
    QCOMPARE(cell(model, 0, OutputModel::Text), u"hello"_s);
    QCOMPARE(cell(model, 1, OutputModel::Source), u"stderr"_s);
    QCOMPARE(cell(model, 2, OutputModel::Time), u"+12.3 s"_s);
    QCOMPARE(cell(model, 2, OutputModel::Source), u"WARNING shop.views"_s);
    QCOMPARE(model.line(2)->level, Level::Warning);
    QCOMPARE(notes(), QStringList());
    QCOMPARE(views().size(), 1);
    QVERIFY(views().first()->isColumnHidden(OutputModel::Worker)); // the header of the pane says which
    QVERIFY(views().first()->isColumnHidden(OutputModel::Request));
}

void tst_RequestOutputTab::absentWhenThereIsNothing()
{
    QCOMPARE(m_tab->presentDetails(request({})), Has::Nothing);
    QCOMPARE(m_tab->presentDetails({}), Has::Nothing);
    Log::RequestRecord record;
    const Requests::RequestRow row{&record, {}, Requests::RowKind::Request, 0};
    QVERIFY(!m_tab->present(row));
    QCOMPARE(m_tab->presentDetails(request({line(1, u"x"_s)})), Has::Something);
    QVERIFY(m_tab->present(row)); // until the engine has answered
    QCOMPARE(m_tab->lines().rowCount(), 0);
    QCOMPARE(m_tab->presentDetails(request({})), Has::Nothing);
    QVERIFY(!m_tab->present(row));
}

void tst_RequestOutputTab::whatNobodyCanTellStandsApart()
{
    QCOMPARE(m_tab->presentDetails(request({line(1, u"mine"_s)}, {line(2, u"whose"_s)})), Has::Something);
    QCOMPARE(m_tab->lines().rowCount(), 1);
    QCOMPARE(m_tab->others().rowCount(), 1);
    QCOMPARE(cell(m_tab->others(), 0, OutputModel::Text), u"whose"_s);
    QCOMPARE(views().size(), 2);
    QCOMPARE(notes().size(), 1);
    QVERIFY(notes().first().startsWith(u"Printed by worker 2 meanwhile, perhaps by this request."));

    QCOMPARE(m_tab->presentDetails(request({}, {line(2, u"whose"_s)})), Has::Something);
    QCOMPARE(views().size(), 1);
    QCOMPARE(notes().first(), u"Python printed nothing in this request."_s);
}

void tst_RequestOutputTab::linesThatAreNotKeptAreCounted()
{
    QJsonObject told = request({line(1, u"last"_s)});
    told.insert(u"outputLeft"_s, 1);
    m_tab->presentDetails(told);
    QCOMPARE(notes(), QStringList{u"1 line before these was not kept."_s});
    told.insert(u"outputLeft"_s, 40);
    m_tab->presentDetails(told);
    QCOMPARE(notes(), QStringList{u"40 lines before these were not kept."_s});
}

void tst_RequestOutputTab::laterLinesAreAdded()
{
    const auto numbered = [](int sequence, int request, const QString &text) {
        return line(sequence, text, {{u"sequence"_s, sequence}, {u"request"_s, request}});
    };
    m_tab->append({numbered(3, 7, u"nothing is shown yet"_s)});
    QCOMPARE(m_tab->lines().rowCount(), 0);
    m_tab->presentDetails(request({numbered(4, 7, u"first"_s)}));
    m_tab->append({numbered(4, 7, u"first"_s), numbered(5, 8, u"of another"_s), numbered(6, 7, u"later"_s)});
    QCOMPARE(m_tab->lines().rowCount(), 2);
    QCOMPARE(m_tab->lines().line(1)->styled.text, u"later"_s);
}

void tst_RequestOutputTab::linksOpenTheEditor()
{
    m_tab->presentDetails(request({line(1, u"  File \"/srv/app.py\", line 12, in show"_s)}));
    QSignalSpy opened(m_tab.get(), &RequestOutputTab::openInEditorWanted);
    OutputView *view = views().first();
    view->selectRow(0);
    QTest::keyClick(view, Qt::Key_Return);
    QCOMPARE(opened.count(), 1);
    QCOMPARE(opened.first().at(0).toString(), u"/srv/app.py"_s);
    const QRect cell = view->visualRect(view->model()->index(0, OutputModel::Text));
    QTest::mouseClick(view->viewport(), Qt::LeftButton, {}, QPoint(cell.left() + 90, cell.center().y()));
    QCOMPARE(opened.count(), 2);
}

void tst_RequestOutputTab::linesAreCopied()
{
    m_tab->presentDetails(request({line(1, u"one"_s), line(2, u"two"_s)}));
    OutputView *view = views().first();
    view->selectAll();
    QTest::keySequence(view, QKeySequence::Copy);
    QCOMPARE(QGuiApplication::clipboard()->text(), u"one\ntwo"_s);
}

void tst_RequestOutputTab::textOfAnAppIsOnlyText()
{
    m_tab->presentDetails(request({line(1, u"<b>x</b>\x1b[31mred\u202e"_s, {{u"level"_s, u"<i>"_s}, {u"logger"_s, u"a\u202eb"_s}})}));
    QCOMPARE(m_tab->lines().line(0)->styled.text, u"<b>x</b>red<U+202E>"_s);
    QCOMPARE(m_tab->lines().line(0)->source, u"<i> a<U+202E>b"_s);
    QCOMPARE(m_tab->lines().line(0)->styled.spans.size(), 1);
}

QTEST_MAIN(tst_RequestOutputTab)
#include "tst_requestoutputtab.moc"
