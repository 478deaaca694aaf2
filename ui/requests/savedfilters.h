// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QList>
#include <QString>

class QSettings;

namespace Retort::Requests {

// A filter under a name of its own, beside the chips. They are the same for all sites.
struct SavedFilter
{
    QString name;
    QString text;

    friend bool operator==(const SavedFilter &, const SavedFilter &) = default;
};

QList<SavedFilter> savedFilters(QSettings &store);
// Takes the place of the one of that name. A name is cut where it would push everything else away.
void saveFilter(QSettings &store, const SavedFilter &filter);
void forgetFilter(QSettings &store, const QString &name);

} // namespace Retort::Requests
