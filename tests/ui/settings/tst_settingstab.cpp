// SPDX-License-Identifier: Apache-2.0
#include "ui/settings/settingstab.h"

#include "tests/ui/settings/settingsfixture.h"
#include "ui/settings/inieditor.h"
#include "ui/settings/messagebar.h"

#include <QApplication>
#include <QDoubleSpinBox>
#include <QLabel>
#include <QSignalSpy>
#include <QSpinBox>
#include <QTest>
#include <QToolButton>

using namespace Retort::Ui;
using namespace Qt::StringLiterals;
using Retort::Test::SettingsFixture;
using Retort::Test::writeFile;

class tst_SettingsTab final : public QObject, private SettingsFixture
{
    Q_OBJECT

private Q_SLOTS:
    void init() { reset(); }
    void cleanup() { clear(); }
    void typedTextReachesTheFields();
    void fieldsReachTheTextAndMarkIt();
    void undoWorksFromAnywhere();
    void appliesAndSaysWhatItTakes();
    void revertsByButton();
    void appliesNothingThatWasRefused();
    void keepsEditsWhenTheFileChanges();
    void comparesWithTheDisk();
    void keepsWhatWasRefusedUntilReverted();
    void listsWhatIsKept();
    void showsFindingsWithTheirFix();
    void aBadTextStopsTheForm();
    void searches();
    void helpIsBelowTheFocus();
    void everyControlIsReachedByTab();
    void everyControlHasAName();
    void writesAFreshFile();
    void saysWhenNothingCanBeServed();
    void goesToAKey();

private:
    IniEditor *text() const { return tab().findChild<IniEditor *>(); }
};

void tst_SettingsTab::typedTextReachesTheFields()
{
    open("[uwsgi]\nprocesses = 1\n");
    tab().showText(true);
    QTextCursor cursor(text()->document());
    cursor.movePosition(QTextCursor::End);
    text()->setTextCursor(cursor);
    text()->setFocus();
    QTest::keyClicks(text(), u"threads = 7"_s);
    QCOMPARE(control<QDoubleSpinBox>(u"threads"_s)->value(), 7.0);
    QVERIFY(tab().isDirty());
}

void tst_SettingsTab::fieldsReachTheTextAndMarkIt()
{
    open("[uwsgi]\nprocesses = 1\nthreads = 1\n");
    tab().showText(true);
    control<QDoubleSpinBox>(u"processes"_s)->setValue(3);
    QCOMPARE(text()->lines(), (QStringList{u"[uwsgi]"_s, u"processes = 3"_s, u"threads = 1"_s, {}}));
    QCOMPARE(text()->extraSelections().size(), 1);
    QCOMPARE(text()->extraSelections().first().cursor.blockNumber(), 1);
}

void tst_SettingsTab::undoWorksFromAnywhere()
{
    open("[uwsgi]\nprocesses = 1\n");
    tab().showText(true);
    control<QDoubleSpinBox>(u"processes"_s)->setValue(3);
    text()->setFocus();
    QTest::keyClick(text(), Qt::Key_Z, Qt::ControlModifier);
    QCOMPARE(control<QDoubleSpinBox>(u"processes"_s)->value(), 1.0);
    QVERIFY(!tab().isDirty());
    tab().undoStack()->redo();
    QCOMPARE(control<QDoubleSpinBox>(u"processes"_s)->value(), 3.0);
}

void tst_SettingsTab::appliesAndSaysWhatItTakes()
{
    open("[uwsgi]\nhttp-socket = 127.0.0.1:8000\nmodule = a\n");
    QSignalSpy applied(&tab(), &SettingsTab::applied);
    QSignalSpy dirty(&tab(), &SettingsTab::dirtyChanged);
    QWidget *bar = tab().findChild<QWidget *>(u"changeBar"_s);
    QVERIFY(bar->isHidden());
    type(control<QLineEdit>(u"callable"_s), u"make"_s);
    QVERIFY(bar->isVisible());
    QCOMPARE(tab().findChild<QLabel *>(u"changes"_s)->text(), u"1 change"_s);
    control<QSpinBox>(u"http-socket"_s)->setValue(8001);
    QCOMPARE(tab().findChild<QLabel *>(u"changes"_s)->text(), u"2 changes · port change needs a restart"_s);
    tab().findChild<QPushButton *>(u"apply"_s)->click();
    QCOMPARE(applied.count(), 1);
    QCOMPARE(applied.first().at(0).toStringList(), (QStringList{u"callable"_s, u"http-socket"_s}));
    QCOMPARE(applied.first().at(1).toBool(), true);
    QVERIFY(bar->isHidden());
    QCOMPARE(dirty.count(), 2);
}

