// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QCoreApplication>
#include <QString>

namespace Retort::States {

// The translated texts of this folder, for functions that are no members of a QObject.
class Words final
{
    Q_DECLARE_TR_FUNCTIONS(States)
};

// "14:02" in local time.
QString clockText(qint64 wallUs);

} // namespace Retort::States
