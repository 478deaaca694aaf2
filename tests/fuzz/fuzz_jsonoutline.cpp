// SPDX-License-Identifier: Apache-2.0
// JSON outlines: every value stands within its parent and the text, and lines of one that has no fault read the same again.
#include "engine/content/jsonoutline.h"

#include <cstddef>
#include <cstdint>

using namespace Retort::Content;

namespace {

void demand(bool met)
{
    if (!met) {
        __builtin_trap();
    }
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const JsonOutline outline = JsonOutline::of(std::string(reinterpret_cast<const char *>(data), size), 5'000);
    demand(outline.size() <= 5'000);
    for (std::size_t index = 0; index < outline.size(); ++index) {
        const JsonOutline::Node &node = outline.node(index);
        demand(std::size_t{node.at} + node.length <= size);
        if (index > 0) {
            const JsonOutline::Node &parent = outline.node(node.parent);
            demand(node.parent < index && outline.child(node.parent, node.row) == index);
            demand(node.at >= parent.at && node.at + node.length <= parent.at + parent.length);
        }
        outline.nameOf(index);
        outline.stringOf(index);
        if (index % 50 == 0) { // as long as it is deep
            outline.pathOf(index);
        }
    }
    for (const Members members : {Members::AsSent, Members::Sorted}) {
        std::string again;
        for (const std::string &line : jsonLines(outline, members)) {
            again += line + '\n';
        }
        const JsonOutline second = JsonOutline::of(again, 5'000);
        demand(second.size() == outline.size() && (outline.size() == 0 || !second.fault()));
        demand(jsonLines(second, members) == jsonLines(outline, members));
    }
    return 0;
}
