// SPDX-License-Identifier: Apache-2.0
#include "engine/log/requestline.h"

#include "engine/log/escape.h"
#include "engine/log/masking.h"
#include "engine/log/numbers.h"

namespace Retort::Log {

namespace {

void appendWho(std::string &to, const LoggedRequest &logged, const LogRules &rules)
{
    const Gateway::Trace &trace = logged.trace;
    const bool byWorker = trace.workerId > 0;
    to.append("[pid: ");
    appendNumber(to, byWorker ? trace.workerPid : logged.enginePid);
    to.append(byWorker ? "|app: 0|req: " : "|app: -1|req: ");
    appendNumber(to, trace.workerRequests);
    to.push_back('/');
    appendNumber(to, logged.totalRequests);
    to.append("] ");
    appendEscapedBounded(to, shownAddress(logged.fields, rules), maxValueBytes);
    to.append(" (");
    appendEscapedBounded(to, logged.fields.user, maxValueBytes);
    to.append(") {");
    appendNumber(to, 2 * logged.request.vars.count());  // uWSGI counts keys and values
    to.append(" vars in ");
    appendNumber(to, logged.request.vars.bytes().size());
    to.append(" bytes} [");
}

void appendAnswer(std::string &to, const LoggedRequest &logged, const LogRules &rules)
{
    const Gateway::Trace &trace = logged.trace;
    const std::int64_t us = responseUs(trace);
    to.append(" => generated ");
    appendNumber(to, trace.bodyBytesOut);
    to.append(" bytes in ");
    appendNumber(to, rules.micros ? us : us / 1000);
    to.append(rules.micros ? " micros (" : " msecs (");
    appendEscapedBounded(to, logged.fields.protocol, maxValueBytes);
    to.push_back(' ');
    appendNumber(to, trace.status);
    to.append(") ");
    appendNumber(to, trace.headerCount);
    to.append(" headers in ");
    appendNumber(to, trace.headBytesOut);
    to.append(" bytes (");
    appendNumber(to, trace.switches);
    to.append(" switches on core ");
    appendNumber(to, trace.slot > 0 ? trace.slot : 0);
    to.push_back(')');
}

} // namespace

std::string_view shownAddress(const RequestFields &fields, const LogRules &rules) noexcept
{
    if (!rules.forwardedFor || fields.forwardedFor.empty()) {
        return fields.address;
    }
    std::string_view first = fields.forwardedFor.substr(0, fields.forwardedFor.find(','));
    while (!first.empty() && first.back() == ' ') {
        first.remove_suffix(1);
    }
    return first;
}

void appendMemoryReport(std::string &to, const Gateway::Trace &trace)
{
    to.append("{address space usage: ");
    appendNumber(to, trace.vszBytes);
    to.append(" bytes/");
    appendNumber(to, trace.vszBytes / 1024 / 1024);
    to.append("MB} {rss usage: ");
    appendNumber(to, trace.rssBytes);
    to.append(" bytes/");
    appendNumber(to, trace.rssBytes / 1024 / 1024);
    to.append("MB} ");
}

void appendRequestLine(std::string &to, const LoggedRequest &logged, const LogRules &rules, LogTime &time)
{
    if (rules.memoryReport) {
        appendMemoryReport(to, logged.trace);
    }
    appendWho(to, logged, rules);
    to.append(time.ctimeForm(logged.trace.wallStartUs));
    to.append("] ");
    appendEscapedBounded(to, logged.fields.method, maxValueBytes);
    to.push_back(' ');
    std::string masked;
    appendEscapedBounded(to, rules.maskSecrets ? maskedTarget(logged.fields.uri, masked) : logged.fields.uri, maxUriBytes);
    appendAnswer(to, logged, rules);
}

} // namespace Retort::Log
