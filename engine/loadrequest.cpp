// SPDX-License-Identifier: Apache-2.0
#include "engine/loadrequest.h"

#include "engine/base/clock.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QSysInfo>

namespace Retort {

namespace {

QJsonArray pairs(const QList<std::pair<QString, QString>> &list)
{
    QJsonArray array;
    for (const auto &[key, value] : list) {
        array.append(QJsonArray{key, value});
    }
    return array;
}

QJsonArray givenOptions(const QList<std::pair<QString, std::optional<QString>>> &list)
{
    QJsonArray array;
    for (const auto &[key, value] : list) {
        array.append(QJsonArray{key, value ? QJsonValue(*value) : QJsonValue(QJsonValue::Null)});
    }
    return array;
}

QJsonArray mounts(const QList<Config::Mount> &list)
{
    QJsonArray array;
    for (const Config::Mount &mount : list) {
        array.append(QJsonObject{{QStringLiteral("mountpoint"), mount.mountpoint}, {QStringLiteral("application"), mount.application}});
    }
    return array;
}

QJsonObject appObject(const Config::AppConfig &app)
{
    return {
        {QStringLiteral("module"), app.module},
        {QStringLiteral("wsgiFile"), app.wsgiFile},
        {QStringLiteral("callable"), app.callable},
        {QStringLiteral("mounts"), mounts(app.mounts)},
        {QStringLiteral("manageScriptName"), app.manageScriptName},
        {QStringLiteral("ignoreScriptName"), app.ignoreScriptName},
        {QStringLiteral("noDefaultApp"), app.noDefaultApp},
        {QStringLiteral("chdir"), app.chdir},
        {QStringLiteral("chdir2"), app.chdir2},
        {QStringLiteral("pythonPath"), QJsonArray::fromStringList(app.pythonPath)},
        {QStringLiteral("environment"), pairs(app.environment)},
        {QStringLiteral("unsetEnvironment"), QJsonArray::fromStringList(app.unsetEnvironment)},
        {QStringLiteral("environmentFolders"), QJsonArray::fromStringList(app.environmentFolders)},
        {QStringLiteral("imports"), QJsonArray::fromStringList(app.imports)},
        {QStringLiteral("pyargv"), app.pyargv},
        {QStringLiteral("loadDotenv"), app.loadDotenv},
        {QStringLiteral("fileWrapper"), app.fileWrapper},
        {QStringLiteral("strictWsgi"), app.strictWsgi},
    };
}

} // namespace

QStringList pythonOptions(const Config::AppConfig &app)
{
    QStringList options;
    if (app.noSite) {
        options.append(QStringLiteral("-S"));
    }
    if (app.optimize > 0) {
        options.append(app.optimize == 1 ? QStringLiteral("-O") : QStringLiteral("-OO"));
    }
    return options;
}

QJsonObject loadRequest(const Config::ServerConfig &config)
{
    return {
        {QStringLiteral("app"), appObject(config.app)},
        {QStringLiteral("projectFolder"), config.projectFolder},
        {QStringLiteral("options"), givenOptions(config.options)},
        {QStringLiteral("processes"), config.processes},
        {QStringLiteral("threads"), config.threads},
        {QStringLiteral("masterPid"), config.master ? QCoreApplication::applicationPid() : 0},
        {QStringLiteral("bufferSize"), config.bufferBytes},
        {QStringLiteral("memoryReport"), config.log.memoryReport || config.reloadOnRssBytes > 0},
        {QStringLiteral("startedOn"), qint64{wallClockUs() / 1'000'000}},
        {QStringLiteral("node"), QSysInfo::machineHostName()},
    };
}

} // namespace Retort
