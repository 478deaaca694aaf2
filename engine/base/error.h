// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QString>

namespace Retort {

// What went wrong, for code that branches on it. The sentence beside it is for people.
enum class Errc : quint8 {
    Unknown,
    BadAddress,        // text that is no address we can listen on
    AddressInUse,      // another program holds the port or socket
    AddressNotLocal,   // the host is not an address of this computer
    PermissionDenied,  // ports below 1024, files of other users
    PathTooLong,       // sun_path holds 107 bytes (103 on macOS)
    NotASocket,        // the path exists and is something else: never removed
    FolderMissing,
    FileMissing,
    FileChanged,       // by someone else, since we read it
    BadOption,         // unknown option, or a value of the wrong kind
    BadFile,           // a file that cannot be read as what it should be
    PythonNotUsable,   // no interpreter, or one we cannot embed or host
    NoApplication,     // nothing in the folder looks like a WSGI app
    ProcessFailed,     // a program could not be started
    Io,                // read, write, connect
    Protocol,          // a peer broke the rules of its protocol
};

// An error: a code to branch on, and one sentence that names the file, option, address or
// byte and says what to do. Show the sentence as it is.
struct Error
{
    Errc code = Errc::Unknown;
    QString sentence;
};

} // namespace Retort
