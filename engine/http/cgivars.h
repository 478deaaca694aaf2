// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/gateway/varblock.h"
#include "engine/http/httpsettings.h"
#include "engine/http/requesthead.h"
#include "engine/net/stream.h"

namespace Retort::Http {

// The variables of an HTTP request with exactly uWSGI's keys (UWSGI.md §5.1): REQUEST_METHOD, REQUEST_URI,
// PATH_INFO, QUERY_STRING, SERVER_PROTOCOL, SCRIPT_NAME, SERVER_NAME, SERVER_PORT, REMOTE_ADDR, for the `http`
// option REMOTE_PORT and UWSGI_ROUTER, CONTENT_LENGTH and CONTENT_TYPE if sent, HTTP_* for the rest.
// Repeated headers are joined with ", " (Cookie with "; ", RFC 6265 §5.4).
//
// Differences on purpose: the host of an absolute target replaces HTTP_HOST and is not part of the path;
// header names with an underscore and "Proxy" are left out; X-Forwarded-Proto "https" and X-Forwarded-SSL "on" or "1"
// become HTTPS=on only from a loopback peer (a proxy on this computer), where uWSGI believes anybody.
Gateway::VarBlock cgiVars(const RequestHead &head, const Net::Peer &peer, const HttpSettings &settings);

} // namespace Retort::Http
