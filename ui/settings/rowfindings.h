// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/base/result.h"
#include "engine/config/finding.h"
#include "engine/config/inidocument.h"

#include <QList>
#include <QString>

namespace Retort::Ui {

// What can be done about a finding with one press.
enum class Fix : quint8 {
    None,
    LiftComment,   // put the comment behind the value on a line of its own
    WriteNumber,   // "30s" is read as 30: say so
    UseSuggestion, // a misspelt name: the option that was meant
    RemoveLine,    // a line that does nothing
    SectionRetort, // move the line to [retort]
};

// A finding of the check, placed in the file that is edited.
struct RowFinding
{
    Config::Finding::Severity severity = Config::Finding::Severity::Note;
    int line = 0;      // from 1; 0: of no line of this file
    QString key;       // as written; may be empty
    QString sentence;  // "“two” is not a number …"
    Fix fix = Fix::None;
    QString fixText;   // UseSuggestion: the option; WriteNumber: the number

    friend bool operator==(const RowFinding &, const RowFinding &) = default;
};

// By line. Those of `fileName`, with their lines and fixes; others come with line 0 and their place in the sentence.
QList<RowFinding> rowFindings(const QList<Config::Finding> &findings, const QString &fileName, const Config::IniDocument &document);

QString fixLabel(const RowFinding &finding);
// Changes nothing, and says why, when the line is not what it was.
Result<void> applyFix(Config::IniDocument &document, const RowFinding &finding);

} // namespace Retort::Ui
