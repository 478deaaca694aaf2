// SPDX-License-Identifier: Apache-2.0
#include "ui/settings/settingstab.h"

#include "tests/support/writefile.h"
#include "ui/settings/fieldrow.h"
#include "ui/settings/formateditor.h"
#include "ui/settings/httpaddresseditor.h"
#include "ui/settings/inieditor.h"
#include "ui/settings/messagebar.h"
#include "ui/settings/secretline.h"

#include <QApplication>
#include <QCheckBox>
#include <QComboBox>
#include <QDoubleSpinBox>
#include <QFile>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QSpinBox>
#include <QTcpServer>
#include <QTemporaryDir>
#include <QTest>
#include <QToolButton>

#include <memory>

using namespace Retort::Ui;
using namespace Qt::StringLiterals;
using Retort::Test::writeFile;

class tst_SettingsTab final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup() { m_tab.reset(); }
    void aTypedNumberChangesOneLine();
    void aSwitchChangesOneLine();
    void theAddressIsOneLine();
    void picksAFreePort();
    void typedTextReachesTheFields();
    void fieldsReachTheTextAndMarkIt();
    void undoWorksFromAnywhere();
    void appliesAndSaysWhatItTakes();
    void revertsByButton();
    void appliesNothingThatWasRefused();
    void keepsEditsWhenTheFileChanges();
    void comparesWithTheDisk();
    void masksSecrets();
    void editsOnePairOnly();
    void addsAndRemovesListLines();
    void showsWhatALogicBlockSets();
    void listsWhatIsKept();
    void showsFindingsWithTheirFix();
    void aBadTextStopsTheForm();
    void searches();
    void helpIsBelowTheFocus();
    void everyControlIsReachedByTab();
    void everyControlHasAName();
    void choosesAnApp();
    void showsAnExampleOfTheFormat();
    void setsWorkersByButton();
    void writesAFreshFile();
    void saysWhenNothingCanBeServed();
    void aWheelTurnsNothing();
    void goesToAKey();

private:
    QString path() const { return m_folder->filePath(u"uwsgi.ini"_s); }
    QByteArray content() const;
    void open(const QByteArray &bytes);
    FieldRow *row(const QString &key) const { return m_tab->findChild<FieldRow *>(u"row-"_s + key); }
    template<typename Widget>
    Widget *control(const QString &key) const
    {
        FieldRow *found = row(key);
        return found != nullptr && found->editor() != nullptr ? found->editor()->findChild<Widget *>() : nullptr;
    }
    QPushButton *button(const QString &text) const;
    IniEditor *text() const { return m_tab->findChild<IniEditor *>(); }
    void type(QLineEdit *line, const QString &what) const;

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<SettingsTab> m_tab;
    QProcessEnvironment m_environment;
};

void tst_SettingsTab::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_environment = QProcessEnvironment();
    m_tab = std::make_unique<SettingsTab>(m_environment, nullptr);
    m_tab->resize(1000, 700);
}

void tst_SettingsTab::open(const QByteArray &bytes)
{
    writeFile(path(), bytes);
    m_tab->openIni(path());
    m_tab->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_tab.get()));
    m_tab->activateWindow();
}

