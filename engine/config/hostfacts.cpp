// SPDX-License-Identifier: Apache-2.0
#include "engine/config/hostfacts.h"

#include "engine/config/magic.h"

#include <QCoreApplication>
#include <QSysInfo>
#include <QThread>

#include <chrono>

namespace Retort::Config {

HostFacts hostFacts(std::string currentFolder)
{
    const UserFacts user = userFacts();
    HostFacts facts;
    facts.currentFolder = std::move(currentFolder);
    facts.hostName = QSysInfo::machineHostName().toStdString();
    facts.user = user.user;
    facts.group = user.group;
    facts.userId = user.userId;
    facts.groupId = user.groupId;
    facts.processors = QThread::idealThreadCount();
    facts.startMicros = std::chrono::duration_cast<std::chrono::microseconds>(std::chrono::system_clock::now().time_since_epoch()).count();
    if (QCoreApplication::instance() != nullptr) {
        facts.program = QCoreApplication::applicationFilePath().toStdString();
    }
    return facts;
}

} // namespace Retort::Config
