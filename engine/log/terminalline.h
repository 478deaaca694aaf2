// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/log/logtime.h"
#include "engine/log/requestline.h"

#include <cstdint>
#include <string>
#include <string_view>

namespace Retort::Log {

// How wide and how colourful the terminal is. The façade or main() finds out (app/terminal/terminalinfo.h);
// here it is a plain value.
struct TerminalStyle
{
    int columns = 80;
    bool colours = false;
};

// Short lines for people at a terminal, without line ends:
//   14:02:11  200  GET     /users/7?full=1                    34 ms    812 B  w2
//   ── 14:02:11 reload · load 17 in 212 ms ──
//   w1 │ text printed by worker 1
// Colour by status class (UX.md §2); the number, ▲ and words say the same without colour. Targets are
// cut in the middle to fit the width. All bytes of others are escaped and secrets masked.
void appendTerminalLine(std::string &to, const LoggedRequest &logged, const TerminalStyle &style, LogTime &time);
void appendRejectedLine(std::string &to, std::int64_t wallUs, std::string_view peer, int status, std::string_view sentence,
    const TerminalStyle &style, LogTime &time);
void appendMarkerLine(std::string &to, std::int64_t wallUs, std::string_view text, const TerminalStyle &style, LogTime &time);
// `workerId` 0 is the engine itself; standard error is marked by colour only.
void appendOutputLine(std::string &to, int workerId, bool isError, std::string_view text, const TerminalStyle &style);

// "34 ms", "1.2 s", "3 min"; "812 B", "1.4 MB": short and unmistakable, for terminals and tables.
std::string durationText(std::int64_t microseconds);
std::string sizeText(std::uint64_t bytes);

} // namespace Retort::Log
