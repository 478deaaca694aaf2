// SPDX-License-Identifier: Apache-2.0
#include "engine/gateway/headerrules.h"

#include <algorithm>
#include <utility>

namespace Retort::Gateway {

bool HeaderRules::removes(std::string_view name) const noexcept
{
    return std::any_of(m_removed.begin(), m_removed.end(), [name](const std::string &gone) { return equalsIgnoringCase(gone, name); });
}

void HeaderRules::apply(HeaderList &headers) const
{
    if (!m_removed.empty()) {
        HeaderList kept;
        for (int i = 0; i < headers.size(); ++i) {
            if (const auto [name, value] = headers.at(i); !removes(name)) {
                kept.add(name, value);
            }
        }
        headers = std::move(kept);
    }
    for (int i = 0; i < m_added.size(); ++i) {
        const auto [name, value] = m_added.at(i);
        headers.add(name, value);
    }
}

std::string additionFault(std::string_view name, std::string_view value)
{
    for (const std::string_view framing : {"Content-Length", "Transfer-Encoding", "Connection"}) {
        if (equalsIgnoringCase(name, framing)) {
            return "the header " + std::string(framing) + " says where an answer ends, which the server must decide for each";
        }
    }
    return fieldFault(name, value);
}

} // namespace Retort::Gateway
