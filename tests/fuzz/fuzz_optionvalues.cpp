// SPDX-License-Identifier: Apache-2.0
// Values of options: lines of name=value are expanded and checked as a server would, whatever stands in them. What comes
// out without an error must be usable: numbers in range, addresses that can be written and read again.
#include "engine/base/endpoint.h"
#include "engine/config/expander.h"
#include "engine/config/logicblock.h"
#include "engine/config/serverconfigbuilder.h"
#include "engine/config/valueparsers.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>

using namespace Retort;
using namespace Retort::Config;

namespace {

constexpr std::size_t mostOptions = 40; // every name is looked up in the list

void require(bool truth)
{
    if (!truth) {
        __builtin_trap();
    }
}

std::vector<GivenOption> optionsOf(std::string_view bytes)
{
    std::vector<GivenOption> options;
    for (int line = 1; !bytes.empty() && options.size() < mostOptions; ++line) {
        const std::size_t end = std::min(bytes.find('\n'), bytes.size());
        const std::string_view text = bytes.substr(0, end);
        bytes.remove_prefix(std::min(end + 1, bytes.size()));
        const std::size_t equals = text.find('=');
        GivenOption option{std::string(text.substr(0, equals)), {}, Origin{Origin::Kind::File, "uwsgi.ini", line}, false};
        if (equals != std::string_view::npos) {
            option.value = std::string(text.substr(equals + 1));
        }
        options.push_back(std::move(option));
    }
    return options;
}

void tryParsers(const std::optional<std::string> &value)
{
    readFlag(value);
    const IntegerReading number = readInteger(value);
    require(number.quality == IntegerReading::Quality::Negative || number.value >= 0);
    if (const auto mode = readSocketMode(value)) {
        require(*mode >= 0 && *mode <= 0777);
    }
    if (!value) {
        return;
    }
    if (const auto mask = readUmask(*value)) {
        require(*mask >= 0 && *mask <= 0777);
    }
    if (const auto comment = inlineComment(*value)) {
        require(*comment > 0 && *comment < value->size());
    }
    const QString text = toText(*value);
    if (const Result<Endpoint> endpoint = Endpoint::fromString(text)) {
        const Result<Endpoint> again = Endpoint::fromString(endpoint->toString());
        require(again && *again == *endpoint);
    }
    evaluateArithmetic(
        *value, [](std::string_view name) { return name.empty() ? std::nullopt : std::optional<std::string>(name.substr(1)); });
}

void tryBlock(const GivenOption &opening, const std::vector<GivenOption> &options)
{
    const auto always = [](std::string_view) { return true; };
    const auto something = [](std::string_view name) { return name.size() % 2 == 0 ? std::nullopt : std::optional<std::string>(name); };
    const LogicBlock block(opening,
        {.environment = something,
            .option = something,
            .exists = always,
            .isFile = always,
            .isFolder = always,
            .glob = [](std::string_view) { return std::vector<std::string>{"a", "b"}; },
            .hostName = "computer"});
    for (const GivenOption &option : options) {
        block.apply(option.value);
    }
}

void tryServer(CollectedOptions collected)
{
    for (const GivenOption &option : collected.options) {
        if (findOption(option.name) != nullptr && findOption(option.name)->group == Group::Retort) {
            collected.retort.push_back(option);
        }
    }
    const BuiltConfig built = ServerConfigBuilder(collected, QStringLiteral("/nonexistent/site")).build();
    bool usable = true;
    for (const Finding &finding : built.findings) {
        require(!finding.sentence.isEmpty());
        usable = usable && finding.severity != Finding::Severity::Error;
    }
    const ServerConfig &server = built.server;
    if (!usable) {
        return;
    }
    require(server.processes >= 1 && server.threads >= 1 && server.backlog >= 1);
    require(server.harakiriS >= 0 && server.maxRequests >= 0 && server.httpTimeoutS >= 0 && server.keepAliveMs >= 0);
    require(server.limitPostBytes >= 0 && server.reloadOnRssBytes >= 0 && server.socketTimeoutMs >= 0);
    require(!server.listeners.isEmpty() && !server.siteName.isEmpty());
    for (const ListenerConfig &listener : server.listeners) {
        const Result<Endpoint> again = Endpoint::fromString(listener.endpoint.toString());
        require(again && *again == listener.endpoint);
    }
    for (const Mount &mount : server.app.mounts) {
        require(!mount.application.isEmpty());
    }
    for (const auto &[name, value] : server.app.environment) {
        require(!name.isEmpty() && !name.contains(u'='));
    }
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    CollectedOptions collected;
    collected.options = optionsOf({reinterpret_cast<const char *>(data), size});
    for (const GivenOption &option : collected.options) {
        tryParsers(option.value);
        if (LogicBlock::isKnown(option.name)) {
            tryBlock(option, collected.options);
        }
    }
    Expander expander(
        {.environment = [](std::string_view name) { return name == "PORT" ? std::optional<std::string>("8000") : std::nullopt; },
            .file = [](std::string_view) { return std::optional<std::string>("content\n"); }});
    expander.expand(collected.options);
    collected.findings = expander.findings();
    tryServer(std::move(collected));
    return 0;
}