void tst_SettingsTab::revertsByButton()
{
    open("[uwsgi]\nprocesses = 1\n");
    type(control<QLineEdit>(u"callable"_s), u"make"_s);
    tab().findChild<QPushButton *>(u"revert"_s)->click();
    QVERIFY(!tab().isDirty());
    QCOMPARE(control<QLineEdit>(u"callable"_s)->text(), QString());
    QCOMPARE(content(), QByteArray("[uwsgi]\nprocesses = 1\n"));
}

void tst_SettingsTab::appliesNothingThatWasRefused()
{
    open("[uwsgi]\nprocesses = 1\n");
    control<QDoubleSpinBox>(u"processes"_s)->setValue(2);
    type(control<QLineEdit>(u"chdir"_s), u"50% off"_s);
    QVERIFY(row(u"chdir"_s)->refusal().contains(u"%%"_s));
    tab().apply();
    QCOMPARE(content(), QByteArray("[uwsgi]\nprocesses = 1\n"));
    type(control<QLineEdit>(u"chdir"_s), u"50%% off"_s);
    QVERIFY(row(u"chdir"_s)->refusal().isEmpty());
    tab().apply();
    QCOMPARE(content(), QByteArray("[uwsgi]\nprocesses = 2\nchdir = 50%% off\n"));
}

void tst_SettingsTab::keepsEditsWhenTheFileChanges()
{
    open("[uwsgi]\nprocesses = 1\n");
    control<QDoubleSpinBox>(u"processes"_s)->setValue(2);
    writeFile(path(), "[uwsgi]\nprocesses = 1\n# theirs\n");
    auto *message = tab().findChild<MessageBar *>();
    QTRY_VERIFY(message->isVisible());
    tab().apply();
    QCOMPARE(content(), QByteArray("[uwsgi]\nprocesses = 1\n# theirs\n"));
    QVERIFY(tab().isDirty());
    QVERIFY(message->sentence().contains(u"changed on disk"_s));
    QVERIFY(button(u"Load changes"_s) && button(u"Compare"_s) && button(u"Overwrite"_s));
    button(u"Load changes"_s)->click();
    QVERIFY(!tab().isDirty());
    QVERIFY(!message->isVisible());
    tab().undoStack()->undo();
    QCOMPARE(control<QDoubleSpinBox>(u"processes"_s)->value(), 2.0);
    tab().apply();
    QCOMPARE(content(), QByteArray("[uwsgi]\nprocesses = 2\n"));
}

void tst_SettingsTab::comparesWithTheDisk()
{
    open("[uwsgi]\nprocesses = 1\n");
    control<QDoubleSpinBox>(u"processes"_s)->setValue(2);
    writeFile(path(), "[uwsgi]\nprocesses = 5\n");
    QTRY_VERIFY(button(u"Compare"_s));
    button(u"Compare"_s)->click();
    QVERIFY(text()->isComparing());
    QCOMPARE(text()->lines(), (QStringList{u"  [uwsgi]"_s, u"- processes = 5"_s, u"+ processes = 2"_s, u"  "_s}));
    QTest::keyClicks(text(), u"x"_s);
    button(u"Back to editing"_s)->click();
    QCOMPARE(text()->lines(), (QStringList{u"[uwsgi]"_s, u"processes = 2"_s, {}}));
    button(u"Overwrite"_s)->click();
    QCOMPARE(content(), QByteArray("[uwsgi]\nprocesses = 2\n"));
}

void tst_SettingsTab::keepsWhatWasRefusedUntilReverted()
{
    open("[uwsgi]\nchdir = /a\n");
    auto *line = control<QLineEdit>(u"chdir"_s);
    type(line, u"50% off"_s);
    control<QDoubleSpinBox>(u"processes"_s)->setFocus();
    control<QDoubleSpinBox>(u"processes"_s)->setValue(2); // the whole form is shown anew
    QCOMPARE(line->text(), u"50% off"_s);
    tab().revert();
    QCOMPARE(line->text(), u"/a"_s);
    QVERIFY(row(u"chdir"_s)->refusal().isEmpty());
}

