// SPDX-License-Identifier: Apache-2.0
// Editing an ini file: unedited it stays as it is, and what is set is read back, by the document and by the reader.
// The first line of the input is the key, the second the value, the rest the file.
#include "engine/config/inidocument.h"
#include "engine/config/inireader.h"
#include "engine/config/valueparsers.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>

using namespace Retort::Config;

namespace {

void demand(bool met)
{
    if (!met) {
        __builtin_trap();
    }
}

std::string_view nextLine(std::string_view &bytes)
{
    const std::size_t end = std::min(bytes.find('\n'), bytes.size());
    const std::string_view line = bytes.substr(0, end);
    bytes.remove_prefix(std::min(end + 1, bytes.size()));
    return line;
}

// Magic variables of names are the reader's alone: the document takes names as they are written.
bool hasMagicNames(std::string_view file)
{
    while (!file.empty()) {
        const std::string_view line = nextLine(file);
        if (line.substr(0, line.find('=')).find('%') != std::string_view::npos || line.ends_with('%')) {
            return true;
        }
    }
    return false;
}

std::optional<std::string> readBack(const std::string &bytes, std::string_view key, const MagicVariables &magic)
{
    std::optional<std::string> value;
    for (const IniEntry &entry : readIni(bytes, magic).entries) {
        if (entry.section == "uwsgi" && entry.key == key) {
            value = entry.value;
        }
    }
    return value;
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    std::string_view rest(reinterpret_cast<const char *>(data), size);
    const std::string_view key = nextLine(rest);
    const std::string_view value = nextLine(rest);
    const std::string file(rest);
    const MagicVariables magic(HostFacts(), "/srv/site/uwsgi.ini", "uwsgi.ini", {});

    IniDocument document(file);
    demand(document.bytes() == file);
    const std::size_t count = document.values("uwsgi", key).size();
    if (!document.set("uwsgi", key, value, "comment %")) {
        demand(document.bytes() == file);
        return 0;
    }
    const std::string kept = document.lastValue("uwsgi", key).value_or(std::string());
    const bool comment = kept != value; // a comment stays behind a number
    demand(kept.starts_with(value) && (!comment || inlineComment(kept)));
    demand(document.values("uwsgi", key).size() == std::max<std::size_t>(count, 1));
    if (!hasMagicNames(file)) {
        demand(readBack(document.bytes(), key, magic)
            == stripped(magic.substitute(kept).text)); // %x may be empty, and leave a blank at the end
    }
    if (document.add("uwsgi", key, value)) {
        demand(document.remove("uwsgi", key, value));
    }
    const std::string before = document.bytes();
    if (const auto removed = document.remove("uwsgi", key)) {
        demand(*removed == std::max<std::size_t>(count, 1));
        demand(!document.lastValue("uwsgi", key));
    } else { // one of them stands in a logic block
        demand(document.bytes() == before);
    }
    return 0;
}
