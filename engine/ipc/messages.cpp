// SPDX-License-Identifier: Apache-2.0
#include "engine/ipc/messages.h"

#include "engine/ipc/frames.h"

#include <type_traits>
#include <utility>

namespace Retort::Ipc {

namespace {

template<typename Integer>
void put(std::string &out, Integer value)
{
    auto bits = static_cast<std::make_unsigned_t<Integer>>(value);
    char bytes[sizeof(Integer)];
    for (char &byte : bytes) {
        byte = static_cast<char>(bits & 0xff);
        if constexpr (sizeof(Integer) > 1) {
            bits >>= 8;
        }
    }
    out.append(bytes, sizeof bytes);
}

void putText(std::string &out, std::string_view text)
{
    put(out, static_cast<std::uint32_t>(text.size()));
    out.append(text);
}

// Reads fields in order; once one does not fit, everything reads as zero and ok() is false.
class Fields
{
public:
    explicit Fields(std::string_view payload) noexcept : m_rest(payload) {}

    template<typename Integer>
    Integer number() noexcept
    {
        const std::string_view bytes = take(sizeof(Integer));
        std::make_unsigned_t<Integer> value = 0;
        for (std::size_t i = bytes.size(); i-- > 0;) {
            value =
                static_cast<std::make_unsigned_t<Integer>>((value << (sizeof(Integer) > 1 ? 8 : 0)) | static_cast<unsigned char>(bytes[i]));
        }
        return static_cast<Integer>(value);
    }

    std::string_view text() noexcept { return take(number<std::uint32_t>()); }
    std::string_view rest() noexcept { return std::exchange(m_rest, {}); }
    bool ok() const noexcept { return m_ok; }
    bool atEnd() const noexcept { return m_ok && m_rest.empty(); }

private:
    std::string_view take(std::size_t bytes) noexcept
    {
        if (!m_ok || m_rest.size() < bytes) {
            m_ok = false;
            return {};
        }
        const std::string_view taken = m_rest.substr(0, bytes);
        m_rest.remove_prefix(bytes);
        return taken;
    }

    std::string_view m_rest;
    bool m_ok = true;
};

enum RequestFlag : std::uint8_t { BodyFollows = 1, ExpectsContinue = 2 };
enum EndFlag : std::uint8_t { Raised = 1, Truncated = 2 };

std::uint8_t flag(bool set, std::uint8_t bit) noexcept
{
    return set ? bit : std::uint8_t{0};
}

} // namespace

void appendHello(std::string &out, const Hello &hello)
{
    const std::size_t begin = openFrame(out, FrameType::Hello);
    putText(out, hello.token);
    put(out, hello.slot);
    put(out, hello.pid);
    put(out, hello.threadId);
    closeFrame(out, begin);
}

std::optional<Hello> parseHello(std::string_view payload)
{
    Fields fields(payload);
    Hello hello;
    hello.token = fields.text();
    hello.slot = fields.number<std::int32_t>();
    hello.pid = fields.number<std::int64_t>();
    hello.threadId = fields.number<std::uint64_t>();
    return fields.atEnd() ? std::optional(hello) : std::nullopt;
}

void appendRequest(std::string &out, const RequestMessage &message)
{
    const std::size_t begin = openFrame(out, FrameType::Request);
    put(out, message.sequence);
    put(out, message.requestId);
    put(out, static_cast<std::uint8_t>(flag(message.bodyFollows, BodyFollows) | flag(message.expectsContinue, ExpectsContinue)));
    put(out, message.contentLength);
    putText(out, message.vars);
    out.append(message.body);
    closeFrame(out, begin);
}

std::optional<RequestMessage> parseRequest(std::string_view payload)
{
    Fields fields(payload);
    RequestMessage message;
    message.sequence = fields.number<std::uint32_t>();
    message.requestId = fields.number<std::uint64_t>();
    const auto flags = fields.number<std::uint8_t>();
    message.bodyFollows = (flags & BodyFollows) != 0;
    message.expectsContinue = (flags & ExpectsContinue) != 0;
    message.contentLength = fields.number<std::int64_t>();
    message.vars = fields.text();
    message.body = fields.rest();
    return fields.ok() ? std::optional(message) : std::nullopt;
}

void appendResponseHead(std::string &out, int status, std::string_view reason, const Gateway::HeaderList &headers)
{
    const std::size_t begin = openFrame(out, FrameType::ResponseHead);
    put(out, static_cast<std::uint16_t>(status));
    putText(out, reason);
    for (int i = 0; i < headers.size(); ++i) {
        const auto [name, value] = headers.at(i);
        putText(out, name);
        putText(out, value);
    }
    closeFrame(out, begin);
}

std::optional<Gateway::ResponseHead> parseResponseHead(std::string_view payload)
{
    Fields fields(payload);
    Gateway::ResponseHead head;
    head.status = fields.number<std::uint16_t>();
    head.reason = fields.text();
    while (fields.ok() && !fields.atEnd()) {
        const std::string_view name = fields.text();
        head.headers.add(name, fields.text());
    }
    return fields.ok() ? std::optional(std::move(head)) : std::nullopt;
}

void appendResponseEnd(std::string &out, const ResponseEndMessage &message)
{
    const std::size_t begin = openFrame(out, FrameType::ResponseEnd);
    put(out, message.sequence);
    put(out, static_cast<std::uint8_t>(flag(message.exception, Raised) | flag(message.truncated, Truncated)));
    put(out, message.appWallUs);
    put(out, message.appCpuUs);
    put(out, message.switches);
    put(out, message.rssBytes);
    put(out, message.vszBytes);
    out.append(message.logVars);
    closeFrame(out, begin);
}

std::optional<ResponseEndMessage> parseResponseEnd(std::string_view payload)
{
    Fields fields(payload);
    ResponseEndMessage message;
    message.sequence = fields.number<std::uint32_t>();
    const auto flags = fields.number<std::uint8_t>();
    message.exception = (flags & Raised) != 0;
    message.truncated = (flags & Truncated) != 0;
    message.appWallUs = fields.number<std::int64_t>();
    message.appCpuUs = fields.number<std::int64_t>();
    message.switches = fields.number<std::uint32_t>();
    message.rssBytes = fields.number<std::uint64_t>();
    message.vszBytes = fields.number<std::uint64_t>();
    message.logVars = fields.rest();
    return fields.ok() ? std::optional(message) : std::nullopt;
}

} // namespace Retort::Ipc
