// SPDX-License-Identifier: Apache-2.0
// The ini dialect, value parsers, expansion and the source scanner: whatever the bytes, no crash and no endless work.
#include "engine/config/expander.h"
#include "engine/config/inireader.h"
#include "engine/config/sourcescan.h"
#include "engine/config/valueparsers.h"

#include <cstddef>
#include <cstdint>

using namespace Retort::Config;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const std::string_view bytes(reinterpret_cast<const char *>(data), size);
    HostFacts host;
    host.currentFolder = "/srv";
    const IniText ini = readIni(bytes, MagicVariables(host, "/srv/site/uwsgi.ini", "uwsgi.ini", {}));
    std::vector<GivenOption> options;
    for (const IniEntry &entry : ini.entries) {
        if (entry.key.find('\n') != std::string::npos || entry.line < 1) {
            __builtin_trap();
        }
        readFlag(entry.value);
        readInteger(entry.value);
        readSocketMode(entry.value);
        if (options.size() < 50) { // the expander looks every name up in the list
            options.push_back({entry.key, entry.value, Origin{Origin::Kind::File, "uwsgi.ini", entry.line}, false});
        }
    }
    Expander expander({.environment = [](std::string_view) { return std::optional<std::string>("value"); },
        .file = [](std::string_view) { return std::optional<std::string>("content\n"); }});
    expander.expand(options);
    scanSource(bytes);
    return 0;
}
