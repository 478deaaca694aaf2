// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/base/result.h"
#include "engine/config/treetext.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>

namespace Retort::Config::Test {

// Reads the bytes as a configuration, for its usual and for another section, and looks whether the answer makes sense.
template<typename Reader>
void tryReader(Reader read, std::string_view bytes)
{
    HostFacts host;
    host.currentFolder = "/srv";
    const MagicVariables magic(host, "/srv/site/uwsgi.conf", "uwsgi.conf", {});
    const auto lines = std::count(bytes.begin(), bytes.end(), '\n') + 1;
    for (const std::string_view section : {"", "uwsgi", "x"}) {
        const Result<TreeText, TreeError> text = read(bytes, magic, section);
        if (!text) {
            if (text.error().line < 1 || text.error().line > lines || text.error().sentence.isEmpty()) {
                __builtin_trap();
            }
            continue;
        }
        for (const TreeEntry &entry : text->entries) {
            if (entry.line < 1 || entry.line > lines || (entry.section.empty() && !section.empty())) {
                __builtin_trap();
            }
        }
        for (const TreeRemark &remark : text->remarks) {
            if (remark.line < 1 || remark.line > lines || remark.sentence.isEmpty()) {
                __builtin_trap();
            }
        }
    }
}

} // namespace Retort::Config::Test
