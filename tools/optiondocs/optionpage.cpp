// SPDX-License-Identifier: Apache-2.0
#include "tools/optiondocs/pages.h"
#include "tools/optiondocs/words.h"

namespace Retort::Docs {
namespace {

using namespace Config;

std::string_view kindName(const Option &option)
{
    switch (option.value) {
    case ValueKind::Flag: return "yes or no";
    case ValueKind::InvertedFlag: return "yes or no, inverted";
    case ValueKind::Int:
    case ValueKind::Int64: return "number";
    case ValueKind::Int16: return "number up to 65535";
    case ValueKind::Megabytes: return "megabytes";
    case ValueKind::Text: return "text";
    case ValueKind::List: return "text, repeatable";
    case ValueKind::Mode: return "three octal digits";
    case ValueKind::Address: return "address, repeatable";
    case ValueKind::ConfigFile: return "file";
    case ValueKind::Placeholder: return "name=value";
    case ValueKind::Logic: return "condition";
    }
    return {};
}

std::string_view treatmentName(Treatment treatment)
{
    switch (treatment) {
    case Treatment::Honours: return "yes";
    case Treatment::Explains: return "not needed";
    case Treatment::Keeps: return "kept";
    case Treatment::Refuses: return "refused";
    }
    return {};
}

std::string row(const Option &option)
{
    std::string names;
    for (const std::string_view name : namesOf(option)) {
        names.append(names.empty() ? "`" : ", `").append(name).append("`");
    }
    if (option.letter != 0) {
        names.append(", `-").append(1, option.letter).append("`");
    }
    std::string text = capitalised(option.help);
    if (!option.explanation.empty()) {
        text.append(": ").append(option.explanation);
    }
    return replaced("| " + names + " | " + std::string(kindName(option)) + " | " + std::string(option.defaultText) + " | "
                   + std::string(treatmentName(option.treatment)) + " | " + replaced(text, "|", "\\|") + " |",
               "  ", " ")
        + "\n";
}

} // namespace

std::string optionPage()
{
    std::string out = "# Options of Retort " RETORT_VERSION "\n\n"
                      "Every option of uWSGI 2.0 and what Retort does with it: *yes* acts on it, *not needed* accepts it and says why\n"
                      "nothing has to be done, *kept* leaves it to production, *refused* stops because going on would mislead.\n";
    for (const Group group : groupsInOrder()) {
        std::string rows;
        forEachOption(group, [&](const Option &option) { rows += row(option); });
        if (!rows.empty()) {
            out.append("\n## ").append(groupTitle(group)).append("\n\n| option | value | default | here | |\n|---|---|---|---|---|\n");
            out += rows;
        }
    }
    return out;
}

} // namespace Retort::Docs
