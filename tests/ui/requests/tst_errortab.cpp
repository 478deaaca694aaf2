// SPDX-License-Identifier: Apache-2.0
#include "ui/requests/errortab.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QLabel>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>
#include <QTreeWidget>

#include <memory>

using namespace Qt::StringLiterals;
using namespace Retort;
using Requests::DetailTab;
using Requests::ErrorTab;

class tst_ErrorTab final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { m_tab = std::make_unique<ErrorTab>(); }
    void cleanup() { m_tab.reset(); }
    void showsFramesOfTheAppOpen();
    void opensTheEditor();
    void underlinesWhatRaised();
    void causesAndGroups();
    void nothingRaised();
    void nothingIsMarkupOrInvisible();
    void staysUpright();

private:
    QTreeWidgetItem *top(int index) { return m_tab->tree()->topLevelItem(index); }
    std::unique_ptr<ErrorTab> m_tab;
};

namespace {

QJsonObject frame(const QString &file, int line, const QString &library = {})
{
    return {{u"file"_s, file}, {u"line"_s, line}, {u"function"_s, u"view"_s}, {u"app"_s, library.isEmpty()}, {u"library"_s, library},
        {u"firstLine"_s, line - 1}, {u"lines"_s, QJsonArray{u"before"_s, u"raise Bad"_s, u"after"_s}}};
}

QJsonObject exception(const QJsonArray &frames)
{
    return {{u"type"_s, u"ValueError"_s}, {u"message"_s, u"bad"_s}, {u"traceback"_s, u"Traceback…"_s}, {u"frames"_s, frames}};
}

} // namespace

void tst_ErrorTab::showsFramesOfTheAppOpen()
{
    QJsonObject last = frame(u"/srv/app.py"_s, 12);
    last.insert(u"locals"_s, QJsonArray{QJsonArray{u"user"_s, u"'ada'"_s}});
    const QJsonArray frames{frame(u"/lib/flask/app.py"_s, 3, u"flask"_s), frame(u"/lib/werkzeug/x.py"_s, 4, u"werkzeug"_s),
        frame(u"/lib/flask/app.py"_s, 5, u"flask"_s), last};
    QCOMPARE(m_tab->presentDetails({{u"exception"_s, exception(frames)}}), DetailTab::Has::Something);
    QCOMPARE(m_tab->findChild<QLabel *>()->text(), u"ValueError: bad"_s);
    QCOMPARE(m_tab->tree()->topLevelItemCount(), 1);
    QCOMPARE(top(0)->childCount(), 2);
    const QTreeWidgetItem *libraries = top(0)->child(0);
    QCOMPARE(libraries->text(0), u"3 frames in flask, werkzeug"_s);
    QCOMPARE(libraries->childCount(), 3);
    QVERIFY(!libraries->isExpanded());
    const QTreeWidgetItem *own = top(0)->child(1);
    QVERIFY(own->isExpanded());
    QCOMPARE(own->text(0), u"app.py:12 in view"_s);
    QCOMPARE(own->childCount(), 4);
    QCOMPARE(own->child(1)->text(0), u"▸ 12  raise Bad"_s);
    QVERIFY(own->child(1)->background(0).style() != Qt::NoBrush);
    QVERIFY(own->child(0)->background(0).style() == Qt::NoBrush);
    QVERIFY(!own->child(3)->isExpanded());
    QCOMPARE(own->child(3)->child(0)->text(0), u"user = 'ada'"_s);
}

void tst_ErrorTab::opensTheEditor()
{
    m_tab->presentDetails({{u"exception"_s, exception({frame(u"/srv/app.py"_s, 12), frame(u"<string>"_s, 2)})}});
    QSignalSpy opened(m_tab.get(), &ErrorTab::openInEditorWanted);
    Q_EMIT m_tab->tree()->itemActivated(top(0)->child(0), 0);
    Q_EMIT m_tab->tree()->itemActivated(top(0)->child(0)->child(0), 0);
    Q_EMIT m_tab->tree()->itemActivated(top(0)->child(1), 0);
    Q_EMIT m_tab->tree()->itemActivated(top(0), 0);
    QCOMPARE(opened.size(), 2);
    QCOMPARE(opened.at(0), (QVariantList{u"/srv/app.py"_s, 12}));
    QCOMPARE(opened.at(1), (QVariantList{u"/srv/app.py"_s, 11}));
    QSignalSpy copied(m_tab.get(), &ErrorTab::copyWanted);
    const QList<QPushButton *> buttons = m_tab->findChildren<QPushButton *>();
    buttons.at(0)->click();
    QCOMPARE(copied.at(0).at(0).toString(), u"Traceback…"_s);
    m_tab->setVersions(u"Python 3.12"_s);
    buttons.at(1)->click();
    QVERIFY(copied.at(1).at(0).toString().startsWith(u"### ValueError: bad"_s));
    QVERIFY(copied.at(1).at(0).toString().endsWith(u"Python 3.12\n"_s));
    QSignalSpy replay(m_tab.get(), &ErrorTab::replayWanted);
    buttons.at(2)->click();
    QCOMPARE(replay.size(), 1);
    // The arrow opens with one click; an item of no file has none.
    QCOMPARE(top(0)->child(0)->text(1), u"↗"_s);
    QVERIFY(top(0)->child(1)->text(1).isEmpty());
    Q_EMIT m_tab->tree()->itemClicked(top(0)->child(0), 1);
    Q_EMIT m_tab->tree()->itemClicked(top(0)->child(0), 0);
    QCOMPARE(opened.size(), 3);
}

