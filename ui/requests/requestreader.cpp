// SPDX-License-Identifier: Apache-2.0
#include "ui/requests/requestreader.h"

#include "engine/log/escape.h"

#include <algorithm>
#include <array>
#include <limits>
#include <type_traits>

using namespace Qt::StringLiterals;

namespace Retort::Requests {

namespace {

using Log::RequestRecord;

template<typename T>
T bounded(const QJsonObject &json, QLatin1StringView key)
{
    // Doubles are exact up to 2^53, and no number of ours comes near.
    constexpr std::int64_t exact = 9'000'000'000'000'000;
    constexpr std::int64_t most = sizeof(T) == sizeof(exact) ? exact : static_cast<std::int64_t>(std::numeric_limits<T>::max());
    constexpr std::int64_t least = !std::is_signed_v<T> ? 0
        : sizeof(T) == sizeof(exact)                    ? -exact
                                                        : static_cast<std::int64_t>(std::numeric_limits<T>::min());
    return static_cast<T>(std::clamp(json.value(key).toDouble(), static_cast<double>(least), static_cast<double>(most)));
}

// The engine has escaped these already. They come from another program all the same, and what would turn a
// line round or start a new one must not reach a painter.
void take(std::string &to, const QJsonObject &json, QLatin1StringView key)
{
    const QByteArray utf8 = json.value(key).toString().toUtf8();
    to.clear();
    Log::appendEscaped(to, {utf8.constData(), static_cast<std::size_t>(utf8.size())});
}

std::uint16_t flagsOf(const QJsonObject &json)
{
    struct Flag
    {
        QLatin1StringView key;
        RequestRecord::Flag flag;
    };
    constexpr std::array flags{Flag{"reused"_L1, RequestRecord::Reused}, Flag{"exception"_L1, RequestRecord::Exception},
        Flag{"clientGone"_L1, RequestRecord::ClientGone}, Flag{"truncated"_L1, RequestRecord::Truncated},
        Flag{"rejected"_L1, RequestRecord::Rejected}};
    unsigned set = json.value("protocol"_L1).toString() == "uwsgi"_L1 ? RequestRecord::UwsgiProtocol : 0;
    for (const Flag &flag : flags) {
        set |= json.value(flag.key).toBool() ? static_cast<unsigned>(flag.flag) : 0;
    }
    return static_cast<std::uint16_t>(set);
}

} // namespace

void RequestReader::read(const QJsonObject &json)
{
    m_record = {};
    m_record.sequence = bounded<std::uint64_t>(json, "sequence"_L1);
    m_record.wallStartUs = bounded<std::int64_t>(json, "time"_L1);
    m_record.bodyBytesIn = bounded<std::uint64_t>(json, "bytesIn"_L1);
    m_record.bodyBytesOut = bounded<std::uint64_t>(json, "bytesOut"_L1);
    m_record.totalUs = bounded<std::uint32_t>(json, "totalUs"_L1);
    m_record.readingUs = bounded<std::uint32_t>(json, "readingUs"_L1);
    m_record.heldUs = bounded<std::uint32_t>(json, "heldUs"_L1);
    m_record.queuedUs = bounded<std::uint32_t>(json, "queuedUs"_L1);
    m_record.appWallUs = bounded<std::uint32_t>(json, "appUs"_L1);
    m_record.appCpuUs = bounded<std::uint32_t>(json, "appCpuUs"_L1);
    m_record.writingUs = bounded<std::uint32_t>(json, "writingUs"_L1);
    m_record.load = bounded<std::uint32_t>(json, "load"_L1);
    m_record.status = bounded<std::uint16_t>(json, "status"_L1);
    m_record.workerId = bounded<std::uint16_t>(json, "worker"_L1);
    m_record.slot = bounded<std::int16_t>(json, "slot"_L1);
    m_record.flags = flagsOf(json);
    take(m_method, json, "method"_L1);
    take(m_target, json, "target"_L1);
    take(m_client, json, "client"_L1);
}

} // namespace Retort::Requests
