// SPDX-License-Identifier: Apache-2.0
#include "ui/dialogs/shortcutspage.h"

#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSettings>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QTreeWidget>

#include <memory>

using namespace Qt::StringLiterals;
using namespace Retort;

class tst_ShortcutsPage final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void aPressedKeyIsSet();
    void aTakenKeyIsSaid();
    void keysGoAndComeBack();
    void searchHidesTheOthers();

private:
    QTreeWidgetItem *item(const QString &name) const;
    QLineEdit *field(const QString &name) const;
    QPushButton *button(const QString &text) const;
    void choose(const QString &name) { m_page->findChild<QTreeWidget *>()->setCurrentItem(item(name)); }
    void type(Qt::Key key, Qt::KeyboardModifiers modifiers = {}) { QTest::keyClick(field(u"New key"_s), key, modifiers); }
    QString sentence() const { return m_page->findChild<QLabel *>()->text(); }

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<QSettings> m_store;
    std::unique_ptr<KeyBindings> m_keys;
    std::unique_ptr<Dialogs::ShortcutsPage> m_page;
};

void tst_ShortcutsPage::init()
{
    m_page.reset();
    m_keys.reset();
    m_folder = std::make_unique<QTemporaryDir>();
    m_store = std::make_unique<QSettings>(m_folder->filePath(u"s.ini"_s), QSettings::IniFormat);
    m_keys = std::make_unique<KeyBindings>(*m_store);
    m_keys->add(u"reload"_s, u"Reload"_s, KeyBindings::Where::Window, {QKeySequence(u"F5"_s)});
    m_keys->add(u"folder"_s, u"Open folder"_s, KeyBindings::Where::Window, {});
    m_keys->add(u"list/replay"_s, u"Replay"_s, KeyBindings::Where::List, {QKeySequence(u"R"_s)});
    m_page = std::make_unique<Dialogs::ShortcutsPage>(*m_keys);
    m_page->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_page.get()));
}

QTreeWidgetItem *tst_ShortcutsPage::item(const QString &name) const
{
    return m_page->findChild<QTreeWidget *>()->findItems(name, Qt::MatchExactly | Qt::MatchRecursive).value(0);
}

QLineEdit *tst_ShortcutsPage::field(const QString &name) const
{
    for (QLineEdit *each : m_page->findChildren<QLineEdit *>()) {
        if (each->accessibleName() == name) {
            return each;
        }
    }
    return nullptr;
}

QPushButton *tst_ShortcutsPage::button(const QString &text) const
{
    for (QPushButton *each : m_page->findChildren<QPushButton *>()) {
        if (each->text() == text) {
            return each;
        }
    }
    return nullptr;
}

void tst_ShortcutsPage::aPressedKeyIsSet()
{
    QSignalSpy changed(m_page.get(), &Dialogs::ShortcutsPage::keysChanged);
    QVERIFY(!button(u"Set"_s)->isEnabled());
    choose(u"Open folder"_s);
    type(Qt::Key_G, Qt::ControlModifier);
    QTest::mouseClick(button(u"Set"_s), Qt::LeftButton);
    QCOMPARE(changed.size(), 1);
    QCOMPARE(m_keys->keys(u"folder"_s), QList<QKeySequence>{QKeySequence(u"Ctrl+G"_s)});
    QCOMPARE(item(u"Open folder"_s)->text(1), u"Ctrl+G"_s);
}

void tst_ShortcutsPage::aTakenKeyIsSaid()
{
    choose(u"Open folder"_s);
    type(Qt::Key_R);
    QCOMPARE(sentence(), u"R is the key of “Replay”. Set takes it from there."_s);
    QCOMPARE(item(u"Replay"_s)->text(1), u"R"_s); // not yet
    QTest::mouseClick(button(u"Set"_s), Qt::LeftButton);
    QCOMPARE(item(u"Replay"_s)->text(1), QString());
    QCOMPARE(item(u"Open folder"_s)->text(1), u"R"_s);
}

void tst_ShortcutsPage::keysGoAndComeBack()
{
    choose(u"Reload"_s);
    QTest::mouseClick(button(u"No key"_s), Qt::LeftButton);
    QCOMPARE(item(u"Reload"_s)->text(1), QString());
    QTest::mouseClick(button(u"Standard"_s), Qt::LeftButton);
    QCOMPARE(item(u"Reload"_s)->text(1), u"F5"_s);
    choose(u"Replay"_s);
    QTest::mouseClick(button(u"No key"_s), Qt::LeftButton);
    QTest::mouseClick(button(u"All as standard"_s), Qt::LeftButton);
    QCOMPARE(item(u"Replay"_s)->text(1), u"R"_s);
}

void tst_ShortcutsPage::searchHidesTheOthers()
{
    QTest::keyClicks(field(u"Search shortcuts"_s), u"FOLD"_s);
    QVERIFY(!item(u"Open folder"_s)->isHidden());
    QVERIFY(item(u"Reload"_s)->isHidden());
    QVERIFY(item(u"Replay"_s)->isHidden());
}

QTEST_MAIN(tst_ShortcutsPage)
#include "tst_shortcutspage.moc"
