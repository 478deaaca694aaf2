// SPDX-License-Identifier: Apache-2.0
#include "engine/log/filterparser.h"

#include "engine/base/text.h"

using namespace Qt::StringLiterals;

namespace Retort::Log {

namespace {

bool endsTerm(QChar character) noexcept
{
    return character.isSpace() || character == u'|' || character == u'(' || character == u')';
}

// Cut, so that a sentence stays a sentence.
QString shown(QStringView text)
{
    constexpr qsizetype most = 40;
    return text.size() <= most ? text.toString() : text.first(most - 1).toString() + u'…';
}

FilterNode nodeOf(FilterNode::Kind kind, std::vector<FilterNode> parts)
{
    if (parts.size() == 1) {
        return std::move(parts.front());
    }
    FilterNode node;
    node.kind = kind;
    node.parts = std::move(parts);
    return node;
}

} // namespace

Result<FilterNode, FilterFault> FilterParser::parse()
{
    if (m_text.size() > RequestFilter::maxLength) {
        fail(Text::tr("A filter may have at most %1 characters.").arg(RequestFilter::maxLength), 0, m_text.size());
        return std::unexpected(m_fault);
    }
    skipBlanks();
    if (atEnd()) {
        return FilterNode{};
    }
    auto root = either();
    if (root && !atEnd()) { // only a parenthesis ends either() early
        root = fail(Text::tr("This “)” closes nothing."), m_at, 1);
    }
    if (!root) {
        return std::unexpected(m_fault);
    }
    return std::move(*root);
}

std::optional<FilterNode> FilterParser::either()
{
    std::vector<FilterNode> parts;
    while (true) {
        auto part = both();
        if (!part) {
            return std::nullopt;
        }
        parts.push_back(std::move(*part));
        if (!isAt(u'|')) {
            return nodeOf(FilterNode::Kind::Any, std::move(parts));
        }
        ++m_at;
    }
}

std::optional<FilterNode> FilterParser::both()
{
    std::vector<FilterNode> parts;
    skipBlanks();
    const qsizetype start = m_at;
    while (!atEnd() && !isAt(u'|') && !isAt(u')')) {
        auto part = one();
        if (!part) {
            return std::nullopt;
        }
        parts.push_back(std::move(*part));
        skipBlanks();
    }
    if (!parts.empty()) {
        return nodeOf(FilterNode::Kind::All, std::move(parts));
    }
    if (isAt(u')') && m_depth == 0) {
        return fail(Text::tr("This “)” closes nothing."), m_at, 1);
    }
    if (isAt(u')') && start > 0 && m_text.first(start).trimmed().endsWith(u'(')) {
        return fail(Text::tr("There is nothing between these parentheses."), m_at, 1);
    }
    const qsizetype bar = isAt(u'|') ? m_at : m_text.first(start).lastIndexOf(u'|');
    return fail(Text::tr("“|” needs a term on both sides."), std::max<qsizetype>(bar, 0), 1);
}

std::optional<FilterNode> FilterParser::one()
{
    bool negated = false;
    const qsizetype start = m_at;
    while (isAt(u'-')) {
        negated = !negated;
        ++m_at;
    }
    if (m_at > start && (atEnd() || (endsTerm(m_text[m_at]) && !isAt(u'(')))) {
        return fail(Text::tr("“-” needs a term after it."), start, m_at - start);
    }
    std::optional<FilterNode> node;
    if (isAt(u'(')) {
        node = group();
    } else if (auto found = term()) {
        node.emplace();
        node->kind = FilterNode::Kind::Term;
        node->term = std::move(*found);
    }
    if (node && negated) {
        node->negated = !node->negated;
    }
    return node;
}

std::optional<FilterNode> FilterParser::group()
{
    const qsizetype open = m_at++;
    if (++m_depth > RequestFilter::maxDepth) {
        return fail(Text::tr("There are more than %1 parentheses in each other here.").arg(RequestFilter::maxDepth), open, 1);
    }
    skipBlanks();
    if (atEnd()) {
        return fail(Text::tr("This “(” is not closed."), open, 1);
    }
    auto node = either();
    if (!node) {
        return std::nullopt;
    }
    if (!isAt(u')')) {
        return fail(Text::tr("This “(” is not closed."), open, 1);
    }
    ++m_at;
    --m_depth;
    return node;
}

// The letters before a colon, if that is how the text goes on here.
QStringView FilterParser::nameHere() const
{
    qsizetype end = m_at;
    while (end < m_text.size() && (m_text[end].isLetter() || m_text[end] == u'.')) {
        ++end;
    }
    return end > m_at && end < m_text.size() && m_text[end] == u':' ? m_text.sliced(m_at, end - m_at) : QStringView();
}

std::optional<FilterTerm> FilterParser::term()
{
    const QStringView name = nameHere();
    if (!name.isEmpty()) {
        const qsizetype start = m_at;
        const FilterFieldInfo *info = findFilterField(name);
        if (!info) {
            return fail(Text::tr("There is no filter “%1:”. Text with a colon in it goes between quotes.").arg(shown(name)), start,
                name.size() + 1);
        }
        m_at += name.size() + 1;
        return namedTerm(*info, start);
    }
    const auto text = value(Commas::Literal);
    if (!text) {
        return std::nullopt;
    }
    auto wanted = pattern(*text, TextPattern::Place::Anywhere);
    if (!wanted) {
        return std::nullopt;
    }
    FilterTerm term;
    term.patterns.push_back(std::move(*wanted));
    return term;
}

std::optional<FilterTerm> FilterParser::namedTerm(const FilterFieldInfo &info, qsizetype nameAt)
{
    if (!isRecorded(info)) {
        while (!atEnd() && !endsTerm(m_text[m_at])) {
            ++m_at;
        }
        return fail(Text::tr("“%1:” cannot be asked: %2 is not recorded yet.").arg(info.name, describe(info.field)), nameAt, m_at - nameAt);
    }
    FilterTerm term;
    term.field = info.field;
    do {
        const qsizetype start = m_at;
        const auto next = value(Commas::Separate);
        if (!next) {
            return std::nullopt;
        }
        if (next->text.isEmpty()) {
            const bool first = start == nameAt + info.name.size() + 1;
            return fail(Text::tr("“%1:” needs a value, such as %2.").arg(info.name, info.example), first ? nameAt : start - 1,
                first ? start - nameAt : 1);
        }
        if (!addValue(term, info, *next)) {
            return std::nullopt;
        }
    } while (isAt(u',') && ++m_at > 0);
    if (!isInRecord(info.field)) {
        term.source = m_text.sliced(nameAt, m_at - nameAt).toString();
    }
    return term;
}

bool FilterParser::addValue(FilterTerm &term, const FilterFieldInfo &info, const Value &value)
{
    switch (info.value) {
    case FilterValue::Text:
    case FilterValue::Word: {
        auto wanted = pattern(value, info.value == FilterValue::Word ? TextPattern::Place::Whole : TextPattern::Place::Anywhere);
        if (wanted) {
            term.patterns.push_back(std::move(*wanted));
        }
        return wanted.has_value();
    }
    case FilterValue::Header: return addHeader(term, value);
    case FilterValue::Status:
    case FilterValue::Duration:
    case FilterValue::Size:
    case FilterValue::Number: return addNumber(term, info, value);
    case FilterValue::State: return addState(term, value);
    case FilterValue::Moment:
    case FilterValue::Period: return addMoment(term, info, value);
    }
    return false;
}

bool FilterParser::addNumber(FilterTerm &term, const FilterFieldInfo &info, const Value &value)
{
    const auto range = info.value == FilterValue::Status ? readStatusRange(value.text)
        : info.value == FilterValue::Duration            ? readDurationRange(value.text)
        : info.value == FilterValue::Size                ? readSizeRange(value.text)
                                                         : readNumberRange(value.text);
    if (!range) {
        return failed(Text::tr("“%1:” cannot read “%2”. Write it like %3.").arg(info.name, shown(value.text), info.example), value);
    }
    term.ranges.push_back(*range);
    return true;
}

bool FilterParser::addMoment(FilterTerm &term, const FilterFieldInfo &info, const Value &value)
{
    std::optional<NumberRange> range;
    if (info.value == FilterValue::Period) {
        range = readPeriod(value.text, m_setting.nowUs);
    } else if (value.text.compare("reload"_L1, Qt::CaseInsensitive) == 0) {
        if (m_setting.reloadUs == 0) {
            return failed(Text::tr("There was no reload yet."), value);
        }
        range = NumberRange{m_setting.reloadUs, NumberRange::end};
    } else if (const auto moment = readMoment(value.text, m_setting.nowUs)) {
        range = NumberRange{*moment, NumberRange::end};
    }
    if (!range) {
        return failed(Text::tr("“%1:” cannot read “%2”. Write it like %3.").arg(info.name, shown(value.text), info.example), value);
    }
    term.ranges.push_back(*range);
    return true;
}

bool FilterParser::addState(FilterTerm &term, const Value &value)
{
    const auto state = findRequestState(value.text);
    if (!state) {
        return failed(
            Text::tr("“is:” does not know “%1”. It knows error, slow, replay, watched, held, running and asset.").arg(shown(value.text)),
            value);
    }
    if (!isInRecord(*state) && !(m_setting.facts && m_setting.facts->records(*state))) {
        return failed(Text::tr("“is:%1” cannot be asked: %2 is not recorded yet.").arg(value.text, describe(*state)), value);
    }
    term.states.push_back(*state);
    return true;
}

bool FilterParser::addHeader(FilterTerm &term, const Value &value)
{
    const qsizetype equals = value.text.indexOf(u'=');
    Value wanted = value;
    wanted.text = equals < 0 ? QString() : value.text.sliced(equals + 1); // without "=": the header is there
    auto text = pattern(wanted, TextPattern::Place::Anywhere);
    const QString name = equals < 0 ? value.text : value.text.first(equals);
    if (!text || name.isEmpty()) {
        return failed(Text::tr("“header:” needs the name of a header, such as x-id or x-id=7."), value);
    }
    term.headers.push_back({name.toLower().toStdString(), std::move(*text)});
    return true;
}

std::optional<TextPattern> FilterParser::pattern(const Value &value, TextPattern::Place place)
{
    if (value.expression) {
        auto expression = TextPattern::expression(value.text);
        if (!expression) {
            return fail(
                Text::tr("This is no regular expression: %1.").arg(expression.error().reason), value.at + 1 + expression.error().offset, 1);
        }
        return std::move(*expression);
    }
    if (value.quoted) {
        return TextPattern::plain(value.text, place, TextPattern::Stars::Literal);
    }
    if (value.text.size() > 1 && value.text.startsWith(u'=')) {
        return TextPattern::plain(QStringView(value.text).sliced(1), TextPattern::Place::Whole, TextPattern::Stars::Anything);
    }
    return TextPattern::plain(value.text, place, TextPattern::Stars::Anything);
}

// Reads up to the end of a value. Its text is empty when there is none.
std::optional<FilterParser::Value> FilterParser::value(Commas commas)
{
    if (isAt(u'"')) {
        return quotedValue();
    }
    Value found;
    found.at = m_at;
    if (isAt(u'=') && m_at + 1 < m_text.size() && m_text[m_at + 1] == u'"') {
        // ="…": the whole text is this, whatever stands in it.
        ++m_at;
        auto quoted = quotedValue();
        if (quoted) {
            quoted->text.prepend(u'=');
            quoted->at = found.at;
            ++quoted->length;
            quoted->quoted = false;
        }
        return quoted;
    }
    if (const qsizetype end = expressionEnd(commas); end > 0) {
        found.text = m_text.sliced(m_at + 1, end - m_at - 1).toString();
        found.expression = true;
        m_at = end + 1;
    } else {
        while (!atEnd() && !endsTerm(m_text[m_at]) && !(commas == Commas::Separate && isAt(u','))) {
            ++m_at;
        }
        found.text = m_text.sliced(found.at, m_at - found.at).toString();
    }
    found.length = m_at - found.at;
    return found;
}

std::optional<FilterParser::Value> FilterParser::quotedValue()
{
    Value found;
    found.quoted = true;
    found.at = m_at++;
    while (!atEnd() && !isAt(u'"')) {
        if (isAt(u'\\') && m_at + 1 < m_text.size()) {
            ++m_at;
        }
        found.text.append(m_text[m_at++]);
    }
    if (atEnd()) {
        return fail(Text::tr("This quote is not closed."), found.at, m_text.size() - found.at);
    }
    ++m_at;
    found.length = m_at - found.at;
    return found;
}

// The slash that ends an expression starting here, or 0. A path starts with a slash too: only one that stands at
// the end of the word makes it an expression, and the characters that join terms may stand inside.
qsizetype FilterParser::expressionEnd(Commas commas) const
{
    if (!isAt(u'/')) {
        return 0;
    }
    for (qsizetype at = m_at + 1; at < m_text.size() && !m_text[at].isSpace(); ++at) {
        if (m_text[at] == u'\\') {
            ++at;
        } else if (m_text[at] == u'/' && at > m_at + 1) {
            const qsizetype after = at + 1;
            if (after == m_text.size() || m_text[after].isSpace() || m_text[after] == u')' || m_text[after] == u'|'
                || (commas == Commas::Separate && m_text[after] == u',')) {
                return at;
            }
        }
    }
    return 0;
}

bool FilterParser::isRecorded(const FilterFieldInfo &info) const
{
    if (info.field == FilterField::Route) {
        return m_setting.routes != nullptr;
    }
    return isInRecord(info.field) || (m_setting.facts && m_setting.facts->records(info.field));
}

std::nullopt_t FilterParser::fail(const QString &sentence, qsizetype at, qsizetype length)
{
    m_fault = {sentence, static_cast<int>(at), static_cast<int>(length)};
    return std::nullopt;
}

bool FilterParser::failed(const QString &sentence, const Value &value)
{
    fail(sentence, value.at, value.length);
    return false;
}

void FilterParser::skipBlanks()
{
    while (!atEnd() && m_text[m_at].isSpace()) {
        ++m_at;
    }
}

} // namespace Retort::Log
