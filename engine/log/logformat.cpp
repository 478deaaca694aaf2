// SPDX-License-Identifier: Apache-2.0
#include "engine/log/logformat.h"

#include "engine/base/clock.h"
#include "engine/log/escape.h"
#include "engine/log/masking.h"
#include "engine/log/numbers.h"

#include <algorithm>
#include <array>
#include <cstdio>
#include <utility>

namespace Retort::Log {

namespace {

constexpr std::uint64_t bytesPerMb = 1024 * 1024;

std::string_view valueIn(std::string_view varBlockBytes, std::string_view name)
{
    const auto block = Gateway::VarBlock::fromBytes(std::string(varBlockBytes));
    std::string_view found;
    if (block) {
        const std::string_view value = block->value(name);
        if (value.data()) {  // as a view into the caller's bytes: the block dies here
            found = varBlockBytes.substr(static_cast<std::size_t>(value.data() - block->bytes().data()), value.size());
        }
    }
    return found;
}

} // namespace

// What a visit of the pieces appends; lives for one line.
struct LogFormat::Writer
{
    std::string &to;
    const LoggedRequest &logged;
    const LogRules &rules;
    LogTime &time;

    void operator()(const Literal &literal) const { to.append(literal.text); }
    void operator()(const Variable &variable) const;
    void operator()(const LogVar &variable) const { value(valueIn(logged.trace.logVars, variable.name)); }
    void operator()(Text text) const;
    void operator()(Time form) const;
    void operator()(Number what) const;

