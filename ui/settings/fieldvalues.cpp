// SPDX-License-Identifier: Apache-2.0
#include "ui/settings/fieldvalues.h"

#include "engine/base/endpoint.h"
#include "engine/config/options.h"
#include "engine/config/settings.h"
#include "engine/config/valueparsers.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Retort::Ui {
namespace {

// The name in the table of what is written: aliases, and `_` for `-`, which Retort reads, too.
QString tableName(const std::string &key)
{
    const Config::Option *option = Config::findOption(key);
    if (option == nullptr) {
        std::string dashed = key;
        std::replace(dashed.begin(), dashed.end(), '_', '-');
        option = Config::findOption(dashed);
    }
    return Config::toText(option != nullptr ? option->name : std::string_view(key));
}

bool isDirective(const QString &name)
{
    const Config::Option *option = Config::findOption(name.toStdString());
    return option != nullptr && option->group == Config::Group::Configuration && option->name != "strict"
        && option->treatment == Config::Treatment::Honours;
}

QString withoutComment(const QString &value)
{
    const std::string bytes = value.toStdString();
    const std::size_t end = Config::inlineComment(bytes).value_or(bytes.size());
    return Config::toText(Config::stripped(std::string_view(bytes).substr(0, end)));
}

} // namespace

FieldValues::FieldValues(const Config::IniDocument &document)
{
    for (const Config::IniDocument::Entry &entry : document.entries()) {
        m_lines.append({Config::toText(entry.section),
            {Config::toText(entry.key), tableName(entry.key), Config::toText(entry.value), entry.line, entry.blockLine,
                Config::toText(entry.block)}});
    }
}

QList<GivenLine> FieldValues::lines(const Field &field) const
{
    QList<GivenLine> lines;
    for (const Named &named : m_lines) {
        if (named.section == field.iniSection && field.keys.contains(named.line.name)) {
            lines.append(named.line);
        }
    }
    return lines;
}

std::optional<GivenLine> FieldValues::last(const Field &field) const
{
    const QList<GivenLine> all = lines(field);
    return all.isEmpty() ? std::nullopt : std::optional(all.last());
}

QStringList FieldValues::values(const Field &field) const
{
    QStringList values;
    for (const GivenLine &line : lines(field)) {
        if (line.blockLine == 0) {
            values.append(line.value);
        }
    }
    return values;
}

QString FieldValues::value(const Field &field) const
{
    const std::optional<GivenLine> line = last(field);
    return line ? line->value : QString();
}

QList<FieldValues::Named> FieldValues::others(const QList<Field> &fields) const
{
    QList<Named> others;
    for (const Named &named : m_lines) {
        bool isOurs = false;
        bool isShown = false;
        for (const Field &field : fields) {
            const bool isHere = field.iniSection == named.section;
            isOurs = isOurs || isHere;
            isShown = isShown || (isHere && field.keys.contains(named.line.name));
        }
        if (isOurs && !isShown && (named.section == u"retort" || !isDirective(named.line.name))) {
            others.append(named);
        }
    }
    return others;
}

bool FieldValues::isConditional(const Field &field) const
{
    const std::optional<GivenLine> line = last(field);
    return line && line->blockLine != 0 && !field.isList();
}

FieldControl FieldValues::control(const Field &field) const
{
    const QList<GivenLine> all = lines(field);
    if (field.control == FieldControl::HttpAddress) {
        const Result<Endpoint> endpoint = all.isEmpty() ? Endpoint() : Endpoint::fromString(withoutComment(all.last().value));
        const bool plain = all.size() <= 1 && endpoint && endpoint->kind == Endpoint::Kind::Tcp;
        return plain ? field.control : FieldControl::List;
    }
    if (all.isEmpty()) {
        return field.control;
    }
    switch (field.control) {
    case FieldControl::Number: return number(field) ? field.control : FieldControl::Text;
    case FieldControl::Choice: return field.choices.contains(all.last().value) ? field.control : FieldControl::Text;
    case FieldControl::Pairs: {
        const bool pairs = std::all_of(all.begin(), all.end(), [&](const GivenLine &line) { return line.value.contains(field.separator); });
        return pairs ? field.control : FieldControl::List;
    }
    case FieldControl::Switch: {
        const QString value = all.last().value;
        return value.contains(u'%') || value.contains(u'$') || value.contains(u'@') ? FieldControl::Text : field.control;
    }
    case FieldControl::Text:
    case FieldControl::File:
    case FieldControl::Folder:
    case FieldControl::App:
    case FieldControl::Python:
    case FieldControl::HttpAddress:
    case FieldControl::List:
    case FieldControl::Environment:
    case FieldControl::LogFormat: break;
    }
    return field.control;
}

