// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QList>
#include <QStringList>

#include <string>

namespace Retort::Ui {

// Between the bytes of a file and the lines of an editor. Lines that were not edited keep their bytes, whatever these
// are; edited ones are written as UTF-8, or as Latin-1 in a file that is no UTF-8. Plain functions.

// One for each line of the file, and one behind the last line end. Characters that an editor would take for a line end,
// and NUL, are shown by their symbols.
QStringList displayLines(const std::string &bytes);

// The bytes after the lines shown became `lines`.
std::string withLines(const std::string &bytes, const QStringList &lines);

// Which lines of `now` are new or differ from those of `before`, and above which some were removed. Places from 0.
struct LineChanges
{
    QList<int> changed;
    QList<int> removedAbove;
};
LineChanges lineChanges(const QStringList &before, const QStringList &now);

// Both texts as one, the way diff prints it: "  same", "- only before", "+ only now".
QStringList comparison(const QStringList &before, const QStringList &now);

} // namespace Retort::Ui
