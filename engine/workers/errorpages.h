// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/gateway/exchange.h"

#include <QJsonObject>

#include <string>

namespace Retort::Workers {

// The answers the engine gives when the app cannot: each is a whole page (HTML, JSON or text, as the
// client prefers) with one sentence, and ends the exchange. Tracebacks only where the request allows
// them (loopback listener with an accepted Host) and error-pages = short did not turn them off.
// Lives on the engine's thread; holds no state of its own.
class ErrorPages final
{
public:
    explicit ErrorPages(bool shortPages) noexcept : m_short(shortPages) {}

    void workerDied(Gateway::Exchange &exchange, const std::string &why) const;            // 502
    void badAnswer(Gateway::Exchange &exchange, const std::string &why) const;             // 500
    void applicationRaised(Gateway::Exchange &exchange, const std::string &exceptionJson) const; // 500
    void timeLimit(Gateway::Exchange &exchange, int seconds) const;                        // 504
    void stoppedByHand(Gateway::Exchange &exchange) const;                                 // 503
    void silence(Gateway::Exchange &exchange, int seconds) const;                          // 504
    void queueFull(Gateway::Exchange &exchange) const;                                     // 503
    void notLoaded(Gateway::Exchange &exchange, const QJsonObject &failure) const;         // 503
    void notReady(Gateway::Exchange &exchange, const QString &sentence) const;             // 503

private:
    bool showsCode(const Gateway::Exchange &exchange) const noexcept { return !m_short && exchange.request.tracebacksAllowed; }

    bool m_short;
};

} // namespace Retort::Workers
