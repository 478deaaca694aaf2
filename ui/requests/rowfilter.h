// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/log/requestfilter.h"
#include "ui/requests/requestring.h"

#include <memory>
#include <unordered_set>

namespace Retort::Requests {

// Which rows are shown: what the filter field says, whether assets are hidden, and what was deleted by hand. Markers
// and notices always are: they say what happened between the requests that are left. Asked from any thread.
struct RowFilter
{
    Log::RequestFilter filter;
    bool hideAssets = false;
    std::shared_ptr<const std::unordered_set<quint64>> deleted = nullptr; // positions; null: none

    bool acceptsAll() const noexcept { return !hideAssets && !deleted && filter.acceptsAll(); }
    bool accepts(const RequestRow &row) const
    {
        return row.kind != RowKind::Request
            || (!(hideAssets && Log::isAsset(row.texts.target)) && !(deleted && deleted->contains(row.position))
                && filter.accepts(*row.record, row.texts));
    }
};

} // namespace Retort::Requests
