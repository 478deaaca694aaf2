// SPDX-License-Identifier: Apache-2.0
#include "engine/log/escape.h"

#include <algorithm>

namespace Retort::Log {

namespace {

// One UTF-8 sequence (RFC 3629): its code point and length; length 0 when the bytes are none.
struct Decoded
{
    char32_t point = 0;
    std::size_t length = 0;
};

Decoded decode(std::string_view bytes) noexcept
{
    const auto at = [&](std::size_t index) { return static_cast<unsigned char>(bytes[index]); };
    const unsigned char lead = at(0);
    const std::size_t length = lead < 0x80 ? 1
        : lead >= 0xc2 && lead < 0xe0      ? 2
        : lead >= 0xe0 && lead < 0xf0      ? 3
        : lead >= 0xf0 && lead < 0xf5      ? 4
                                           : 0;
    if (length == 0 || bytes.size() < length) {
        return {};
    }
    if (length == 1) {
        return {lead, 1};
    }
    char32_t point = lead & (0x7fu >> length);
    for (std::size_t index = 1; index < length; ++index) {
        if ((at(index) & 0xc0) != 0x80) {
            return {};
        }
        point = (point << 6) | (at(index) & 0x3fu);
    }
    const bool overlong = (length == 3 && point < 0x800) || (length == 4 && point < 0x10000);
    const bool surrogate = point >= 0xd800 && point < 0xe000;
    return overlong || surrogate || point > 0x10ffff ? Decoded{} : Decoded{point, length};
}

// May stand in a line as it is: it neither moves the cursor nor hides nor reorders other text.
bool isHarmless(char32_t point) noexcept
{
    if (point < 0x20 || (point >= 0x7f && point < 0xa0)) {
        return false;
    }
    const bool invisible = point == 0xad || point == 0x61c || point == 0x180e || (point >= 0x200b && point <= 0x200f)
        || (point >= 0x2028 && point <= 0x202e) || (point >= 0x2060 && point <= 0x206f) || point == 0xfeff
        || (point >= 0xfff9 && point <= 0xfffb) || (point >= 0xe0000 && point <= 0xe007f);
    return !invisible;
}

void appendHex(std::string &to, std::string_view bytes)
{
    static constexpr char digits[] = "0123456789abcdef";
    for (const char byte : bytes) {
        const auto value = static_cast<unsigned char>(byte);
        to.append({'\\', 'x', digits[value >> 4], digits[value & 15]});
    }
}

bool isPlainAscii(char byte, Quotes quotes) noexcept
{
    return byte >= 0x20 && byte < 0x7f && (quotes == Quotes::Plain || (byte != '"' && byte != '\\'));
}

std::size_t plainRun(std::string_view bytes, Quotes quotes) noexcept
{
    std::size_t run = 0;
    while (run < bytes.size() && isPlainAscii(bytes[run], quotes)) {
        ++run;
    }
    return run;
}

// Appends the character at the front, which is not plain; returns its length.
std::size_t appendOther(std::string &to, std::string_view bytes)
{
    if (bytes[0] == '"' || bytes[0] == '\\') {
        to.append({'\\', bytes[0]});
        return 1;
    }
    const Decoded decoded = decode(bytes);
    if (decoded.length > 0 && isHarmless(decoded.point)) {
        to.append(bytes.substr(0, decoded.length));
        return decoded.length;
    }
    const std::size_t length = decoded.length > 0 ? decoded.length : 1;
    appendHex(to, bytes.substr(0, length));
    return length;
}

// The length of a colour sequence at the front, ESC [ digits and semicolons m; 0 when there is none.
std::size_t colourSequence(std::string_view bytes) noexcept
{
    if (!bytes.starts_with("\x1b[")) {
        return 0;
    }
    const std::size_t end = bytes.find_first_not_of("0123456789;", 2);
    return end != std::string_view::npos && bytes[end] == 'm' ? end + 1 : 0;
}

bool isContinuation(char byte) noexcept
{
    return (static_cast<unsigned char>(byte) & 0xc0) == 0x80;
}

} // namespace

void appendEscaped(std::string &to, std::string_view bytes, Quotes quotes)
{
    while (!bytes.empty()) {
        const std::size_t run = plainRun(bytes, quotes);
        to.append(bytes.substr(0, run));
        bytes.remove_prefix(run);
        if (!bytes.empty()) {
            bytes.remove_prefix(appendOther(to, bytes));
        }
    }
}

void appendEscapedBounded(std::string &to, std::string_view bytes, std::size_t most, Quotes quotes)
{
    const std::size_t start = to.size();
    if (bytes.size() <= most) {
        appendEscaped(to, bytes, quotes);
        if (to.size() - start <= most) {
            return;
        }
        to.resize(start);
    }
    // Escaping may quadruple bytes: keep so little of both ends that the sum fits whatever they are.
    const std::size_t room = most > 3 ? most - 3 : 0;
    const bool growing = plainRun(bytes, quotes) < bytes.size();
    const std::size_t keep = growing ? room / 4 : room;
    std::size_t head = std::min(bytes.size(), keep - keep / 3);
    std::size_t tail = bytes.size() - std::min(bytes.size() - head, keep / 3);
    // Not through a character; bytes that are none need at most three steps.
    for (int step = 0; step < 3 && head > 0 && head < bytes.size() && isContinuation(bytes[head]); ++step) {
        --head;
    }
    for (int step = 0; step < 3 && tail < bytes.size() && isContinuation(bytes[tail]); ++step) {
        ++tail;
    }
    appendEscaped(to, bytes.substr(0, head), quotes);
    to.append("...");
    appendEscaped(to, bytes.substr(tail), quotes);
}

void appendOutputText(std::string &to, std::string_view bytes, bool colours)
{
    bool coloured = false;
    while (!bytes.empty()) {
        if (const std::size_t length = colourSequence(bytes); length > 0) {
            if (colours) {
                to.append(bytes.substr(0, length));
                coloured = true;
            }
            bytes.remove_prefix(length);
        } else if (bytes[0] == '\t') {
            to.push_back('\t');
            bytes.remove_prefix(1);
        } else if (const std::size_t run = plainRun(bytes, Quotes::Plain); run > 0) {
            to.append(bytes.substr(0, run));
            bytes.remove_prefix(run);
        } else {
            bytes.remove_prefix(appendOther(to, bytes));
        }
    }
    if (coloured) {
        to.append("\x1b[0m");  // a program that forgets to reset must not colour our lines
    }
}

} // namespace Retort::Log
