// SPDX-License-Identifier: Apache-2.0
#include "tests/ui/mainwindow/person.h"

#include "tests/ui/mainwindow/surface.h"

#include <QAbstractButton>
#include <QAbstractItemView>
#include <QApplication>
#include <QFile>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QMenuBar>
#include <QPointer>
#include <QRegularExpression>
#include <QScrollArea>
#include <QSpinBox>
#include <QTabBar>
#include <QTest>
#include <QWindow>
#include <QXmlStreamReader>

#include <algorithm>

namespace Retort::Test {

namespace {

using namespace Qt::StringLiterals;

constexpr int activeMs = 1000;
constexpr int mostTabs = 200; // stops of the focus in one window

QPointer<QWidget> turnedTo;

void bringIntoSight(QWidget &widget)
{
    for (QWidget *parent = widget.parentWidget(); parent; parent = parent->parentWidget()) {
        if (auto *area = qobject_cast<QScrollArea *>(parent); area && area->widget() && area->widget()->isAncestorOf(&widget)) {
            area->ensureWidgetVisible(&widget);
        }
    }
}

bool isUsable(const QWidget &widget)
{
    return widget.isVisible() && widget.isEnabled() && widget.window() == Person::front();
}

} // namespace

QPoint placeToClick(QWidget &widget)
{
    bringIntoSight(widget);
    const QRect shown = widget.visibleRegion().boundingRect();
    const QPoint middle = shown.center();
    const QPoint place = widget.mapTo(widget.window(), middle);
    const QWidget *met = widget.window()->childAt(place);
    return !shown.isEmpty() && (met == &widget || (met && widget.isAncestorOf(met))) ? place : QPoint();
}

bool isInSight(const QWidget &widget)
{
    QRect place(QPoint(), widget.size());
    const QWidget *at = &widget;
    for (; !at->isWindow() && !place.isEmpty(); at = at->parentWidget()) {
        place = place.intersected(at->rect()).translated(at->pos());
    }
    return widget.isVisible() && !place.intersected(at->rect()).isEmpty();
}

void clickAt(QWidget &widget, QPoint place)
{
    QTest::mouseClick(widget.window()->windowHandle(), Qt::LeftButton, {}, place);
}

bool Person::learn(const QString &tsFile)
{
    QFile file(tsFile);
    if (!file.open(QIODevice::ReadOnly)) {
        return false;
    }
    QXmlStreamReader xml(&file);
    QString source;
    while (!xml.atEnd()) {
        if (xml.readNext() != QXmlStreamReader::StartElement) {
            continue;
        }
        if (xml.name() == "source"_L1) {
            source = xml.readElementText();
        } else if (xml.name() == "translation"_L1) {
            m_words[withoutMnemonic(source)].append(withoutMnemonic(xml.readElementText()));
        }
    }
    return !xml.hasError() && !m_words.isEmpty();
}

QWidget *Person::front()
{
    if (QWidget *popup = QApplication::activePopupWidget()) {
        return popup;
    }
    if (QWidget *modal = QApplication::activeModalWidget()) {
        return modal;
    }
    if (turnedTo && turnedTo->isVisible() && QApplication::activeWindow() != turnedTo) {
        turnedTo->activateWindow(); // the server gave the focus to another one
        return turnedTo;
    }
    return QApplication::activeWindow();
}

bool Person::turnTo(QWidget &window)
{
    turnedTo = &window;
    window.activateWindow();
    return QTest::qWaitForWindowActive(&window);
}

QWidget *Person::focus()
{
    return QApplication::focusWidget();
}

bool Person::matches(const QString &shown, const QString &english) const
{
    const QString text = withoutMnemonic(shown);
    if (!english.contains("%1"_L1)) {
        return text == english || m_words.value(english).contains(text);
    }
    return std::ranges::any_of(m_words.value(english, {english}), [&](const QString &words) {
        const QString pattern = QRegularExpression::escape(words).replace(u"\\%1"_s, u".+"_s).replace(u"%1"_s, u".+"_s);
        return QRegularExpression(QRegularExpression::anchoredPattern(pattern)).match(text).hasMatch();
    });
}

bool Person::isCalled(const QWidget &widget, const QString &text) const
{
    return std::ranges::any_of(namesOf(widget), [&](const QString &name) { return matches(name, text); });
}

bool Person::reads(const QString &text) const
{
    for (const QWidget *window : QApplication::topLevelWidgets()) {
        if (!window->isVisible()) {
            continue;
        }
        for (const Writing &writing : writingsOn(*window)) {
            if (writing.isPainted && (writing.text.contains(text) || matches(writing.text, text))) {
                return true;
            }
        }
    }
    return false;
}

QString Person::seen() const
{
    QStringList lines{u"focus: "_s + focusName()};
    for (const QWidget *window : QApplication::topLevelWidgets()) {
        if (window->isVisible()) {
            lines.append(
                u"--- "_s + QString::fromLatin1(window->metaObject()->className()) + (window == front() ? u" (front)"_s : QString()));
            for (const Writing &writing : writingsOn(*window)) {
                if (writing.isPainted) {
                    lines.append(writing.text.left(60));
                }
            }
        }
    }
    return lines.join(u'\n');
}

QWidget *Person::find(const QString &text, const char *className) const
{
    QWidget *window = front();
    if (!window) {
        return nullptr;
    }
    for (QWidget *widget : window->findChildren<QWidget *>()) {
        if (isUsable(*widget) && widget->inherits(className) && isCalled(*widget, text)) {
            return widget;
        }
    }
    return nullptr;
}

bool Person::click(const QString &text) const
{
    QWidget *button = find(text, "QAbstractButton");
    if (!button) {
        return false;
    }
    const QPoint place = placeToClick(*button);
    if (place.isNull()) {
        return false;
    }
    clickAt(*button, place);
    return true;
}

bool Person::clickTab(const QString &text) const
{
    QWidget *window = front();
    for (QTabBar *bar : window ? window->findChildren<QTabBar *>() : QList<QTabBar *>()) {
        for (int i = 0; isUsable(*bar) && i < bar->count(); ++i) {
            if (bar->isTabVisible(i) && matches(bar->tabText(i), text)) {
                clickAt(*bar, bar->mapTo(window, bar->tabRect(i).center()));
                return bar->currentIndex() == i;
            }
        }
    }
    return false;
}

bool Person::openMenu(const QString &menu) const
{
    QWidget *window = front();
    for (QMenuBar *bar : window ? window->findChildren<QMenuBar *>() : QList<QMenuBar *>()) {
        for (QAction *title : bar->actions()) {
            if (title->menu() && matches(title->text(), menu)) {
                clickAt(*bar, bar->mapTo(window, bar->actionGeometry(title).center()));
                return title->menu() == front();
            }
        }
    }
    return false;
}

bool Person::choose(const QString &entry) const
{
    auto *menu = qobject_cast<QMenu *>(front());
    for (QAction *action : menu ? menu->actions() : QList<QAction *>()) {
        if (action->isEnabled() && matches(action->text(), entry)) {
            clickAt(*menu, menu->actionGeometry(action).center());
            return true;
        }
    }
    return false;
}

bool Person::pressRow(const QString &containing, const std::function<void(QWidget &, QPoint)> &how) const
{
    QWidget *window = front();
    for (QAbstractItemView *view : window ? window->findChildren<QAbstractItemView *>() : QList<QAbstractItemView *>()) {
        if (!isUsable(*view)) {
            continue;
        }
        for (const QModelIndex &index : shownIndexes(*view)) {
            if (rowText(*view, index).contains(containing)) {
                how(*view->viewport(), view->viewport()->mapTo(window, view->visualRect(index).center()));
                return true;
            }
        }
    }
    return false;
}

bool Person::clickRow(const QString &containing) const
{
    return pressRow(containing, clickAt);
}

bool Person::doubleClickRow(const QString &containing) const
{
    return pressRow(containing, [](QWidget &widget, QPoint place) {
        clickAt(widget, place);
        QTest::mouseDClick(widget.window()->windowHandle(), Qt::LeftButton, {}, place);
    });
}

bool Person::replaceText(const QString &field, const QString &text) const
{
    QWidget *widget = find(field, "QAbstractSpinBox");
    if (!widget) {
        widget = find(field, "QLineEdit");
    }
    const QPoint place = widget ? placeToClick(*widget) : QPoint();
    if (place.isNull()) {
        return false;
    }
    clickAt(*widget, place);
    press(Qt::Key_A, Qt::ControlModifier);
    type(text);
    return true;
}

void Person::press(Qt::Key key, Qt::KeyboardModifiers modifiers) const
{
    if (QWidget *window = front()) {
        (void)QTest::qWaitForWindowActive(window, activeMs);
        QTest::keyClick(window->windowHandle(), key, modifiers);
    }
}

void Person::type(const QString &text) const
{
    for (const QChar letter : text) {
        QTest::keyClick(front()->windowHandle(), letter.toLatin1());
    }
}

bool Person::tabTo(const QString &text, const char *className) const
{
    for (int i = 0; i < mostTabs; ++i) {
        if (QWidget *at = focus(); at && at->inherits(className) && isCalled(*at, text)) {
            return true;
        }
        press(Qt::Key_Tab);
    }
    return false;
}

QString Person::focusName()
{
    const QWidget *at = focus();
    return at ? QString::fromLatin1(at->metaObject()->className()) + u" “"_s + namesOf(*at).join(u" / "_s) + u'”' : u"nowhere"_s;
}

} // namespace Retort::Test
