// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/config/magic.h"

#include <QString>

#include <string>
#include <string_view>
#include <vector>

namespace Retort::Config {

// One option of a yaml, json or xml file.
struct TreeEntry
{
    std::string section; // the one asked for, or "retort"
    std::string key;
    std::string value;
    int line = 0; // counted from 1
};

// Something uWSGI reads differently from what it looks like.
struct TreeRemark
{
    int line = 0;
    std::string option; // may be empty
    QString sentence;
};

// Why the text is no yaml, json or xml, or has nowhere to read from.
struct TreeError
{
    int line = 0;
    QString sentence;
};

// What a reader of these formats gives: the options of one section in file order (UWSGI.md §1.8).
struct TreeText
{
    std::vector<TreeEntry> entries;
    std::vector<TreeRemark> remarks;
};

// The text of a file with its magic variables replaced, which uWSGI does before it looks at the format; and from which
// line of the file each line came, since a lone % at the end of one joins it to the next.
struct MagicText
{
    std::string text;
    std::vector<int> lines;
    std::vector<TreeRemark> remarks;

    // The line of the file, of a line of the text; both counted from 1.
    int fileLine(long long textLine) const;
    // The same, of a place in the text.
    int fileLineAt(std::size_t offset) const;
};

// A byte order mark is left out.
MagicText withMagic(std::string_view bytes, const MagicVariables &magic);

} // namespace Retort::Config
