// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/log/requestline.h"

#include <string>
#include <string_view>
#include <vector>

namespace Retort::Log {

// uWSGI's `log-format` (UWSGI.md §7.7), cut into pieces once. %(name) is a request field, a number, a time,
// var.NAME (any variable of the request), metric.NAME (always "-": there are no metrics), or a name given by
// uwsgi.set_logvar(); what is unknown or absent becomes "-". Everything else stands for itself.
//
// Values are escaped with quotes (escape.h), so that a quoted value stays one: uWSGI does not, and a " in a
// user agent breaks its common log format. Credentials are "***", secret query values masked.
class LogFormat final
{
public:
    explicit LogFormat(std::string_view format);

    // Appends the line without its end.
    void append(std::string &to, const LoggedRequest &logged, const LogRules &rules, LogTime &time) const;

private:
    enum class Field : unsigned char {
        Literal, Variable, LogVar,
        Uri, Method, User, Address, Host, Protocol, UserAgent, Referer,
        Status, BodySize, HeadSize, Size, ContentLength,
        Micros, Msecs, Secs, StartMsecs, StartMicros, Start, Epoch, CommonTime, FormatTime, Ctime,
        Pid, WorkerId, Core, Switches, Vars, Headers, PacketSize, Modifier1, Modifier2,
        Vsz, Rss, VszM, RssM, WriteErrors, ReadErrors, IoErrors,
    };
    struct Piece
    {
        Field field = Field::Literal;
        std::string text;  // the literal, or the name of a variable
    };

    static Piece pieceFor(std::string_view name);
    static void appendText(std::string &to, const Piece &piece, const LoggedRequest &logged, const LogRules &rules);
    static void appendTime(std::string &to, Field field, const LoggedRequest &logged, const LogRules &rules, LogTime &time);
    static void appendNumber(std::string &to, Field field, const LoggedRequest &logged);

    std::vector<Piece> m_pieces;
};

} // namespace Retort::Log
