// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QList>
#include <QString>

namespace Retort::Config {

// Something a person should know about their configuration, with the place it comes from. The
// sentence says what Retort makes of it and how to write it instead. Errors never appear here in
// a loaded configuration: they end the loading (see Error::sentence). A plain value.
struct Finding
{
    enum class Severity : quint8 {
        Note,     // understood, and done differently or not needed here
        Warning,  // probably not what was meant
        Error,    // Retort cannot start with this
    };

    Severity severity = Severity::Note;
    QString place;    // "uwsgi.ini:7", "command line", "UWSGI_HTTP in the environment"
    QString option;   // may be empty
    QString sentence;

    // "uwsgi.ini:7: processes: “two” is not a number …"
    QString toString() const;
};

// "note", "warning", "error".
QString severityName(Finding::Severity severity);

} // namespace Retort::Config
