// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QString>
#include <QStringView>

#include <cstdint>
#include <optional>
#include <span>

namespace Retort::Log {

// What a term of a request filter looks at. The route is found by its path (RouteTable). Those behind it are not in a RequestRecord: somebody who
// captured them must answer for them (RequestFacts).
enum class FilterField : std::uint8_t {
    Target, // a term without a name: path and query
    Method,
    Path,
    Status,
    Time,
    Cpu,
    Size,
    Worker,
    Load,
    Client,
    State, // is:
    Since,
    When,
    Route,
    Type,
    Header,
    RequestBody,
    ResponseBody,
    Output,
    Error,
};

// The words of `is:`. Those from Watched on are RequestFacts' too.
enum class RequestState : std::uint8_t { Error, Slow, Asset, Replay, Watched, Held, Running };

// How the values of a field are read.
enum class FilterValue : std::uint8_t { Text, Word, Header, Status, Duration, Size, Number, State, Moment, Period };

struct FilterFieldInfo
{
    FilterField field;
    QStringView name; // as it is typed, without the colon
    FilterValue value;
    QStringView example; // values that make sense, for the sentence about a missing one
};

// All that can be typed, in the order in which help and completion show them.
std::span<const FilterFieldInfo> filterFields() noexcept;
const FilterFieldInfo *findFilterField(QStringView name) noexcept;

struct RequestStateInfo
{
    RequestState state;
    QStringView name;
};
std::span<const RequestStateInfo> requestStates() noexcept;
std::optional<RequestState> findRequestState(QStringView name) noexcept;

constexpr bool isInRecord(FilterField field) noexcept
{
    return field <= FilterField::Route;
}
constexpr bool isInRecord(RequestState state) noexcept
{
    return state < RequestState::Watched;
}

// What a field that is not in the record is called in a sentence: “the response type”.
QString describe(FilterField field);
QString describe(RequestState state);

} // namespace Retort::Log
