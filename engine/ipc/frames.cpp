// SPDX-License-Identifier: Apache-2.0
#include "engine/ipc/frames.h"

namespace Retort::Ipc {

namespace {

void putLength(char *at, std::size_t length) noexcept
{
    for (int i = 0; i < 4; ++i) {
        at[i] = static_cast<char>((length >> (8 * i)) & 0xff);
    }
}

} // namespace

void appendFrame(std::string &out, FrameType type, std::string_view payload)
{
    const std::size_t begin = openFrame(out, type);
    out.append(payload);
    closeFrame(out, begin);
}

std::size_t openFrame(std::string &out, FrameType type)
{
    const std::size_t begin = out.size();
    out.append(4, '\0');
    out.push_back(static_cast<char>(type));
    return begin;
}

void closeFrame(std::string &out, std::size_t begin)
{
    putLength(out.data() + begin, out.size() - begin - frameHeaderBytes);
}

} // namespace Retort::Ipc
