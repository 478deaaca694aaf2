// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/gateway/headerlist.h"

#include <string>
#include <string_view>
#include <vector>

namespace Retort::Gateway {

// What add-header and del-header do to an app's answer. As in uWSGI, removing concerns the fields the app gave,
// in any case and however often; what is added comes behind them and is never removed. Pages the server
// makes itself (gateway/statuspage.h) are not an app's answer and stay as they are.
// A plain value; the names and values in it were checked with additionFault() and fieldFault().
class HeaderRules final
{
public:
    void add(std::string_view name, std::string_view value) { m_added.add(name, value); }
    void remove(std::string_view name) { m_removed.emplace_back(name); }

    bool isEmpty() const noexcept { return m_added.size() == 0 && m_removed.empty(); }
    void apply(HeaderList &headers) const;

private:
    bool removes(std::string_view name) const noexcept;

    HeaderList m_added;
    std::vector<std::string> m_removed;
};

// Why a field must not be added to every answer: what fieldFault() says, or that it would change where an
// answer ends (RFC 9112 §6). One clause, or empty.
std::string additionFault(std::string_view name, std::string_view value);

} // namespace Retort::Gateway
