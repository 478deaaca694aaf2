// SPDX-License-Identifier: Apache-2.0
#include "engine/log/requestfilter.h"

#include "engine/log/filterparser.h"
#include "engine/log/routetable.h"

#include <algorithm>
#include <array>

namespace Retort::Log {

namespace {

constexpr std::array<std::string_view, 24> assetEndings{"avif", "bmp", "css", "eot", "gif", "ico", "jpeg", "jpg", "js", "map", "mjs", "mp3",
    "mp4", "otf", "png", "svg", "ttf", "wasm", "wav", "webm", "webmanifest", "webp", "woff", "woff2"};
static_assert(std::ranges::is_sorted(assetEndings));

bool holdsAny(const std::vector<NumberRange> &ranges, std::int64_t number) noexcept
{
    return std::ranges::any_of(ranges, [&](const NumberRange &range) { return range.holds(number); });
}

bool matchesAny(const std::vector<TextPattern> &patterns, std::string_view text)
{
    return std::ranges::any_of(patterns, [&](const TextPattern &pattern) { return pattern.matches(text); });
}

void gatherCaptured(const FilterNode &node, QStringList &to)
{
    if (node.kind == FilterNode::Kind::Term && !node.term.source.isEmpty() && !to.contains(node.term.source)) {
        to.append(node.term.source);
    }
    for (const FilterNode &part : node.parts) {
        gatherCaptured(part, to);
    }
}

} // namespace

bool RequestFacts::meets(const RequestRecord &record, const FilterTerm &term) const
{
    std::string found;
    if (term.field != FilterField::Header) {
        return text(record.sequence, term.field, {}, found) && matchesAny(term.patterns, found);
    }
    return std::ranges::any_of(term.headers, [&](const FilterTerm::HeaderPattern &header) {
        found.clear();
        return text(record.sequence, term.field, header.name, found) && header.value.matches(found);
    });
}

Result<RequestFilter, FilterFault> RequestFilter::fromText(QStringView text, const FilterSetting &setting)
{
    auto root = FilterParser(text, setting).parse();
    if (!root) {
        return std::unexpected(std::move(root.error()));
    }
    RequestFilter filter;
    filter.m_root = std::move(*root);
    filter.m_slowUs = setting.slowUs;
    filter.m_facts = setting.facts;
    filter.m_routes = setting.routes;
    return filter;
}

bool RequestFilter::accepts(const RequestRecord &record, const RequestTexts &texts) const
{
    return meets(m_root, record, texts);
}

bool RequestFilter::meets(const FilterNode &node, const RequestRecord &record, const RequestTexts &texts) const
{
    const auto part = [&](const FilterNode &inner) { return meets(inner, record, texts); };
    bool met = false;
    switch (node.kind) {
    case FilterNode::Kind::All: met = std::ranges::all_of(node.parts, part); break;
    case FilterNode::Kind::Any: met = std::ranges::any_of(node.parts, part); break;
    case FilterNode::Kind::Term: met = meets(node.term, record, texts); break;
    }
    return met != node.negated;
}

bool RequestFilter::meets(const FilterTerm &term, const RequestRecord &record, const RequestTexts &texts) const
{
    switch (term.field) {
    case FilterField::Target: return matchesAny(term.patterns, texts.target);
    case FilterField::Method: return matchesAny(term.patterns, texts.method);
    case FilterField::Path: return matchesAny(term.patterns, pathOf(texts.target));
    case FilterField::Client: return matchesAny(term.patterns, texts.client);
    case FilterField::Status: return holdsAny(term.ranges, record.status);
    case FilterField::Time: return holdsAny(term.ranges, record.totalUs);
    case FilterField::Cpu: return holdsAny(term.ranges, record.appCpuUs);
    case FilterField::Size: return holdsAny(term.ranges, static_cast<std::int64_t>(record.bodyBytesOut));
    case FilterField::Worker: return holdsAny(term.ranges, record.workerId);
    case FilterField::Load: return holdsAny(term.ranges, record.load);
    case FilterField::Since:
    case FilterField::When: return holdsAny(term.ranges, record.wallStartUs + record.totalUs);
    case FilterField::State: return std::ranges::any_of(term.states, [&](RequestState state) { return is(state, record, texts); });
    case FilterField::Route: return meetsRoute(term, texts);
    case FilterField::Type:
    case FilterField::Header:
    case FilterField::RequestBody:
    case FilterField::ResponseBody:
    case FilterField::Output:
    case FilterField::Error: return m_facts && m_facts->meets(record, term);
    }
    return false;
}

// By its endpoint as well as by its rule: a person knows one of them.
bool RequestFilter::meetsRoute(const FilterTerm &term, const RequestTexts &texts) const
{
    const int found = m_routes ? m_routes->match(texts.method, texts.target) : RouteTable::none;
    if (found == RouteTable::none) {
        return false;
    }
    const Route &route = m_routes->routes()[static_cast<std::size_t>(found)];
    return matchesAny(term.patterns, route.endpoint) || matchesAny(term.patterns, route.mount + route.rule);
}

QStringList RequestFilter::capturedTerms() const
{
    QStringList terms;
    gatherCaptured(m_root, terms);
    return terms;
}

const FilterTerm *RequestFilter::onlyCapturedTerm() const noexcept
{
    const bool isOne = m_root.kind == FilterNode::Kind::Term && !m_root.negated && !m_root.term.source.isEmpty();
    return isOne ? &m_root.term : nullptr;
}

bool RequestFilter::is(RequestState state, const RequestRecord &record, const RequestTexts &texts) const
{
    switch (state) {
    case RequestState::Error: return isError(record);
    case RequestState::Slow: return record.totalUs >= m_slowUs;
    case RequestState::Asset: return isAsset(texts.target);
    case RequestState::Replay: return record.is(RequestRecord::Replay);
    case RequestState::Watched:
    case RequestState::Held:
    case RequestState::Running: return m_facts && m_facts->is(record.sequence, state);
    }
    return false;
}

std::string_view pathOf(std::string_view target) noexcept
{
    return target.substr(0, target.find('?'));
}

bool isError(const RequestRecord &record) noexcept
{
    return record.status >= 500 || record.is(RequestRecord::Exception) || record.is(RequestRecord::Truncated);
}

bool isAsset(std::string_view target) noexcept
{
    const std::string_view path = pathOf(target);
    const std::size_t dot = path.find_last_of("./");
    if (dot == std::string_view::npos || path[dot] != '.' || path.size() - dot > 12) {
        return false;
    }
    std::array<char, 12> ending;
    const auto *const end = std::ranges::transform(path.substr(dot + 1), ending.begin(), [](char byte) {
        return byte >= 'A' && byte <= 'Z' ? static_cast<char>(byte + ('a' - 'A')) : byte;
    }).out;
    return std::ranges::binary_search(assetEndings, std::string_view(ending.begin(), end));
}

} // namespace Retort::Log
