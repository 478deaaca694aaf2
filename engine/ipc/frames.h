// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

// Frames between engine and worker: 4 bytes length of the payload (little endian), 1 byte type,
// payload. Each slot (thread) of a worker has a channel of its own; one more, the control channel,
// belongs to the process. Knows no Qt: the worker module links it.
//
// The other side is not trusted with more than its own answers (RELIABILITY: "IPC is a trust
// boundary"): lengths are checked here and in messages.h, and a broken frame ends the channel.
namespace Retort::Ipc {

enum class FrameType : std::uint8_t {
    // worker → engine, first frame of every channel
    Hello = 1,         // messages.h Hello
    // worker → engine, control channel (JSON, see ARCHITECTURE.md "Control frames")
    Ready = 2,         // the app is loaded
    LoadFailed = 3,    // why it is not
    Call = 4,          // uwsgi.reload(), cache_get()…: asks the engine, answered by Reply
    Prepared = 5,      // the libraries of a standby are loaded, or why they cannot be
    Modules = 6,       // follows Ready when asked for: what the app is made of
    Importing = 7,     // a load takes long: what it imports now
    Stacks = 8,        // what every thread does; the answer to Stack
    // engine → worker, control channel (JSON)
    Load = 16,         // import the app described here
    Retire = 17,       // finish what runs, then exit
    Reply = 18,
    Prepare = 19,      // be a standby: load the libraries named here, and nothing of the app
    Stack = 20,        // tell what every thread does
    Interrupt = 21,    // raise an exception in the request of a slot
    // engine → worker, slot channel
    Request = 32,      // messages.h RequestMessage, with the body as far as it is here
    RequestBody = 33,  // more of it
    RequestBodyEnd = 34, // no more will come; payload: 1 byte, BodyEnd
    // worker → engine, slot channel
    WantBody = 48,     // the app reads a body whose client waits for "100 Continue"; no payload
    ResponseHead = 49, // messages.h ResponseHeadMessage
    ResponseBody = 50,
    ResponseEnd = 51,  // messages.h ResponseEndMessage
    Exception = 52,    // JSON: what the app raised; precedes ResponseEnd
};

enum class BodyEnd : std::uint8_t { Complete = 0, Aborted = 1 };

inline constexpr std::size_t frameHeaderBytes = 5;

// Appends a whole frame.
void appendFrame(std::string &out, FrameType type, std::string_view payload);

// For payloads built in place: write the header with an open length, append the payload, close.
// Returns where the frame begins.
std::size_t openFrame(std::string &out, FrameType type);
void closeFrame(std::string &out, std::size_t begin);

} // namespace Retort::Ipc
