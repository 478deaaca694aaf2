// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace Retort::Config {

// What the text of a Python file promises at its top level. Read by words only: nothing is run, imports are not
// followed, and what is made in a loop or by setattr is not seen. Good enough to say which file to try.
struct SourceScan
{
    struct App
    {
        std::string name;  // the variable
        std::string made;  // what it was assigned from: "Flask(…)", "get_wsgi_application()", "create_app()"
    };

    std::vector<App> apps;               // Flask(…) and friends, in file order
    std::vector<std::string> plain;      // `app` or `application` assigned or imported from something unknown
    std::vector<std::string> factories;  // create_app, make_app defined here with no required argument
    std::vector<std::string> asgi;       // variables that hold FastAPI, Starlette, Quart …: not WSGI
};

// `source` is UTF-8 (or any superset of ASCII). Never fails.
SourceScan scanSource(std::string_view source);

} // namespace Retort::Config
