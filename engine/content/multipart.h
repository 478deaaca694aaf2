// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace Retort::Content {

// One part of a multipart body: a field of a form, or a file.
struct Part
{
    std::string name;        // as UTF-8, as it was sent
    std::string fileName;
    bool isFile = false;     // it has a filename, even an empty one
    std::string type;        // its Content-Type; empty when nobody said
    std::size_t at = 0;      // of its content in the body
    std::size_t size = 0;
    bool isWhole = false;    // a boundary follows; else the body was cut here
};

inline constexpr std::size_t mostParts = 1'000;

// The parts of a body of multipart/form-data (RFC 7578) or another multipart type. Anything that is no part is passed over. Pure.
std::vector<Part> partsOf(std::string_view body, std::string_view boundary);

// A parameter of a header value: parameter("form-data; name=\"a\"", "name") is "a". Empty when there is none, or it is empty.
std::string parameter(std::string_view headerValue, std::string_view name);
bool hasParameter(std::string_view headerValue, std::string_view name);

} // namespace Retort::Content
