// SPDX-License-Identifier: Apache-2.0
// The edits of IniDocument. Each changes the bytes and divides them anew: files are small, and no place goes stale.
#include "engine/config/inidocument.h"

#include "engine/base/text.h"
#include "engine/config/inirules.h"
#include "engine/config/logicblock.h"
#include "engine/config/options.h"
#include "engine/config/settings.h"
#include "engine/config/valueparsers.h"

#include <algorithm>
#include <iterator>

using namespace Qt::StringLiterals;

namespace Retort::Config {
namespace {

// A CR is a blank for uWSGI, but no style.
constexpr std::string_view styleBlanks = " \t";

std::string leadingBlanks(std::string_view text)
{
    return std::string(text.substr(0, text.find_first_not_of(styleBlanks)));
}

std::string trailingBlanks(std::string_view text)
{
    const std::size_t last = text.find_last_not_of(styleBlanks);
    return std::string(text.substr(last == std::string_view::npos ? 0 : last + 1));
}

std::unexpected<Error> refusal(const QString &sentence)
{
    return std::unexpected(Error{Errc::BadOption, sentence});
}

// What becomes of a comment behind a value when the value changes.
enum class CommentPlace : std::uint8_t { PartOfValue, Behind, Above };

CommentPlace commentPlace(std::string_view key)
{
    const Option *option = findOption(key);
    if (option == nullptr) {
        return CommentPlace::PartOfValue;
    }
    switch (option->value) {
    case ValueKind::Int:
    case ValueKind::Int16:
    case ValueKind::Int64:
    case ValueKind::Megabytes: return CommentPlace::Behind; // atoi stops before it
    case ValueKind::Flag:
    case ValueKind::InvertedFlag: // `false  # why` is on
    case ValueKind::Mode:
    case ValueKind::Address: return CommentPlace::Above;
    case ValueKind::Text:
    case ValueKind::List:
    case ValueKind::ConfigFile:
    case ValueKind::Placeholder:
    case ValueKind::Logic: return CommentPlace::PartOfValue;
    }
    return CommentPlace::PartOfValue;
}

// The value without the comment behind it and the blanks between them.
std::string_view withoutComment(std::string_view value)
{
    return stripped(value.substr(0, inlineComment(value).value_or(value.size())));
}

} // namespace

std::string IniDocument::Style::entry(std::string_view key, std::string_view value) const
{
    std::string text = indent;
    text += key;
    text += column > key.size() ? std::string(column - key.size(), ' ') : before.substr(0, column > 0 ? 1 : before.size());
    text += '=';
    if (!value.empty()) { // else blanks would end the line
        text += after;
        text += value;
    }
    return text;
}

std::string_view IniDocument::lineEnd(const Line &line) const
{
    const std::string_view raw = text(line.begin, line.end);
    return raw.ends_with("\r\n") ? "\r\n" : raw.ends_with('\n') ? "\n" : "";
}

std::string_view IniDocument::newLineEnd(const Line *previous) const
{
    if (previous && !lineEnd(*previous).empty()) {
        return lineEnd(*previous);
    }
    return m_lines.empty() || lineEnd(m_lines.front()).empty() ? "\n" : lineEnd(m_lines.front());
}

std::optional<IniDocument::Style> IniDocument::styleOf(const Line &line) const
{
    if (line.kind != Line::Kind::Entry || line.equals == std::string::npos || line.key.empty()) {
        return std::nullopt;
    }
    Style style;
    style.indent = leadingBlanks(text(line.begin, line.equals));
    style.before = trailingBlanks(text(line.begin, line.equals));
    style.after = leadingBlanks(text(line.equals + 1, line.end));
    if (line.value.empty()) { // what follows the = is the end of the line
        style.after = style.before.empty() ? "" : " ";
    }
    // More than one space puts the = into a column that other entries share.
    if (style.before.size() > 1 && style.before.find('\t') == std::string::npos) {
        style.column = line.key.size() + style.before.size();
    }
    return style;
}

// As the entry above is written, or one further up, or any of the file.
IniDocument::Style IniDocument::styleNear(const Line *line) const
{
    const std::size_t above = line ? std::size_t(line - m_lines.data()) + 1 : 0;
    for (std::size_t i = above; i-- > 0;) {
        std::optional<Style> style = styleOf(m_lines[i]);
        if (style && (m_lines[i].block == noBlock || m_lines[i].block == i)) { // lines in a block are often indented
            return *style;
        }
    }
    for (std::size_t i = above; i < m_lines.size(); ++i) {
        if (std::optional<Style> style = styleOf(m_lines[i])) {
            return *style;
        }
    }
    return {};
}

Result<void> IniDocument::check(std::string_view section, std::string_view key, std::string_view value, std::string_view comment) const
{
    const bool known = std::any_of(m_lines.begin(), m_lines.end(), [&](const Line &line) { return line.section == section; });
    Result<void> good = known ? Result<void>() : checkIniSection(section);
    if (good) {
        good = checkIniKey(key);
    }
    if (good) {
        good = checkIniValue(key, value);
    }
    return good ? checkIniComment(key, comment) : good;
}

Result<void> IniDocument::set(std::string_view section, std::string_view key, std::string_view value, std::string_view comment)
{
    if (Result<void> good = check(section, key, value, comment); !good) {
        return good;
    }
    const Line *line = lastEntry(section, key);
    return line ? change(*line, value) : insertNew(section, key, value, comment);
}

Result<void> IniDocument::add(std::string_view section, std::string_view key, std::string_view value, std::string_view comment)
{
    if (Result<void> good = check(section, key, value, comment); !good) {
        return good;
    }
    const Line *line = lastEntry(section, key);
    if (!line) {
        return insertNew(section, key, value, comment);
    }
    const Result<const Line *> previous = outsideOfBlock(line);
    return previous ? insertBelow(*previous, newEntry(styleNear(*previous), key, value, comment)) : std::unexpected(previous.error());
}

Result<std::size_t> IniDocument::remove(std::string_view section, std::string_view key)
{
    for (const Line &line : m_lines) {
        if (Result<void> good = checkUnconditional(line); isEntry(line, section, key) && !good) {
            return std::unexpected(good.error());
        }
    }
    std::size_t count = 0;
    for (; const Line *line = lastEntry(section, key); ++count) {
        erase(*line);
    }
    return count;
}

bool IniDocument::remove(std::string_view section, std::string_view key, std::string_view value)
{
    const auto found = std::find_if(m_lines.rbegin(), m_lines.rend(),
        [&](const Line &line) { return isEntry(line, section, key) && line.value == value && line.block == noBlock; });
    if (found == m_lines.rend()) {
        return false;
    }
    erase(*found);
    return true;
}

const IniDocument::Line *IniDocument::entryAt(int number) const
{
    const auto found = std::find_if(m_lines.begin(), m_lines.end(),
        [number](const Line &line) { return line.number == number && line.kind == Line::Kind::Entry && line.section; });
    return found == m_lines.end() ? nullptr : &*found;
}

Result<void> IniDocument::changeLine(int number, std::string_view value)
{
    const Line *line = entryAt(number);
    if (!line) {
        return refusal(Text::tr("Line %1 is no option of a section.").arg(number));
    }
    const Result<void> good = checkIniValue(line->key, value);
    return good ? change(*line, value) : good;
}

Result<void> IniDocument::removeLine(int number)
{
    const Line *line = entryAt(number);
    if (!line) {
        return refusal(Text::tr("Line %1 is no option of a section.").arg(number));
    }
    Result<void> good = checkUnconditional(*line);
    if (good) {
        erase(*line);
    }
    return good;
}

Result<void> IniDocument::liftComment(int number)
{
    const Line *line = entryAt(number);
    if (!line) {
        return refusal(Text::tr("Line %1 is no option of a section.").arg(number));
    }
    const std::string value(withoutComment(line->value));
    if (value.size() < line->value.size()) { // as harmless in a block as outside
        replaceValue(*line, value, std::string(stripped(std::string_view(line->value).substr(value.size()))));
    }
    return {};
}

Result<void> IniDocument::checkUnconditional(const Line &line) const
{
    if (line.block == noBlock) {
        return {};
    }
    const Line &opening = m_lines[line.block];
    return refusal(Text::tr("%1 in line %2 counts only in the %3 block that begins in line %4. Change it in the text of the file.")
            .arg(toText(line.key), QString::number(line.number), toText(opening.key), QString::number(opening.number)));
}

// Where a new line may follow so that it always counts: `previous`, or the end of the logic block it is in.
Result<const IniDocument::Line *> IniDocument::outsideOfBlock(const Line *previous) const
{
    if (!previous || previous->block == noBlock) {
        return previous;
    }
    const Line &opening = m_lines[previous->block];
    const auto end = std::find_if(std::next(m_lines.begin(), previous - m_lines.data()), m_lines.end(),
        [&](const Line &line) { return line.kind == Line::Kind::Entry && line.section == opening.section && LogicBlock::isEnd(line.key); });
    if (end == m_lines.end()) {
        return refusal(Text::tr("The %1 block that begins in line %2 has no end, and a new line would belong to it. "
                                "Close it with “endif =” first.")
                .arg(toText(opening.key))
                .arg(opening.number));
    }
    return &*end;
}

Result<void> IniDocument::change(const Line &line, std::string_view value)
{
    if (line.value == value && line.equals != std::string::npos) {
        return {};
    }
    if (Result<void> good = checkUnconditional(line); !good) {
        return good;
    }
    const std::string_view bare = withoutComment(line.value);
    const std::string comment = bare.size() < line.value.size() && !inlineComment(value) ? line.value.substr(bare.size()) : std::string();
    CommentPlace place = comment.empty() ? CommentPlace::PartOfValue : commentPlace(line.key);
    if (place == CommentPlace::Behind && bare == value) {
        return {};
    }
    if (place == CommentPlace::Behind && value.empty()) { // alone it would be the value
        place = CommentPlace::Above;
    }
    switch (place) {
    case CommentPlace::Behind: replaceValue(line, std::string(value) + comment, {}); break;
    case CommentPlace::Above: replaceValue(line, value, std::string(stripped(comment))); break;
    case CommentPlace::PartOfValue: replaceValue(line, value, {}); break;
    }
    return {};
}

void IniDocument::replaceValue(const Line &line, std::string_view value, std::string_view commentAbove)
{
    std::string replacement;
    if (!commentAbove.empty()) {
        const std::string indent = leadingBlanks(text(line.begin, line.end));
        replacement.append(indent).append(commentAbove).append(line.openEnd ? "%" : "").append(newLineEnd(&line));
    }
    if (const std::optional<Style> style = styleOf(line)) {
        replacement += text(line.begin, line.equals + 1);
        replacement += value.empty() ? std::string() : style->after;
        replacement += value;
    } else { // a key alone
        Style near = styleNear(&line);
        near.indent = leadingBlanks(text(line.begin, line.end));
        replacement += near.entry(line.key, value);
    }
    replacement += lineEnd(line);
    m_bytes.replace(line.begin, line.end - line.begin, replacement);
    divide();
}

std::vector<std::string> IniDocument::newEntry(const Style &style, std::string_view key, std::string_view value, std::string_view comment)
{
    std::vector<std::string> lines;
    if (!comment.empty()) {
        lines.push_back(style.indent + "# " + escaped(comment)); // magic variables work in comments, too
    }
    lines.push_back(style.entry(key, value));
    return lines;
}

Result<void> IniDocument::insertNew(std::string_view section, std::string_view key, std::string_view value, std::string_view comment)
{
    const Line *previous = nullptr;
    for (const Line &line : m_lines) {
        const bool inside = line.section == section;
        if (previous && (!inside || line.kind == Line::Kind::Header)) {
            break; // the first block of that name ends here
        }
        if (inside && (line.kind == Line::Kind::Header || line.kind == Line::Kind::Entry)) {
            previous = &line;
        }
    }
    if (previous) {
        const Result<const Line *> outside = outsideOfBlock(previous);
        return outside ? insertBelow(*outside, newEntry(styleNear(*outside), key, value, comment)) : std::unexpected(outside.error());
    }
    previous = m_lines.empty() ? nullptr : &m_lines.back();
    std::vector<std::string> lines = newEntry(styleNear(previous), key, value, comment);
    lines.insert(lines.begin(), '[' + std::string(section) + ']');
    if (previous && previous->kind != Line::Kind::Blank) {
        lines.insert(lines.begin(), std::string());
    }
    return insertBelow(previous, lines);
}

// A file whose last line has no end keeps that habit: the new last line has none either.
Result<void> IniDocument::insertBelow(const Line *previous, const std::vector<std::string> &lines)
{
    if (previous && previous->openEnd) {
        return std::unexpected(Error{Errc::BadOption,
            Text::tr("The ini file ends with a lone %, which would join the new line to the last one. Write %% there first.")});
    }
    const std::string_view end = newLineEnd(previous);
    const bool unended = previous && lineEnd(*previous).empty();
    std::string inserted;
    for (const std::string &line : lines) {
        inserted += unended ? std::string(end) + line : line + std::string(end);
    }
    m_bytes.insert(previous ? previous->end : m_bytes.size(), inserted);
    divide();
    return {};
}

void IniDocument::erase(const Line &line)
{
    m_bytes.erase(line.begin, line.end - line.begin);
    divide();
}

} // namespace Retort::Config
