// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QString>
#include <QStringView>

#include <optional>
#include <string_view>

namespace Retort::Config {

enum class ConfigFormat : unsigned char { Ini, Yaml, Json, Xml };

// By the ending, as uWSGI does for files named without an option: .ini .xml .yaml .yml .json .js. A section behind the
// name ("uwsgi.yaml:production") does not matter.
std::optional<ConfigFormat> formatOfFile(QStringView specification);

// By the option that reads it: ini, yaml, json, xml and their aliases. Nothing for include and inherit, which go by
// the ending.
std::optional<ConfigFormat> formatOfOption(std::string_view name);

// "ini", "yaml", "json" or "xml": the option to read this file with.
QString optionOfFile(QStringView file);

} // namespace Retort::Config
