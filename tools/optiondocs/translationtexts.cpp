// SPDX-License-Identifier: Apache-2.0
#include "engine/config/options.h"
#include "tools/optiondocs/pages.h"

#include <set>

namespace Retort::Docs {

namespace {

std::string literal(std::string_view text)
{
    std::string result;
    for (const char letter : text) {
        if (letter == '"' || letter == '\\') {
            result += '\\';
        }
        result += letter;
    }
    return '"' + result + '"';
}

} // namespace

// What the Settings tab shows of an option: what it does, or why it does nothing.
std::string translationTexts()
{
    std::set<std::string_view> texts;
    for (const std::span<const Config::Option> part : Config::optionTable()) {
        for (const Config::Option &option : part) {
            const bool honoured = option.treatment == Config::Treatment::Honours && option.group != Config::Group::Configuration;
            texts.insert(honoured || option.name == "strict" ? option.help : option.explanation);
        }
    }
    texts.erase(std::string_view());
    std::string result = "// Made by retort-optiondocs for lupdate; nobody compiles it.\n";
    for (const std::string_view text : texts) {
        result += "QT_TRANSLATE_NOOP(\"Options\", " + literal(text) + ")\n";
    }
    return result;
}

} // namespace Retort::Docs
