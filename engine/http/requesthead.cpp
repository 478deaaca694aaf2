// SPDX-License-Identifier: Apache-2.0
#include "engine/http/requesthead.h"

#include "engine/gateway/headerlist.h"

namespace Retort::Http {

std::string_view RequestHead::value(std::string_view name) const noexcept
{
    for (const Field &field : fields) {
        if (!field.dropped && Gateway::equalsIgnoringCase(field.name, name)) {
            return field.value;
        }
    }
    return {};
}

} // namespace Retort::Http
