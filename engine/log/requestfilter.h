// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/base/result.h"
#include "engine/log/filterfields.h"
#include "engine/log/filtervalues.h"
#include "engine/log/requestrecord.h"
#include "engine/log/textpattern.h"

#include <QStringList>

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace Retort::Log {

struct FilterTerm;

// Answers for what of a request is captured besides its record: headers, bodies, output, the exception,
// whether it is a replay. Filters ask it from any thread. Either text() is answered, or, where the texts are elsewhere, meets().
class RequestFacts
{
public:
    RequestFacts() = default;
    RequestFacts(const RequestFacts &) = delete;
    RequestFacts &operator=(const RequestFacts &) = delete;
    virtual ~RequestFacts() = default;

    // Whether this is captured at all. Where it is not, a term that asks for it is a fault with a sentence.
    virtual bool records(FilterField field) const = 0;
    virtual bool records(RequestState state) const = 0;

    // Of FilterField::Header, the header called `name`. False when this request has none of it.
    virtual bool text(std::uint64_t sequence, FilterField field, std::string_view name, std::string &to) const = 0;
    virtual bool meets(const RequestRecord &record, const FilterTerm &term) const;
    virtual bool is(std::uint64_t sequence, RequestState state) const = 0;
};

class RouteTable;

// What `is:slow` means unless a filter is told otherwise: half a second, where people begin to notice that they wait.
inline constexpr std::uint32_t slowRequestUs = 500'000;

// What stands in the filter cannot be used: one sentence, and the characters (UTF-16) to underline.
struct FilterFault
{
    QString sentence;
    int position = 0;
    int length = 0;
};

struct FilterSetting
{
    std::int64_t nowUs = 0;     // 1970-based; what `since:5m` counts from
    std::int64_t reloadUs = 0;  // the last reload, for `since:reload`; 0: there was none
    std::uint32_t slowUs = slowRequestUs;
    std::shared_ptr<const RequestFacts> facts = {};
    std::shared_ptr<const RouteTable> routes = {}; // null: terms that ask for the route are a fault
};

// One term, made of alternatives: a request meets it when it meets any of them.
struct FilterTerm
{
    struct HeaderPattern
    {
        std::string name;
        TextPattern value;
    };
    FilterField field = FilterField::Target;
    QString source;  // as it was typed, with its name; of a field that is not in the record
    std::vector<NumberRange> ranges;
    std::vector<TextPattern> patterns;
    std::vector<HeaderPattern> headers;
    std::vector<RequestState> states;
};

// A part of a filter: terms joined by AND (All) and OR (Any), turned round by `-` (negated).
struct FilterNode
{
    enum class Kind : std::uint8_t { All, Any, Term };
    Kind kind = Kind::All;
    bool negated = false;
    std::vector<FilterNode> parts;
    FilterTerm term;
};

// The filter language of the request table and of `retort logs`, read once and then asked for each request.
//
//   text  /regex/  name:value,value  -negated  a b (both)  a | b (either)  (a b) | c  "quoted text"
//
// AND binds closer than OR. `*` in a text stands for anything, `=` before it asks for the whole text. A plain
// value and safe to ask from any thread; one that was made by the default constructor accepts everything.
class RequestFilter final
{
public:
    static constexpr int maxLength = 4'096;  // characters
    static constexpr int maxDepth = 50;      // parentheses in parentheses

    RequestFilter() = default;
    static Result<RequestFilter, FilterFault> fromText(QStringView text, const FilterSetting &setting = {});

    bool acceptsAll() const noexcept { return m_root.kind == FilterNode::Kind::All && m_root.parts.empty() && !m_root.negated; }
    bool accepts(const RequestRecord &record, const RequestTexts &texts) const;

    // Terms for what is not in the record, as they were typed, each once.
    QStringList capturedTerms() const;
    // The one term that this filter is, when it is such a one.
    const FilterTerm *onlyCapturedTerm() const noexcept;

private:
    bool meets(const FilterNode &node, const RequestRecord &record, const RequestTexts &texts) const;
    bool meets(const FilterTerm &term, const RequestRecord &record, const RequestTexts &texts) const;
    bool meetsRoute(const FilterTerm &term, const RequestTexts &texts) const;
    bool is(RequestState state, const RequestRecord &record, const RequestTexts &texts) const;

    FilterNode m_root;
    std::uint32_t m_slowUs = slowRequestUs;
    std::shared_ptr<const RequestFacts> m_facts;
    std::shared_ptr<const RouteTable> m_routes;
};

// The target up to its query.
std::string_view pathOf(std::string_view target) noexcept;

// An exception, an answer of 500 or above, or one that broke off.
bool isError(const RequestRecord &record) noexcept;

// A file that a page asks for by itself: a style sheet, script, image, font; by the ending of its path.
bool isAsset(std::string_view target) noexcept;

} // namespace Retort::Log
