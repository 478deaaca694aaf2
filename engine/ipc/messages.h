// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/gateway/headerlist.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

// The payloads of the frames that travel per request, and of Hello. Numbers are little endian.
// Each has append…() for the sender, which adds a whole frame, and parse…() for the receiver,
// which answers nothing when the payload is not well formed. Knows no Qt.
namespace Retort::Ipc {

struct Hello
{
    std::string token;             // the one-time secret from the worker's environment
    std::int32_t slot = -1;        // -1: the control channel of the process
    std::int64_t pid = 0;
    std::uint64_t threadId = 0;    // threading.get_ident() of the slot's thread, to find it in a stack dump
};

void appendHello(std::string &out, const Hello &hello);
std::optional<Hello> parseHello(std::string_view payload);

struct RequestMessage
{
    std::uint32_t sequence = 0;     // of the slot; claimed on the board before it is run (claimboard.h)
    std::uint64_t requestId = 0;    // engine-wide, for uwsgi.request_id() and output attribution
    bool bodyFollows = false;       // RequestBody frames and a RequestBodyEnd come behind this frame
    bool expectsContinue = false;   // answer WantBody before the first blocking read
    std::int64_t contentLength = 0; // -1: not known, read until the end
    std::string_view vars;          // VarBlock bytes
    std::string_view body;          // what is here of it
};

void appendRequest(std::string &out, const RequestMessage &message);
std::optional<RequestMessage> parseRequest(std::string_view payload);

void appendResponseHead(std::string &out, int status, std::string_view reason, const Gateway::HeaderList &headers);
std::optional<Gateway::ResponseHead> parseResponseHead(std::string_view payload);

struct ResponseEndMessage
{
    std::uint32_t sequence = 0;
    bool exception = false;   // the app raised
    bool truncated = false;   // it broke off after the head: the answer is not whole
    std::int64_t appWallUs = 0;
    std::int64_t appCpuUs = 0;
    std::uint32_t switches = 0;
    std::uint64_t rssBytes = 0;  // 0 unless memory-report
    std::uint64_t vszBytes = 0;
    std::string_view logVars;    // VarBlock bytes of uwsgi.set_logvar()
};

void appendResponseEnd(std::string &out, const ResponseEndMessage &message);
std::optional<ResponseEndMessage> parseResponseEnd(std::string_view payload);

} // namespace Retort::Ipc
