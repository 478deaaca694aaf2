// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace Retort::Http {

// The value of a Date header (IMF-fixdate, RFC 9110 §5.6.7), made anew only when the second changes.
// One per thread of connections, not one per connection.
class DateLine final
{
public:
    std::string_view at(std::int64_t wallUs);

private:
    std::int64_t m_second = -1;
    std::string m_text;
};

} // namespace Retort::Http
