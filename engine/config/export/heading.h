// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/config/export/exportfiles.h"

namespace Retort::Config::Export {

// The comment at the top of every file: what it is, where it goes, what it could not carry over.

// For a web server in front of uWSGI, which reads its ini itself: only what concerns HTTP is left behind.
QString frontHeading(const Site &site, const QString &purpose);
// For uWSGI with its ini: only what is not on the other machine is left behind.
QString uwsgiHeading(const Site &site, const QString &purpose);
// For another server: every option not among `expressed` is left behind.
QString otherServerHeading(const Site &site, const QString &purpose, const QStringList &expressed);

} // namespace Retort::Config::Export
