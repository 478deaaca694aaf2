// SPDX-License-Identifier: Apache-2.0
// Commands about one worker, and about what is shown while new code cannot be loaded.
#include "engine/control/controlsession.h"

using namespace Qt::StringLiterals;

namespace Retort::Control {

void ControlSession::answerStack(const QJsonObject &request)
{
    const QJsonValue id = request.value("id"_L1);
    m_target.tellStacks(request.value("worker"_L1).toInt(), [this, id, alive = m_alive](const Result<QString> &text) {
        if (*alive && !m_closed) {
            text ? sendOk(id, {{u"text"_s, *text}}) : sendError(id, text.error().sentence);
        }
    });
}

void ControlSession::answerStopRequest(const QJsonObject &request)
{
    const QJsonValue id = request.value("id"_L1);
    const int worker = request.value("worker"_L1).toInt();
    const int slot = request.value("slot"_L1).toInt(-1);
    const qint64 since = request.value("since"_L1).toInteger();
    m_target.stopRequest(worker, slot, since, [this, id, alive = m_alive](const Result<QString> &outcome) {
        if (*alive && !m_closed) {
            outcome ? sendOk(id, {{u"outcome"_s, *outcome}}) : sendError(id, outcome.error().sentence);
        }
    });
}

void ControlSession::answerReplaceWorker(const QJsonObject &request)
{
    const QJsonValue id = request.value("id"_L1);
    const QString mode = request.value("mode"_L1).toString(u"graceful"_s);
    if (mode != "graceful"_L1 && mode != "now"_L1) {
        sendError(id, u"“mode” is graceful or now, not “%1”."_s.arg(mode.left(80)));
        return;
    }
    const auto done = m_target.replaceWorker(request.value("worker"_L1).toInt(), mode == "now"_L1 ? StopMode::AtOnce : StopMode::Graceful);
    done ? sendOk(id) : sendError(id, done.error().sentence);
}

void ControlSession::answerShowFailure(const QJsonObject &request)
{
    if (!request.value("on"_L1).isBool()) {
        sendError(request.value("id"_L1), u"“on” is true or false."_s);
        return;
    }
    m_target.setShowsFailure(request.value("on"_L1).toBool());
    sendOk(request.value("id"_L1));
}

} // namespace Retort::Control
