// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/base/keybindings.h"

#include <QWidget>

#include <functional>

class QLabel;
class QPushButton;
class QTreeWidget;
class QTreeWidgetItem;

namespace Retort::Dialogs {

// The page of the preferences where keys are changed: choose what shall be done, press the key. A key that does something
// else already says so, and is taken from that only by a second click. `keys` outlives the page.
class ShortcutsPage final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ShortcutsPage)

public:
    explicit ShortcutsPage(KeyBindings &keys, QWidget *parent = nullptr);

    // A table of all keys, those of the window and those of the list.
    static QTreeWidget *makeTable(const KeyBindings &keys);

Q_SIGNALS:
    void keysChanged();

private:
    class KeyField;
    QString current() const; // its id; empty: nothing is chosen
    void fill();
    void showCurrent();
    void keyTyped();
    void setKey();
    void change(const std::function<void(const QString &id)> &what);

    KeyBindings &m_keys;
    QTreeWidget *m_table;
    KeyField *m_edit;
    QPushButton *m_set;
    QPushButton *m_none;
    QPushButton *m_standard;
    QLabel *m_conflict;
};

} // namespace Retort::Dialogs
