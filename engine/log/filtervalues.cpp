// SPDX-License-Identifier: Apache-2.0
#include "engine/log/filtervalues.h"

#include <QDateTime>

#include <array>
#include <cmath>
#include <span>

using namespace Qt::StringLiterals;

namespace Retort::Log {

namespace {

struct Unit
{
    QStringView name;
    double factor;
};

constexpr std::array plainUnits{Unit{u"", 1}};
constexpr std::array durationUnits{Unit{u"", 1e3}, Unit{u"us", 1}, Unit{u"µs", 1}, Unit{u"ms", 1e3}, Unit{u"s", 1e6}, Unit{u"m", 60e6},
    Unit{u"min", 60e6}, Unit{u"h", 3600e6}};
constexpr std::array sizeUnits{Unit{u"", 1}, Unit{u"b", 1}, Unit{u"k", 1024}, Unit{u"kb", 1024}, Unit{u"m", 1024 * 1024.},
    Unit{u"mb", 1024 * 1024.}, Unit{u"g", 1024 * 1024 * 1024.}, Unit{u"gb", 1024 * 1024 * 1024.}};

constexpr double largest = 9e15; // doubles are exact up to here; 285 years in microseconds

std::optional<std::int64_t> readNumber(QStringView text, std::span<const Unit> units)
{
    qsizetype digits = 0;
    while (digits < text.size() && ((text[digits] >= u'0' && text[digits] <= u'9') || text[digits] == u'.')) {
        ++digits;
    }
    // A number of our own size: toDouble() reads "1e400" and "0x1p3" too, and nobody means those.
    if (digits == 0 || digits > 18) {
        return std::nullopt;
    }
    bool read = false;
    const double number = text.first(digits).toDouble(&read);
    if (!read) {
        return std::nullopt;
    }
    for (const Unit &unit : units) {
        if (text.sliced(digits).compare(unit.name, Qt::CaseInsensitive) == 0) {
            const double value = std::round(number * unit.factor);
            return value <= largest ? std::optional(static_cast<std::int64_t>(value)) : std::nullopt;
        }
    }
    return std::nullopt;
}

enum class Bare : bool { Exactly, OrMore };

std::optional<NumberRange> readRange(QStringView text, std::span<const Unit> units, Bare bare)
{
    if (const qsizetype dots = text.indexOf(".."_L1); dots >= 0) {
        const auto least = readNumber(text.first(dots), units);
        const auto most = readNumber(text.sliced(dots + 2), units);
        return least && most ? std::optional(NumberRange{*least, *most}) : std::nullopt;
    }
    const bool more = text.startsWith(u'>');
    const bool less = text.startsWith(u'<');
    if (!more && !less) {
        const bool exactly = text.startsWith(u'=');
        const auto number = readNumber(text.sliced(exactly ? 1 : 0), units);
        if (!number) {
            return std::nullopt;
        }
        return NumberRange{*number, bare == Bare::Exactly || exactly ? *number : NumberRange::end};
    }
    const bool equal = text.sliced(1).startsWith(u'=');
    const auto number = readNumber(text.sliced(equal ? 2 : 1), units);
    if (!number) {
        return std::nullopt;
    }
    const std::int64_t step = equal ? 0 : 1;
    return more ? NumberRange{*number + step, NumberRange::end} : NumberRange{0, *number - step};
}

std::optional<std::int64_t> readClock(QStringView text, std::int64_t nowUs)
{
    const QString clock = text.toString();
    QTime time = QTime::fromString(clock, u"H:mm:ss"_s);
    if (!time.isValid()) {
        time = QTime::fromString(clock, u"H:mm"_s);
    }
    if (!time.isValid()) {
        return std::nullopt;
    }
    const QDateTime now = QDateTime::fromMSecsSinceEpoch(nowUs / 1000);
    QDateTime moment(now.date(), time);
    if (moment > now) {
        moment = QDateTime(now.date().addDays(-1), time); // it is just past midnight
    }
    return moment.toMSecsSinceEpoch() * 1000;
}

} // namespace

std::optional<NumberRange> readNumberRange(QStringView text)
{
    return readRange(text, plainUnits, Bare::Exactly);
}

std::optional<NumberRange> readStatusRange(QStringView text)
{
    if (text.size() == 3 && text[0] >= u'1' && text[0] <= u'5' && text.sliced(1).compare(u"xx", Qt::CaseInsensitive) == 0) {
        const std::int64_t first = (text[0].unicode() - u'0') * 100;
        return NumberRange{first, first + 99};
    }
    if (text.compare(u"cut", Qt::CaseInsensitive) == 0) {
        return NumberRange{0, 0};
    }
    return readNumberRange(text);
}

std::optional<NumberRange> readDurationRange(QStringView text)
{
    return readRange(text, durationUnits, Bare::OrMore);
}

std::optional<NumberRange> readSizeRange(QStringView text)
{
    return readRange(text, sizeUnits, Bare::OrMore);
}

std::optional<std::int64_t> readMoment(QStringView text, std::int64_t nowUs)
{
    if (text.contains(u':')) {
        return readClock(text, nowUs);
    }
    const bool hasUnit = !text.isEmpty() && text.back().isLetter(); // "since:5" of what?
    const auto ago = hasUnit ? readNumber(text, durationUnits) : std::nullopt;
    return ago ? std::optional(nowUs - *ago) : std::nullopt;
}

std::optional<NumberRange> readPeriod(QStringView text, std::int64_t nowUs)
{
    const qsizetype dots = text.indexOf(".."_L1);
    if (dots < 0) {
        return std::nullopt;
    }
    const auto from = readClock(text.first(dots), nowUs);
    const auto to = readClock(text.sliced(dots + 2), nowUs);
    return from && to ? std::optional(NumberRange{*from, *to + 999'999}) : std::nullopt;
}

} // namespace Retort::Log
