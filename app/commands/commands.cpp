// SPDX-License-Identifier: Apache-2.0
#include "app/commands/commands.h"

#include "app/commands/commandtable.h"
#include "app/commands/commandusage.h"
#include "app/commands/configcommands.h"
#include "app/commands/console.h"
#include "app/commands/exportcommand.h"
#include "app/commands/siteconnection.h"
#include "app/commands/textoutput.h"

#include "engine/base/clock.h"

#include <QCommandLineParser>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>

#include <algorithm>
#include <iterator>
#include <vector>

using namespace Qt::StringLiterals;

namespace Retort::Commands {

namespace {

int fail(const Error &error)
{
    return fail(error.sentence, error.code == Errc::FileMissing ? NoSuchSite : Failed);
}

struct Options
{
    QString site;
    bool json = false;
    bool follow = false;
    bool output = false;
    bool now = false;
    int last = 20;
};

QString addressesOf(const QJsonObject &site)
{
    QStringList list;
    const QJsonArray addresses = site.value("addresses"_L1).toArray();
    for (const auto &address : addresses) {
        list.append(harmless(address.toString()));
    }
    return list.join(u' ');
}

int listSites(const Options &options)
{
    const auto folder = Control::RuntimeDir::open();
    if (!folder) {
        return fail(folder.error());
    }
    QList<QStringList> rows{{u"NAME"_s, u"PID"_s, u"STATE"_s, u"UP"_s, u"ADDRESSES"_s, u"FOLDER"_s}};
    QJsonArray list;
    const QList<Control::RuntimeDir::Site> sites = folder->runningSites();
    for (const auto &found : sites) {
        const auto connection = SiteConnection::open(found.socketPath);
        const auto answer = connection ? (*connection)->ask(u"status"_s) : Result<QJsonObject>(std::unexpected(connection.error()));
        if (!answer) {
            fail(u"%1: %2"_s.arg(found.name, answer.error().sentence), Failed);
            continue;
        }
        const QJsonObject site = answer->value("site"_L1).toObject();
        const QJsonObject status = answer->value("status"_L1).toObject();
        rows.append({found.name, QString::number(site.value("pid"_L1).toInteger()), harmless(status.value("state"_L1).toString()),
            ageText(status.value("started"_L1).toInteger(), wallClockUs()), addressesOf(site),
            harmless(site.value("folder"_L1).toString())});
        list.append(QJsonObject{{u"site"_s, site}, {u"status"_s, status}});
    }
    if (options.json) {
        printJson({{u"sites"_s, list}});
    } else {
        print(rows.size() > 1 ? tableText(rows) : u"No site is running.\n"_s);
    }
    return Done;
}

QString workerTable(const QJsonArray &workers)
{
    QList<QStringList> rows{{u"WORKER"_s, u"PID"_s, u"STATE"_s, u"BUSY"_s, u"REQUESTS"_s, u"RESTARTS"_s, u"LOAD"_s, u"UP"_s}};
    for (const auto &value : workers) {
        const QJsonObject worker = value.toObject();
        const auto number = [&](QLatin1StringView key) { return QString::number(worker.value(key).toInteger()); };
        rows.append({number("id"_L1), number("pid"_L1), harmless(worker.value("state"_L1).toString()),
            number("busy"_L1) + u'/' + number("slots"_L1), number("requests"_L1), number("restarts"_L1), number("load"_L1),
            ageText(worker.value("started"_L1).toInteger(), wallClockUs())});
    }
    return tableText(rows);
}

QString statusText(const QJsonObject &answer)
{
    const QJsonObject site = answer.value("site"_L1).toObject();
    const QJsonObject status = answer.value("status"_L1).toObject();
    const QJsonObject counters = answer.value("counters"_L1).toObject();
    const auto count = [&](QLatin1StringView key) { return QString::number(counters.value(key).toInteger()); };
    QList<QStringList> rows{
        {u"Site"_s, harmless(site.value("name"_L1).toString()) + u" (pid %1)"_s.arg(site.value("pid"_L1).toInteger())},
        {u"State"_s, harmless(status.value("sentence"_L1).toString())},
        {u"Addresses"_s, addressesOf(site)},
        {u"Folder"_s, harmless(site.value("folder"_L1).toString())},
        {u"App"_s, harmless(status.value("app"_L1).toString())},
        {u"Python"_s, harmless(status.value("python"_L1).toString())},
        {u"Up"_s, ageText(status.value("started"_L1).toInteger(), wallClockUs())},
        {u"Requests"_s,
            u"%1 (2xx %2 · 3xx %3 · 4xx %4 · 5xx %5 · exceptions %6)"_s.arg(
                count("requests"_L1), count("2xx"_L1), count("3xx"_L1), count("4xx"_L1), count("5xx"_L1), count("exceptions"_L1))},
        {u"Now"_s,
            u"%1 running · %2 waiting · %3 connections"_s.arg(status.value("running"_L1).toInteger())
                .arg(status.value("queued"_L1).toInteger())
                .arg(status.value("connections"_L1).toInteger())},
    };
    const QString loadError = status.value("loadError"_L1).toString();
    if (!loadError.isEmpty()) {
        rows.append({u"Error"_s, harmless(loadError)});
    }
    return tableText(rows);
}

int showStatus(SiteConnection &site, const Options &options)
{
    const auto status = site.ask(u"status"_s);
    const auto workers = status ? site.ask(u"workers"_s) : status;
    if (!workers) {
        return fail(workers.error());
    }
    const QJsonArray list = workers->value("workers"_L1).toArray();
    if (options.json) {
        QJsonObject all = *status;
        all.insert("workers"_L1, list);
        printJson(all);
    } else {
        print(statusText(*status) + u'\n' + workerTable(list));
    }
    return Done;
}

// Reloads may take as long as the app's imports: no time limit.
int reloadSite(SiteConnection &site, const Options &options)
{
    const auto answer = site.ask(u"reload"_s, {}, 0);
    if (!answer) {
        return fail(answer.error());
    }
    if (options.json) {
        printJson(*answer);
    } else {
        const QJsonObject status = answer->value("status"_L1).toObject();
        print(u"%1: reloaded, load %2 in %3 ms\n"_s.arg(site.site().value("name"_L1).toString())
                .arg(status.value("load"_L1).toInteger())
                .arg(status.value("loadUs"_L1).toInteger() / 1000));
    }
    return Done;
}

int stopSite(SiteConnection &site, const Options &options)
{
    const auto answer = site.ask(u"stop"_s, {{u"mode"_s, options.now ? u"now"_s : u"graceful"_s}});
    if (!answer) {
        return fail(answer.error());
    }
    if (options.json) {
        printJson(*answer);
    } else {
        print(u"%1: stopping\n"_s.arg(site.site().value("name"_L1).toString()));
    }
    return Done;
}

int explainFile(SiteConnection &site, const QString &file, const Options &options)
{
    const QFileInfo info(file);
    // The folder may be reached by a symlink, the file may be one: the watcher knows it by the folder's real name.
    const QString folder = QFileInfo(info.absolutePath()).canonicalFilePath();
    const QString path = folder.isEmpty() ? info.absoluteFilePath() : folder + u'/' + info.fileName();
    const auto answer = site.ask(u"why"_s, {{u"path"_s, path}});
    if (!answer) {
        return fail(answer.error());
    }
    if (options.json) {
        printJson(*answer);
    } else {
        print(harmless(answer->value("sentence"_L1).toString()) + u'\n');
    }
    return Done;
}

QString recordText(const QJsonObject &record, const Options &options)
{
    if (options.json) {
        return QString::fromUtf8(QJsonDocument(record).toJson(QJsonDocument::Compact));
    }
    return options.output ? outputText(record) : record.contains("kind"_L1) ? eventText(record) : requestText(record);
}

void printRecords(const QJsonArray &records, const Options &options)
{
    QString text;
    for (const auto &value : records) {
        if (const QString line = recordText(value.toObject(), options); !line.isEmpty()) {
            text += line + u'\n';
        }
    }
    print(text);
}

// Requests for programs; for people, among them what happened to the site.
QStringList feedsOf(const Options &options)
{
    return options.output ? QStringList{u"output"_s} : options.json ? QStringList{u"requests"_s} : QStringList{u"requests"_s, u"events"_s};
}

void printBatch(const QJsonObject &message, const Options &options)
{
    const qint64 skipped = message.value("skipped"_L1).toInteger();
    if (skipped > 0 && options.json) {
        printJson({{u"skipped"_s, skipped}});
    } else if (skipped > 0) {
        print(u"… %1 not shown: this program was too slow for them …\n"_s.arg(skipped));
    }
    for (const QString &feed : feedsOf(options)) {
        printRecords(message.value(feed).toArray(), options);
    }
}

int showLogs(SiteConnection &site, const Options &options)
{
    const QJsonObject more{{u"last"_s, options.last}};
    if (options.follow) {
        const auto ended = site.follow(feedsOf(options), more, [&](const QJsonObject &message) { printBatch(message, options); });
        return ended ? int{Done} : fail(ended.error());
    }
    std::vector<QJsonObject> records;
    for (const QString &feed : feedsOf(options)) {
        const auto answer = site.ask(feed, more);
        if (!answer) {
            return fail(answer.error());
        }
        const QJsonArray list = answer->value(feed).toArray();
        std::ranges::transform(list, std::back_inserter(records), [](const QJsonValue &value) { return value.toObject(); });
    }
    std::ranges::stable_sort(records, {}, [](const QJsonObject &record) { return record.value("time"_L1).toInteger(); });
    QJsonArray sorted;
    std::ranges::copy(records, std::back_inserter(sorted));
    printRecords(sorted, options);
    return Done;
}

} // namespace

int runCommand(const QStringList &arguments)
{
    const QString command = arguments.value(0);
    const Command *row = findCommand(command.toStdString());
    if (row == nullptr) {
        return fail(u"There is no command “%1”; there are %2."_s.arg(command, commandNames().join(", "_L1)), BadUsage);
    }
    QCommandLineParser parser;
    addOptions(parser, *row);
    if (!parser.parse(arguments)) {
        return fail(parser.errorText() + u'.', BadUsage);
    }
    if (parser.isSet(u"help"_s)) {
        print(usageOf(*row));
        return Done;
    }
    if (command == "export"_L1) {
        return exportSite(parser);
    }
    const QStringList names = parser.positionalArguments();
    Options options;
    options.json = parser.isSet(u"json"_s);
    if (command == "logs"_L1) {
        bool isNumber = false;
        options.follow = parser.isSet(u"follow"_s);
        options.output = parser.isSet(u"output"_s);
        options.last = parser.value(u"last"_s).toInt(&isNumber);
        if (!isNumber || options.last < 0 || options.last > 1000) {
            return fail(u"--last takes a number from 0 to 1000, not “%1”."_s.arg(parser.value(u"last"_s)), BadUsage);
        }
    } else if (command == "stop"_L1) {
        options.now = parser.isSet(u"now"_s);
    }
    if (command == "why"_L1 && names.isEmpty()) {
        return fail(u"“retort why” needs a file."_s, BadUsage);
    }
    if (names.size() > (command == "ps"_L1 ? 0 : command == "why"_L1 ? 2 : 1)) {
        return fail(u"Too many arguments for “retort %1”: %2."_s.arg(command, names.join(u' ')), BadUsage);
    }
    if (command == "ps"_L1) {
        return listSites(options);
    }
    if (command == "check"_L1) {
        return checkConfig(names, options.json);
    }
    if (command == "show-config"_L1) {
        return showConfig(names, options.json);
    }
    if (command == "init"_L1) {
        return initProject(names, options.json);
    }
    const auto site = findSite(names.value(command == "why"_L1 ? 1 : 0));
    if (!site) {
        return fail(site.error());
    }
    if (command == "status"_L1) {
        return showStatus(**site, options);
    }
    if (command == "why"_L1) {
        return explainFile(**site, names.first(), options);
    }
    if (command == "reload"_L1) {
        return reloadSite(**site, options);
    }
    return command == "stop"_L1 ? stopSite(**site, options) : showLogs(**site, options);
}

} // namespace Retort::Commands
