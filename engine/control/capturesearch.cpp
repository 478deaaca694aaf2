// SPDX-License-Identifier: Apache-2.0
#include "engine/control/capturesearch.h"

#include "engine/content/contentdecoder.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QThreadPool>

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;

namespace Retort::Control {

namespace {

using Log::FilterField;
using Log::FilterTerm;
using Log::TextPattern;

constexpr std::size_t mostDecodedBytes = 4 * Gateway::CapturedBody::mostBytes;  // a bomb must not hold up a search

// For reading a term: all that can be searched is recorded.
class Searchable final : public Log::RequestFacts
{
public:
    bool records(FilterField field) const override { return isSearchable(field); }
    bool records(Log::RequestState) const override { return false; }
    bool text(std::uint64_t, FilterField, std::string_view, std::string &) const override { return false; }
    bool is(std::uint64_t, Log::RequestState) const override { return false; }
};

bool matchesAny(const std::vector<TextPattern> &patterns, std::string_view text)
{
    return std::ranges::any_of(patterns, [&](const TextPattern &pattern) { return pattern.matches(text); });
}

// x-id → HTTP_X_ID
std::string variableName(std::string_view header)
{
    std::string name;
    for (const char c : header) {
        name.push_back(c == '-' ? '_' : (c >= 'a' && c <= 'z' ? static_cast<char>(c - ('a' - 'A')) : c));
    }
    return name == "CONTENT_TYPE" || name == "CONTENT_LENGTH" ? name : "HTTP_" + name;
}

bool meetsHeader(const Gateway::Capture &capture, const FilterTerm::HeaderPattern &wanted)
{
    const std::string_view sent = capture.vars.value(variableName(wanted.name));
    if (sent.data() != nullptr && wanted.value.matches(sent)) {
        return true;
    }
    const Gateway::HeaderList &answered = capture.responseHead.headers;
    for (int index = 0; index < answered.size(); ++index) {
        if (Gateway::equalsIgnoringCase(answered.at(index).name, wanted.name) && wanted.value.matches(answered.at(index).value)) {
            return true;
        }
    }
    return false;
}

// As a person reads it: without its content coding.
bool meetsBody(const Gateway::CapturedBody &body, std::string_view codings, const FilterTerm &term)
{
    if (body.bytes().empty()) {
        return false;
    }
    return codings.empty() ? matchesAny(term.patterns, body.bytes())
                           : matchesAny(term.patterns, Content::decodeContent(body.bytes(), codings, mostDecodedBytes).bytes);
}

// “KeyError: 'name'” and “KeyError” alone, of the exception and of those that led to it.
bool meetsError(const std::string &exceptionJson, const FilterTerm &term)
{
    const QJsonObject exception = QJsonDocument::fromJson(QByteArray::fromStdString(exceptionJson)).object();
    QJsonArray all = exception.value("chain"_L1).toArray();
    all.prepend(exception);
    return std::ranges::any_of(std::as_const(all), [&term](const QJsonValue &one) {
        const std::string type = one["type"_L1].toString().toStdString();
        return matchesAny(term.patterns, type) || matchesAny(term.patterns, type + ": " + one["message"_L1].toString().toStdString());
    });
}

} // namespace

bool isSearchable(FilterField field) noexcept
{
    return field == FilterField::Type || field == FilterField::Header || field == FilterField::RequestBody
        || field == FilterField::ResponseBody || field == FilterField::Output || field == FilterField::Error;
}

bool CapturedRequest::meets(const FilterTerm &term) const
{
    if (term.field == FilterField::Output) {
        return output
            && std::ranges::any_of(output->lines, [&](const Log::OutputLine &line) { return matchesAny(term.patterns, line.text); });
    }
    if (!capture) {
        return false;
    }
    if (term.field == FilterField::Error) {
        return !capture->exceptionJson.empty() && meetsError(capture->exceptionJson, term);
    }
    if (term.field == FilterField::Header) {
        return std::ranges::any_of(term.headers, [this](const FilterTerm::HeaderPattern &header) { return meetsHeader(*capture, header); });
    }
    if (!capture->isRecorded) {
        return false;
    }
    if (term.field == FilterField::Type) {
        return matchesAny(term.patterns, capture->responseHead.headers.value("Content-Type"));
    }
    return term.field == FilterField::RequestBody
        ? meetsBody(capture->requestBody, capture->vars.value("HTTP_CONTENT_ENCODING"), term)
        : meetsBody(capture->responseBody, capture->responseHead.headers.value("Content-Encoding"), term);
}

std::vector<CapturedRequest> capturedRequests(const Log::RequestLog &log, std::uint64_t first, std::uint64_t end)
{
    std::vector<CapturedRequest> requests;
    for (std::uint64_t sequence = first; sequence < end; ++sequence) {
        const Log::RequestRecord *record = log.store().find(sequence);
        CapturedRequest request{sequence, record ? record->wallStartUs : 0, log.captures().share(sequence), log.outputs().find(sequence)};
        if (record && (request.capture || request.output)) {
            requests.push_back(std::move(request));
        }
    }
    return requests;
}

Result<void> CaptureSearch::start(const QString &term, std::vector<CapturedRequest> requests, Done done)
{
    auto filter = Log::RequestFilter::fromText(term, {.facts = std::make_shared<Searchable>()});
    if (!filter) {
        return std::unexpected(Error{Errc::BadOption, filter.error().sentence});
    }
    if (!filter->onlyCapturedTerm()) {
        return std::unexpected(Error{Errc::BadOption, u"“term” is one term for captured data, such as res.body:text."_s});
    }
    if (m_waiting.size() >= mostWaiting) {
        return std::unexpected(Error{Errc::BadOption, u"Too many searches wait already."_s});
    }
    m_waiting.push_back(std::make_shared<const Job>(std::move(*filter), std::move(requests), std::move(done)));
    next();
    return {};
}

void CaptureSearch::next()
{
    if (m_running || m_waiting.empty()) {
        return;
    }
    m_running = true;
    QThreadPool::globalInstance()->start(
        [this, alive = m_alive, context = m_context, job = std::exchange(m_waiting.front(), nullptr)]() mutable {
            Matches matches;
            for (const CapturedRequest &request : job->requests) {
                if (!*alive) {
                    return;
                }
                if (request.meets(*job->filter.onlyCapturedTerm())) {
                    matches.emplace_back(request.sequence, request.wallStartUs);
                }
            }
            QMetaObject::invokeMethod(
                context.get(),
                [this, alive = std::move(alive), job = std::move(job), matches = std::move(matches)] {
                    if (*alive) {
                        finished(*job, matches);
                    }
                },
                Qt::QueuedConnection);
        });
    m_waiting.pop_front();
}

void CaptureSearch::finished(const Job &job, const Matches &matches)
{
    m_running = false;
    const auto alive = m_alive;
    job.done(matches);  // which may end the client, and this with it
    if (*alive) {
        next();
    }
}

QJsonArray matchesJson(const CaptureSearch::Matches &matches)
{
    QJsonArray array;
    for (const auto &[sequence, wallStartUs] : matches) {
        array.append(QJsonArray{static_cast<qint64>(sequence), static_cast<qint64>(wallStartUs)});
    }
    return array;
}

} // namespace Retort::Control