QByteArray tst_SettingsTab::content() const
{
    QFile file(path());
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

QPushButton *tst_SettingsTab::button(const QString &text) const
{
    for (QPushButton *button : m_tab->findChildren<QPushButton *>()) {
        if (button->text() == text && button->isVisible()) {
            return button;
        }
    }
    return nullptr;
}

void tst_SettingsTab::type(QLineEdit *line, const QString &what) const
{
    line->setFocus();
    line->selectAll();
    if (what.isEmpty()) {
        QTest::keyClick(line, Qt::Key_Delete);
    } else {
        QTest::keyClicks(line, what);
    }
}

void tst_SettingsTab::aTypedNumberChangesOneLine()
{
    open("# c\n[uwsgi]\n processes=1   ; cores\nx = y\n");
    auto *box = control<QDoubleSpinBox>(u"processes"_s);
    QVERIFY(box);
    QCOMPARE(box->value(), 1.0);
    box->setFocus();
    box->selectAll();
    QTest::keyClicks(box, u"12"_s);
    m_tab->apply();
    QCOMPARE(content(), QByteArray("# c\n[uwsgi]\n processes=12   ; cores\nx = y\n"));
}

void tst_SettingsTab::aSwitchChangesOneLine()
{
    open("[uwsgi]\nlazy-apps = true\nx = y\n");
    auto *box = control<QCheckBox>(u"lazy-apps"_s);
    QVERIFY(box && box->isChecked());
    box->setFocus();
    QTest::keyClick(box, Qt::Key_Space);
    m_tab->apply();
    QCOMPARE(content(), QByteArray("[uwsgi]\nlazy-apps = false\nx = y\n"));
}

void tst_SettingsTab::theAddressIsOneLine()
{
    open("[uwsgi]\nhttp = :8000\nx = y\n");
    auto *port = control<QSpinBox>(u"http-socket"_s);
    auto *reach = control<QComboBox>(u"http-socket"_s);
    QVERIFY(port && reach);
    QCOMPARE(port->value(), 8000);
    QCOMPARE(reach->currentText(), u"this network"_s);
    port->setValue(9000);
    m_tab->apply();
    QCOMPARE(content(), QByteArray("[uwsgi]\nhttp = :9000\nx = y\n"));
    reach->setCurrentIndex(0);
    m_tab->apply();
    QCOMPARE(content(), QByteArray("[uwsgi]\nhttp = 127.0.0.1:9000\nx = y\n"));
    port->setValue(0); // a free one
    m_tab->apply();
    QCOMPARE(content(), QByteArray("[uwsgi]\nx = y\n"));
}

void tst_SettingsTab::picksAFreePort()
{
    QTcpServer other;
    QVERIFY(other.listen(QHostAddress::LocalHost));
    const int taken = other.serverPort();
    QVERIFY(freePort(taken) != taken);
    open("[uwsgi]\nhttp-socket = 127.0.0.1:" + QByteArray::number(taken) + '\n');
    auto *port = control<QSpinBox>(u"http-socket"_s);
    QVERIFY(port);
    QPushButton *pick = button(u"Pick a free one"_s);
    QVERIFY(pick);
    pick->click();
    QVERIFY(port->value() != taken);
}

void tst_SettingsTab::typedTextReachesTheFields()
{
    open("[uwsgi]\nprocesses = 1\n");
    m_tab->showText(true);
    QTextCursor cursor(text()->document());
    cursor.movePosition(QTextCursor::End);
    text()->setTextCursor(cursor);
    text()->setFocus();
    QTest::keyClicks(text(), u"threads = 7"_s);
    QCOMPARE(control<QDoubleSpinBox>(u"threads"_s)->value(), 7.0);
    QVERIFY(m_tab->isDirty());
}

void tst_SettingsTab::fieldsReachTheTextAndMarkIt()
{
    open("[uwsgi]\nprocesses = 1\nthreads = 1\n");
    m_tab->showText(true);
    control<QDoubleSpinBox>(u"processes"_s)->setValue(3);
    QCOMPARE(text()->lines(), (QStringList{u"[uwsgi]"_s, u"processes = 3"_s, u"threads = 1"_s, {}}));
    QCOMPARE(text()->extraSelections().size(), 1);
    QCOMPARE(text()->extraSelections().first().cursor.blockNumber(), 1);
}

void tst_SettingsTab::undoWorksFromAnywhere()
{
    open("[uwsgi]\nprocesses = 1\n");
    m_tab->showText(true);
    control<QDoubleSpinBox>(u"processes"_s)->setValue(3);
    text()->setFocus();
    QTest::keyClick(text(), Qt::Key_Z, Qt::ControlModifier);
    QCOMPARE(control<QDoubleSpinBox>(u"processes"_s)->value(), 1.0);
    QVERIFY(!m_tab->isDirty());
    m_tab->undoStack()->redo();
    QCOMPARE(control<QDoubleSpinBox>(u"processes"_s)->value(), 3.0);
}

void tst_SettingsTab::appliesAndSaysWhatItTakes()
{
    open("[uwsgi]\nhttp-socket = 127.0.0.1:8000\nmodule = a\n");
    QSignalSpy applied(m_tab.get(), &SettingsTab::applied);
    QSignalSpy dirty(m_tab.get(), &SettingsTab::dirtyChanged);
    QWidget *bar = m_tab->findChild<QWidget *>(u"changeBar"_s);
    QVERIFY(bar->isHidden());
    type(control<QLineEdit>(u"callable"_s), u"make"_s);
    QVERIFY(bar->isVisible());
    QCOMPARE(m_tab->findChild<QLabel *>(u"changes"_s)->text(), u"1 change"_s);
    control<QSpinBox>(u"http-socket"_s)->setValue(8001);
    QCOMPARE(m_tab->findChild<QLabel *>(u"changes"_s)->text(), u"2 changes · port change needs a restart"_s);
    m_tab->findChild<QPushButton *>(u"apply"_s)->click();
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
    m_tab->findChild<QPushButton *>(u"revert"_s)->click();
    QVERIFY(!m_tab->isDirty());
    QCOMPARE(control<QLineEdit>(u"callable"_s)->text(), QString());
    QCOMPARE(content(), QByteArray("[uwsgi]\nprocesses = 1\n"));
}

void tst_SettingsTab::appliesNothingThatWasRefused()
{
    open("[uwsgi]\nprocesses = 1\n");
    control<QDoubleSpinBox>(u"processes"_s)->setValue(2);
    type(control<QLineEdit>(u"chdir"_s), u"50% off"_s);
    QVERIFY(row(u"chdir"_s)->refusal().contains(u"%%"_s));
    m_tab->apply();
    QCOMPARE(content(), QByteArray("[uwsgi]\nprocesses = 1\n"));
    type(control<QLineEdit>(u"chdir"_s), u"50%% off"_s);
    QVERIFY(row(u"chdir"_s)->refusal().isEmpty());
    m_tab->apply();
    QCOMPARE(content(), QByteArray("[uwsgi]\nprocesses = 2\nchdir = 50%% off\n"));
}

void tst_SettingsTab::keepsEditsWhenTheFileChanges()
{
    open("[uwsgi]\nprocesses = 1\n");
    control<QDoubleSpinBox>(u"processes"_s)->setValue(2);
    writeFile(path(), "[uwsgi]\nprocesses = 1\n# theirs\n");
    auto *message = m_tab->findChild<MessageBar *>();
    QTRY_VERIFY(message->isVisible());
    m_tab->apply();
    QCOMPARE(content(), QByteArray("[uwsgi]\nprocesses = 1\n# theirs\n"));
    QVERIFY(m_tab->isDirty());
    QVERIFY(message->sentence().contains(u"changed on disk"_s));
    QVERIFY(button(u"Load changes"_s) && button(u"Compare"_s) && button(u"Overwrite"_s));
    button(u"Load changes"_s)->click();
    QVERIFY(!m_tab->isDirty());
    QVERIFY(!message->isVisible());
    m_tab->undoStack()->undo();
    QCOMPARE(control<QDoubleSpinBox>(u"processes"_s)->value(), 2.0);
    m_tab->apply();
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

void tst_SettingsTab::masksSecrets()
{
    m_environment.insert(u"API_TOKEN"_s, u"from the shell"_s);
    m_tab = std::make_unique<SettingsTab>(m_environment, nullptr);
    writeFile(m_folder->filePath(u".env"_s), "DB_PASSWORD=hidden\nAPI_TOKEN='too'\nDEBUG=1\n");
    open("[uwsgi]\nenv = SECRET_KEY=abc=d\nenv = MODE=dev\n");
    const QList<SecretLine *> values = row(u"env"_s)->findChildren<SecretLine *>();
    QCOMPARE(values.size(), 2);
    QVERIFY(values[0]->isMasked());
    QVERIFY(!values[1]->isMasked());
    QTest::keyClick(values[0], Qt::Key_Down, Qt::AltModifier);
    for (QAction *action : values[0]->actions()) {
        action->trigger();
    }
    QVERIFY(!values[0]->isMasked());
    QCOMPARE(values[0]->text(), u"abc=d"_s);
    // What comes from elsewhere shows its name and source only.
    const auto labels = [this] {
        QStringList texts;
        for (const QLabel *label : row(u"env"_s)->findChildren<QLabel *>()) {
            texts.append(label->text());
        }
        return texts;
    };
    QTRY_VERIFY(labels().contains(u"DB_PASSWORD"_s));
    QVERIFY(labels().contains(u"shell"_s));
    QVERIFY(labels().contains(u"1"_s));
    for (const QString &text : labels()) {
        QVERIFY2(!text.contains(u"hidden"_s) && !text.contains(u"from the shell"_s) && text != u"too"_s, qPrintable(text));
    }
}

void tst_SettingsTab::editsOnePairOnly()
{
    open("[uwsgi]\nenv = A = 1\n# b\nenv=B=2\nenv = C\n");
    const QList<QLineEdit *> lines = row(u"env"_s)->editor()->findChildren<QLineEdit *>();
    QCOMPARE(lines.size(), 6);
    for (QLineEdit *line : lines) {
        if (line->text() == u"2") {
            type(line, u"3"_s);
        }
    }
    m_tab->apply();
    QCOMPARE(content(), QByteArray("[uwsgi]\nenv = A = 1\n# b\nenv=B=3\nenv = C\n"));
}

void tst_SettingsTab::addsAndRemovesListLines()
{
    open("[uwsgi]\npythonpath = a\npythonpath = b\n");
    FieldRow *paths = row(u"pythonpath"_s);
    for (QPushButton *button : paths->findChildren<QPushButton *>()) {
        if (button->text() == u"Add") {
            button->click();
        }
    }
    auto *fresh = qobject_cast<QLineEdit *>(QApplication::focusWidget());
    QVERIFY(fresh && paths->isAncestorOf(fresh));
    QVERIFY(!m_tab->isDirty());
    QTest::keyClicks(fresh, u"c"_s);
    m_tab->apply();
    QCOMPARE(content(), QByteArray("[uwsgi]\npythonpath = a\npythonpath = b\npythonpath = c\n"));
    paths->findChildren<QToolButton *>().at(1)->click();
    m_tab->apply();
    QCOMPARE(content(), QByteArray("[uwsgi]\npythonpath = a\npythonpath = c\n"));
}

void tst_SettingsTab::showsWhatALogicBlockSets()
{
    const QByteArray before = "[uwsgi]\nif-env = CI\nthreads = 1\nendif =\n";
    open(before);
    QVERIFY(row(u"threads"_s)->editor() == nullptr);
    QPushButton *always = button(u"Set for always"_s);
    QVERIFY(always);
    always->click();
    QVERIFY(row(u"threads"_s)->editor() != nullptr);
    control<QDoubleSpinBox>(u"threads"_s)->setValue(6);
    m_tab->apply();
    QCOMPARE(content(), before + "threads = 6\n");
}

void tst_SettingsTab::listsWhatIsKept()
{
    open("[uwsgi]\nprocesses = 1\ncheaper = 1\nnever-heard = x\nset-ph = db_password=hunter2\nshared-secret = y\n");
    auto *more = m_tab->findChild<QToolButton *>(u"moreOptions"_s);
    QVERIFY(more->text().contains(u"3 kept"_s));
    more->click();
    QStringList texts;
    for (const QLabel *label : m_tab->findChildren<QLabel *>()) {
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
    m_tab->showText(true);
    button(u"Move the comment above"_s)->click();
    QCOMPARE(text()->lines(), (QStringList{u"[uwsgi]"_s, u"# the app"_s, u"module = app:app"_s, {}}));
    QTRY_VERIFY(!button(u"Move the comment above"_s));
}

void tst_SettingsTab::aBadTextStopsTheForm()
{
    open("[uwsgi]\nprocesses = 4\n");
    m_tab->showText(true);
    text()->setPlainText(u"[uwsgi\nprocesses = 9\n"_s);
    auto *box = control<QDoubleSpinBox>(u"processes"_s);
    QCOMPARE(box->value(), 4.0);
    QVERIFY(!box->isEnabled());
    QVERIFY(m_tab->findChild<MessageBar *>()->sentence().startsWith(u"Line 1"_s));
    button(u"Undo"_s)->click();
    QVERIFY(box->isEnabled());
    QVERIFY(!m_tab->isDirty());
}

void tst_SettingsTab::searches()
{
    open("[uwsgi]\nprocesses = 4\n");
    auto *search = m_tab->findChild<QLineEdit *>(u"search"_s);
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
        for (FieldRow *one : m_tab->findChildren<FieldRow *>()) {
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
    QWidget *start = m_tab->findChild<QLineEdit *>(u"search"_s);
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
        for (FieldRow *one : m_tab->findChildren<FieldRow *>()) {
            if (one->isAncestorOf(now)) {
                const int y = one->mapTo(m_tab.get(), QPoint()).y();
                const int order = one->parentWidget()->mapTo(m_tab.get(), QPoint()).y() + one->y();
                Q_UNUSED(y);
                backwards += previous > order + m_tab->height() ? 1 : 0;
                previous = order;
            }
        }
    }
    QVERIFY(QApplication::focusWidget() == start);
    QCOMPARE(backwards, 0);
    for (FieldRow *one : m_tab->findChildren<FieldRow *>()) {
        if (one->isVisible()) {
            QVERIFY2(reached.contains(one->editor()->firstControl()), qPrintable(one->field().key()));
        }
    }
    QVERIFY(reached.contains(m_tab->findChild<QPushButton *>(u"apply"_s)));
    QVERIFY(reached.contains(m_tab->findChild<QToolButton *>(u"moreOptions"_s)));
}

void tst_SettingsTab::everyControlHasAName()
{
    open("[uwsgi]\nprocesses = 4\nenv = A=1\npythonpath = x\nstatic-map = /s=/srv\n");
    m_tab->findChild<QToolButton *>(u"moreOptions"_s)->click();
    for (FieldRow *one : m_tab->findChildren<FieldRow *>()) {
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

void tst_SettingsTab::choosesAnApp()
{
    writeFile(m_folder->filePath(u"shop.py"_s), "from flask import Flask\nsite = Flask(__name__)\n");
    open("[uwsgi]\nwsgi-file = old.py\ncallable = x\n");
    auto *box = control<QComboBox>(u"module"_s);
    QCOMPARE(box->currentText(), u"old.py"_s);
    QTRY_COMPARE(box->count(), 1);
    QVERIFY2(box->itemText(0).startsWith(u"shop.py → site"_s), qPrintable(box->itemText(0)));
    box->setCurrentIndex(0);
    Q_EMIT box->activated(0);
    QCOMPARE(control<QLineEdit>(u"callable"_s)->text(), u"site"_s);
    m_tab->apply();
    QCOMPARE(content(), QByteArray("[uwsgi]\ncallable = site\nmodule = shop\n"));
}

void tst_SettingsTab::showsAnExampleOfTheFormat()
{
    QCOMPARE(exampleLine(u"%(method) %(uri) %(status)"_s), u"GET /users/7?full=1 200"_s);
    QVERIFY(exampleLine({}).contains(u"GET /users/7?full=1"_s));
    open("[uwsgi]\n");
    type(control<QLineEdit>(u"log-format"_s), u"%(method)!"_s);
    QStringList texts;
    for (const QLabel *label : row(u"log-format"_s)->findChildren<QLabel *>()) {
        texts.append(label->text());
    }
    QVERIFY(texts.contains(u"GET!"_s));
}

void tst_SettingsTab::setsWorkersByButton()
{
    open("[uwsgi]\nworkers = 8\n");
    button(u"Debug 1×1"_s)->click();
    m_tab->apply();
    QCOMPARE(content(), QByteArray("[uwsgi]\nworkers = 1\nthreads = 1\n"));
    m_tab->undoStack()->undo();
    m_tab->apply();
    QCOMPARE(content(), QByteArray("[uwsgi]\nworkers = 8\n"));
}

void tst_SettingsTab::writesAFreshFile()
{
    writeFile(m_folder->filePath(u"app.py"_s), "from flask import Flask\napp = Flask(__name__)\n");
    m_tab->openIni(path());
    m_tab->show();
    auto *write = m_tab->findChild<QPushButton *>(u"writeFresh"_s);
    QVERIFY(write->isVisible());
    QCOMPARE(write->text(), u"Write uwsgi.ini"_s);
    QVERIFY(!QFile::exists(path()));
    write->click();
    QVERIFY(content().contains("module = app"));
    QVERIFY(!write->isVisible());
    QCOMPARE(control<QDoubleSpinBox>(u"processes"_s)->value(), 2.0);
    QVERIFY(!m_tab->isDirty());
}

void tst_SettingsTab::saysWhenNothingCanBeServed()
{
    m_tab->openIni(path());
    m_tab->show();
    auto *write = m_tab->findChild<QPushButton *>(u"writeFresh"_s);
    QCOMPARE(write->text(), u"Begin with an empty one"_s);
    write->click();
    QCOMPARE(content(), QByteArray("[uwsgi]\nchdir = %d\n"));
    QVERIFY(!m_tab->isDirty());
}

void tst_SettingsTab::aWheelTurnsNothing()
{
    open("[uwsgi]\nprocesses = 4\n");
    auto *box = control<QDoubleSpinBox>(u"processes"_s);
    m_tab->findChild<QLineEdit *>(u"search"_s)->setFocus();
    QWheelEvent wheel(
        QPointF(5, 5), box->mapToGlobal(QPointF(5, 5)), {}, QPoint(0, 120), Qt::NoButton, Qt::NoModifier, Qt::NoScrollPhase, false);
    QApplication::sendEvent(box, &wheel);
    QCOMPARE(box->value(), 4.0);
    QVERIFY(!m_tab->isDirty());
}

void tst_SettingsTab::goesToAKey()
{
    open("[uwsgi]\n");
    QVERIFY(m_tab->goToKey(u"http"_s));
    QVERIFY(row(u"http-socket"_s)->isAncestorOf(QApplication::focusWidget()));
    QVERIFY(m_tab->goToKey(u"pyargv"_s));
    QVERIFY(row(u"pyargv"_s)->isVisible());
    QVERIFY(!m_tab->goToKey(u"no-such-key"_s));
}

QTEST_MAIN(tst_SettingsTab)
#include "tst_settingstab.moc"
