// SPDX-License-Identifier: Apache-2.0
#include "ui/base/keybindings.h"

#include <QSettings>
#include <QTemporaryDir>
#include <QTest>

#include <memory>

using namespace Qt::StringLiterals;
using Retort::KeyBindings;
using Where = KeyBindings::Where;
using Keys = QList<QKeySequence>;

class tst_KeyBindings final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void standardKeysUntilChanged();
    void changesAreKept();
    void aKeyBelongsToOneThing();
    void noKeyIsKeptToo();
    void standardComesBack();
    void oddEntriesAreNoKeys();

private:
    void open();

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<QSettings> m_store;
    std::unique_ptr<KeyBindings> m_keys;
};

void tst_KeyBindings::init()
{
    m_keys.reset();
    m_store.reset();
    m_folder = std::make_unique<QTemporaryDir>();
    open();
}

// As the next start of the program would.
void tst_KeyBindings::open()
{
    m_keys.reset();
    m_store.reset();
    m_store = std::make_unique<QSettings>(m_folder->filePath(u"s.ini"_s), QSettings::IniFormat);
    m_keys = std::make_unique<KeyBindings>(*m_store);
    m_keys->add(u"reload"_s, u"Reload"_s, Where::Window, {QKeySequence(u"F5"_s), QKeySequence(u"Ctrl+R"_s)});
    m_keys->add(u"stop"_s, u"Stop"_s, Where::Window, {QKeySequence(u"Shift+F5"_s)});
    m_keys->add(u"list/replay"_s, u"Replay"_s, Where::List, {QKeySequence(u"R"_s)});
}

void tst_KeyBindings::standardKeysUntilChanged()
{
    QCOMPARE(m_keys->keys(u"reload"_s), (Keys{QKeySequence(u"F5"_s), QKeySequence(u"Ctrl+R"_s)}));
    QCOMPARE(m_keys->keys(u"nothing"_s), Keys());
    QCOMPARE(m_keys->all().size(), 3);
    QVERIFY(m_store->allKeys().isEmpty());
}

void tst_KeyBindings::changesAreKept()
{
    m_keys->give(u"reload"_s, QKeySequence(u"Ctrl+;"_s)); // a character that divides lists elsewhere
    m_keys->give(u"list/replay"_s, QKeySequence(u","_s));
    open();
    QCOMPARE(m_keys->keys(u"reload"_s), Keys{QKeySequence(u"Ctrl+;"_s)});
    QCOMPARE(m_keys->keys(u"list/replay"_s), Keys{QKeySequence(u","_s)});
}

void tst_KeyBindings::aKeyBelongsToOneThing()
{
    const auto *owner = m_keys->owner(QKeySequence(u"Ctrl+R"_s), u"stop"_s);
    QVERIFY(owner);
    QCOMPARE(owner->id, u"reload"_s);
    QVERIFY(!m_keys->owner(QKeySequence(u"Ctrl+R"_s), u"reload"_s));
    QVERIFY(!m_keys->owner(QKeySequence(u"Ctrl+Y"_s), u"stop"_s));
    m_keys->give(u"stop"_s, QKeySequence(u"Ctrl+R"_s));
    QCOMPARE(m_keys->keys(u"reload"_s), Keys{QKeySequence(u"F5"_s)});
    QCOMPARE(m_keys->keys(u"stop"_s), Keys{QKeySequence(u"Ctrl+R"_s)});
    m_keys->give(u"stop"_s, QKeySequence(u"R"_s)); // of the list
    QCOMPARE(m_keys->keys(u"list/replay"_s), Keys());
}

void tst_KeyBindings::noKeyIsKeptToo()
{
    m_keys->takeAll(u"reload"_s);
    open();
    QCOMPARE(m_keys->keys(u"reload"_s), Keys());
}

void tst_KeyBindings::standardComesBack()
{
    m_keys->give(u"stop"_s, QKeySequence(u"F5"_s));
    m_keys->restore(u"reload"_s);
    QCOMPARE(m_keys->keys(u"reload"_s).size(), 2);
    QCOMPARE(m_keys->keys(u"stop"_s), Keys()); // it had the key
    m_keys->restoreAll();
    QCOMPARE(m_keys->keys(u"stop"_s), Keys{QKeySequence(u"Shift+F5"_s)});
    QVERIFY(m_store->allKeys().isEmpty());
}

void tst_KeyBindings::oddEntriesAreNoKeys()
{
    m_store->setValue("keys/reload"_L1, QStringList{u""_s, u"F7"_s});
    open();
    QCOMPARE(m_keys->keys(u"reload"_s), Keys{QKeySequence(u"F7"_s)});
    m_store->setValue("keys/reload"_L1, 7);
    open();
    QVERIFY(m_keys->keys(u"reload"_s).size() <= 1);
}

QTEST_MAIN(tst_KeyBindings)
#include "tst_keybindings.moc"
