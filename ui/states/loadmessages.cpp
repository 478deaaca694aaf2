// SPDX-License-Identifier: Apache-2.0
#include "ui/states/loadmessages.h"

#include "ui/states/installcommand.h"
#include "ui/states/words.h"

#include <QDateTime>
#include <QDir>
#include <QFileInfo>
#include <QJsonArray>
#include <QRegularExpression>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Retort::States {

namespace {

constexpr qsizetype mostAppButtons = 3;

// "views.py", "users/views.py": as the user knows the file.
QString shownFile(const SiteFacts &facts, const QString &file)
{
    const QString relative = QDir(facts.folder).relativeFilePath(file);
    return relative.startsWith(".."_L1) || QDir::isAbsolutePath(relative) ? QFileInfo(file).fileName() : relative;
}

// What went wrong without the place, which the strip says in its own way: "SyntaxError, '(' was never closed".
QString reasonOf(const LoadFailure &failure)
{
    static const QRegularExpression place(u"^.*, line \\d+: "_s, QRegularExpression::DotMatchesEverythingOption);
    static const QRegularExpression type(u"^(\\w+(?:Error|Exception|Exit|Warning|Interrupt)): "_s);
    QString reason = failure.sentence;
    reason.remove(place);
    reason.replace(type, u"\\1, "_s);
    if (reason.endsWith(u'.')) {
        reason.chop(1);
    }
    return reason;
}

Button openButton(const LoadFailure &failure)
{
    return {Do::OpenInEditor, Words::tr("Open in editor"), failure.file, failure.line};
}

Button copyButton(const LoadFailure &failure)
{
    return {Do::CopyText, Words::tr("Copy"), failure.traceback.isEmpty() ? failure.sentence : failure.traceback};
}

QString afterwards(const SiteFacts &facts)
{
    return facts.reloadsOnSave ? Words::tr("Retort reloads when you save.") : Words::tr("Reload when it is mended.");
}

Message importError(const SiteFacts &facts)
{
    const LoadFailure &failure = facts.failure;
    Message message{Severity::Error, {}, {}};
    if (failure.file.isEmpty()) {
        message.text = failure.sentence;
        message.buttons = {copyButton(failure), {Do::ShowOutput, Words::tr("Show output")}};
        return message;
    }
    const QString file = u'`' + shownFile(facts, failure.file) + u'`';
    const QString place = failure.line > 0 ? Words::tr("%1 line %2").arg(file).arg(failure.line) : file;
    message.text = Words::tr("%1: %2. %3").arg(place, reasonOf(failure), afterwards(facts));
    message.buttons = {openButton(failure), copyButton(failure)};
    return message;
}

// The last version that could be loaded answers.
Message oldCodeServes(const SiteFacts &facts)
{
    const LoadFailure &failure = facts.failure;
    Message message{Severity::Warning, {}, {}};
    const QString serving = Words::tr("Serving load %1 from %2.").arg(facts.servingLoad).arg(clockText(facts.servingSinceUs));
    if (failure.file.isEmpty()) {
        message.text = Words::tr("%1 The new code has an error: %2").arg(serving, failure.sentence);
        message.buttons = {{Do::ShowOutput, Words::tr("Show output")}, {Do::ShowErrorPage, Words::tr("Show error page instead"), {}, 1}};
        return message;
    }
    const QString file = shownFile(facts, failure.file);
    message.text = failure.line > 0 ? Words::tr("%1 The new code has an error in %2 line %3.").arg(serving, file).arg(failure.line)
                                    : Words::tr("%1 The new code has an error in %2.").arg(serving, file);
    message.buttons = {openButton(failure), {Do::ShowErrorPage, Words::tr("Show error page instead"), {}, 1}};
    return message;
}

// The same, but the page with the error was asked for instead.
Message errorPageShown(const SiteFacts &facts)
{
    Message message = importError(facts);
    message.buttons.insert(std::min<qsizetype>(1, message.buttons.size()),
        {Do::ShowErrorPage, Words::tr("Serve load %1 again").arg(facts.servingLoad), {}, 0});
    return message;
}

// ".venv (Python 3.12)" of "… is not installed in /srv/blog/.venv."
QString environmentOf(const SiteFacts &facts, QString &prefix)
{
    static const QRegularExpression minor(u"(\\d+\\.\\d+)"_s);
    prefix = environmentPrefix(facts.failure);
    const QString version = minor.match(facts.python).captured(1);
    const QString python = version.isEmpty() ? Words::tr("Python") : Words::tr("Python %1").arg(version);
    return prefix.isEmpty() ? python : u"%1 (%2)"_s.arg(shownFile(facts, prefix), python);
}

Message moduleMissing(const SiteFacts &facts)
{
    static const QRegularExpression plain(u"^[A-Za-z0-9_.-]+$"_s);
    QString prefix;
    const QString environment = environmentOf(facts, prefix);
    const QString &module = facts.failure.missingModule;
    Message message{Severity::Error, Words::tr("No module named `%1` in %2.").arg(module, environment), {}};
    if (!prefix.isEmpty() && plain.match(module).hasMatch()) {
        const QString command = installCommand(facts.installer, facts.folder, prefix, packageOf(module));
        message.buttons.append({Do::CopyText, Words::tr("Copy install command"), command});
    }
    message.buttons.append({Do::ChoosePython, Words::tr("Choose another Python")});
    if (!facts.failure.file.isEmpty()) {
        message.buttons.append(openButton(facts.failure));
    }
    return message;
}

Message noApp(const SiteFacts &facts)
{
    const LoadFailure &failure = facts.failure;
    QStringList found;
    for (const auto &candidate : failure.candidates) {
        found.append(u"`%1` (%2)"_s.arg(candidate.name, candidate.kind));
    }
    Message message{Severity::Error, Words::tr("`%1` has no WSGI app.").arg(shownFile(facts, failure.file)), {}};
    if (!found.isEmpty()) {
        message.text += u' ' + Words::tr("Found: %1.").arg(found.join(", "_L1));
        const QString first = failure.candidates.first().name;
        message.buttons.append({Do::UseApp, Words::tr("Use %1").arg(first), first});
    }
    message.buttons.append({Do::ChooseApp, Words::tr("Choose…")});
    if (found.isEmpty()) {
        message.buttons.append(openButton(failure));
    }
    return message;
}

Message severalApps(const SiteFacts &facts)
{
    const LoadFailure &failure = facts.failure;
    QStringList names;
    Message message{Severity::Error, {}, {}};
    for (const auto &candidate : failure.candidates) {
        names.append(u'`' + candidate.name + u'`');
        if (message.buttons.size() < mostAppButtons) {
            message.buttons.append({Do::UseApp, candidate.name, candidate.name});
        }
    }
    const QString file = shownFile(facts, failure.file);
    message.text = names.size() == 2 ? Words::tr("Two apps in `%1`: %2. Which one?").arg(file, names.join(", "_L1))
                                     : Words::tr("%1 apps in `%2`: %3. Which one?").arg(names.size()).arg(file, names.join(", "_L1));
    if (names.size() > mostAppButtons) {
        message.buttons.append({Do::ChooseApp, Words::tr("Choose…")});
    }
    return message;
}

} // namespace

