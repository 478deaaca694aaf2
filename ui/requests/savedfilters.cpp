// SPDX-License-Identifier: Apache-2.0
#include "ui/requests/savedfilters.h"

#include <QSettings>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Retort::Requests {

namespace {

constexpr auto place = "requests/savedFilters"_L1;
constexpr qsizetype mostFilters = 20;
constexpr qsizetype longestName = 40;

void write(QSettings &store, const QList<SavedFilter> &filters)
{
    store.beginWriteArray(place, static_cast<int>(filters.size()));
    for (qsizetype i = 0; i < filters.size(); ++i) {
        store.setArrayIndex(static_cast<int>(i));
        store.setValue("name"_L1, filters.at(i).name);
        store.setValue("text"_L1, filters.at(i).text);
    }
    store.endArray();
}

} // namespace

QList<SavedFilter> savedFilters(QSettings &store)
{
    QList<SavedFilter> filters;
    const int size = store.beginReadArray(place);
    for (int i = 0; i < std::min<int>(size, mostFilters); ++i) {
        store.setArrayIndex(i);
        SavedFilter filter{store.value("name"_L1).toString(), store.value("text"_L1).toString()};
        if (!filter.name.isEmpty() && !filter.text.isEmpty()) {
            filters += std::move(filter);
        }
    }
    store.endArray();
    return filters;
}

void saveFilter(QSettings &store, const SavedFilter &filter)
{
    const SavedFilter kept{filter.name.simplified().left(longestName), filter.text.trimmed()};
    if (kept.name.isEmpty() || kept.text.isEmpty()) {
        return;
    }
    QList<SavedFilter> filters = savedFilters(store);
    const auto same = std::ranges::find(filters, kept.name, &SavedFilter::name);
    if (same != filters.end()) {
        *same = kept;
    } else {
        filters.append(kept);
        if (filters.size() > mostFilters) {
            filters.removeFirst();
        }
    }
    write(store, filters);
}

void forgetFilter(QSettings &store, const QString &name)
{
    QList<SavedFilter> filters = savedFilters(store);
    filters.removeIf([&](const SavedFilter &filter) { return filter.name == name; });
    store.remove(place);
    write(store, filters);
}

} // namespace Retort::Requests
