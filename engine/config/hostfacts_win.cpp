// SPDX-License-Identifier: Apache-2.0
#include "engine/config/hostfacts.h"

#include <QtGlobal>

namespace Retort::Config {

// Windows has no numbers for users; uWSGI, which does not run there, sets no example.
UserFacts userFacts()
{
    UserFacts facts;
    facts.user = qgetenv("USERNAME").toStdString();
    return facts;
}

} // namespace Retort::Config
