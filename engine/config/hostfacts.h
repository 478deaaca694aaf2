// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

namespace Retort::Config {

// Who runs us, as the magic variables %u %U %g %G tell it.
struct UserFacts
{
    std::string user;
    std::string group;
    unsigned userId = 0;
    unsigned groupId = 0;
};

UserFacts userFacts();

} // namespace Retort::Config
