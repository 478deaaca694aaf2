// SPDX-License-Identifier: Apache-2.0
#include "engine/workers/errorpages.h"

#include "engine/gateway/statuspage.h"

#include <QCoreApplication>
#include <QJsonDocument>

namespace Retort::Workers {

using Gateway::Exchange;
using Gateway::StatusPage;

namespace {

// The engine's own answers carry the state they speak of, so that tools need not read the page.
constexpr const char *stateHeader = "X-Retort-State";

QString tr(const char *text)
{
    return QCoreApplication::translate("ErrorPages", text);
}

std::string textOf(const QJsonObject &object, QStringView key)
{
    return object.value(key).toString().toStdString();
}

// "app.py, line 12", or nothing when the failure has no place.
std::string placeOf(const QJsonObject &failure)
{
    const QString file = failure.value(u"file").toString();
    const int line = failure.value(u"line").toInt();
    if (file.isEmpty()) {
        return {};
    }
    return (line > 0 ? tr("%1, line %2").arg(file).arg(line) : file).toStdString();
}

} // namespace

void ErrorPages::workerDied(Exchange &exchange, const std::string &why) const
{
    StatusPage page;
    page.status = 502;
    page.sentence = why + ' ' + tr("It is being replaced; other requests are not affected.").toStdString();
    page.headers = {{stateHeader, "worker-died"}};
    Gateway::answerWithPage(exchange, page);
}

void ErrorPages::badAnswer(Exchange &exchange, const std::string &why) const
{
    StatusPage page;
    page.status = 500;
    page.sentence = showsCode(exchange) ? tr("The app's answer cannot be sent: %1.").arg(QString::fromStdString(why)).toStdString()
                                        : tr("The app's answer cannot be sent. The server's log says why.").toStdString();
    page.headers = {{stateHeader, "bad-answer"}};
    Gateway::answerWithPage(exchange, page);
}

void ErrorPages::applicationRaised(Exchange &exchange, const std::string &exceptionJson) const
{
    StatusPage page;
    page.status = 500;
    page.headers = {{stateHeader, "exception"}};
    if (showsCode(exchange)) {
        const QJsonObject exception = QJsonDocument::fromJson(QByteArray::fromStdString(exceptionJson)).object();
        const std::string message = textOf(exception, u"message");
        page.sentence = textOf(exception, u"type") + (message.empty() ? "" : ": ") + message;
        page.location = placeOf(exception);
        const std::string traceback = exception.value(u"traceback").toString().trimmed().toStdString();
        page.details = traceback == page.sentence ? std::string() : traceback;
    }
    if (page.sentence.empty()) {
        page.sentence = tr("The app raised an exception. The server's log has the traceback.").toStdString();
    }
    Gateway::answerWithPage(exchange, page);
}

void ErrorPages::timeLimit(Exchange &exchange, int seconds) const
{
    StatusPage page;
    page.status = 504;
    page.sentence = tr("The app did not answer within %1 s (harakiri). Its worker is being replaced; the server's log has the "
                       "Python stack of the stuck thread.")
                        .arg(seconds)
                        .toStdString();
    page.headers = {{stateHeader, "harakiri"}};
    Gateway::answerWithPage(exchange, page);
}

void ErrorPages::stoppedByHand(Exchange &exchange) const
{
    StatusPage page;
    page.status = 503;
    page.title = tr("The request was stopped").toStdString();
    page.sentence = tr("Somebody stopped this request in Retort. Its worker did not let go of it and is being replaced.").toStdString();
    page.headers = {{stateHeader, "stopped"}};
    Gateway::answerWithPage(exchange, page);
}

void ErrorPages::silence(Exchange &exchange, int seconds) const
{
    StatusPage page;
    page.status = 504;
    page.sentence =
        tr("The app did not answer within %1 s (http-timeout). It may still be working on the request.").arg(seconds).toStdString();
    page.headers = {{stateHeader, "http-timeout"}};
    Gateway::answerWithPage(exchange, page);
}

void ErrorPages::queueFull(Exchange &exchange) const
{
    StatusPage page;
    page.status = 503;
    page.sentence = tr("Too many requests are waiting for a worker. More processes or threads would help.").toStdString();
    page.headers = {{stateHeader, "queue-full"}};
    page.retrySeconds = 1;
    Gateway::answerWithPage(exchange, page);
}

void ErrorPages::notLoaded(Exchange &exchange, const QJsonObject &failure) const
{
    StatusPage page;
    page.status = 503;
    page.title = tr("The app could not be loaded").toStdString();
    page.headers = {{stateHeader, "load-failed"}};
    page.retrySeconds = 2;
    if (showsCode(exchange)) {
        page.sentence = textOf(failure, u"sentence");
        if (!failure.value(u"sentence").toString().contains(failure.value(u"file").toString())) {
            page.location = placeOf(failure);
        }
        page.details = failure.value(u"traceback").toString().trimmed().toStdString();
    } else {
        page.sentence = tr("The server's log says why.").toStdString();
    }
    Gateway::answerWithPage(exchange, page);
}

void ErrorPages::notReady(Exchange &exchange, const QString &sentence) const
{
    StatusPage page;
    page.status = 503;
    page.title = tr("The app is not ready yet").toStdString();
    page.sentence = sentence.isEmpty() || !showsCode(exchange) ? tr("It is still being loaded.").toStdString() : sentence.toStdString();
    page.headers = {{stateHeader, "starting"}};
    page.retrySeconds = 2;
    Gateway::answerWithPage(exchange, page);
}

} // namespace Retort::Workers
