// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/python/pythonapi.h"

#include <string>
#include <vector>

namespace Retort::Python {

// What the runtime has loaded and how requests are given to it; set once, before the first slot
// starts, and, but for afterRequest, never changed. Needs the GIL.
struct AppSettings
{
    struct App
    {
        std::string mountpoint;  // "" or "/x", no slash at the end
        Ref callable;
    };

    std::vector<App> apps;
    bool hasDefault = true;         // the first app also serves what no mount matches
    bool manageScriptName = false;  // the longest mountpoint that matches PATH_INFO moves to SCRIPT_NAME
    bool strict = true;             // refuse what PEP 3333 forbids instead of passing over it
    bool reportMemory = false;
    bool namesCores = false;        // uwsgi.core in the environ: with threads only, as in uWSGI
    Ref constants;                  // dict: the environ keys that never change
    Ref afterRequest;               // callable(): uwsgi.after_req_hook; may be set while slots run
    Ref describeFailure;            // callable(exception, environ) -> bytes: JSON of an Exception frame
    Ref enterRequest;               // callable(request id): what is printed from here on is of that request
    Ref leaveRequest;               // callable(): until here
};

} // namespace Retort::Python
