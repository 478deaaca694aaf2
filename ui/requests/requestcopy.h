// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/requests/secretmask.h"

#include <QByteArray>
#include <QJsonObject>
#include <QList>
#include <QString>
#include <QStringList>

#include <optional>
#include <utility>

// A request as a command or a line of code that sends it again, and what it was as text. What is not captured is left out.
namespace Retort::Requests {

struct CopySource
{
    using Headers = QList<std::pair<QString, QString>>;

    QString method;
    QString base;   // "http://127.0.0.1:5000", without a slash at the end
    QString target; // "/users/7?full=1"
    Headers headers;
    std::optional<QByteArray> body;
    // What came back, where it is known.
    int status = 0;
    Headers responseHeaders;
    std::optional<CapturedBody> response;
    qint64 startUs = 0; // 1970-based
    qint64 totalUs = 0;

    QString url() const { return base + target; }
};

enum class CopyForm : quint8 { Url, Curl, Httpie, PythonRequests, FlaskClient, Pytest, RawRequest, RawResponse, Har };

// Of what the engine knows of a request (PROTOCOL.md, `request`). Headers that whoever sends it makes anew are left out of
// `headers` (Host, Content-Length, those of the connection).
CopySource copySource(const QJsonObject &request, const QString &base, Secrets secrets);

QString copyText(const CopySource &source, CopyForm form);

// One for a bug tracker: exception, request, what ran. Secrets are masked, always.
QString issueText(const QJsonObject &request, const QString &versions);

// In single quotes for a POSIX shell.
QString shellQuoted(const QString &text);
// As Python writes a str or bytes: b'…' for bytes.
QString pythonQuoted(const QString &text);
QString pythonQuoted(const QByteArray &bytes);

} // namespace Retort::Requests
