// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QString>

namespace Retort::Window {

// Under what a key of the list of requests stands among the keys of the window.
inline QString listKeyId(const QString &id)
{
    return QStringLiteral("list/") + id;
}

} // namespace Retort::Window
