// SPDX-License-Identifier: Apache-2.0
#include "ui/routes/routestatistics.h"

#include "engine/log/requestfilter.h"

#include <algorithm>

namespace Retort::Routes {

namespace {

constexpr std::size_t leastHashLength = 16; // shorter ones may be words

std::string_view kindOf(std::string_view segment)
{
    const auto isDigit = [](char byte) { return byte >= '0' && byte <= '9'; };
    const auto isHex = [isDigit](char byte) { return isDigit(byte) || (byte >= 'a' && byte <= 'f') || (byte >= 'A' && byte <= 'F'); };
    if (segment.empty() || !std::ranges::all_of(segment, [isHex](char byte) { return isHex(byte) || byte == '-'; })) {
        return {};
    }
    if (std::ranges::all_of(segment, isDigit)) {
        return "<int>";
    }
    if (segment.size() == 36 && std::ranges::count(segment, '-') == 4) {
        return "<uuid>";
    }
    const bool isHash = segment.size() >= leastHashLength && std::ranges::all_of(segment, isHex) && std::ranges::any_of(segment, isDigit);
    return isHash ? "<hash>" : std::string_view();
}

} // namespace

void RouteStatistics::add(const Log::RequestRecord &record) noexcept
{
    m_us[static_cast<std::size_t>(m_hits % recent)] = record.totalUs;
    ++m_hits;
    m_errors += Log::isError(record) ? 1 : 0;
    m_lastUs = std::max(m_lastUs, record.wallStartUs + record.totalUs);
}

std::uint32_t RouteStatistics::p95Us() const
{
    if (m_hits == 0) {
        return 0;
    }
    auto sorted = m_us;
    const auto end = sorted.begin() + static_cast<std::ptrdiff_t>(std::min<std::uint64_t>(m_hits, recent));
    const auto at = sorted.begin() + (end - sorted.begin() - 1) * 95 / 100;
    std::nth_element(sorted.begin(), at, end);
    return *at;
}

std::string learnedRule(std::string_view target)
{
    const std::string_view path = Log::pathOf(target);
    std::string rule;
    std::size_t at = 0;
    while (true) {
        const std::size_t end = std::min(path.find('/', at), path.size());
        const std::string_view segment = path.substr(at, end - at);
        const std::string_view kind = kindOf(segment);
        rule.append(kind.empty() ? segment : kind);
        if (end == path.size()) {
            return rule;
        }
        rule.push_back('/');
        at = end + 1;
    }
}

} // namespace Retort::Routes
