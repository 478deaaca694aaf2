// SPDX-License-Identifier: Apache-2.0
#include "ui/requests/requestreader.h"

#include "engine/log/escape.h"

#include <QJsonDocument>

#include <algorithm>
#include <array>
#include <limits>
#include <string_view>
#include <type_traits>

namespace Retort::Requests {

namespace {

using Log::RequestRecord;

template<typename T>
void takeNumber(T &to, JsonScanner &json)
{
    // Doubles are exact up to 2^53, and no number of ours comes near.
    constexpr std::int64_t exact = 9'000'000'000'000'000;
    constexpr std::int64_t most = sizeof(T) == sizeof(exact) ? exact : static_cast<std::int64_t>(std::numeric_limits<T>::max());
    constexpr std::int64_t least = !std::is_signed_v<T> ? 0
        : sizeof(T) == sizeof(exact)                    ? -exact
                                                        : static_cast<std::int64_t>(std::numeric_limits<T>::min());
    to = static_cast<T>(std::clamp(json.number(), static_cast<double>(least), static_cast<double>(most)));
}

// True when the member was a number of a record, and has been taken.
bool takeAnyNumber(RequestRecord &record, std::string_view key, JsonScanner &json)
{
    struct Taker
    {
        std::string_view key;
        void (*take)(RequestRecord &, JsonScanner &);
    };
    static constexpr std::array takers{
        Taker{"sequence", [](RequestRecord &to, JsonScanner &from) { takeNumber(to.sequence, from); }},
        Taker{"time", [](RequestRecord &to, JsonScanner &from) { takeNumber(to.wallStartUs, from); }},
        Taker{"bytesIn", [](RequestRecord &to, JsonScanner &from) { takeNumber(to.bodyBytesIn, from); }},
        Taker{"bytesOut", [](RequestRecord &to, JsonScanner &from) { takeNumber(to.bodyBytesOut, from); }},
        Taker{"totalUs", [](RequestRecord &to, JsonScanner &from) { takeNumber(to.totalUs, from); }},
        Taker{"readingUs", [](RequestRecord &to, JsonScanner &from) { takeNumber(to.readingUs, from); }},
        Taker{"heldUs", [](RequestRecord &to, JsonScanner &from) { takeNumber(to.heldUs, from); }},
        Taker{"queuedUs", [](RequestRecord &to, JsonScanner &from) { takeNumber(to.queuedUs, from); }},
        Taker{"appUs", [](RequestRecord &to, JsonScanner &from) { takeNumber(to.appWallUs, from); }},
        Taker{"appCpuUs", [](RequestRecord &to, JsonScanner &from) { takeNumber(to.appCpuUs, from); }},
        Taker{"writingUs", [](RequestRecord &to, JsonScanner &from) { takeNumber(to.writingUs, from); }},
        Taker{"load", [](RequestRecord &to, JsonScanner &from) { takeNumber(to.load, from); }},
        Taker{"status", [](RequestRecord &to, JsonScanner &from) { takeNumber(to.status, from); }},
        Taker{"worker", [](RequestRecord &to, JsonScanner &from) { takeNumber(to.workerId, from); }},
        Taker{"slot", [](RequestRecord &to, JsonScanner &from) { takeNumber(to.slot, from); }},
    };
    const auto found = std::ranges::find(takers, key, &Taker::key);
    if (found != takers.end()) {
        found->take(record, json);
    }
    return found != takers.end();
}

unsigned flagOf(std::string_view key)
{
    struct Flag
    {
        std::string_view key;
        RequestRecord::Flag flag;
    };
    static constexpr std::array flags{Flag{"reused", RequestRecord::Reused}, Flag{"exception", RequestRecord::Exception},
        Flag{"clientGone", RequestRecord::ClientGone}, Flag{"truncated", RequestRecord::Truncated},
        Flag{"rejected", RequestRecord::Rejected}, Flag{"replay", RequestRecord::Replay}};
    const auto found = std::ranges::find(flags, key, &Flag::key);
    return found != flags.end() ? static_cast<unsigned>(found->flag) : 0;
}

} // namespace

void RequestReader::read(JsonScanner &json)
{
    m_record = {};
    m_method.clear();
    m_target.clear();
    m_client.clear();
    for (bool more = json.beginObject(); more; more = json.nextMember()) {
        readMember(json);
    }
}

void RequestReader::readMember(JsonScanner &json)
{
    const std::string_view key = json.key();
    if (takeAnyNumber(m_record, key, json)) {
        return;
    }
    if (key == "method") {
        readText(m_method, json);
    } else if (key == "target") {
        readText(m_target, json);
    } else if (key == "client") {
        readText(m_client, json);
    } else if (key == "protocol") {
        json.text(m_unescaped);
        m_record.flags |= m_unescaped == "uwsgi" ? static_cast<unsigned>(RequestRecord::UwsgiProtocol) : 0;
    } else if (const unsigned flag = flagOf(key); flag != 0) {
        m_record.flags |= json.truth() ? flag : 0;
    } else {
        json.skip();
    }
}

// The engine has escaped these already. They come from another program all the same, and what would turn a
// line round or start a new one must not reach a painter.
void RequestReader::readText(std::string &to, JsonScanner &json)
{
    json.text(m_unescaped);
    to.clear();
    Log::appendEscaped(to, m_unescaped);
}

void RequestReader::read(const QJsonObject &json)
{
    const QByteArray bytes = QJsonDocument(json).toJson(QJsonDocument::Compact);
    JsonScanner scanner({bytes.constData(), static_cast<std::size_t>(bytes.size())});
    read(scanner);
}

} // namespace Retort::Requests
