// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QAbstractItemView>
#include <QList>
#include <QModelIndex>
#include <QString>
#include <QStringList>
#include <QWidget>

namespace Retort::Test {

// What a window shows and says, gathered from its visible widgets. On the thread of the GUI.

// One text of a visible widget.
struct Writing
{
    const QWidget *widget;
    QString text;
    bool isPainted; // else it is a tool tip, an accessible name or description: read by other means
    bool isData;    // rows, documents, what somebody typed: not words of the program
};

QString withoutMnemonic(const QString &text);
// What a person would call the widget: its label, its accessible name, its placeholder, its tool tip.
QStringList namesOf(const QWidget &widget);
// What the row says in its visible columns.
QString rowText(const QAbstractItemView &view, const QModelIndex &index);
// One place of each row in sight; of a tree those that are unfolded.
QList<QModelIndex> shownIndexes(const QAbstractItemView &view);
QList<Writing> writingsOn(const QWidget &window);

// Sentences about what is wrong, each with the widget; empty when nothing is.

// Widgets that take the focus, and which a screen reader could not name.
QStringList unnamed(const QWidget &window);
// Texts of labels, buttons, tabs and fields that do not fit where they stand.
QStringList cutTexts(const QWidget &window);
// Controls outside of the window, and controls that lie upon each other.
QStringList misplaced(const QWidget &window);
// Texts with English words in them; `known` are names and code that are the same everywhere.
QStringList english(const QWidget &window, const QStringList &known);

} // namespace Retort::Test