bool FieldValues::isOn(const Field &field) const
{
    const std::optional<GivenLine> line = last(field);
    const bool given = line && Config::readFlag(line->value.toStdString()).value;
    return line ? given != field.inverted : field.defaultOn != field.inverted;
}

std::optional<qint64> FieldValues::number(const Field &field) const
{
    const std::optional<GivenLine> line = last(field);
    if (!line) {
        return std::nullopt;
    }
    const std::string bytes = withoutComment(line->value).toStdString();
    const Config::IntegerReading reading = Config::readInteger(bytes);
    const bool clean = reading.quality == Config::IntegerReading::Quality::Clean;
    return clean && reading.value >= field.least && reading.value <= field.most ? std::optional(reading.value) : std::nullopt;
}

QString FieldValues::literal(const QString &text)
{
    return Config::toText(Config::IniDocument::escaped(text.toStdString()));
}

Result<void> writeValue(Config::IniDocument &document, const Field &field, const QString &value)
{
    const std::optional<GivenLine> line = FieldValues(document).last(field);
    return line ? document.changeLine(line->line, value.toStdString())
                : document.set(field.iniSection.toStdString(), field.key().toStdString(), value.toStdString());
}

Result<void> writeList(Config::IniDocument &document, const Field &field, const QStringList &values)
{
    Config::IniDocument edited = document;
    QList<GivenLine> lines = FieldValues(document).lines(field);
    const QString key = lines.isEmpty() ? field.key() : lines.last().key;
    lines.removeIf([](const GivenLine &line) { return line.blockLine != 0; });
    qsizetype head = 0;
    while (head < std::min(lines.size(), values.size()) && lines[head].value == values[head]) {
        ++head;
    }
    qsizetype tail = 0;
    while (
        tail < std::min(lines.size(), values.size()) - head && lines[lines.size() - 1 - tail].value == values[values.size() - 1 - tail]) {
        ++tail;
    }
    // A value in the middle of more than there were can only be had by moving those behind it.
    tail = values.size() > lines.size() ? 0 : tail;
    Result<void> done;
    for (qsizetype i = lines.size() - tail; done && i-- > values.size() - tail;) {
        done = edited.removeLine(lines[i].line); // from the end, so that line numbers stay true
    }
    for (qsizetype i = std::min(lines.size(), values.size()) - tail; done && i-- > head;) {
        done = edited.changeLine(lines[i].line, values[i].toStdString());
    }
    for (qsizetype i = lines.size(); done && i < values.size(); ++i) {
        done = edited.add(field.iniSection.toStdString(), key.toStdString(), values[i].toStdString());
    }
    if (done) {
        document = edited;
    }
    return done;
}

Result<void> removeField(Config::IniDocument &document, const Field &field)
{
    return writeList(document, field, {});
}

Result<void> writeAlways(Config::IniDocument &document, const Field &field, const QString &value)
{
    const std::optional<GivenLine> line = FieldValues(document).last(field);
    const QString key = line ? line->key : field.key();
    return document.add(field.iniSection.toStdString(), key.toStdString(), value.toStdString());
}

Result<void> writeAs(Config::IniDocument &document, const Field &field, const QString &key, const QString &value)
{
    const std::optional<GivenLine> line = FieldValues(document).last(field);
    if (line && line->name == key) {
        return document.changeLine(line->line, value.toStdString());
    }
    Config::IniDocument edited = document;
    Result<void> done = removeField(edited, field);
    if (done) {
        done = edited.set(field.iniSection.toStdString(), key.toStdString(), value.toStdString());
    }
    if (done) {
        document = edited;
    }
    return done;
}

} // namespace Retort::Ui
