// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QByteArray>
#include <QList>
#include <QString>
#include <QStringList>

#include <optional>
#include <utility>

// A request as a command or a line of code that sends it again. What is not captured is left out.
namespace Retort::Requests {

struct CopySource
{
    QString method;
    QString base;   // "http://127.0.0.1:5000", without a slash at the end
    QString target; // "/users/7?full=1"
    QList<std::pair<QString, QString>> headers;
    std::optional<QByteArray> body;

    QString url() const { return base + target; }
};

enum class CopyForm : quint8 { Url, Curl, Httpie, PythonRequests, FlaskClient };

QString copyText(const CopySource &source, CopyForm form);

// In single quotes for a POSIX shell.
QString shellQuoted(const QString &text);
// As Python writes a str or bytes: b'…' for bytes.
QString pythonQuoted(const QString &text);
QString pythonQuoted(const QByteArray &bytes);

} // namespace Retort::Requests
