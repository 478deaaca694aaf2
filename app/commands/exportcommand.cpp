// SPDX-License-Identifier: Apache-2.0
#include "app/commands/exportcommand.h"

#include "app/commands/commands.h"
#include "app/commands/console.h"
#include "app/commands/filewriter.h"
#include "app/commands/textoutput.h"
#include "engine/config/configformat.h"
#include "engine/config/configloader.h"
#include "engine/config/export/exportfiles.h"

#include <QCommandLineParser>
#include <QDir>
#include <QFileInfo>
#include <QJsonArray>

using namespace Qt::StringLiterals;

namespace Retort::Commands {
namespace {

namespace Export = Config::Export;

Result<Export::Inputs> inputsOf(const QCommandLineParser &parser)
{
    Export::Inputs inputs;
    if (parser.isSet(u"domain"_s)) {
        inputs.domain = parser.value(u"domain"_s);
    }
    if (parser.isSet(u"user"_s)) {
        inputs.user = parser.value(u"user"_s);
    }
    inputs.installFolder = parser.value(u"folder"_s);
    if (parser.isSet(u"replicas"_s)) {
        bool isNumber = false;
        inputs.replicas = parser.value(u"replicas"_s).toInt(&isNumber);
        if (!isNumber) {
            return std::unexpected(Error{Errc::BadOption, u"--replicas takes a number, not “%1”."_s.arg(parser.value(u"replicas"_s))});
        }
    }
    if (parser.isSet(u"socket"_s) && parser.isSet(u"tcp"_s)) {
        return std::unexpected(Error{Errc::BadOption, u"--socket and --tcp exclude each other."_s});
    }
    if (parser.isSet(u"socket"_s) || parser.isSet(u"tcp"_s)) {
        inputs.transport = parser.isSet(u"socket"_s) ? Export::Transport::UnixSocket : Export::Transport::Tcp;
    }
    return inputs;
}

// UWSGI_* of this shell is no part of what the ini says.
QProcessEnvironment environmentForReading()
{
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    const QStringList names = environment.keys();
    for (const QString &name : names) {
        if (name.startsWith("UWSGI_"_L1)) {
            environment.remove(name);
        }
    }
    return environment;
}

Result<Export::Site> readSite(const QString &file)
{
    const QStringList arguments = file.isEmpty() ? QStringList{} : QStringList{u"--"_s + Config::optionOfFile(file), file};
    const QString folder = QDir::currentPath();
    const auto loaded = Config::loadConfig(arguments, environmentForReading(), folder);
    if (!loaded) {
        return std::unexpected(loaded.error());
    }
    if (loaded->server.configFile.isEmpty()) {
        return std::unexpected(
            Error{Errc::FileMissing, u"There is no uwsgi.ini in %1. “retort init” writes one; or name the file."_s.arg(folder)});
    }
    return Export::siteOf(loaded->server);
}

void show(const QList<Export::File> &files, bool json)
{
    QJsonArray list;
    QString text;
    for (const Export::File &file : files) {
        list.append(QJsonObject{{u"name"_s, file.name}, {u"text"_s, file.text}});
        text += (files.size() > 1 ? u"# ---- %1\n"_s.arg(file.name) : QString()) + file.text;
    }
    if (json) {
        printJson({{u"files"_s, list}});
    } else {
        print(text);
    }
}

Result<void> write(const QList<Export::File> &files, const QDir &folder, bool force)
{
    if (!folder.mkpath(u"."_s)) {
        return std::unexpected(Error{Errc::Io, u"The folder %1 cannot be made."_s.arg(folder.path())});
    }
    // All are looked at before one is written: half a set is of no use.
    for (const Export::File &file : files) {
        if (!force && QFileInfo(folder.filePath(file.name)).exists()) {
            return std::unexpected(
                Error{Errc::Io, u"%1 is there already and stays as it is. --force replaces it."_s.arg(folder.filePath(file.name))});
        }
    }
    for (const Export::File &file : files) {
        if (const auto done = writeFile(folder.filePath(file.name), file.text.toUtf8(), force ? IfThere::Replace : IfThere::Refuse);
            !done) {
            return done;
        }
    }
    return {};
}

int exportTo(const QStringList &names, const QCommandLineParser &parser)
{
    const auto target = Export::targetFromName(names.first());
    const auto inputs = inputsOf(parser);
    if (!target || !inputs) {
        return fail(target ? inputs.error().sentence : target.error().sentence, Failed);
    }
    const auto site = readSite(names.value(1));
    const auto files = site ? Export::exportFiles(*target, *site, *inputs) : Result<QList<Export::File>>(std::unexpected(site.error()));
    if (!files) {
        return fail(files.error().sentence, Failed);
    }
    if (!parser.isSet(u"output"_s)) {
        show(*files, parser.isSet(u"json"_s));
        return Done;
    }
    const QDir folder(parser.value(u"output"_s));
    if (const auto done = write(*files, folder, parser.isSet(u"force"_s)); !done) {
        return fail(done.error().sentence, Failed);
    }
    for (const Export::File &file : *files) {
        print(harmless(folder.filePath(file.name)) + u": written\n"_s);
    }
    return Done;
}

} // namespace

int exportSite(const QCommandLineParser &parser)
{
    const QStringList names = parser.positionalArguments();
    if (names.isEmpty() || names.size() > 2) {
        return fail(
            u"“retort export” takes a target (%1) and perhaps a configuration file."_s.arg(Export::targetNames().join(", "_L1)), BadUsage);
    }
    return exportTo(names, parser);
}

} // namespace Retort::Commands
