// SPDX-License-Identifier: Apache-2.0
#include "ui/base/preferences.h"

#include <QSettings>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Retort {

namespace {

QString closeName(Preferences::OnClose choice)
{
    switch (choice) {
    case Preferences::OnClose::Ask: break;
    case Preferences::OnClose::KeepServing: return u"keep"_s;
    case Preferences::OnClose::StopAll: return u"stop"_s;
    }
    return u"ask"_s;
}

Preferences::OnClose closeFromName(const QString &name)
{
    if (name == "keep"_L1) {
        return Preferences::OnClose::KeepServing;
    }
    return name == "stop"_L1 ? Preferences::OnClose::StopAll : Preferences::OnClose::Ask;
}

} // namespace

Preferences Preferences::read(const QSettings &store)
{
    Preferences preferences;
    preferences.language = store.value("program/language"_L1).toString();
    preferences.theme = store.value("program/theme"_L1).toString();
    preferences.editor = store.value("editor/which"_L1).toString();
    preferences.editorCommand = store.value("editor/command"_L1).toString();
    preferences.onClose = closeFromName(store.value("program/onClose"_L1).toString());
    preferences.startSitesAgain = store.value("program/startSitesAgain"_L1, false).toBool();
    preferences.requestsKept = std::clamp(store.value("recording/requests"_L1, 10'000).toInt(), 100, 1'000'000);
    preferences.hideAssets = store.value("recording/hideAssets"_L1, true).toBool();
    return preferences;
}

void Preferences::write(QSettings &store) const
{
    store.setValue("program/language"_L1, language);
    store.setValue("program/theme"_L1, theme);
    store.setValue("editor/which"_L1, editor);
    store.setValue("editor/command"_L1, editorCommand);
    store.setValue("program/onClose"_L1, closeName(onClose));
    store.setValue("program/startSitesAgain"_L1, startSitesAgain);
    store.setValue("recording/requests"_L1, requestsKept);
    store.setValue("recording/hideAssets"_L1, hideAssets);
}

} // namespace Retort
