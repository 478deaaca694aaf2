// SPDX-License-Identifier: Apache-2.0
#include "engine/log/requestfields.h"

namespace Retort::Log {

RequestFields RequestFields::of(const Gateway::VarBlock &vars) noexcept
{
    RequestFields fields;
    for (const auto [key, value] : vars) {
        switch (key.size()) {  // the length alone rules out nearly every key
        case 9:
            if (key == "HTTP_HOST") {
                fields.host = value;
            }
            break;
        case 11:
            if (key == "REQUEST_URI") {
                fields.uri = value;
            } else if (key == "REMOTE_ADDR") {
                fields.address = value;
            } else if (key == "REMOTE_USER") {
                fields.user = value;
            }
            break;
        case 14:
            if (key == "REQUEST_METHOD") {
                fields.method = value;
            }
            break;
        case 15:
            if (key == "SERVER_PROTOCOL") {
                fields.protocol = value;
            }
            break;
        case 20:
            if (key == "HTTP_X_FORWARDED_FOR") {
                fields.forwardedFor = value;
            }
            break;
        default: break;
        }
    }
    return fields;
}

} // namespace Retort::Log
