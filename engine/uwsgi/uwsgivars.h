// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/gateway/varblock.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace Retort::Uwsgi {

// A variable that no front end may set here. uWSGI obeys these: whoever can connect may load a file as
// code, change the folder or the environment (UWSGI.md §4.4, RELIABILITY.md part 3, 12).
// UWSGI_SCHEME is harmless and stays; keys of the form "wsgi.…" and "uwsgi.…" would pose as what the
// worker itself puts into the environ; HTTP_PROXY is "httpoxy" (CVE-2016-5385).
bool isForbidden(std::string_view key) noexcept;

// What becomes of the variables of a packet: those the app will see, or why there is no request.
struct CheckedVars
{
    Gateway::VarBlock vars;
    std::uint64_t contentLength = 0;
    bool isHead = false;
    int minorVersion = 0;              // of SERVER_PROTOCOL; HTTP/1.0 when there is none, as in uWSGI
    std::vector<std::string> dropped;  // names of forbidden variables, each once
    int status = 0;                    // 400: `fault` says why
    std::string fault;                 // a sentence without a full stop
};

// What is known of the listener and of who connected.
struct ServerDefaults
{
    std::string_view name;        // what a front end did not send and PEP 3333 wants
    std::string_view port;
    bool peerIsLocal = false;     // then X-Forwarded-Proto and X-Forwarded-SSL are believed, and become HTTPS
};

// Drops what is forbidden, fills in SERVER_NAME, SERVER_PORT and SERVER_PROTOCOL if they are missing, reads
// CONTENT_LENGTH (empty means 0, as nginx sends it; digits only), and for modifier1 30 takes SCRIPT_NAME off
// the front of PATH_INFO. PATH_INFO is passed on as it came: the front end has decoded it already.
CheckedVars checkVars(Gateway::VarBlock block, std::uint8_t modifier1, const ServerDefaults &defaults);

// The browser sits at this computer and asked for it by a local name: then an error page may show code.
// `vars` must come from a front end on this computer.
bool cameFromThisComputer(const Gateway::VarBlock &vars) noexcept;

} // namespace Retort::Uwsgi
