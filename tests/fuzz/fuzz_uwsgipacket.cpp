// SPDX-License-Identifier: Apache-2.0
// A uwsgi packet from whoever can connect: no input may crash the parser, make it take more than the packet,
// or pass a variable that is forbidden; and cutting the input elsewhere must change nothing.
#include "engine/uwsgi/packetparser.h"
#include "engine/uwsgi/uwsgivars.h"

#include <cstddef>
#include <cstdint>

using namespace Retort;
using namespace Retort::Uwsgi;

namespace {

void require(bool held)
{
    if (!held) {
        __builtin_trap();
    }
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const std::string_view input(reinterpret_cast<const char *>(data), size);
    PacketParser whole(PacketParser::longestBlock);
    const std::size_t used = whole.feed(input);

    PacketParser cut(PacketParser::longestBlock);
    const std::size_t half = size / 2;
    std::size_t usedInTwo = cut.feed(input.substr(0, half));
    usedInTwo += usedInTwo == half ? cut.feed(input.substr(half)) : 0;
    require(used == usedInTwo && whole.state() == cut.state() && whole.fault() == cut.fault());
    require((whole.state() == PacketParser::State::Failed) == !whole.fault().empty());
    if (whole.state() != PacketParser::State::Done) {
        return 0;
    }
    require(used == PacketParser::headerBytes + whole.blockBytes());
    auto block = Gateway::VarBlock::fromBytes(whole.takeBlock());
    require(block.has_value());
    const CheckedVars checked = checkVars(std::move(*block), whole.modifier1(), {"localhost", "80"});
    for (const auto [key, value] : checked.vars) {
        require(!isForbidden(key));
    }
    require((checked.status == 0) == checked.fault.empty());
    cameFromThisComputer(checked.vars);
    otherProtocol(whole.header());
    return 0;
}
