// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/base/jsonscanner.h"
#include "engine/log/requestrecord.h"

#include <QJsonObject>

#include <string>

namespace Retort::Requests {

// Turns the request records of the control socket (engine/control/PROTOCOL.md) back into RequestRecords. Keys
// that are missing are zero and numbers out of range are bounded: the engine may be older or newer than we are.
class RequestReader final
{
public:
    // The object that the scanner stands at; anything else is a record of zeros.
    void read(JsonScanner &json);
    void read(const QJsonObject &json);

    const Log::RequestRecord &record() const noexcept { return m_record; }
    Log::RequestTexts texts() const noexcept { return {m_method, m_target, m_client}; } // good until the next read()

private:
    void readMember(JsonScanner &json);
    void readText(std::string &to, JsonScanner &json);

    Log::RequestRecord m_record;
    std::string m_method, m_target, m_client;
    std::string m_unescaped;
};

} // namespace Retort::Requests