void tst_SettingsTab::listsWhatIsKept()
{
    open("[uwsgi]\nprocesses = 1\ncheaper = 1\nnever-heard = x\nset-ph = db_password=hunter2\nshared-secret = y\n");
    auto *more = tab().findChild<QToolButton *>(u"moreOptions"_s);
    QVERIFY(more->text().contains(u"3 kept"_s));
    more->click();
    QStringList texts;
    for (const QLabel *label : tab().findChildren<QLabel *>()) {
        if (label->isVisible()) {
            texts.append(label->text());
        }
    }
    QVERIFY(texts.contains(u"never-heard = x"_s));
    QVERIFY(texts.contains(u"shared-secret = ••••••••"_s));
    QVERIFY(!texts.filter(u"kept, not used by Retort"_s).isEmpty());
}

void tst_SettingsTab::showsFindingsWithTheirFix()
{
    open("[uwsgi]\nmodule = app:app  # the app\n");
    QTRY_VERIFY(button(u"Move the comment above"_s));
    tab().showText(true);
    button(u"Move the comment above"_s)->click();
    QCOMPARE(text()->lines(), (QStringList{u"[uwsgi]"_s, u"# the app"_s, u"module = app:app"_s, {}}));
    QTRY_VERIFY(!button(u"Move the comment above"_s));
}

void tst_SettingsTab::aBadTextStopsTheForm()
{
    open("[uwsgi]\nprocesses = 4\n");
    tab().showText(true);
    text()->setPlainText(u"[uwsgi\nprocesses = 9\n"_s);
    auto *box = control<QDoubleSpinBox>(u"processes"_s);
    QCOMPARE(box->value(), 4.0);
    QVERIFY(!box->isEnabled());
    QVERIFY(tab().findChild<MessageBar *>()->sentence().startsWith(u"Line 1"_s));
    button(u"Undo"_s)->click();
    QVERIFY(box->isEnabled());
    QVERIFY(!tab().isDirty());
}

void tst_SettingsTab::searches()
{
    open("[uwsgi]\nprocesses = 4\n");
    auto *search = tab().findChild<QLineEdit *>(u"search"_s);
    QTest::keyClicks(search, u"harakiri"_s);
    QVERIFY(row(u"harakiri"_s)->isVisible());
    QVERIFY(!row(u"processes"_s)->isVisible());
    search->setText(u"PORT"_s);
    QVERIFY(row(u"http-socket"_s)->isVisible());
    search->setText(u"pyargv"_s); // among the folded ones
    QVERIFY(row(u"pyargv"_s)->isVisible());
    search->setText(u"no such thing"_s);
    QVERIFY(button(u"Clear search"_s));
    button(u"Clear search"_s)->click();
    QVERIFY(row(u"processes"_s)->isVisible());
    QVERIFY(!row(u"pyargv"_s)->isVisible());
}

void tst_SettingsTab::helpIsBelowTheFocus()
{
    open("[uwsgi]\nprocesses = 4\n");
    const auto helped = [this] {
        QStringList keys;
        for (FieldRow *one : tab().findChildren<FieldRow *>()) {
            for (const QLabel *label : one->findChildren<QLabel *>()) {
                if (label->isVisible() && label->text().startsWith(one->field().help)) {
                    keys.append(one->field().key());
                }
            }
        }
        return keys;
    };
    QCOMPARE(helped(), QStringList());
    control<QLineEdit>(u"chdir"_s)->setFocus();
    QTRY_COMPARE(helped(), QStringList{u"chdir"_s});
    control<QDoubleSpinBox>(u"threads"_s)->setFocus();
    QTRY_COMPARE(helped(), QStringList{u"threads"_s});
}

