// SPDX-License-Identifier: Apache-2.0
// HTTP heads: the verdict must not depend on how the bytes were cut, and what is accepted must be
// something that can be read in one way only.
#include "engine/http/cgivars.h"
#include "engine/http/characters.h"
#include "engine/http/requestparser.h"

#include <cstddef>
#include <cstdint>
#include <string_view>

using namespace Retort;
using namespace Retort::Http;

namespace {

void require(bool condition)
{
    if (!condition) {
        __builtin_trap();
    }
}

int verdictOf(const Result<RequestParser::Progress, ParseError> &parsed)
{
    return parsed ? static_cast<int>(*parsed) : parsed.error().status;
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const std::string_view input(reinterpret_cast<const char *>(data), size);
    RequestParser whole;
    const auto parsed = whole.parse(input);

    RequestParser cut;
    auto pieces = cut.parse(input.substr(0, size / 2));
    if (pieces && *pieces == RequestParser::Progress::NeedMore) {
        pieces = cut.parse(input);
    }
    require(verdictOf(parsed) == verdictOf(pieces));
    if (!parsed || *parsed == RequestParser::Progress::NeedMore) {
        return 0;
    }
    const RequestHead &head = whole.head();
    require(head.size <= size && input.substr(0, head.size).ends_with("\r\n"));
    require(!(head.chunked && head.contentLength));
    require(head.minorVersion == 0 || isValidAuthority(head.host));
    require(head.target.pathInfo.find('\0') == std::string::npos);
    const auto vars = cgiVars(head, {"127.0.0.1", 1, "127.0.0.1", 80, {}, true}, {});
    for (const auto [key, value] : vars) {
        require(!key.empty() && (key == "PATH_INFO" || !hasForbiddenControl(value)));
    }
    return 0;
}
