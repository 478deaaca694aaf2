// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/base/result.h"

#include <QByteArray>
#include <QString>

namespace Retort::Commands {

enum class IfThere : quint8 { Refuse, Replace };

// Writes a file that Retort made. Refuse asks and creates in one step, so that nothing that comes there in the
// meantime is lost. Half a file never stays. Errors: Io, with path and reason.
Result<void> writeFile(const QString &path, const QByteArray &bytes, IfThere ifThere);

} // namespace Retort::Commands
