// SPDX-License-Identifier: Apache-2.0
#include "ui/states/startfailure.h"

#include <QRegularExpression>
#include <QStringList>

using namespace Qt::StringLiterals;

namespace Retort::States {

namespace {

QString lastSentence(const QString &errorText)
{
    const QStringList lines = errorText.split(u'\n', Qt::SkipEmptyParts);
    for (auto line = lines.crbegin(); line != lines.crend(); ++line) {
        if (line->startsWith("retort: "_L1)) {
            return line->sliced(8).trimmed();
        }
    }
    return lines.isEmpty() ? QString() : lines.last().trimmed();
}

// "Port 8000 is in use by node (pid 4121, vite). Port 8001 is free."
bool readPortInUse(const QString &sentence, StartFailure &failure)
{
    static const QRegularExpression inUse(uR"(Port (\d+) is in use by (?:(.+?) \(pid (\d+)(?:, ([^)]+))?\)|another program)\.)"_s);
    static const QRegularExpression isFree(u"Port (\\d+) is free\\."_s);
    const QRegularExpressionMatch match = inUse.match(sentence);
    if (!match.hasMatch()) {
        return false;
    }
    failure.kind = StartFailure::Kind::PortInUse;
    failure.port = match.captured(1).toInt();
    failure.program = match.captured(2);
    failure.pid = match.captured(3).toLongLong();
    failure.script = match.captured(4);
#ifdef Q_OS_MACOS
    failure.isUnnamedOnMac = failure.program.isEmpty();
#endif
    failure.freePort = isFree.match(sentence).captured(1).toInt();
    return true;
}

bool readPortNotAllowed(const QString &sentence, StartFailure &failure)
{
    static const QRegularExpression below(u"Ports below 1024 need administrator rights: use another one than (\\d+)"_s);
    const QRegularExpressionMatch match = below.match(sentence);
    if (!match.hasMatch()) {
        return false;
    }
    failure.kind = StartFailure::Kind::PortNotAllowed;
    failure.port = match.captured(1).toInt();
    failure.freePort = 8080;
    return true;
}

} // namespace

StartFailure readStartFailure(const QString &errorText)
{
    StartFailure failure;
    failure.sentence = lastSentence(errorText);
    if (readPortInUse(failure.sentence, failure) || readPortNotAllowed(failure.sentence, failure)) {
        return failure;
    }
    if (failure.sentence.contains("WSGI app was found"_L1) || failure.sentence.contains("names no app"_L1)
        || failure.sentence.contains("ASGI app"_L1)) {
        failure.kind = StartFailure::Kind::NoApplication;
    } else if (failure.sentence.contains("python"_L1, Qt::CaseInsensitive) || failure.sentence.contains("virtualenv"_L1)) {
        failure.kind = StartFailure::Kind::PythonNotUsable;
    } else {
        failure.kind = StartFailure::Kind::Other;
    }
    return failure;
}

} // namespace Retort::States
