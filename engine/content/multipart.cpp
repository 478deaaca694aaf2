// SPDX-License-Identifier: Apache-2.0
#include "engine/content/multipart.h"

#include <algorithm>
#include <optional>

namespace Retort::Content {

namespace {

constexpr std::size_t mostHeadBytes = 16 * 1024;

char lower(char c) noexcept
{
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

bool sameWord(std::string_view one, std::string_view other)
{
    return std::ranges::equal(one, other, {}, lower, lower);
}

std::string_view trimmed(std::string_view text)
{
    while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) {
        text.remove_prefix(1);
    }
    while (!text.empty() && (text.back() == ' ' || text.back() == '\t' || text.back() == '\r')) {
        text.remove_suffix(1);
    }
    return text;
}

// The value at the start of `rest`, which is moved behind it and behind the semicolon that follows.
std::string takeValue(std::string_view &rest)
{
    std::string value;
    if (rest.starts_with('"')) {
        std::size_t at = 1;
        for (; at < rest.size() && rest[at] != '"'; ++at) {
            // Browsers send `\` in file names as it is, and only quotes as %22 or \".
            at += rest[at] == '\\' && at + 1 < rest.size() && (rest[at + 1] == '"' || rest[at + 1] == '\\') ? 1 : 0;
            value += rest[at];
        }
        rest.remove_prefix(std::min(at + 1, rest.size()));
        rest.remove_prefix(std::min(rest.find(';'), rest.size()));
    } else {
        const std::size_t end = std::min(rest.find(';'), rest.size());
        value = trimmed(rest.substr(0, end));
        rest.remove_prefix(end);
    }
    return value;
}

std::optional<std::string> parameterOf(std::string_view header, std::string_view wanted)
{
    std::string_view rest = header;
    rest.remove_prefix(std::min(rest.find(';'), rest.size()));
    while (!rest.empty()) {
        rest.remove_prefix(1); // the semicolon
        const std::size_t end = std::min(rest.find_first_of("=;"), rest.size());
        const std::string_view name = trimmed(rest.substr(0, end));
        rest.remove_prefix(end);
        if (!rest.starts_with('=')) {
            continue;
        }
        rest.remove_prefix(1);
        while (rest.starts_with(' ')) {
            rest.remove_prefix(1);
        }
        std::string value = takeValue(rest);
        if (sameWord(name, wanted)) {
            return value;
        }
    }
    return std::nullopt;
}

void readHead(Part &part, std::string_view head)
{
    while (!head.empty()) {
        const std::size_t end = std::min(head.find('\n'), head.size());
        const std::string_view line = head.substr(0, end);
        head.remove_prefix(std::min(end + 1, head.size()));
        const std::size_t colon = line.find(':');
        if (colon == std::string_view::npos) {
            continue;
        }
        const std::string_view value = trimmed(line.substr(colon + 1));
        if (sameWord(trimmed(line.substr(0, colon)), "content-disposition")) {
            part.name = parameter(value, "name");
            part.isFile = hasParameter(value, "filename");
            part.fileName = parameter(value, "filename");
        } else if (sameWord(trimmed(line.substr(0, colon)), "content-type")) {
            part.type = value;
        }
    }
}

// Where the head of a part ends and its content begins; npos when the body was cut in the head.
std::size_t contentStart(std::string_view body, std::size_t from)
{
    const std::string_view head = body.substr(from, mostHeadBytes);
    if (head.starts_with("\r\n")) {
        return from + 2;
    }
    const std::size_t end = head.find("\r\n\r\n");
    return end == std::string_view::npos ? end : from + end + 4;
}

} // namespace

std::string parameter(std::string_view headerValue, std::string_view name)
{
    return parameterOf(headerValue, name).value_or(std::string());
}

bool hasParameter(std::string_view headerValue, std::string_view name)
{
    return parameterOf(headerValue, name).has_value();
}

std::vector<Part> partsOf(std::string_view body, std::string_view boundary)
{
    std::vector<Part> parts;
    if (boundary.empty()) {
        return parts;
    }
    const std::string delimiter = "\r\n--" + std::string(boundary);
    // The first boundary has no line before it.
    std::size_t next = body.starts_with(std::string_view(delimiter).substr(2)) ? delimiter.size() - 2 : body.find(delimiter);
    if (next != delimiter.size() - 2 && next != std::string_view::npos) {
        next += delimiter.size();
    }
    while (next < body.size() && parts.size() < mostParts && !body.substr(next).starts_with("--")) {
        const std::size_t lineEnd = body.find("\r\n", next);
        const std::size_t start = lineEnd == std::string_view::npos ? lineEnd : contentStart(body, lineEnd + 2);
        if (start == std::string_view::npos) {
            break;
        }
        Part part;
        readHead(part, body.substr(lineEnd + 2, start - lineEnd - 2));
        part.at = start;
        // A part without content ends with the blank line of its head.
        const std::size_t end = body.find(delimiter, start - 2);
        part.isWhole = end != std::string_view::npos;
        part.size = part.isWhole ? std::max(end, start) - start : body.size() - start;
        parts.push_back(std::move(part));
        if (end == std::string_view::npos) {
            break;
        }
        next = end + delimiter.size();
    }
    return parts;
}

} // namespace Retort::Content
