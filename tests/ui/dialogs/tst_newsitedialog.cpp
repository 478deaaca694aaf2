// SPDX-License-Identifier: Apache-2.0
#include "ui/dialogs/checkline.h"
#include "ui/dialogs/inipreview.h"
#include "ui/dialogs/newsitedialog.h"

#include "tests/support/writefile.h"

#include <QComboBox>
#include <QLabel>
#include <QPushButton>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QTreeWidget>

using namespace Retort;
using namespace Retort::Dialogs;
using namespace Qt::StringLiterals;

constexpr int longMs = 20'000; // a look asks each Python for its version

class tst_NewSiteDialog final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup() { delete m_dialog; }

    void enterStartsWhatWasFound();
    void enterBeforeTheLookIsDoneCounts();
    void iniShowsWhatItSays();
    void sectionIsChosen();
    void nothingToServeIsNotStarted();

private:
    void write(const QString &file, const QByteArray &text) { Test::writeFile(m_folder->filePath(file), text); }
    void open(const QString &file);
    QComboBox *combo(const QString &name) const;
    Sites::SiteRecord wanted(QSignalSpy &spy) const { return spy.value(0).value(0).value<Sites::SiteRecord>(); }

    std::unique_ptr<QTemporaryDir> m_folder;
    QPointer<NewSiteDialog> m_dialog;
};

void tst_NewSiteDialog::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    write(u"app.py"_s, "from flask import Flask\n\napp = Flask(__name__)\n");
    m_dialog = new NewSiteDialog({});
    m_dialog->open();
}

void tst_NewSiteDialog::open(const QString &file)
{
    m_dialog->setPath(file.isEmpty() ? m_folder->path() : m_folder->filePath(file));
    QTRY_VERIFY_WITH_TIMEOUT(!combo(u"App"_s)->currentText().isEmpty(), longMs);
}

QComboBox *tst_NewSiteDialog::combo(const QString &name) const
{
    for (QComboBox *each : m_dialog->findChildren<QComboBox *>()) {
        if (each->accessibleName() == name) {
            return each;
        }
    }
    return nullptr;
}

void tst_NewSiteDialog::enterStartsWhatWasFound()
{
    QSignalSpy spy(m_dialog, &NewSiteDialog::siteWanted);
    open({});
    QVERIFY(!combo(u"Section"_s)->isVisible());
    QVERIFY(!m_dialog->findChild<IniPreview *>()->isVisible());
    QTest::keyClick(m_dialog, Qt::Key_Return);
    QCOMPARE(spy.size(), 1);
    QCOMPARE(wanted(spy).app, u"app:app"_s);
    QVERIFY(spy.value(0).value(1).toBool());
}

void tst_NewSiteDialog::enterBeforeTheLookIsDoneCounts()
{
    QSignalSpy spy(m_dialog, &NewSiteDialog::siteWanted);
    m_dialog->setPath(m_folder->path());
    QTest::keyClick(m_dialog, Qt::Key_Return);
    QCOMPARE(spy.size(), 0);
    QTRY_COMPARE_WITH_TIMEOUT(spy.size(), 1, longMs);
}

void tst_NewSiteDialog::iniShowsWhatItSays()
{
    write(u"uwsgi.ini"_s, "[uwsgi]\nname = app\nmodule = %(name):app\nemperor-tyrant = true\n");
    open(u"uwsgi.ini"_s);
    auto *preview = m_dialog->findChild<IniPreview *>();
    QVERIFY(preview->isVisible());
    const auto *list = preview->findChild<QTreeWidget *>();
    QCOMPARE(list->findItems(u"module"_s, Qt::MatchExactly).value(0)->text(1), u"app:app"_s);
    QCOMPARE(list->findItems(u"emperor-tyrant"_s, Qt::MatchExactly).value(0)->text(2), u"Kept, not used by Retort."_s);
    QVERIFY2(preview->findChild<QLabel *>()->text().contains("not used by Retort"_L1), qPrintable(preview->findChild<QLabel *>()->text()));
    QVERIFY(!combo(u"Section"_s)->isVisible());
}

void tst_NewSiteDialog::sectionIsChosen()
{
    write(u"uwsgi.ini"_s, "[uwsgi]\nmodule = app:app\n[production]\nwsgi-file = app.py\ncallable = app\nprocesses = 4\n");
    QSignalSpy spy(m_dialog, &NewSiteDialog::siteWanted);
    open(u"uwsgi.ini"_s);
    QComboBox *section = combo(u"Section"_s);
    QVERIFY(section->isVisible());
    QCOMPARE(section->currentText(), u"uwsgi"_s);
    section->setFocus();
    QTest::keyClick(section, Qt::Key_Down);
    QTRY_COMPARE_WITH_TIMEOUT(combo(u"App"_s)->currentText(), u"app.py:app"_s, longMs);
    QCOMPARE(section->currentText(), u"production"_s);
    QTest::keyClick(m_dialog, Qt::Key_Return);
    QCOMPARE(spy.size(), 1);
    QCOMPARE(wanted(spy).arguments, QStringList(u"uwsgi.ini:production"_s));
    QCOMPARE(wanted(spy).iniSection(), u"production"_s);
}

void tst_NewSiteDialog::nothingToServeIsNotStarted()
{
    write(u"app.py"_s, "print('hello')\n");
    QSignalSpy spy(m_dialog, &NewSiteDialog::siteWanted);
    m_dialog->setPath(m_folder->path());
    const auto isTold = [this] {
        const QList<CheckLine *> lines = m_dialog->findChildren<CheckLine *>();
        return std::any_of(lines.begin(), lines.end(), [](const CheckLine *line) { return line->kind() == CheckLine::Kind::Doubtful; });
    };
    QTRY_VERIFY_WITH_TIMEOUT(isTold(), longMs);
    QTest::keyClick(m_dialog, Qt::Key_Return);
    QCOMPARE(spy.size(), 0);
    QVERIFY(m_dialog->isVisible());
}

QTEST_MAIN(tst_NewSiteDialog)
#include "tst_newsitedialog.moc"