LoadFailure readLoadFailure(const QJsonObject &failure)
{
    LoadFailure read;
    if (failure.isEmpty()) {
        return read;
    }
    read.kind = failure.value("kind"_L1).toString(u"import"_s);
    read.sentence = failure.value("sentence"_L1).toString();
    read.file = failure.value("file"_L1).toString();
    read.line = failure.value("line"_L1).toInt();
    read.traceback = failure.value("traceback"_L1).toString();
    read.missingModule = failure.value("missingModule"_L1).toString();
    const QJsonArray candidates = failure.value("candidates"_L1).toArray();
    for (const auto &value : candidates) {
        const QJsonObject candidate = value.toObject();
        read.candidates.append({candidate.value("name"_L1).toString(), candidate.value("kind"_L1).toString(),
            candidate.value("file"_L1).toString(), candidate.value("line"_L1).toInt()});
    }
    return read;
}

QString environmentPrefix(const LoadFailure &failure)
{
    static const QRegularExpression installedIn(u"is not installed in (.+?)\\.?$"_s);
    return installedIn.match(failure.sentence).captured(1);
}

Message loadFailureMessage(const SiteFacts &facts)
{
    if (facts.servingLoad > 0) {
        return facts.showsFailure ? errorPageShown(facts) : oldCodeServes(facts);
    }
    const LoadFailure &failure = facts.failure;
    if (failure.kind == "missing-module"_L1 && !failure.missingModule.isEmpty()) {
        return moduleMissing(facts);
    }
    if (failure.kind == "several"_L1 && failure.candidates.size() > 1) {
        return severalApps(facts);
    }
    if (failure.kind == "no-callable"_L1 && !failure.file.isEmpty()) {
        return noApp(facts);
    }
    return importError(facts);
}

} // namespace Retort::States
