// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QStringView>

namespace Retort {

// How well `text` answers to what a person typed: its letters must stand in the text in that order, in any case; words
// that are divided by blanks may come in any order. Higher is better: letters that begin a word or follow each other
// count most, and of two texts that match alike the shorter one. 0: no match. An empty pattern matches everything.
int fuzzyScore(QStringView pattern, QStringView text);

} // namespace Retort
