// SPDX-License-Identifier: Apache-2.0
#include "engine/config/settings.h"

#include "engine/base/text.h"
#include "engine/config/valueparsers.h"

#include <algorithm>

namespace Retort::Config {
namespace {

const Option *optionOf(const GivenOption &given)
{
    if (const Option *exact = findOption(given.name)) {
        return exact;
    }
    std::string dashed = given.name;
    std::replace(dashed.begin(), dashed.end(), '_', '-');
    return findOption(dashed);
}

} // namespace

QString toText(std::string_view bytes)
{
    return QString::fromUtf8(bytes.data(), static_cast<qsizetype>(bytes.size()));
}

Settings::Settings(const std::vector<GivenOption> &options, QList<Finding> &findings) : m_findings(findings)
{
    for (const GivenOption &given : options) {
        if (const Option *option = optionOf(given)) {
            m_entries.push_back({option, &given});
        }
    }
}

const GivenOption *Settings::last(std::string_view name) const
{
    const auto entry = std::find_if(m_entries.rbegin(), m_entries.rend(), [name](const Entry &e) { return e.option->name == name; });
    return entry == m_entries.rend() ? nullptr : entry->given;
}

std::vector<const GivenOption *> Settings::all(std::string_view name) const
{
    std::vector<const GivenOption *> found;
    for (const Entry &entry : m_entries) {
        if (entry.option->name == name) {
            found.push_back(entry.given);
        }
    }
    return found;
}

bool Settings::flag(std::string_view name, bool fallback)
{
    const GivenOption *given = last(name);
    if (given == nullptr) {
        return fallback;
    }
    const FlagReading reading = readFlag(given->value);
    if (reading.doubtful) {
        note(Finding::Severity::Warning, *given,
            Text::tr("“%1” switches this on: for uWSGI only false, off, no and 0 mean no. Write true or false.")
                .arg(toText(given->text())));
    }
    return reading.value;
}

std::optional<qint64> Settings::integer(std::string_view name, qint64 least, qint64 most)
{
    const GivenOption *given = last(name);
    if (given == nullptr) {
        return std::nullopt;
    }
    const QString text = toText(given->text());
    const IntegerReading reading = readInteger(given->value);
    switch (reading.quality) {
    case IntegerReading::Quality::Clean:
    case IntegerReading::Quality::Missing: break;
    case IntegerReading::Quality::Empty:
        note(Finding::Severity::Warning, *given, Text::tr("there is no number here, which uWSGI reads as 0. Write the number."));
        break;
    case IntegerReading::Quality::TrailingText:
        note(Finding::Severity::Warning, *given,
            Text::tr("“%1” is read as %2; “%3” behind it is ignored. Write the number alone.")
                .arg(text)
                .arg(reading.value)
                .arg(toText(reading.rest)));
        break;
    case IntegerReading::Quality::YesNoWord:
        note(Finding::Severity::Warning, *given,
            Text::tr("“%1” is not a number, and uWSGI reads it as 0. Write the number you want.").arg(text));
        break;
    case IntegerReading::Quality::NotANumber:
        fail(*given, Text::tr("“%1” is not a number from %2 to %3.").arg(text).arg(least).arg(most));
        return std::nullopt;
    case IntegerReading::Quality::Negative:
    case IntegerReading::Quality::TooLarge:
        fail(*given, Text::tr("“%1” is out of range; write a number from %2 to %3.").arg(text).arg(least).arg(most));
        return std::nullopt;
    }
    if (reading.value < least || reading.value > most) {
        fail(*given, Text::tr("%1 is out of range; write a number from %2 to %3.").arg(reading.value).arg(least).arg(most));
        return std::nullopt;
    }
    return reading.value;
}

void Settings::integer(std::string_view name, qint64 least, qint64 most, int &into)
{
    if (const std::optional<qint64> value = integer(name, least, most)) {
        into = static_cast<int>(*value);
    }
}

QString Settings::text(std::string_view name) const
{
    const GivenOption *given = last(name);
    return given == nullptr ? QString() : toText(given->text());
}

QStringList Settings::list(std::string_view name) const
{
    QStringList values;
    for (const GivenOption *given : all(name)) {
        values.append(toText(given->text()));
    }
    return values;
}

void Settings::note(Finding::Severity severity, const GivenOption &given, const QString &sentence)
{
    m_findings.append({severity, toText(given.origin.toString()), toText(given.name), sentence});
}

} // namespace Retort::Config
