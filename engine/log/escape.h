// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

namespace Retort::Log {

enum class Quotes : unsigned char {
    Plain,    // as they are: uWSGI's line puts nothing between quotes
    Escaped,  // \" and \\, so that a value between quotes ends where it ends (Apache does the same)
};

// Appends bytes of unknown origin so that one request stays one line and no terminal obeys it: control
// characters (C0, DEL, C1), bytes that are not UTF-8, line and paragraph separators, zero-width and
// bidirectional controls become \xHH, byte by byte; all other UTF-8 passes. RELIABILITY: log injection,
// "Trojan Source" (CVE-2021-42574).
void appendEscaped(std::string &to, std::string_view bytes, Quotes quotes = Quotes::Plain);

// Appends at most `most` bytes' worth of `bytes`, the middle replaced by "..." when there are more.
void appendEscapedBounded(std::string &to, std::string_view bytes, std::size_t most, Quotes quotes = Quotes::Plain);

// For output lines of the user's own program: as appendEscaped(), but tabs and colour sequences
// (ESC [ digits ; m) pass when `colours` is true and are left out otherwise.
void appendOutputText(std::string &to, std::string_view bytes, bool colours);

} // namespace Retort::Log
