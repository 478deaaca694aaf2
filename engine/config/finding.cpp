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

QString severityName(Finding::Severity severity)
{
    switch (severity) {
    case Finding::Severity::Note: return QStringLiteral("note");
    case Finding::Severity::Warning: return QStringLiteral("warning");
    case Finding::Severity::Error: return QStringLiteral("error");
    }
    return {};
}

} // namespace Retort::Config
