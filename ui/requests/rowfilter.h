// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/log/requestfilter.h"
#include "ui/requests/requestring.h"

namespace Retort::Requests {

// Which rows are shown: what the filter field says, and whether assets are hidden. Markers and notices always
// are: they say what happened between the requests that are left. Asked from any thread.
struct RowFilter
{
    Log::RequestFilter filter;
    bool hideAssets = false;

    bool acceptsAll() const noexcept { return !hideAssets && filter.acceptsAll(); }
    bool accepts(const RequestRow &row) const
    {
        return row.kind != RowKind::Request || (!(hideAssets && Log::isAsset(row.texts.target)) && filter.accepts(*row.record, row.texts));
    }
};

} // namespace Retort::Requests
