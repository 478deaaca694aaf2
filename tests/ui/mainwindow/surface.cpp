// SPDX-License-Identifier: Apache-2.0
#include "tests/ui/mainwindow/surface.h"

#include <QAbstractButton>
#include <QAbstractSpinBox>
#include <QAccessible>
#include <QAction>
#include <QComboBox>
#include <QFontInfo>
#include <QGroupBox>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QMenuBar>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QRegularExpression>
#include <QScrollArea>
#include <QStyle>
#include <QStyleOptionComboBox>
#include <QTabBar>
#include <QTableView>
#include <QTextDocumentFragment>
#include <QTextEdit>
#include <QToolButton>
#include <QTreeView>

#include <algorithm>
#include <utility>

namespace Retort::Test {

using namespace Qt::StringLiterals;

namespace {

constexpr int mostRows = 200;

QString described(const QWidget &widget, const QString &text)
{
    return QString::fromLatin1(widget.metaObject()->className()) + u" “"_s + text.left(120) + u'”';
}

QString plain(const QLabel &label)
{
    const bool rich = label.textFormat() == Qt::RichText || (label.textFormat() == Qt::AutoText && Qt::mightBeRichText(label.text()));
    return rich ? QTextDocumentFragment::fromHtml(label.text()).toPlainText() : label.text();
}

// What the style paints for the widget itself.
QStringList paintedTexts(const QWidget &widget)
{
    if (const auto *label = qobject_cast<const QLabel *>(&widget)) {
        return {plain(*label)};
    }
    if (const auto *tool = qobject_cast<const QToolButton *>(&widget)) {
        const bool hasText = tool->icon().isNull() || tool->toolButtonStyle() != Qt::ToolButtonIconOnly;
        return hasText ? QStringList{tool->text()} : QStringList();
    }
    if (const auto *button = qobject_cast<const QAbstractButton *>(&widget)) {
        return {button->text()};
    }
    if (const auto *box = qobject_cast<const QGroupBox *>(&widget)) {
        return {box->title()};
    }
    QStringList texts;
    if (const auto *bar = qobject_cast<const QTabBar *>(&widget)) {
        for (int i = 0; i < bar->count(); ++i) {
            texts << bar->tabText(i);
        }
    } else if (const auto *header = qobject_cast<const QHeaderView *>(&widget); header && header->model()) {
        for (int i = 0; i < header->count(); ++i) {
            if (!header->isSectionHidden(i)) {
                texts << header->model()->headerData(i, header->orientation()).toString();
            }
        }
    } else if (const auto *menuBar = qobject_cast<const QMenuBar *>(&widget)) {
        for (const QAction *action : menuBar->actions()) {
            texts << action->text();
        }
    } else if (const auto *menu = qobject_cast<const QMenu *>(&widget)) {
        for (const QAction *action : menu->actions()) {
            texts << action->text();
        }
    }
    return texts;
}

QStringList placeholders(const QWidget &widget)
{
    if (const auto *line = qobject_cast<const QLineEdit *>(&widget)) {
        return {line->placeholderText()};
    }
    if (const auto *text = qobject_cast<const QPlainTextEdit *>(&widget)) {
        return {text->placeholderText()};
    }
    if (const auto *box = qobject_cast<const QAbstractSpinBox *>(&widget)) {
        return {box->specialValueText()};
    }
    return {};
}

// What somebody typed, or the program found.
QStringList dataTexts(const QWidget &widget)
{
    if (const auto *line = qobject_cast<const QLineEdit *>(&widget)) {
        return {line->text()};
    }
    if (const auto *box = qobject_cast<const QAbstractSpinBox *>(&widget)) {
        return {box->text()};
    }
    if (const auto *box = qobject_cast<const QComboBox *>(&widget)) {
        return {box->currentText()};
    }
    if (const auto *text = qobject_cast<const QPlainTextEdit *>(&widget)) {
        return {text->toPlainText()};
    }
    if (const auto *text = qobject_cast<const QTextEdit *>(&widget)) {
        return {text->toPlainText()};
    }
    QStringList rows;
    if (const auto *view = qobject_cast<const QAbstractItemView *>(&widget); view && !qobject_cast<const QHeaderView *>(&widget)) {
        for (const QModelIndex &index : shownIndexes(*view)) {
            rows << rowText(*view, index);
        }
    }
    return rows;
}

bool isPart(const QWidget &widget)
{
    // The field of a spin box or an editable list, the buttons in a field: they speak for what they are part of.
    const QWidget *parent = widget.parentWidget();
    return parent
        && (qobject_cast<const QAbstractSpinBox *>(parent) || qobject_cast<const QComboBox *>(parent)
            || qobject_cast<const QLineEdit *>(parent) || qobject_cast<const QTabBar *>(parent));
}

QList<const QWidget *> visibleOf(const QWidget &window)
{
    QList<const QWidget *> list{&window};
    for (const QWidget *widget : window.findChildren<const QWidget *>()) {
        if (widget->isVisible() && widget->window() == &window) {
            list.append(widget);
        }
    }
    return list;
}

QSize textSize(const QWidget &widget, const QString &text)
{
    return widget.fontMetrics().size(Qt::TextShowMnemonic, text);
}

bool isLabelCut(const QLabel &label)
{
    if (label.text().isEmpty()) {
        return false;
    }
    return label.wordWrap() ? label.heightForWidth(label.width()) > label.height() + 1 : label.sizeHint().width() > label.width() + 1;
}

bool isButtonCut(const QAbstractButton &button)
{
    const QString text = paintedTexts(button).value(0);
    const int icon = button.icon().isNull() ? 0 : button.iconSize().width() + 4;
    return !text.isEmpty() && (textSize(button, text).width() + icon > button.width() || textSize(button, text).height() > button.height());
}

bool isComboCut(const QComboBox &box)
{
    if (box.sizeAdjustPolicy() == QComboBox::AdjustToMinimumContentsLengthWithIcon) {
        return false; // what stands there may be long, and is whole in the list
    }
    QStyleOptionComboBox option;
    option.initFrom(&box);
    option.editable = box.isEditable();
    const QRect field = box.style()->subControlRect(QStyle::CC_ComboBox, &option, QStyle::SC_ComboBoxEditField, &box);
    return textSize(box, box.currentText()).width() > field.width() + 1;
}

bool areTabsCut(const QTabBar &bar)
{
    return std::ranges::any_of(bar.findChildren<QToolButton *>(), [](const QToolButton *arrow) { return arrow->isVisible(); });
}

bool isPlaceholderCut(const QLineEdit &line)
{
    return line.text().isEmpty() && textSize(line, line.placeholderText()).width() > line.width() - line.textMargins().left() - 8;
}

bool isCut(const QWidget &widget)
{
    if (const auto *label = qobject_cast<const QLabel *>(&widget)) {
        return isLabelCut(*label);
    }
    if (const auto *button = qobject_cast<const QAbstractButton *>(&widget)) {
        return isButtonCut(*button);
    }
    if (const auto *box = qobject_cast<const QComboBox *>(&widget)) {
        return isComboCut(*box);
    }
    if (const auto *bar = qobject_cast<const QTabBar *>(&widget)) {
        return areTabsCut(*bar);
    }
    const auto *line = qobject_cast<const QLineEdit *>(&widget);
    return line && isPlaceholderCut(*line);
}

bool isControl(const QWidget &widget)
{
    return qobject_cast<const QLabel *>(&widget) || qobject_cast<const QAbstractButton *>(&widget)
        || qobject_cast<const QLineEdit *>(&widget) || qobject_cast<const QComboBox *>(&widget)
        || qobject_cast<const QAbstractSpinBox *>(&widget);
}

QString writtenOn(const QWidget &widget)
{
    const QStringList texts = paintedTexts(widget) + placeholders(widget) + dataTexts(widget);
    return texts.join(u" | "_s);
}

// Whether it lies in something that scrolls, or on a view: then its place says nothing.
bool isScrolled(const QWidget &widget)
{
    for (const QWidget *parent = widget.parentWidget(); parent; parent = parent->parentWidget()) {
        if (qobject_cast<const QAbstractScrollArea *>(parent)) {
            return true;
        }
    }
    return false;
}

// Code in it is the same in each language: `code`, “what was typed”, addresses, paths, keys, numbers.
QString withoutCode(QString text, const QStringList &known)
{
    static const QRegularExpression code(u"`[^`]*`|“[^”]*”|https?://\\S+|\\S*[/\\\\_=.:%@<>]\\S*|--?\\w+|(Ctrl|Alt|Shift)\\+\\S+|F\\d+"_s);
    for (const QString &name : known) {
        text.replace(name, u" "_s);
    }
    return text.replace(code, u" "_s);
}

} // namespace

QString withoutMnemonic(const QString &text)
{
    // Chinese menus have it behind the words: 文件(&F).
    static const QRegularExpression behind(u"\\(&\\w\\)"_s);
    QString plainText = text;
    return plainText.remove(behind).replace("&&"_L1, "\x01"_L1).remove(u'&').replace("\x01"_L1, "&"_L1);
}

QStringList namesOf(const QWidget &widget)
{
    QStringList names{widget.accessibleName(), widget.toolTip()};
    if (!qobject_cast<const QTabBar *>(&widget) && !qobject_cast<const QLabel *>(&widget)) {
        names += placeholders(widget);
    }
    if (const auto *button = qobject_cast<const QAbstractButton *>(&widget)) {
        names << button->text();
    }
    if (QAccessibleInterface *interface = QAccessible::queryAccessibleInterface(const_cast<QWidget *>(&widget))) {
        names << interface->text(QAccessible::Name);
    }
    names.removeAll(QString());
    names.removeDuplicates();
    return names;
}

QString rowText(const QAbstractItemView &view, const QModelIndex &index)
{
    const auto *table = qobject_cast<const QTableView *>(&view);
    const auto *tree = qobject_cast<const QTreeView *>(&view);
    const bool hasColumns = table || tree;
    QStringList texts;
    for (int column = 0; column < (hasColumns ? view.model()->columnCount(index.parent()) : 1); ++column) {
        if ((table && table->isColumnHidden(column)) || (tree && tree->isColumnHidden(column))) {
            continue;
        }
        const QModelIndex cell = index.siblingAtColumn(hasColumns ? column : index.column());
        const QString spoken = cell.data(Qt::AccessibleTextRole).toString();
        texts << (spoken.isEmpty() ? cell.data(Qt::DisplayRole).toString() : spoken);
    }
    texts.removeDuplicates();
    return texts.join(u"  "_s);
}

QList<QModelIndex> shownIndexes(const QAbstractItemView &view)
{
    QList<QModelIndex> list;
    const QRect area = view.viewport()->rect();
    QModelIndex index = view.indexAt({area.left() + 1, 1});
    if (const auto *tree = qobject_cast<const QTreeView *>(&view)) {
        index = view.model() && !index.isValid() ? view.model()->index(0, 0) : index.siblingAtColumn(0);
        for (; index.isValid() && list.size() < mostRows && view.visualRect(index).top() <= area.bottom();
            index = tree->indexBelow(index)) {
            list.append(index);
        }
        return list;
    }
    for (int i = 0; i < mostRows && index.isValid(); ++i) {
        list.append(index);
        const QRect row = view.visualRect(index);
        const QModelIndex next = view.indexAt({row.left(), row.bottom() + 2});
        if (row.bottom() > area.bottom() || next == index) {
            break;
        }
        index = next.isValid() ? next : view.indexAt({area.left() + 1, row.bottom() + 2});
    }
    return list;
}

QList<Writing> writingsOn(const QWidget &window)
{
    QList<Writing> list;
    for (const QWidget *widget : visibleOf(window)) {
        const auto add = [&](const QStringList &texts, bool isPainted, bool isData) {
            for (const QString &text : texts) {
                if (!text.trimmed().isEmpty()) {
                    list.append({widget, text, isPainted, isData});
                }
            }
        };
        add(paintedTexts(*widget), true, false);
        if (!isPart(*widget)) {
            add(dataTexts(*widget), true, true);
        }
        add(placeholders(*widget), true, false);
        add({widget->toolTip(), widget->accessibleName(), widget->accessibleDescription()}, false, false);
    }
    return list;
}

QStringList unnamed(const QWidget &window)
{
    QStringList list;
    for (const QWidget *widget : visibleOf(window)) {
        if (widget == &window || !(widget->focusPolicy() & Qt::TabFocus) || widget->focusProxy() || isPart(*widget)) {
            continue;
        }
        QAccessibleInterface *interface = QAccessible::queryAccessibleInterface(const_cast<QWidget *>(widget));
        const bool isTabs = qobject_cast<const QTabBar *>(widget); // each tab has a name
        if (!isTabs && (!interface || interface->text(QAccessible::Name).trimmed().isEmpty())) {
            list.append(described(
                *widget, widget->objectName() + u" in "_s + QString::fromLatin1(widget->parentWidget()->metaObject()->className())));
        }
    }
    return list;
}

QStringList cutTexts(const QWidget &window)
{
    QStringList list;
    for (const QWidget *widget : visibleOf(window)) {
        if (!isPart(*widget) && isCut(*widget)) {
            list.append(described(*widget, writtenOn(*widget)));
        }
    }
    return list;
}

QStringList misplaced(const QWidget &window)
{
    QStringList list;
    QList<std::pair<const QWidget *, QRect>> controls;
    for (const QWidget *widget : visibleOf(window)) {
        if (widget == &window || !isControl(*widget) || isPart(*widget) || isScrolled(*widget) || writtenOn(*widget).isEmpty()) {
            continue;
        }
        const QRect place(widget->mapTo(&window, QPoint()), widget->size());
        if (!window.rect().contains(place)) {
            list.append(described(*widget, writtenOn(*widget)) + u" is not all in the window"_s);
        }
        for (const auto &[other, otherPlace] : std::as_const(controls)) {
            if (place.intersects(otherPlace) && !other->isAncestorOf(widget) && !widget->isAncestorOf(other)) {
                list.append(described(*widget, writtenOn(*widget)) + u" lies on "_s + described(*other, writtenOn(*other)));
            }
        }
        controls.append({widget, place});
    }
    return list;
}

QStringList english(const QWidget &window, const QStringList &known)
{
    static const QRegularExpression word(u"[A-Za-z][a-z]{2,}"_s);
    static const QRegularExpression phrase(u"[A-Za-z]{2,}( [a-z]{2,}){2,}"_s);
    static const QRegularExpression chinese(u"\\p{Han}"_s);
    QStringList list;
    for (const Writing &writing : writingsOn(window)) {
        if (writing.isData || QFontInfo(writing.widget->font()).fixedPitch()) {
            continue; // what is set in the font of code is code
        }
        const QString rest = withoutCode(writing.text, known);
        // A sentence with Chinese in it may name things; one without is not translated.
        if (chinese.match(writing.text).hasMatch() ? phrase.match(rest).hasMatch() : word.match(rest).hasMatch()) {
            list.append(described(*writing.widget, writing.text));
        }
    }
    return list;
}

} // namespace Retort::Test
