// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/control/controltarget.h"

#include <QByteArray>
#include <QJsonArray>
#include <QJsonObject>

#include <cstdint>
#include <string>

namespace Retort::Control {

// The JSON of PROTOCOL.md, made from the values it stands for. Pure functions.

inline constexpr int protocolVersion = 1;
inline constexpr int maxLineBytes = 1024 * 1024;  // from a client
inline constexpr int maxBatch = 1000;             // records in one message

QJsonObject helloMessage(const SiteInfo &site);
QJsonObject siteJson(const SiteInfo &site);
QJsonObject statusJson(const SiteStatus &status);
QJsonObject countersJson(const Log::RequestCounters &counters);
QJsonArray workersJson(const QList<WorkerInfo> &workers);
// Written by hand: it is made for every request while somebody looks, and a QJsonObject takes ten times as long.
void appendRequest(std::string &to, const Log::RequestRecord &record, const Log::RequestStore::Text &text);
QJsonObject requestJson(const Log::RequestRecord &record, const Log::RequestStore::Text &text);
QJsonObject outputJson(const Log::OutputLine &line);
QJsonObject eventJson(const Log::SiteEvent &event);

// One line for the wire, with its end.
QByteArray toLine(const QJsonObject &message);

} // namespace Retort::Control
