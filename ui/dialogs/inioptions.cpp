// SPDX-License-Identifier: Apache-2.0
#include "ui/dialogs/inioptions.h"

#include "engine/base/secretnames.h"
#include "engine/config/inifile.h"
#include "engine/config/options.h"
#include "engine/config/settings.h"

#include <QCoreApplication>

#include <algorithm>
#include <map>

using namespace Qt::StringLiterals;

namespace Retort::Dialogs {

namespace {

constexpr char usual[] = "uwsgi";

// `env = DB_PASSWORD=…`, `http-auth-token = …`
QString maskedValue(const std::string &name, const std::string &value)
{
    const std::size_t equals = value.find('=');
    if (equals != std::string::npos && isSecretName(value.substr(0, equals))) {
        return Config::toText(value.substr(0, equals)) + u"=***"_s;
    }
    return isSecretName(name) ? u"***"_s : Config::toText(value);
}

QString asSentence(const QString &text)
{
    const bool isEnded = text.endsWith(u'.') || text.endsWith(u'。');
    return text.left(1).toUpper() + text.mid(1) + (isEnded ? QString() : QObject::tr("."));
}

QString remarkOf(const Config::Option *option)
{
    if (!option) {
        return {};  // a finding says so
    }
    switch (option->treatment) {
    case Config::Treatment::Honours: return {};
    case Config::Treatment::Keeps: return QObject::tr("Kept, not used by Retort.");
    case Config::Treatment::Explains:
    case Config::Treatment::Refuses: return asSentence(QCoreApplication::translate("Options", option->explanation.data()));
    }
    return {};
}

// Most keys are uWSGI's.
bool isForUwsgi(const Config::IniDocument &document, const std::string &section)
{
    int known = 0;
    int all = 0;
    for (const Config::IniDocument::Entry &entry : document.entries()) {
        if (entry.section == section) {
            ++all;
            known += Config::findOption(entry.key) ? 1 : 0;
        }
    }
    return all > 0 && known * 2 >= all;
}

} // namespace

void readIniSections(ProjectOffer &offer, const QString &wanted)
{
    offer.iniSection = wanted.isEmpty() ? QString::fromLatin1(usual) : wanted;
    const auto file = Config::IniFile::read(offer.iniFile);
    if (!file) {
        return;  // loading it says why
    }
    for (const std::string &section : file->document().sections()) {
        if (section == usual || (section != "retort" && isForUwsgi(file->document(), section))) {
            offer.iniSections.append(Config::toText(section));
        }
    }
    if (wanted.isEmpty() && !offer.iniSections.isEmpty() && !offer.iniSections.contains(offer.iniSection)) {
        offer.iniSection = offer.iniSections.first();
    }
}

QList<ProjectOffer::IniOption> iniOptions(const Config::CheckedConfig &config)
{
    QList<ProjectOffer::IniOption> options;
    for (const Config::GivenOption &given : config.options) {
        const Config::Option *known = Config::findOption(given.name);
        const QString name = Config::toText(given.name);
        const QString place = QString::fromStdString(given.origin.toString());
        QString remark = remarkOf(known);
        const auto finding = std::find_if(config.findings.begin(), config.findings.end(),
            [&](const Config::Finding &each) { return each.option == name && each.place == place; });
        if (finding != config.findings.end() && remark.isEmpty()) {
            remark = asSentence(finding->sentence);
        }
        // A name that means nothing to uWSGI and of which nothing is to be said stands there for %(name) in other values.
        const bool isPlaceholder = !known && remark.isEmpty();
        if (isPlaceholder) {
            remark = QObject::tr("A name of the file's own, for other values.");
        }
        const bool isUsed = isPlaceholder || (known && known->treatment != Config::Treatment::Keeps);
        options.append({name, maskedValue(given.name, given.text()), isUsed, remark});
    }
    return options;
}

} // namespace Retort::Dialogs
