// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/requests/requesttable.h"

#include <QKeySequence>
#include <QList>
#include <QString>

namespace Retort::Requests {

// A key of the list of requests: what it does, and the key unless a person chose another.
struct ListKey
{
    RequestTable::Command command;
    QString id;   // under which the choice is kept
    QString name; // translated
    QKeySequence standard;
};

// All of them, in the order in which help shows them.
QList<ListKey> listKeys();

} // namespace Retort::Requests
