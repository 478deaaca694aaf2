// SPDX-License-Identifier: Apache-2.0
#include "engine/config/configformat.h"

#include "engine/config/options.h"

#include <array>
#include <utility>

namespace Retort::Config {

std::optional<ConfigFormat> formatOfFile(QStringView specification)
{
    constexpr std::array<std::pair<QStringView, ConfigFormat>, 6> endings{{
        {u".ini", ConfigFormat::Ini},
        {u".xml", ConfigFormat::Xml},
        {u".yaml", ConfigFormat::Yaml},
        {u".yml", ConfigFormat::Yaml},
        {u".json", ConfigFormat::Json},
        {u".js", ConfigFormat::Json},
    }};
    // The letter of a drive has a colon behind it, too.
    const qsizetype colon = specification.lastIndexOf(u':');
    const QStringView file = colon > 1 ? specification.left(colon) : specification;
    for (const auto &[ending, format] : endings) {
        if (specification.endsWith(ending) || file.endsWith(ending)) {
            return format;
        }
    }
    return std::nullopt;
}

std::optional<ConfigFormat> formatOfOption(std::string_view name)
{
    const Option *option = findOption(name);
    if (option == nullptr || option->value != ValueKind::ConfigFile) {
        return std::nullopt;
    }
    return option->name == "ini" ? std::optional(ConfigFormat::Ini)
        : option->name == "yaml" ? std::optional(ConfigFormat::Yaml)
        : option->name == "json" ? std::optional(ConfigFormat::Json)
        : option->name == "xml"  ? std::optional(ConfigFormat::Xml)
                                 : std::nullopt;
}

QString optionOfFile(QStringView file)
{
    switch (formatOfFile(file).value_or(ConfigFormat::Ini)) {
    case ConfigFormat::Ini: return QStringLiteral("ini");
    case ConfigFormat::Yaml: return QStringLiteral("yaml");
    case ConfigFormat::Json: return QStringLiteral("json");
    case ConfigFormat::Xml: return QStringLiteral("xml");
    }
    return {};
}

} // namespace Retort::Config
