// SPDX-License-Identifier: Apache-2.0
#include "engine/config/treetext.h"

#include "engine/base/text.h"
#include "engine/config/settings.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Retort::Config {

int MagicText::fileLine(long long textLine) const
{
    if (lines.empty()) {
        return 1;
    }
    return lines[static_cast<std::size_t>(std::clamp(textLine, 1LL, static_cast<long long>(lines.size())) - 1)];
}

int MagicText::fileLineAt(std::size_t offset) const
{
    const auto end = text.begin() + static_cast<std::ptrdiff_t>(std::min(offset, text.size()));
    return fileLine(1 + std::count(text.begin(), end, '\n'));
}

MagicText withMagic(std::string_view bytes, const MagicVariables &magic)
{
    if (bytes.starts_with("\xEF\xBB\xBF")) {
        bytes.remove_prefix(3);
    }
    MagicText result;
    bool joining = false;
    for (int line = 1; !bytes.empty(); ++line) {
        const std::size_t end = std::min(bytes.find('\n'), bytes.size());
        const MagicVariables::Substituted substituted = magic.substitute(bytes.substr(0, end));
        bytes.remove_prefix(std::min(end + 1, bytes.size()));
        if (!joining) {
            result.lines.push_back(line);
        }
        // A value with a line end in it, such as the name of a folder, makes more lines of one.
        result.lines.insert(
            result.lines.end(), static_cast<std::size_t>(std::count(substituted.text.begin(), substituted.text.end(), '\n')), line);
        for (const std::string &lost : substituted.lost) {
            result.remarks.push_back(
                {line, {}, Text::tr("“%1” means nothing to uWSGI and disappears. Write %% for a percent sign.").arg(toText(lost))});
        }
        joining = substituted.openEnd && !bytes.empty();
        if (joining) {
            result.remarks.push_back(
                {line, {}, Text::tr("the % at the end of the line joins the next line to it. Write %% for a percent sign.")});
        }
        result.text += substituted.text;
        result.text += substituted.openEnd && bytes.empty() ? "%" : joining ? "" : "\n";
    }
    return result;
}

} // namespace Retort::Config
