// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/gateway/headerlist.h"
#include "engine/gateway/varblock.h"

#include <cstdint>
#include <string>
#include <string_view>

namespace Retort::Gateway {

// The beginning of a body, and how long it was. A plain value.
class CapturedBody final
{
public:
    static constexpr std::size_t mostBytes = 1024 * 1024;  // a page of HTML or JSON a person may want to read

    void add(std::string_view piece)
    {
        m_size += piece.size();
        m_bytes.append(piece.substr(0, mostBytes - m_bytes.size()));
    }

    std::string_view bytes() const noexcept { return m_bytes; }
    std::uint64_t size() const noexcept { return m_size; }  // of the whole
    bool isCut() const noexcept { return m_size > m_bytes.size(); }

private:
    std::string m_bytes;
    std::uint64_t m_size = 0;
};

// What is kept of a request beside its record. Made only for one that raised, or while somebody records, so that
// other requests pay a comparison. A plain value.
struct Capture
{
    bool isRecorded = false;    // head and bodies too; else only what raised
    std::string exceptionJson;  // as the worker's Exception frame had it
    VarBlock vars;
    CapturedBody requestBody;   // what the app's side took of it
    ResponseHead responseHead;  // as it was sent, error pages of the engine included
    CapturedBody responseBody;

    std::size_t byteCount() const noexcept;  // roughly what it takes in memory
};

} // namespace Retort::Gateway
