// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QHash>
#include <QPoint>
#include <QRect>
#include <QString>
#include <QStringList>

#include <functional>

class QAbstractItemView;
class QWidget;

namespace Retort::Test {

// Somebody before the program: reads what is visible, presses what is visible, and knows no class of ours. Texts are
// named in English; who was taught a language looks for the words of its translation.
//
// Every function looks at the window that a person could use now: an open menu, else a modal dialog, else the active
// window. Clicks go to a place of a window, so that they meet whatever lies on top there. On the thread of the GUI.
class Person final
{
public:
    // Looks for words of `tsFile`, a translation. False when it cannot be read.
    bool learn(const QString &tsFile);

    // The window that takes input.
    static QWidget *front();
    static QWidget *focus();
    // What a window manager does when a window opens or the one before it has gone; there is none in a test.
    static bool turnTo(QWidget &window);

    // What stands somewhere in the front window, or in all visible ones: labels, buttons, tabs, fields, rows.
    bool reads(const QString &text) const;
    // For the message of a failed test.
    QString seen() const;
    // The first visible and usable widget with that label, name or placeholder, of this class when one is given.
    QWidget *find(const QString &text, const char *className = "QWidget") const;

    // False when there is no such thing to press.
    bool click(const QString &text) const;
    bool clickTab(const QString &text) const;
    bool openMenu(const QString &menu) const;
    bool choose(const QString &entry) const; // of the open menu
    bool clickRow(const QString &containing) const;
    bool doubleClickRow(const QString &containing) const;
    bool replaceText(const QString &field, const QString &text) const;

    // Keys go where the focus is.
    void press(Qt::Key key, Qt::KeyboardModifiers modifiers = {}) const;
    void type(const QString &text) const;
    // Presses Tab until the focus has that name; false when it came round without.
    bool tabTo(const QString &text, const char *className = "QWidget") const;
    // What a screen reader says of the focus.
    static QString focusName();

private:
    bool isCalled(const QWidget &widget, const QString &text) const;
    bool matches(const QString &shown, const QString &english) const;
    bool pressRow(const QString &containing, const std::function<void(QWidget &, QPoint)> &how) const;

    QHash<QString, QStringList> m_words;
};

// The place of a widget that a click would meet first, brought into sight by scrolling; empty when it is covered.
QPoint placeToClick(QWidget &widget);
bool isInSight(const QWidget &widget);
void clickAt(QWidget &widget, QPoint place);

} // namespace Retort::Test
