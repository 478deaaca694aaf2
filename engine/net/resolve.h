// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QHostAddress>

namespace Retort::Net {

// The address of a host given as a number or a name; "" is 0.0.0.0. A name that has both kinds gives its
// IPv4 address, as in uWSGI. Null when it is not known. Asks the system's resolver and waits for it.
QHostAddress resolvedHost(const QString &host);

} // namespace Retort::Net
