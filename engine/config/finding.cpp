// SPDX-License-Identifier: Apache-2.0
#include "engine/config/finding.h"

namespace Retort::Config {

QString Finding::toString() const
{
    QString text;
    for (const QString &part : {place, option}) {
        if (!part.isEmpty()) {
            text += part + QStringLiteral(": ");
        }
    }
    return text + sentence;
}

} // namespace Retort::Config
