// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/log/requestfilter.h"

#include <optional>

namespace Retort::Log {

// Reads the text of a RequestFilter: recursive descent over one line, with the place of what is wrong. Use
// one per text. Not for others: RequestFilter::fromText() is.
class FilterParser final
{
public:
    FilterParser(QStringView text, const FilterSetting &setting) noexcept : m_text(text), m_setting(setting) {}

    Result<FilterNode, FilterFault> parse();

private:
    struct Value
    {
        QString text;            // without quotes and escapes
        qsizetype at = 0;        // where it starts in the whole text
        qsizetype length = 0;    // as typed
        bool quoted = false;
        bool expression = false; // was between slashes
    };

    std::optional<FilterNode> either();  // a | b
    std::optional<FilterNode> both();    // a b
    std::optional<FilterNode> one();     // -a, (a), name:a
    std::optional<FilterNode> group();
    std::optional<FilterTerm> term();
    std::optional<FilterTerm> namedTerm(const FilterFieldInfo &info, qsizetype nameAt);
    bool addValue(FilterTerm &term, const FilterFieldInfo &info, const Value &value);
    bool addNumber(FilterTerm &term, const FilterFieldInfo &info, const Value &value);
    bool addMoment(FilterTerm &term, const FilterFieldInfo &info, const Value &value);
    bool addState(FilterTerm &term, const Value &value);
    bool addHeader(FilterTerm &term, const Value &value);
    std::optional<TextPattern> pattern(const Value &value, TextPattern::Place place);

    enum class Commas : bool { Separate, Literal };
    std::optional<Value> value(Commas commas);
    std::optional<Value> quotedValue();
    qsizetype expressionEnd(Commas commas) const;
    QStringView nameHere() const;

    bool isRecorded(const FilterFieldInfo &info) const;
    std::nullopt_t fail(const QString &sentence, qsizetype at, qsizetype length);
    bool failed(const QString &sentence, const Value &value);
    void skipBlanks();
    bool atEnd() const noexcept { return m_at >= m_text.size(); }
    bool isAt(QChar character) const noexcept { return !atEnd() && m_text[m_at] == character; }

    QStringView m_text;
    const FilterSetting &m_setting;
    qsizetype m_at = 0;
    int m_depth = 0;
    FilterFault m_fault;
};

} // namespace Retort::Log
