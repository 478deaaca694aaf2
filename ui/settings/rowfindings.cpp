// SPDX-License-Identifier: Apache-2.0
#include "ui/settings/rowfindings.h"

#include "engine/config/options.h"
#include "engine/config/settings.h"
#include "engine/config/valueparsers.h"

#include <QCoreApplication>
#include <QRegularExpression>

#include <algorithm>
#include <optional>

using namespace Qt::StringLiterals;

namespace Retort::Ui {
namespace {

std::optional<Config::IniDocument::Entry> entryAt(const Config::IniDocument &document, int line)
{
    for (const Config::IniDocument::Entry &entry : document.entries()) {
        if (entry.line == line) {
            return entry;
        }
    }
    return std::nullopt;
}

bool isNumber(const Config::Option &option)
{
    return option.value == Config::ValueKind::Int || option.value == Config::ValueKind::Int16 || option.value == Config::ValueKind::Int64
        || option.value == Config::ValueKind::Megabytes;
}

void addFix(RowFinding &finding, const Config::IniDocument &document)
{
    const std::optional<Config::IniDocument::Entry> entry = entryAt(document, finding.line);
    if (!entry || entry->blockLine != 0) {
        return;
    }
    const Config::Option *option = Config::findOption(entry->key);
    if (option == nullptr && entry->section != "retort") {
        const std::vector<std::string> names = Config::nearestOptionNames(entry->key);
        if (names.size() == 1) {
            finding.fix = Fix::UseSuggestion;
            finding.fixText = Config::toText(names.front());
        }
    } else if (option != nullptr && option->group == Config::Group::Retort && entry->section != "retort") {
        finding.fix = Fix::SectionRetort;
    } else if (finding.severity != Config::Finding::Severity::Note && Config::inlineComment(entry->value)) {
        finding.fix = Fix::LiftComment;
    } else if (option != nullptr && isNumber(*option)
        && Config::readInteger(entry->value).quality == Config::IntegerReading::Quality::TrailingText) {
        finding.fix = Fix::WriteNumber;
        finding.fixText = QString::number(Config::readInteger(entry->value).value);
    } else if (option != nullptr && option->treatment == Config::Treatment::Refuses) {
        finding.fix = Fix::RemoveLine;
    }
}

} // namespace

QList<RowFinding> rowFindings(const QList<Config::Finding> &findings, const QString &fileName, const Config::IniDocument &document)
{
    static const QRegularExpression numbered(u"^(.*):(\\d+)$"_s);
    static const QRegularExpression inSentence(u"^(.+?):(\\d+): (.*)$"_s, QRegularExpression::DotMatchesEverythingOption);
    QList<RowFinding> rows;
    for (const Config::Finding &finding : findings) {
        RowFinding row{finding.severity, 0, finding.option, finding.sentence, Fix::None, {}};
        const QRegularExpressionMatch place = numbered.match(finding.place);
        // What ends the reading of a file says its place in the sentence.
        const QRegularExpressionMatch said = finding.place.isEmpty() ? inSentence.match(finding.sentence) : QRegularExpressionMatch();
        if (place.hasMatch() && place.captured(1) == fileName) {
            row.line = place.captured(2).toInt();
        } else if (said.hasMatch() && said.captured(1) == fileName) {
            row.line = said.captured(2).toInt();
            row.sentence = said.captured(3);
        } else if (!finding.place.isEmpty()) {
            row.sentence = finding.place + u": "_s + finding.sentence;
        }
        if (row.sentence.size() > 1 && row.sentence.front().isLower() && row.sentence[1].isLower()) { // but uWSGI
            row.sentence.front() = row.sentence.front().toUpper();
        }
        addFix(row, document);
        // One press mends both: the first says enough.
        const bool told = std::any_of(rows.begin(), rows.end(),
            [&](const RowFinding &other) { return other.line == row.line && other.fix == row.fix && row.fix != Fix::None; });
        if (!told && !rows.contains(row)) {
            rows.append(row);
        }
    }
    std::stable_sort(rows.begin(), rows.end(), [](const RowFinding &a, const RowFinding &b) { return a.line < b.line; });
    return rows;
}

QString fixLabel(const RowFinding &finding)
{
    switch (finding.fix) {
    case Fix::None: return {};
    case Fix::LiftComment: return QCoreApplication::translate("Retort::Ui::RowFindings", "Move the comment above");
    case Fix::WriteNumber: return QCoreApplication::translate("Retort::Ui::RowFindings", "Write %1").arg(finding.fixText);
    case Fix::UseSuggestion: return QCoreApplication::translate("Retort::Ui::RowFindings", "Change to %1").arg(finding.fixText);
    case Fix::RemoveLine: return QCoreApplication::translate("Retort::Ui::RowFindings", "Remove the line");
    case Fix::SectionRetort: return QCoreApplication::translate("Retort::Ui::RowFindings", "Move to [retort]");
    }
    return {};
}

Result<void> applyFix(Config::IniDocument &document, const RowFinding &finding)
{
    const std::optional<Config::IniDocument::Entry> entry = entryAt(document, finding.line);
    if (!entry || (!finding.key.isEmpty() && Config::toText(entry->key) != finding.key)) {
        return std::unexpected(
            Error{Errc::BadOption, QCoreApplication::translate("Retort::Ui::RowFindings", "The line has changed in the meantime.")});
    }
    Config::IniDocument edited = document;
    Result<void> done;
    switch (finding.fix) {
    case Fix::None: break;
    case Fix::LiftComment: done = edited.liftComment(finding.line); break;
    case Fix::WriteNumber: done = edited.changeLine(finding.line, finding.fixText.toStdString()); break;
    case Fix::RemoveLine: done = edited.removeLine(finding.line); break;
    case Fix::UseSuggestion:
    case Fix::SectionRetort:
        done = edited.removeLine(finding.line);
        if (done) {
            const std::string key = finding.fix == Fix::UseSuggestion ? finding.fixText.toStdString() : entry->key;
            done = edited.add(finding.fix == Fix::UseSuggestion ? entry->section : "retort", key, entry->value);
        }
        break;
    }
    if (done) {
        document = edited;
    }
    return done;
}

} // namespace Retort::Ui
