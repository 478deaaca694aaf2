// SPDX-License-Identifier: Apache-2.0
#include "ui/mainwindow/sitereport.h"

#include "ui/states/stateview.h"

#include <QCoreApplication>
#include <QDir>
#include <QRegularExpression>
#include <QSysInfo>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Retort::Window {

namespace {

constexpr int outputLines = 40;

class Words final
{
    Q_DECLARE_TR_FUNCTIONS(SiteReport)
};

QString versions()
{
    return u"Retort %1, Qt %2, %3"_s.arg(QStringLiteral(RETORT_VERSION), QString::fromLatin1(qVersion()), QSysInfo::prettyProductName());
}

} // namespace

QString withoutSecrets(const QString &line)
{
    constexpr auto ignoreCase = QRegularExpression::CaseInsensitiveOption;
    static const QRegularExpression header(u"\\b((?:set-)?cookie|(?:proxy-)?authorization)(\"?'?\\s*[:=]\\s*).+"_s, ignoreCase);
    static const QRegularExpression named(
        u"([\\w.-]*(?:passw|secret|token|api[_-]?key|access[_-]?key|credential)[\\w.-]*)([\"']?\\s*[:=]\\s*[\"']?)([^\\s\"'&,;]+)"_s,
        ignoreCase);
    static const QRegularExpression inUrl(u"(\\w://[^\\s:/@]+:)[^\\s@/]+@"_s);
    QString masked = line;
    masked.replace(header, u"\\1\\2***"_s);
    masked.replace(named, u"\\1\\2***"_s);
    masked.replace(inUrl, u"\\1***@"_s);
    return masked;
}

QString siteDetails(const Sites::Site &site)
{
    const States::SiteFacts facts = site.facts();
    const States::StateView view = States::describe(facts);
    QStringList lines{view.statusBar};
    for (const States::Message &message : view.messages) {
        QString sentence = message.text;
        lines.append(sentence.remove(u'`'));
    }
    lines.append(QString());
    const auto add = [&](const QString &name, const QString &value) {
        if (!value.isEmpty()) {
            lines.append(Words::tr("%1: %2").arg(name, value));
        }
    };
    add(Words::tr("Folder"), QDir::toNativeSeparators(facts.folder));
    add(Words::tr("Started with"), u"retort --no-gui "_s + site.record().arguments.join(u' '));
    add(Words::tr("App"), facts.app);
    add(Words::tr("Python"), facts.python);
    add(Words::tr("Addresses"), facts.addresses.join(u' '));
    if (facts.phase == States::SiteFacts::Phase::Connected) {
        add(Words::tr("Process of the server"), QString::number(site.enginePid()));
        add(Words::tr("Requests"), Words::tr("%1, of these %2 with an error").arg(facts.requests).arg(facts.errors));
        add(Words::tr("Now"), Words::tr("%1 running, %2 waiting").arg(facts.running).arg(facts.queued));
        add(Words::tr("Files"), facts.reloadsOnSave ? Words::tr("a save reloads the app") : Words::tr("not watched"));
    }
    return lines.join(u'\n');
}

QString windowReport(const QString &what)
{
    return what + u'\n' + versions();
}

QString siteReport(const Sites::Site &site, const Output::OutputModel *output)
{
    const States::SiteFacts facts = site.facts();
    QStringList lines;
    const QList<States::Message> messages = States::describe(facts).messages;
    for (const States::Message &message : messages) {
        QString sentence = message.text;
        lines.append(sentence.remove(u'`'));
    }
    lines.append(versions());
    lines.append(u"Site: retort --no-gui %1"_s.arg(site.record().arguments.join(u' ')));
    lines.append(u"App: %1 · %2 · %3 × %4"_s.arg(facts.app, facts.python).arg(facts.processes).arg(facts.threads));
    if (!facts.lastWords.isEmpty()) {
        lines.append(facts.lastWords.trimmed());
    }
    const int rows = output ? output->rowCount() : 0;
    if (rows > 0) {
        lines.append(u"Last output:"_s);
        for (int row = std::max(0, rows - outputLines); row < rows; ++row) {
            lines.append(u"  "_s + output->index(row, Output::OutputModel::Text).data().toString());
        }
    }
    std::transform(lines.cbegin(), lines.cend(), lines.begin(), withoutSecrets);
    return lines.join(u'\n') + u'\n';
}

} // namespace Retort::Window
