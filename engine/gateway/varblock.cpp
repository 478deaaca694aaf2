// SPDX-License-Identifier: Apache-2.0
#include "engine/gateway/varblock.h"

namespace Retort::Gateway {

namespace {

std::size_t lengthAt(const char *at) noexcept
{
    return static_cast<unsigned char>(at[0]) | (static_cast<std::size_t>(static_cast<unsigned char>(at[1])) << 8);
}

char *putField(char *to, std::string_view field) noexcept
{
    *to++ = static_cast<char>(field.size() & 0xff);
    *to++ = static_cast<char>(field.size() >> 8);
    return to + field.copy(to, field.size());
}

} // namespace

VarBlock::Pair VarBlock::Iterator::operator*() const noexcept
{
    const std::size_t keyLength = lengthAt(m_at);
    const char *value = m_at + 2 + keyLength;
    return {std::string_view(m_at + 2, keyLength), std::string_view(value + 2, lengthAt(value))};
}

VarBlock::Iterator &VarBlock::Iterator::operator++() noexcept
{
    const auto [key, value] = **this;
    m_at += 4 + key.size() + value.size();
    return *this;
}

std::optional<VarBlock> VarBlock::fromBytes(std::string bytes)
{
    VarBlock block;
    std::size_t at = 0;
    const auto skipField = [&](bool mayBeEmpty) {
        if (bytes.size() - at < 2) {
            return false;
        }
        const std::size_t length = lengthAt(bytes.data() + at);
        at += 2;
        if (bytes.size() - at < length || (length == 0 && !mayBeEmpty)) {
            return false;
        }
        at += length;
        return true;
    };
    while (at < bytes.size()) {
        if (!skipField(false) || !skipField(true)) {
            return std::nullopt;
        }
        ++block.m_count;
    }
    block.m_bytes = std::move(bytes);
    return block;
}

bool VarBlock::add(std::string_view key, std::string_view value)
{
    if (key.empty() || key.size() > maxFieldBytes || value.size() > maxFieldBytes) {
        return false;
    }
    const std::size_t before = m_bytes.size();
    m_bytes.resize(before + 4 + key.size() + value.size());
    putField(putField(m_bytes.data() + before, key), value);
    ++m_count;
    return true;
}

std::string_view VarBlock::value(std::string_view key) const noexcept
{
    std::string_view found;
    for (const auto [candidate, value] : *this) {
        if (candidate == key) {
            found = value;
        }
    }
    return found;
}

} // namespace Retort::Gateway
