// SPDX-License-Identifier: Apache-2.0
#include "engine/config/hostfacts.h"

#include <grp.h>
#include <pwd.h>
#include <unistd.h>

namespace Retort::Config {

UserFacts userFacts()
{
    UserFacts facts;
    facts.userId = ::getuid();
    facts.groupId = ::getgid();
    if (const passwd *user = ::getpwuid(facts.userId)) {
        facts.user = user->pw_name;
    }
    if (const group *entry = ::getgrgid(facts.groupId)) {
        facts.group = entry->gr_name;
    }
    return facts;
}

} // namespace Retort::Config
