// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/base/result.h"

#include <QString>
#include <QStringList>

namespace Retort::Config::Export {

// One value in the words of each format. Control characters, which no format carries unharmed on one line, and what
// a format would expand without a way to prevent it are errors.

Result<QString> nginxQuoted(const QString &value);   // "$" begins a variable and has no escape
Result<QString> apacheQuoted(const QString &value);  // so does "${"
Result<QString> systemdQuoted(const QString &value); // % and $ doubled, for ExecStart=
Result<QString> shellQuoted(const QString &value);
Result<QString> jsonQuoted(const QString &value);    // JSON; read alike by YAML, Dockerfile CMD and Python

// ["a", "b"] as JSON.
Result<QString> jsonList(const QStringList &values);

// One harmless line for a comment: no control characters, not longer than a screen is wide.
QString commentText(QString text);

// True for a variable whose value is not to be written down: its name speaks of a secret, or the value is an
// address with a password in it.
bool isSecret(const QString &name, const QString &value);

} // namespace Retort::Config::Export