    void value(std::string_view text) const;
    void target(std::string_view text) const;
    void number(std::integral auto value) const { appendNumber(to, value); }
};

LogFormat::LogFormat(std::string_view format)
{
    const auto literal = [this](std::string_view text) {
        Literal piece;
        appendEscaped(piece.text, text);
        m_pieces.emplace_back(std::move(piece));
    };
    while (!format.empty()) {
        const std::size_t open = format.find("%(");
        const std::size_t close = open == std::string_view::npos ? open : format.find(')', open);
        if (close == std::string_view::npos) {
            literal(format);
            return;
        }
        if (open > 0) {
            literal(format.substr(0, open));
        }
        m_pieces.push_back(pieceFor(format.substr(open + 2, close - open - 2)));
        format.remove_prefix(close + 1);
    }
}

LogFormat::Piece LogFormat::pieceFor(std::string_view name)
{
    static const auto known = std::to_array<std::pair<std::string_view, Piece>>({
        {"uri", Text::Uri},
        {"method", Text::Method},
        {"user", Text::User},
        {"addr", Text::Address},
        {"host", Text::Host},
        {"proto", Text::Protocol},
        {"uagent", Text::UserAgent},
        {"referer", Text::Referer},
        {"tmsecs", Time::Msecs},
        {"tmicros", Time::Micros},
        {"time", Time::Secs},
        {"epoch", Time::Epoch},
        {"ltime", Time::Common},
        {"ftime", Time::Format},
        {"ctime", Time::Ctime},
        {"status", Number::Status},
        {"rsize", Number::BodySize},
        {"hsize", Number::HeadSize},
        {"size", Number::Size},
        {"cl", Number::ContentLength},
        {"micros", Number::Micros},
        {"msecs", Number::Msecs},
        {"secs", Number::Secs},
        {"pid", Number::Pid},
        {"wid", Number::WorkerId},
        {"core", Number::Core},
        {"switches", Number::Switches},
        {"vars", Number::Vars},
        {"headers", Number::Headers},
        {"pktsize", Number::PacketSize},
        {"modifier1", Number::Zero},
        {"modifier2", Number::Zero},
        {"vsz", Number::Vsz},
        {"rss", Number::Rss},
        {"vszM", Number::VszM},
        {"rssM", Number::RssM},
        {"werr", Number::WriteErrors},
        {"rerr", Number::Zero},
        {"ioerr", Number::WriteErrors},
    });
    const auto found = std::ranges::find(known, name, [](const auto &entry) { return entry.first; });
    if (found != known.end()) {
        return found->second;
    }
    if (name.starts_with("var.")) {
        return Variable{std::string(name.substr(4))};
    }
    if (name.starts_with("metric.")) {
        return Number::Zero;  // what uWSGI writes for a metric it does not have; there are none here
    }
    return LogVar{std::string(name)};
}

void LogFormat::append(std::string &to, const LoggedRequest &logged, const LogRules &rules, LogTime &time) const
{
    const std::size_t start = to.size();
    const Writer writer{to, logged, rules, time};
    for (const Piece &piece : m_pieces) {
        std::visit(writer, piece);
        if (to.size() - start > maxLineBytes) {
            to.resize(start + maxLineBytes - 3);
            to.append("...");
            return;
        }
    }
}

void LogFormat::Writer::value(std::string_view text) const
{
    if (text.empty()) {
        to.push_back('-');
    } else {
        appendEscapedBounded(to, text, maxValueBytes, Quotes::Escaped);
    }
}

void LogFormat::Writer::target(std::string_view text) const
{
    if (text.empty()) {
        to.push_back('-');
        return;
    }
    std::string masked;
    appendEscapedBounded(to, rules.maskSecrets ? maskedTarget(text, masked) : text, maxUriBytes, Quotes::Escaped);
}

void LogFormat::Writer::operator()(const Variable &variable) const
{
    const std::string_view text = logged.request.vars.value(variable.name);
    std::string masked;
    if (!text.empty() && isSecretVariable(variable.name)) {
        to.append("***");
    } else if (variable.name == "QUERY_STRING" && rules.maskSecrets) {
        value(maskedQuery(text, masked));
    } else {
        target(text);  // REQUEST_URI, HTTP_REFERER and headers of apps' own may be URLs
    }
}

void LogFormat::Writer::operator()(Text text) const
{
    switch (text) {
    case Text::Uri: return target(logged.fields.uri);
    case Text::Method: return value(logged.fields.method);
    case Text::User: return value(logged.fields.user);
    case Text::Address: return value(shownAddress(logged.fields, rules));
    case Text::Host: return value(logged.fields.host);
    case Text::Protocol: return value(logged.fields.protocol);
    case Text::UserAgent: return value(logged.request.vars.value("HTTP_USER_AGENT"));
    case Text::Referer: return target(logged.request.vars.value("HTTP_REFERER"));
    }
}

void LogFormat::Writer::operator()(Time form) const
{
    const std::int64_t startUs = logged.trace.wallStartUs;
    switch (form) {
    case Time::Msecs: return number(startUs / 1000);
    case Time::Micros: return number(startUs);
    case Time::Secs: return number(startUs / 1'000'000);
    case Time::Epoch: return number(wallClockUs() / 1'000'000);
    case Time::Common: to.append(time.commonForm(startUs)); return;
    case Time::Format: {
        const bool custom = rules.formatStrftime && !rules.date.empty() && rules.date != "true";
        to.append(custom ? time.customForm(startUs, rules.date) : time.commonForm(startUs));
        return;
    }
    case Time::Ctime: to.append(time.ctimeForm(startUs)); return;
    }
}

void LogFormat::Writer::operator()(Number what) const
{
    const Gateway::Trace &trace = logged.trace;
    switch (what) {
    case Number::Status: return number(trace.status);
    case Number::BodySize: return number(trace.bodyBytesOut);
    case Number::HeadSize: return number(trace.headBytesOut);
    case Number::Size: return number(trace.bodyBytesOut + trace.headBytesOut);
    case Number::ContentLength: return number(logged.request.contentLength.value_or(trace.bodyBytesIn));
    case Number::Micros: return number(responseUs(trace));
    case Number::Msecs: return number(responseUs(trace) / 1000);
    case Number::Secs: {
        std::array<char, 48> text{};
        std::snprintf(text.data(), text.size(), "%lld.%06lld", static_cast<long long>(responseUs(trace) / 1'000'000),
            static_cast<long long>(responseUs(trace) % 1'000'000));
        to.append(text.data());
        return;
    }
    case Number::Pid: return number(trace.workerId > 0 ? trace.workerPid : logged.enginePid);
    case Number::WorkerId: return number(trace.workerId);
    case Number::Core: return number(std::max(trace.slot, 0));
    case Number::Switches: return number(trace.switches);
    case Number::Vars: return number(2 * logged.request.vars.count());
    case Number::Headers: return number(trace.headerCount);
    case Number::PacketSize: return number(logged.request.vars.bytes().size());
    case Number::Zero: return number(0);
    case Number::Vsz: return number(trace.vszBytes);
    case Number::Rss: return number(trace.rssBytes);
    case Number::VszM: return number(trace.vszBytes / bytesPerMb);
    case Number::RssM: return number(trace.rssBytes / bytesPerMb);
    case Number::WriteErrors: return number(trace.clientGone ? 1 : 0);
    }
}

} // namespace Retort::Log
