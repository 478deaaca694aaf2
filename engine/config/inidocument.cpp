// SPDX-License-Identifier: Apache-2.0
#include "engine/config/inidocument.h"

#include "engine/config/logicblock.h"
#include "engine/config/options.h"
#include "engine/config/valueparsers.h"

#include <algorithm>
#include <map>
#include <utility>

namespace Retort::Config {
namespace {

constexpr std::string_view byteOrderMark = "\xEF\xBB\xBF";

// A % takes the byte after it along, whatever it is; without one it takes the line end.
bool endsWithLonePercent(std::string_view line)
{
    for (std::size_t i = 0; i < line.size(); ++i) {
        if (line[i] == '%' && ++i == line.size()) {
            return true;
        }
    }
    return false;
}

// The = of `%=` vanishes with its % and divides nothing.
std::size_t dividingEquals(std::string_view text)
{
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] == '=') {
            return i;
        }
        i += text[i] == '%' ? 1 : 0;
    }
    return std::string_view::npos;
}

std::string joined(std::string_view raw)
{
    std::string text;
    for (std::size_t i = 0; i < raw.size(); ++i) {
        if (raw[i] != '%') {
            text += raw[i];
            continue;
        }
        const std::string_view pair = raw.substr(i++, 2);
        if (pair != "%\n") {
            text += pair;
        }
    }
    return text;
}

// Also of the blocks that Retort does not read: their lines are conditional all the same.
bool opensBlock(std::string_view key)
{
    if (!key.starts_with("if") && !key.starts_with("for")) {
        return false;
    }
    const Option *option = findOption(key);
    return option != nullptr && option->value == ValueKind::Logic;
}

} // namespace

IniDocument::IniDocument(std::string bytes) : m_bytes(std::move(bytes))
{
    divide();
}

void IniDocument::divide()
{
    m_lines.clear();
    std::optional<std::string> section;
    const std::string_view bytes = m_bytes;
    std::size_t place = bytes.starts_with(byteOrderMark) ? byteOrderMark.size() : 0;
    int number = 1;
    while (place < bytes.size()) {
        Line line;
        line.begin = place;
        line.number = number;
        do {
            ++number;
            const std::size_t end = std::min(bytes.find('\n', place), bytes.size());
            line.openEnd = endsWithLonePercent(bytes.substr(place, end - place));
            place = std::min(end + 1, bytes.size());
        } while (line.openEnd && place < bytes.size());
        line.end = place;
        classify(line, section);
        m_lines.push_back(std::move(line));
    }
    findBlocks();
}

// A block runs on through other sections, for uWSGI does not see their lines; a block inside it, which uWSGI refuses,
// is part of it.
void IniDocument::findBlocks()
{
    std::map<std::string, std::size_t, std::less<>> open; // by section
    for (std::size_t i = 0; i < m_lines.size(); ++i) {
        Line &line = m_lines[i];
        if (line.kind != Line::Kind::Entry || !line.section) {
            continue;
        }
        const auto block = open.find(*line.section);
        if (block == open.end()) {
            if (opensBlock(line.key)) {
                line.block = i;
                open.emplace(*line.section, i);
            }
        } else if (LogicBlock::isEnd(line.key)) {
            open.erase(block);
        } else {
            line.block = block->second;
        }
    }
}

void IniDocument::classify(Line &line, std::optional<std::string> &section) const
{
    std::string_view raw = text(line.begin, line.end);
    raw.remove_suffix(raw.ends_with('\n') ? 1 : 0);
    const std::string whole = joined(raw);
    const std::string_view content = stripped(whole);
    if (content.empty()) {
        line.kind = Line::Kind::Blank;
    } else if (content.front() == ';' || content.front() == '#') {
        line.kind = Line::Kind::Comment;
    } else if (content.front() == '[') {
        line.kind = Line::Kind::Header;
        section = std::string(content.size() > 1 ? content.substr(1, content.size() - 2) : std::string_view());
    } else {
        line.kind = Line::Kind::Entry;
        const std::size_t equals = dividingEquals(content);
        line.key = std::string(stripped(content.substr(0, equals)));
        if (equals != std::string_view::npos) {
            line.value = std::string(stripped(content.substr(equals + 1)));
            line.equals = line.begin + dividingEquals(raw);
        }
    }
    line.section = section;
}

bool IniDocument::isEntry(const Line &line, std::string_view section, std::string_view key) const
{
    return line.kind == Line::Kind::Entry && line.section == section && line.key == key;
}

const IniDocument::Line *IniDocument::lastEntry(std::string_view section, std::string_view key) const
{
    const auto found = std::find_if(m_lines.rbegin(), m_lines.rend(), [&](const Line &line) { return isEntry(line, section, key); });
    return found == m_lines.rend() ? nullptr : &*found;
}

std::vector<std::string> IniDocument::sections() const
{
    std::vector<std::string> names;
    for (const Line &line : m_lines) {
        if (line.kind == Line::Kind::Header && std::find(names.begin(), names.end(), *line.section) == names.end()) {
            names.push_back(*line.section);
        }
    }
    return names;
}

std::vector<IniDocument::Entry> IniDocument::entries() const
{
    std::vector<Entry> entries;
    for (const Line &line : m_lines) {
        if (line.kind != Line::Kind::Entry || !line.section) {
            continue;
        }
        Entry entry{*line.section, line.key, line.value, line.number, 0, {}};
        if (line.block != noBlock) {
            const Line &opening = m_lines[line.block];
            entry.blockLine = opening.number;
            entry.block = opening.key + " = " + opening.value;
        }
        entries.push_back(std::move(entry));
    }
    return entries;
}

std::vector<std::string> IniDocument::values(std::string_view section, std::string_view key) const
{
    std::vector<std::string> values;
    for (const Line &line : m_lines) {
        if (isEntry(line, section, key)) {
            values.push_back(line.value);
        }
    }
    return values;
}

std::optional<std::string> IniDocument::lastValue(std::string_view section, std::string_view key) const
{
    const Line *line = lastEntry(section, key);
    return line ? std::optional(line->value) : std::nullopt;
}

std::string IniDocument::escaped(std::string_view literal)
{
    std::string text;
    for (const char c : literal) {
        text.append(c == '%' ? 2 : 1, c);
    }
    return text;
}

} // namespace Retort::Config
