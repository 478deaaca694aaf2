// SPDX-License-Identifier: Apache-2.0
#include "engine/config/inirules.h"

#include "engine/base/text.h"
#include "engine/config/magic.h"
#include "engine/config/settings.h"
#include "engine/config/valueparsers.h"

using namespace Qt::StringLiterals;

namespace Retort::Config {
namespace {

constexpr std::string_view lineBreakers("\n\r\0", 3); // NUL ends a C string, and uWSGI's values are C strings

bool contains(std::string_view text, std::string_view anyOf)
{
    return text.find_first_of(anyOf) != std::string_view::npos;
}

std::unexpected<Error> refusal(const QString &sentence)
{
    return std::unexpected(Error{Errc::BadOption, sentence});
}

} // namespace

Result<void> checkIniKey(std::string_view key)
{
    if (key.empty()) {
        return refusal(Text::tr("An option in an ini file needs a name. Give one before the value."));
    }
    if (stripped(key) != key || contains(key.substr(0, 1), "[;#") || contains(key, "=%") || contains(key, lineBreakers)) {
        return refusal(Text::tr("“%1” cannot be the name of an option in an ini file. Leave out =, %, line ends, blanks around it, "
                                "and [, ; or # at its start.")
                .arg(toText(key)));
    }
    return {};
}

Result<void> checkIniValue(std::string_view key, std::string_view value)
{
    if (contains(value, lineBreakers)) {
        return refusal(
            Text::tr("The value of %1 has a line end in it, which an ini file cannot hold. Put it on one line.").arg(toText(key)));
    }
    if (stripped(value) != value) {
        return refusal(Text::tr("The value of %1 begins or ends with blanks, which uWSGI drops. Take them away.").arg(toText(key)));
    }
    const MagicVariables::Substituted substituted = MagicVariables(HostFacts(), {}, {}, {}).substitute(value);
    if (substituted.openEnd) {
        return refusal(
            Text::tr("The % at the end of the value of %1 joins the next line to it. Write %% for a percent sign.").arg(toText(key)));
    }
    if (!substituted.lost.empty()) {
        return refusal(Text::tr("“%2” in the value of %1 means nothing to uWSGI and disappears. Write %% for a percent sign.")
                .arg(toText(key), toText(substituted.lost.front())));
    }
    return {};
}

Result<void> checkIniSection(std::string_view section)
{
    if (section.empty() || stripped(section) != section || contains(section, "]%") || contains(section, lineBreakers)) {
        return refusal(Text::tr("“%1” cannot be the name of a section in an ini file. Leave out ], %, line ends and blanks around it.")
                .arg(toText(section)));
    }
    return {};
}

Result<void> checkIniComment(std::string_view key, std::string_view comment)
{
    if (contains(comment, lineBreakers)) {
        return refusal(Text::tr("The comment for %1 has a line end in it. Put it on one line.").arg(toText(key)));
    }
    return {};
}

} // namespace Retort::Config
