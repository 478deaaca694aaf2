// SPDX-License-Identifier: Apache-2.0
#include "ui/requests/filtercompletion.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Retort::Requests {

namespace {

constexpr qsizetype mostWords = 12;

bool begins(QStringView text, qsizetype at)
{
    const QChar before = text[at - 1];
    return before.isSpace() || before == u'(' || before == u')' || before == u'|';
}

QStringList valuesOf(const Log::FilterFieldInfo &info, const FilterWorld &world)
{
    QStringList values = world.values ? world.values(info.field) : QStringList();
    switch (info.value) {
    case Log::FilterValue::State:
        for (const Log::RequestStateInfo &state : Log::requestStates()) {
            if (Log::isInRecord(state.state) || (world.recordsState && world.recordsState(state.state))) {
                values += state.name.toString();
            }
        }
        break;
    case Log::FilterValue::Status: values += {u"2xx"_s, u"3xx"_s, u"4xx"_s, u"5xx"_s, u">=400"_s}; break;
    case Log::FilterValue::Duration: values += {u">100ms"_s, u">1s"_s}; break;
    case Log::FilterValue::Size: values += {u">100kb"_s, u">1mb"_s}; break;
    case Log::FilterValue::Moment: values += {u"reload"_s, u"5m"_s, u"1h"_s}; break;
    case Log::FilterValue::Text:
    case Log::FilterValue::Word:
    case Log::FilterValue::Header:
    case Log::FilterValue::Number:
    case Log::FilterValue::Period: break;
    }
    values.removeDuplicates();
    return values;
}

// As it must be typed to stand for itself.
QString quoted(const QString &value)
{
    const bool plain = std::ranges::none_of(value, [](QChar each) { return each.isSpace() || u"\"(),|\\*"_s.contains(each); });
    return plain ? value : u'"' + QString(value).replace(u'\\', u"\\\\"_s).replace(u'"', u"\\\""_s) + u'"';
}

void keep(QStringList &words, QStringView typed)
{
    words.removeIf([typed](const QString &word) { return !word.startsWith(typed, Qt::CaseInsensitive) || word == typed; });
    words = words.first(std::min(words.size(), mostWords));
}

} // namespace

FilterCompletion completeFilter(QStringView text, qsizetype cursor, const FilterWorld &world)
{
    const QStringView before = text.first(std::min(cursor, text.size()));
    if (before.count(u'"') % 2 != 0) {
        return {};
    }
    qsizetype from = before.size();
    while (from > 0 && !begins(before, from)) {
        --from;
    }
    from += from < before.size() && before[from] == u'-' ? 1 : 0;
    const QStringView term = before.sliced(from);
    if (term.isEmpty() || term.startsWith(u'/') || term.startsWith(u'"')) {
        return {};
    }
    FilterCompletion completion;
    const qsizetype colon = term.indexOf(u':');
    if (colon < 0) {
        completion.from = from;
        for (const Log::FilterFieldInfo &info : Log::filterFields()) {
            if (Log::isInRecord(info.field) || (world.records && world.records(info.field))) {
                completion.words += info.name.toString() + u':';
            }
        }
    } else {
        const Log::FilterFieldInfo *info = Log::findFilterField(term.first(colon));
        if (!info) {
            return {};
        }
        const qsizetype comma = term.lastIndexOf(u',');
        completion.from = from + std::max(colon, comma) + 1;
        for (const QString &value : valuesOf(*info, world)) {
            completion.words += quoted(value);
        }
    }
    completion.length = before.size() - completion.from;
    keep(completion.words, before.sliced(completion.from));
    return completion;
}

} // namespace Retort::Requests