// By the keyboard alone: Tab comes by every control that can be used, once around, and each row is among them.
void tst_SettingsTab::everyControlIsReachedByTab()
{
    open("[uwsgi]\nprocesses = 4\nenv = A=1\npythonpath = x\n");
    control<QDoubleSpinBox>(u"processes"_s)->setValue(5);
    QWidget *start = tab().findChild<QLineEdit *>(u"search"_s);
    start->setFocus();
    QSet<QWidget *> reached;
    int previous = -1;
    int backwards = 0;
    for (int i = 0; i < 400; ++i) {
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
        QWidget *now = QApplication::focusWidget();
        QVERIFY(now != nullptr);
        if (now == start) {
            break;
        }
        reached.insert(now);
        for (FieldRow *one : tab().findChildren<FieldRow *>()) {
            if (one->isAncestorOf(now)) {
                const int y = one->mapTo(&tab(), QPoint()).y();
                const int order = one->parentWidget()->mapTo(&tab(), QPoint()).y() + one->y();
                Q_UNUSED(y);
                backwards += previous > order + tab().height() ? 1 : 0;
                previous = order;
            }
        }
    }
    QVERIFY(QApplication::focusWidget() == start);
    QCOMPARE(backwards, 0);
    for (FieldRow *one : tab().findChildren<FieldRow *>()) {
        if (one->isVisible()) {
            QVERIFY2(reached.contains(one->editor()->firstControl()), qPrintable(one->field().key()));
        }
    }
    QVERIFY(reached.contains(tab().findChild<QPushButton *>(u"apply"_s)));
    QVERIFY(reached.contains(tab().findChild<QToolButton *>(u"moreOptions"_s)));
}

void tst_SettingsTab::everyControlHasAName()
{
    open("[uwsgi]\nprocesses = 4\nenv = A=1\npythonpath = x\nstatic-map = /s=/srv\n");
    tab().findChild<QToolButton *>(u"moreOptions"_s)->click();
    for (FieldRow *one : tab().findChildren<FieldRow *>()) {
        QVERIFY2(!one->editor()->firstControl()->accessibleName().isEmpty(), qPrintable(one->field().key()));
        for (const QWidget *widget : one->editor()->findChildren<QWidget *>()) {
            if (widget->focusPolicy() != Qt::NoFocus && widget->isVisible() && widget->focusProxy() == nullptr
                && widget->parentWidget()->focusProxy() != widget && !widget->objectName().startsWith(u"qt_")) {
                QVERIFY2(!widget->accessibleName().isEmpty(), qPrintable(one->field().key()));
            }
        }
        bool buddy = false;
        for (const QLabel *label : one->findChildren<QLabel *>()) {
            buddy = buddy || label->buddy() == one->editor()->firstControl();
        }
        QVERIFY2(buddy, qPrintable(one->field().key()));
    }
}

void tst_SettingsTab::writesAFreshFile()
{
    writeFile(path(u"app.py"_s), "from flask import Flask\napp = Flask(__name__)\n");
    tab().openIni(path());
    tab().show();
    auto *write = tab().findChild<QPushButton *>(u"writeFresh"_s);
    QVERIFY(write->isVisible());
    QCOMPARE(write->text(), u"Write uwsgi.ini"_s);
    QSignalSpy applied(&tab(), &SettingsTab::applied);
    QVERIFY(!QFile::exists(path()));
    write->click();
    QVERIFY(content().contains("module = app"));
    QVERIFY(!write->isVisible());
    QCOMPARE(applied.count(), 1);
    QVERIFY(applied.first().at(1).toBool());
    QCOMPARE(control<QDoubleSpinBox>(u"processes"_s)->value(), 2.0);
    QVERIFY(!tab().isDirty());
}

void tst_SettingsTab::saysWhenNothingCanBeServed()
{
    tab().openIni(path());
    tab().show();
    auto *write = tab().findChild<QPushButton *>(u"writeFresh"_s);
    QCOMPARE(write->text(), u"Begin with an empty one"_s);
    QSignalSpy applied(&tab(), &SettingsTab::applied);
    write->click();
    QCOMPARE(applied.count(), 0);
    QCOMPARE(content(), QByteArray("[uwsgi]\nchdir = %d\n"));
    QVERIFY(!tab().isDirty());
}

void tst_SettingsTab::goesToAKey()
{
    open("[uwsgi]\n");
    QVERIFY(tab().goToKey(u"http"_s));
    QVERIFY(row(u"http-socket"_s)->isAncestorOf(QApplication::focusWidget()));
    QVERIFY(tab().goToKey(u"pyargv"_s));
    QVERIFY(row(u"pyargv"_s)->isVisible());
    QVERIFY(!tab().goToKey(u"no-such-key"_s));
}

QTEST_MAIN(tst_SettingsTab)
#include "tst_settingstab.moc"
