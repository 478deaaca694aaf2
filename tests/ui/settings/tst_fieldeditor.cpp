// SPDX-License-Identifier: Apache-2.0
// The controls of the form, each with what it writes.
#include "ui/settings/fieldeditor.h"

#include "tests/ui/settings/settingsfixture.h"
#include "ui/settings/formateditor.h"
#include "ui/settings/httpaddresseditor.h"
#include "ui/settings/secretline.h"

#include <QApplication>
#include <QCheckBox>
#include <QComboBox>
#include <QDoubleSpinBox>
#include <QLabel>
#include <QSpinBox>
#include <QTcpServer>
#include <QTest>
#include <QToolButton>

using namespace Retort::Ui;
using namespace Qt::StringLiterals;
using Retort::Test::SettingsFixture;
using Retort::Test::writeFile;

class tst_FieldEditor final : public QObject, private SettingsFixture
{
    Q_OBJECT

private Q_SLOTS:
    void init() { reset(); }
    void cleanup() { clear(); }
    void aTypedNumberChangesOneLine();
    void aSwitchChangesOneLine();
    void theAddressIsOneLine();
    void picksAFreePort();
    void survivesTypingThatChangesTheControl();
    void masksSecrets();
    void editsOnePairOnly();
    void addsAndRemovesListLines();
    void showsWhatALogicBlockSets();
    void choosesAnApp();
    void showsAnExampleOfTheFormat();
    void setsWorkersByButton();
    void aWheelTurnsNothing();
};

void tst_FieldEditor::aTypedNumberChangesOneLine()
{
    open("# c\n[uwsgi]\n processes=1   ; cores\nx = y\n");
    auto *box = control<QDoubleSpinBox>(u"processes"_s);
    QVERIFY(box);
    QCOMPARE(box->value(), 1.0);
    box->setFocus();
    box->selectAll();
    QTest::keyClicks(box, u"12"_s);
    tab().apply();
    QCOMPARE(content(), QByteArray("# c\n[uwsgi]\n processes=12   ; cores\nx = y\n"));
}

void tst_FieldEditor::aSwitchChangesOneLine()
{
    open("[uwsgi]\nlazy-apps = true\nx = y\n");
    auto *box = control<QCheckBox>(u"lazy-apps"_s);
    QVERIFY(box && box->isChecked());
    box->setFocus();
    QTest::keyClick(box, Qt::Key_Space);
    tab().apply();
    QCOMPARE(content(), QByteArray("[uwsgi]\nlazy-apps = false\nx = y\n"));
}

void tst_FieldEditor::theAddressIsOneLine()
{
    open("[uwsgi]\nhttp = :8000\nx = y\n");
    auto *port = control<QSpinBox>(u"http-socket"_s);
    auto *reach = control<QComboBox>(u"http-socket"_s);
    QVERIFY(port && reach);
    QCOMPARE(port->value(), 8000);
    QCOMPARE(reach->currentText(), u"this network"_s);
    port->setValue(9000);
    tab().apply();
    QCOMPARE(content(), QByteArray("[uwsgi]\nhttp = :9000\nx = y\n"));
    reach->setCurrentIndex(0);
    tab().apply();
    QCOMPARE(content(), QByteArray("[uwsgi]\nhttp = 127.0.0.1:9000\nx = y\n"));
    port->setValue(0); // a free one
    tab().apply();
    QCOMPARE(content(), QByteArray("[uwsgi]\nx = y\n"));
}

void tst_FieldEditor::picksAFreePort()
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

// A list that becomes pairs, an address that becomes a list, a comment that goes: while the text is being typed.
void tst_FieldEditor::survivesTypingThatChangesTheControl()
{
    open("[uwsgi]\nstatic-map = /s\nhttp-socket = /tmp/a.sock\nsocket = :1 # c\nprocesses = %k\n");
    auto *map = control<QLineEdit>(u"static-map"_s);
    map->setFocus();
    map->end(false);
    QTest::keyClicks(map, u"=/srv"_s);
    QCOMPARE(map->text(), u"/s=/srv"_s);
    type(control<QLineEdit>(u"http-socket"_s), u":8000"_s);
    type(control<QLineEdit>(u"socket"_s), u":1"_s);
    auto *processes = control<QLineEdit>(u"processes"_s);
    type(processes, u"3"_s);
    QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
    tab().apply();
    QCOMPARE(content(), QByteArray("[uwsgi]\nstatic-map = /s=/srv\nhttp-socket = :8000\n# c\nsocket = :1\nprocesses = 3\n"));
}

