// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/log/filterfields.h"

#include <QStringList>
#include <QStringView>

#include <functional>

namespace Retort::Requests {

// What can be filtered for now.
struct FilterWorld
{
    std::function<bool(Log::FilterField)> records;       // whether there is anything to ask of the field
    std::function<bool(Log::RequestState)> recordsState;
    std::function<QStringList(Log::FilterField)> values; // that occurred, the usual ones first
};

// What could stand where a person types: `words` take the place of the `length` characters from `from` on.
struct FilterCompletion
{
    qsizetype from = 0;
    qsizetype length = 0;
    QStringList words;
};

// Names of fields for what begins a term, values behind a colon or a comma. Nothing inside quotation marks, for
// expressions, and where a word is complete already.
FilterCompletion completeFilter(QStringView text, qsizetype cursor, const FilterWorld &world);

} // namespace Retort::Requests
