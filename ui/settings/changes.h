// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/config/inidocument.h"

#include <QString>
#include <QStringList>

namespace Retort::Ui {

// What differs between the file on disk and what is being edited, by option.
struct Changes
{
    int count = 0;           // options that differ; of text that is no option, all is one
    QStringList keys;        // their names in the option table, as they come
    QStringList restartKeys; // those a reload does not apply

    bool needsRestart() const { return !restartKeys.isEmpty(); }
};

Changes changesBetween(const Config::IniDocument &before, const Config::IniDocument &now);

// Why a reload cannot apply a change of this option, as a phrase for the bar: "port change"; empty when it can.
// A reload gives new workers a new app, Python and environment; what the engine holds stays.
QString restartReason(const QString &key);

// "3 changes · port change needs a restart"
QString changesSentence(const Changes &changes);

} // namespace Retort::Ui
