// SPDX-License-Identifier: Apache-2.0
#include "engine/uwsgi/answerwriter.h"

#include <algorithm>
#include <array>
#include <charconv>

namespace Retort::Uwsgi {

using Gateway::equalsIgnoringCase;

namespace {

bool isHopByHop(std::string_view name) noexcept
{
    constexpr std::array<std::string_view, 7> names{
        "connection", "keep-alive", "proxy-connection", "te", "trailer", "transfer-encoding", "upgrade"};
    return std::ranges::any_of(names, [name](std::string_view each) { return equalsIgnoringCase(name, each); });
}

std::optional<std::uint64_t> parseLength(std::string_view text) noexcept
{
    while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) {
        text.remove_prefix(1);
    }
    while (!text.empty() && (text.back() == ' ' || text.back() == '\t')) {
        text.remove_suffix(1);
    }
    std::uint64_t length = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), length);
    return error == std::errc() && end == text.data() + text.size() ? std::optional(length) : std::nullopt;
}

} // namespace

std::string AnswerWriter::fault(const Gateway::ResponseHead &head)
{
    if (std::string fault = headFault(head); !fault.empty()) {
        return fault;
    }
    std::optional<std::uint64_t> length;
    for (int i = 0; i < head.headers.size(); ++i) {
        const auto [name, value] = head.headers.at(i);
        if (!equalsIgnoringCase(name, "content-length")) {
            continue;
        }
        const auto parsed = parseLength(value);
        if (!parsed || (length && length != parsed)) {
            return "the Content-Length “" + std::string(value.substr(0, 40))
                + (parsed ? "” contradicts an earlier one" : "” is not a number");
        }
        length = parsed;
    }
    return {};
}

void AnswerWriter::appendHead(const Gateway::ResponseHead &head, std::string &out)
{
    const std::string_view reason = head.reason.empty() ? Gateway::standardReason(head.status) : std::string_view(head.reason);
    out.append(m_minorVersion == 0 ? "HTTP/1.0 " : "HTTP/1.1 ")
        .append(std::to_string(head.status))
        .append(" ")
        .append(reason)
        .append("\r\n");
    m_bodiless = m_isHead || head.status == 204 || head.status == 304;
    for (int i = 0; i < head.headers.size(); ++i) {
        const auto [name, value] = head.headers.at(i);
        const bool isLength = equalsIgnoringCase(name, "content-length");
        if (isHopByHop(name) || (isLength && (m_left || head.status == 204))) {
            continue;  // RFC 9110 §8.6: no Content-Length in a 204
        }
        if (isLength) {
            m_left = parseLength(value);
        }
        out.append(name).append(": ").append(value).append("\r\n");
    }
    out.append("\r\n");
}

std::string_view AnswerWriter::body(std::string_view bytes) noexcept
{
    if (m_bodiless) {
        return {};
    }
    if (m_left) {
        bytes = bytes.substr(0, static_cast<std::size_t>(std::min<std::uint64_t>(bytes.size(), *m_left)));
        *m_left -= bytes.size();
    }
    return bytes;
}

AnswerWriter::Outcome AnswerWriter::finish(Gateway::Ending ending) const noexcept
{
    const bool showsItself = m_bodiless || m_left.has_value();
    return ending == Gateway::Ending::Complete || showsItself ? Outcome::Close : Outcome::Reset;
}

} // namespace Retort::Uwsgi
