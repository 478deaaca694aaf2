// SPDX-License-Identifier: Apache-2.0
#include "ui/base/fuzzymatch.h"

#include <QList>
#include <QVarLengthArray>

#include <algorithm>

namespace Retort {

namespace {

constexpr int perLetter = 4;
constexpr int beginsWord = 12;
constexpr int followsOn = 10;
constexpr int inOnePiece = 20;
constexpr qsizetype leastPiece = 3; // letters: two follow each other by chance
constexpr qsizetype mostLetters = 64; // of a text that is looked at, and of a word: the work is their product

bool isWordStart(QStringView text, qsizetype at)
{
    return at == 0 || (text[at].isLetterOrNumber() && !text[at - 1].isLetterOrNumber()) || (text[at].isUpper() && text[at - 1].isLower());
}

// The best way to find the letters of `word`: best[i] is that of the letters so far, the last of them at text[i].
int wordScore(QStringView word, QStringView text)
{
    text = text.first(std::min(text.size(), mostLetters));
    if (word.size() > text.size()) {
        return 0;
    }
    QVarLengthArray<int, mostLetters> before(text.size(), 0), best(text.size(), 0);
    for (qsizetype letter = 0; letter < word.size(); ++letter) {
        int bestBefore = 0; // of all places left of the one before this
        for (qsizetype at = 0; at < text.size(); ++at) {
            best[at] = 0;
            const int straight = at > 0 ? before[at - 1] : 0;
            if (at > 1) {
                bestBefore = std::max(bestBefore, before[at - 2]);
            }
            if (text[at].toCaseFolded() != word[letter].toCaseFolded()) {
                continue;
            }
            const int here = perLetter + (isWordStart(text, at) ? beginsWord : 0);
            if (letter == 0) {
                best[at] = here;
            } else if (straight > 0 || bestBefore > 0) {
                best[at] = here + std::max(straight > 0 ? straight + followsOn : 0, bestBefore);
            }
        }
        std::swap(before, best);
    }
    return *std::ranges::max_element(before);
}

} // namespace

int fuzzyScore(QStringView pattern, QStringView text)
{
    int score = 0;
    for (const QStringView word : pattern.split(u' ', Qt::SkipEmptyParts)) {
        const int found = text.isEmpty() ? 0 : wordScore(word, text);
        if (found == 0) {
            return 0;
        }
        score += found + (word.size() >= leastPiece && text.contains(word, Qt::CaseInsensitive) ? inOnePiece : 0);
    }
    constexpr int perPoint = 100; // the length decides only between texts that match alike
    return 1 + score * perPoint + static_cast<int>(perPoint - std::min<qsizetype>(text.size(), perPoint));
}

} // namespace Retort
