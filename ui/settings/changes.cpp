// SPDX-License-Identifier: Apache-2.0
#include "ui/settings/changes.h"

#include "engine/config/options.h"
#include "engine/config/settings.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>
#include <map>
#include <utility>

using namespace Qt::StringLiterals;

namespace Retort::Ui {
namespace {

// What the engine sets up once, when it starts.
struct Reason
{
    Config::Group group;
    const char *phrase;
};
constexpr std::array groupReasons{
    Reason{Config::Group::Listening, QT_TRANSLATE_NOOP("Retort::Ui::Changes", "address change")},   // sockets are open
    Reason{Config::Group::Limits, QT_TRANSLATE_NOOP("Retort::Ui::Changes", "limit change")},        // held by the front ends
    Reason{Config::Group::Files, QT_TRANSLATE_NOOP("Retort::Ui::Changes", "file change")},          // written, opened, or the mask of all
    Reason{
        Config::Group::Logging, QT_TRANSLATE_NOOP("Retort::Ui::Changes", "log change")}, // the log is open and its format cut into pieces
    Reason{Config::Group::Configuration, QT_TRANSLATE_NOOP("Retort::Ui::Changes", "rule change")}, // strict
};
struct KeyReason
{
    const char *key;
    const char *phrase; // empty: a reload does it, whatever the group says
};
constexpr std::array keyReasons{
    KeyReason{"http", QT_TRANSLATE_NOOP("Retort::Ui::Changes", "port change")},
    KeyReason{"http-socket", QT_TRANSLATE_NOOP("Retort::Ui::Changes", "port change")},
    KeyReason{"http11-socket", QT_TRANSLATE_NOOP("Retort::Ui::Changes", "port change")},
    KeyReason{"site-name", QT_TRANSLATE_NOOP("Retort::Ui::Changes", "name change")}, // the control socket bears it
    KeyReason{"allowed-hosts", QT_TRANSLATE_NOOP("Retort::Ui::Changes", "address change")}, // checked by the front ends
    KeyReason{"error-pages", QT_TRANSLATE_NOOP("Retort::Ui::Changes", "page change")},
    KeyReason{"master-fifo", QT_TRANSLATE_NOOP("Retort::Ui::Changes", "file change")}, // the pipe is open
    KeyReason{"touch-reload", QT_TRANSLATE_NOOP("Retort::Ui::Changes", "watch change")}, // the watcher is set up
    KeyReason{"touch-chain-reload", QT_TRANSLATE_NOOP("Retort::Ui::Changes", "watch change")},
    KeyReason{"touch-workers-reload", QT_TRANSLATE_NOOP("Retort::Ui::Changes", "watch change")},
    KeyReason{"fs-reload", QT_TRANSLATE_NOOP("Retort::Ui::Changes", "watch change")},
    KeyReason{"reload", QT_TRANSLATE_NOOP("Retort::Ui::Changes", "watch change")},
    KeyReason{"watch", QT_TRANSLATE_NOOP("Retort::Ui::Changes", "watch change")},
    KeyReason{"ignore", QT_TRANSLATE_NOOP("Retort::Ui::Changes", "watch change")},
    KeyReason{"standby", QT_TRANSLATE_NOOP("Retort::Ui::Changes", "watch change")},
    KeyReason{"py-autoreload", QT_TRANSLATE_NOOP("Retort::Ui::Changes", "watch change")},
    KeyReason{"chdir", QT_TRANSLATE_NOOP("Retort::Ui::Changes", "folder change")}, // what is watched, and where paths begin
    KeyReason{"harakiri", ""}, // goes to each worker
    KeyReason{"http-timeout", ""},
    KeyReason{"lazy-apps", ""}, // always so: nothing to apply
    KeyReason{"lazy", ""},
    KeyReason{"buffer-size", ""},
};

using Values = std::vector<std::pair<std::string, std::string>>; // value, and the block it is in

struct Option
{
    std::string section;
    std::string name;
    friend auto operator<=>(const Option &, const Option &) = default;
};

std::map<Option, Values> valuesOf(const Config::IniDocument &document)
{
    std::map<Option, Values> values;
    for (const Config::IniDocument::Entry &entry : document.entries()) {
        const Config::Option *option = Config::findOption(entry.key);
        values[{entry.section, std::string(option != nullptr ? option->name : std::string_view(entry.key))}].emplace_back(
            entry.value, entry.block);
    }
    return values;
}

} // namespace

Changes changesBetween(const Config::IniDocument &before, const Config::IniDocument &now)
{
    const std::map<Option, Values> old = valuesOf(before);
    const std::map<Option, Values> current = valuesOf(now);
    std::map<Option, bool> differs;
    for (const auto &[option, values] : old) {
        const auto found = current.find(option);
        differs[option] = found == current.end() || found->second != values;
    }
    for (const auto &[option, values] : current) {
        differs.emplace(option, true);
    }
    Changes changes;
    for (const auto &[option, isDifferent] : differs) {
        const QString key = Config::toText(option.name);
        if (!isDifferent || changes.keys.contains(key)) {
            continue;
        }
        changes.keys.append(key);
        if (!restartReason(key).isEmpty()) {
            changes.restartKeys.append(key);
        }
    }
    const bool textOnly = changes.keys.isEmpty() && before.bytes() != now.bytes();
    changes.count = textOnly ? 1 : int(changes.keys.size());
    return changes;
}

QString restartReason(const QString &key)
{
    const std::string name = key.toStdString();
    for (const KeyReason &reason : keyReasons) {
        if (name == reason.key) {
            return *reason.phrase == '\0' ? QString() : QCoreApplication::translate("Retort::Ui::Changes", reason.phrase);
        }
    }
    const Config::Option *option = Config::findOption(name);
    if (option == nullptr || option->treatment != Config::Treatment::Honours) {
        return {}; // Retort does not act on it
    }
    for (const Reason &reason : groupReasons) {
        if (option->group == reason.group) {
            return QCoreApplication::translate("Retort::Ui::Changes", reason.phrase);
        }
    }
    return {};
}

QString changesSentence(const Changes &changes)
{
    QString sentence = changes.count == 1 ? QCoreApplication::translate("Retort::Ui::Changes", "1 change")
                                          : QCoreApplication::translate("Retort::Ui::Changes", "%1 changes").arg(changes.count);
    QStringList reasons;
    for (const QString &key : changes.restartKeys) {
        reasons.append(restartReason(key));
    }
    reasons.removeDuplicates();
    if (reasons.size() == 1) {
        sentence += QCoreApplication::translate("Retort::Ui::Changes", " · %1 needs a restart").arg(reasons.first());
    } else if (reasons.size() == 2) {
        sentence += QCoreApplication::translate("Retort::Ui::Changes", " · %1 and %2 need a restart").arg(reasons[0], reasons[1]);
    } else if (reasons.size() > 2) {
        sentence += QCoreApplication::translate("Retort::Ui::Changes", " · %1 of them need a restart").arg(changes.restartKeys.size());
    }
    return sentence;
}

} // namespace Retort::Ui