// In characters of what is shown: tabs are four blanks there, and what cannot be seen is six letters.
void tst_ErrorTab::underlinesWhatRaised()
{
    QJsonObject raised = frame(u"/srv/app.py"_s, 12);
    raised.insert(u"lines"_s, QJsonArray{u"before"_s, u"\tx = \u202ea[i] + 1"_s, u"after"_s});
    raised.insert(u"columns"_s, QJsonArray{6, 10});
    m_tab->presentDetails({{u"exception"_s, exception({raised})}});
    const QTreeWidgetItem *line = top(0)->child(0)->child(1);
    const QPoint span = line->data(0, Qt::UserRole + 2).toPoint();
    QCOMPARE(line->text(0).mid(span.x(), span.y()), u"a[i]"_s);
    raised.insert(u"columns"_s, QJsonArray{-5, 10'000});
    m_tab->presentDetails({{u"exception"_s, exception({raised})}});
    m_tab->grab(); // painting what makes no sense does no harm
}

void tst_ErrorTab::causesAndGroups()
{
    QJsonObject raised = exception({});
    QJsonObject cause = exception({});
    cause.insert(u"relation"_s, u"cause"_s);
    QJsonObject context = exception({});
    context.insert(u"relation"_s, u"context"_s);
    raised.insert(u"chain"_s, QJsonArray{cause, context});
    raised.insert(u"group"_s, QJsonArray{exception({}), exception({})});
    raised.insert(u"notes"_s, QJsonArray{u"look there"_s});
    m_tab->presentDetails({{u"exception"_s, raised}});
    QStringList texts;
    for (int index = 0; index < m_tab->tree()->topLevelItemCount(); ++index) {
        texts.append(top(index)->text(0));
    }
    QCOMPARE(texts,
        (QStringList{u"ValueError: bad"_s, u"In the group: ValueError: bad"_s, u"In the group: ValueError: bad"_s,
            u"Caused by ValueError: bad"_s, u"While handling ValueError: bad"_s}));
    QCOMPARE(top(0)->child(0)->text(0), u"Note: look there"_s);
}

void tst_ErrorTab::nothingRaised()
{
    Log::RequestRecord record;
    record.status = 200;
    Requests::RequestRow row;
    row.record = &record;
    QVERIFY(!m_tab->present(row));
    record.status = 500;
    QVERIFY(m_tab->present(row));
    QCOMPARE(m_tab->presentDetails({{u"exception"_s, true}}), DetailTab::Has::Nothing); // an engine that keeps none
    QCOMPARE(m_tab->presentDetails({}), DetailTab::Has::Nothing);
}

void tst_ErrorTab::nothingIsMarkupOrInvisible()
{
    QJsonObject raised = exception({});
    raised.insert(u"message"_s, u"<img src='http://x/'>\u202E\n second line"_s);
    m_tab->presentDetails({{u"exception"_s, raised}});
    QLabel *headline = m_tab->findChild<QLabel *>();
    QCOMPARE(headline->textFormat(), Qt::PlainText);
    QCOMPARE(headline->text(), u"ValueError: <img src='http://x/'>\\u202e"_s);
    QCOMPARE(top(0)->text(0), headline->text());
}

// Whatever another program sends.
void tst_ErrorTab::staysUpright()
{
    QJsonArray many;
    for (int index = 0; index < 5'000; ++index) {
        many.append(frame(QString(10'000, u'x'), -7, index % 2 ? u"lib"_s : QString()));
    }
    QJsonObject deep = exception({});
    for (int depth = 0; depth < 50; ++depth) {
        QJsonObject outer = exception({5, u"x"_s, QJsonArray{}});
        outer.insert(u"group"_s, QJsonArray{deep});
        deep = outer;
    }
    deep.insert(u"frames"_s, many);
    deep.insert(u"chain"_s, 7);
    QCOMPARE(m_tab->presentDetails({{u"exception"_s, deep}}), DetailTab::Has::Something);
    QVERIFY(m_tab->tree()->topLevelItemCount() < 10);
    QVERIFY(top(0)->childCount() <= 200);
}

QTEST_MAIN(tst_ErrorTab)
#include "tst_errortab.moc"
