// SPDX-License-Identifier: Apache-2.0
// When a text is not fit for a form: its lines could belong to something else than they seem to.
#include "engine/config/inireader.h"
#include "engine/config/logicblock.h"
#include "engine/config/settings.h"
#include "ui/settings/settingsmodel.h"

#include <algorithm>
#include <optional>
#include <string_view>

namespace Retort::Ui {
namespace {

QString blockProblem(const Config::IniDocument &document, std::string_view section)
{
    std::optional<Config::IniDocument::Entry> open;
    for (const Config::IniDocument::Entry &entry : document.entries()) {
        if (entry.section != section) {
            continue;
        }
        if (open && entry.blockLine == open->line && Config::LogicBlock::isKnown(entry.key)) {
            return SettingsModel::tr(
                "Line %1: %2 begins inside the %3 of line %4. uWSGI knows no blocks inside blocks; close that one first.")
                .arg(QString::number(entry.line), Config::toText(entry.key), Config::toText(open->key), QString::number(open->line));
        }
        if (open && Config::LogicBlock::isEnd(entry.key)) {
            open.reset();
        } else if (entry.blockLine == entry.line) {
            open = entry;
        }
    }
    return open ? SettingsModel::tr("Line %1: this %2 has no end. Close it with “endif =”.").arg(open->line).arg(Config::toText(open->key))
                : QString();
}

} // namespace

QString structureProblem(const Config::IniDocument &document, const QString &section)
{
    const Config::IniText text = Config::readIni(document.bytes(), Config::MagicVariables(Config::HostFacts(), {}, {}, {}));
    for (const Config::IniRemark &remark : text.remarks) {
        if (remark.kind == Config::IniRemark::Kind::BadHeader) {
            return SettingsModel::tr("Line %1: “%2” is no section header. Write it as [%3], alone on its line.")
                .arg(remark.line)
                .arg(Config::toText(remark.detail), section);
        }
        if (remark.kind == Config::IniRemark::Kind::BeforeHeader && !text.hasSection(section.toStdString())) {
            return SettingsModel::tr("Line %1 stands before any section and is ignored. Put [%2] above it.").arg(remark.line).arg(section);
        }
    }
    return blockProblem(document, section.toStdString());
}

} // namespace Retort::Ui
