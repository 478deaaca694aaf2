// SPDX-License-Identifier: Apache-2.0
#include "engine/log/filterfields.h"

#include "engine/base/text.h"

#include <algorithm>
#include <array>

namespace Retort::Log {

namespace {

using F = FilterField;
using V = FilterValue;

constexpr std::array fields{
    FilterFieldInfo{F::Status, u"status", V::Status, u"404, 5xx or >=400"},
    FilterFieldInfo{F::Method, u"method", V::Word, u"GET or POST,PUT"},
    FilterFieldInfo{F::Path, u"path", V::Text, u"/users or =/users/7"},
    FilterFieldInfo{F::Time, u"time", V::Duration, u">200ms"},
    FilterFieldInfo{F::Cpu, u"cpu", V::Duration, u">50ms"},
    FilterFieldInfo{F::Size, u"size", V::Size, u">1mb"},
    FilterFieldInfo{F::Worker, u"worker", V::Number, u"2"},
    FilterFieldInfo{F::Load, u"load", V::Number, u"17"},
    FilterFieldInfo{F::Client, u"client", V::Text, u"127.0.0.1"},
    FilterFieldInfo{F::State, u"is", V::State, u"error, slow or asset"},
    FilterFieldInfo{F::Since, u"since", V::Moment, u"reload, 5m or 14:02"},
    FilterFieldInfo{F::When, u"when", V::Period, u"14:02:11..14:02:30"},
    FilterFieldInfo{F::Route, u"route", V::Text, u"users.show"},
    FilterFieldInfo{F::Type, u"type", V::Text, u"json"},
    FilterFieldInfo{F::Header, u"header", V::Header, u"x-id=7"},
    FilterFieldInfo{F::RequestBody, u"req.body", V::Text, u"name"},
    FilterFieldInfo{F::ResponseBody, u"res.body", V::Text, u"name"},
    FilterFieldInfo{F::Output, u"out", V::Text, u"warning"},
    FilterFieldInfo{F::Error, u"error", V::Text, u"KeyError"},
};

constexpr std::array states{
    RequestStateInfo{RequestState::Error, u"error"},
    RequestStateInfo{RequestState::Slow, u"slow"},
    RequestStateInfo{RequestState::Asset, u"asset"},
    RequestStateInfo{RequestState::Replay, u"replay"},
    RequestStateInfo{RequestState::Watched, u"watched"},
    RequestStateInfo{RequestState::Held, u"held"},
    RequestStateInfo{RequestState::Running, u"running"},
};

} // namespace

std::span<const FilterFieldInfo> filterFields() noexcept
{
    return fields;
}

const FilterFieldInfo *findFilterField(QStringView name) noexcept
{
    const auto found =
        std::ranges::find_if(fields, [&](const FilterFieldInfo &info) { return name.compare(info.name, Qt::CaseInsensitive) == 0; });
    return found == fields.end() ? nullptr : &*found;
}

std::span<const RequestStateInfo> requestStates() noexcept
{
    return states;
}

std::optional<RequestState> findRequestState(QStringView name) noexcept
{
    const auto found =
        std::ranges::find_if(states, [&](const RequestStateInfo &info) { return name.compare(info.name, Qt::CaseInsensitive) == 0; });
    return found == states.end() ? std::nullopt : std::optional(found->state);
}

QString describe(FilterField field)
{
    switch (field) {
    case F::Route: return Text::tr("the route");
    case F::Type: return Text::tr("the response type");
    case F::Header: return Text::tr("the text of headers");
    case F::RequestBody: return Text::tr("the request body");
    case F::ResponseBody: return Text::tr("the response body");
    case F::Output: return Text::tr("the output of a request");
    case F::Error: return Text::tr("the exception");
    case F::Target:
    case F::Method:
    case F::Path:
    case F::Status:
    case F::Time:
    case F::Cpu:
    case F::Size:
    case F::Worker:
    case F::Load:
    case F::Client:
    case F::State:
    case F::Since:
    case F::When: break;
    }
    return {};
}

QString describe(RequestState state)
{
    switch (state) {
    case RequestState::Watched: return Text::tr("whether a request is watched");
    case RequestState::Held: return Text::tr("whether a request was held");
    case RequestState::Running: return Text::tr("whether a request is running");
    case RequestState::Error:
    case RequestState::Slow:
    case RequestState::Asset:
    case RequestState::Replay: break;
    }
    return {};
}

} // namespace Retort::Log
