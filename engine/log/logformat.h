// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/log/requestline.h"

#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace Retort::Log {

// uWSGI's `log-format` (UWSGI.md §7.7), cut into pieces once. %(name) is a request field, a number, a time,
// var.NAME (any variable of the request), metric.NAME (always 0, as in uWSGI without metrics), or a name given by
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
    struct Literal
    {
        std::string text;
    };
    struct Variable
    {
        std::string name;
    };  // %(var.NAME)
    struct LogVar
    {
        std::string name;
    };    // set by uwsgi.set_logvar()
    enum class Text : unsigned char { Uri, Method, User, Address, Host, Protocol, UserAgent, Referer };
    enum class Time : unsigned char { Msecs, Micros, Secs, Epoch, Common, Format, Ctime };
    enum class Number : unsigned char {
        Status,
        BodySize,
        HeadSize,
        Size,
        ContentLength,
        Micros,
        Msecs,
        Secs,
        Pid,
        WorkerId,
        Core,
        Switches,
        Vars,
        Headers,
        PacketSize,
        Zero,
        Vsz,
        Rss,
        VszM,
        RssM,
        WriteErrors,
    };
    using Piece = std::variant<Literal, Variable, LogVar, Text, Time, Number>;
    struct Writer;  // appends one piece of any kind

    static Piece pieceFor(std::string_view name);

    std::vector<Piece> m_pieces;
};

} // namespace Retort::Log