void tst_FieldEditor::masksSecrets()
{
    QProcessEnvironment environment;
    environment.insert(u"API_TOKEN"_s, u"from the shell"_s);
    reset(environment);
    writeFile(path(u".env"_s), "DB_PASSWORD=hidden\nAPI_TOKEN='too'\nDEBUG=1\n");
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

void tst_FieldEditor::editsOnePairOnly()
{
    open("[uwsgi]\nenv = A = 1\n# b\nenv=B=2\nenv = C\n");
    const QList<QLineEdit *> lines = row(u"env"_s)->editor()->findChildren<QLineEdit *>();
    QCOMPARE(lines.size(), 6);
    for (QLineEdit *line : lines) {
        if (line->text() == u"2") {
            type(line, u"3"_s);
        }
    }
    tab().apply();
    QCOMPARE(content(), QByteArray("[uwsgi]\nenv = A = 1\n# b\nenv=B=3\nenv = C\n"));
}

void tst_FieldEditor::addsAndRemovesListLines()
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
    QVERIFY(!tab().isDirty());
    QTest::keyClicks(fresh, u"c"_s);
    tab().apply();
    QCOMPARE(content(), QByteArray("[uwsgi]\npythonpath = a\npythonpath = b\npythonpath = c\n"));
    paths->findChildren<QToolButton *>().at(1)->click();
    tab().apply();
    QCOMPARE(content(), QByteArray("[uwsgi]\npythonpath = a\npythonpath = c\n"));
}

void tst_FieldEditor::showsWhatALogicBlockSets()
{
    const QByteArray before = "[uwsgi]\nif-env = CI\nthreads = 1\nendif =\n";
    open(before);
    QVERIFY(row(u"threads"_s)->editor() == nullptr);
    QPushButton *always = button(u"Set for always"_s);
    QVERIFY(always);
    always->click();
    QVERIFY(row(u"threads"_s)->editor() != nullptr);
    control<QDoubleSpinBox>(u"threads"_s)->setValue(6);
    tab().apply();
    QCOMPARE(content(), before + "threads = 6\n");
}

void tst_FieldEditor::choosesAnApp()
{
    writeFile(path(u"shop.py"_s), "from flask import Flask\nsite = Flask(__name__)\n");
    open("[uwsgi]\nwsgi-file = old.py\ncallable = x\n");
    auto *box = control<QComboBox>(u"module"_s);
    QCOMPARE(box->currentText(), u"old.py"_s);
    QTRY_COMPARE(box->count(), 1);
    QVERIFY2(box->itemText(0).startsWith(u"shop.py → site"_s), qPrintable(box->itemText(0)));
    box->setCurrentIndex(0);
    Q_EMIT box->activated(0);
    QCOMPARE(control<QLineEdit>(u"callable"_s)->text(), u"site"_s);
    tab().apply();
    QCOMPARE(content(), QByteArray("[uwsgi]\ncallable = site\nmodule = shop\n"));
}

void tst_FieldEditor::showsAnExampleOfTheFormat()
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

void tst_FieldEditor::setsWorkersByButton()
{
    open("[uwsgi]\nworkers = 8\n");
    button(u"Debug 1×1"_s)->click();
    tab().apply();
    QCOMPARE(content(), QByteArray("[uwsgi]\nworkers = 1\nthreads = 1\n"));
    tab().undoStack()->undo();
    tab().apply();
    QCOMPARE(content(), QByteArray("[uwsgi]\nworkers = 8\n"));
}

void tst_FieldEditor::aWheelTurnsNothing()
{
    open("[uwsgi]\nprocesses = 4\n");
    auto *box = control<QDoubleSpinBox>(u"processes"_s);
    tab().findChild<QLineEdit *>(u"search"_s)->setFocus();
    QWheelEvent wheel(
        QPointF(5, 5), box->mapToGlobal(QPointF(5, 5)), {}, QPoint(0, 120), Qt::NoButton, Qt::NoModifier, Qt::NoScrollPhase, false);
    QApplication::sendEvent(box, &wheel);
    QCOMPARE(box->value(), 4.0);
    QVERIFY(!tab().isDirty());
}

QTEST_MAIN(tst_FieldEditor)
#include "tst_fieldeditor.moc"
