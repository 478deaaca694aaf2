// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QString>

class QSettings;

namespace Retort {

// What a person set for the window, apart from sites. A plain value; missing or odd entries of the store are
// the defaults.
struct Preferences
{
    enum class OnClose : quint8 { Ask, KeepServing, StopAll };

    QString language;                 // "", "en", "zh_CN"; empty: the system's
    QString theme;                    // "", "light", "dark"
    QString editor;                   // id of Editor::known(), "custom", or empty: the first one found
    QString editorCommand;            // for "custom": program and arguments with {file} and {line}
    OnClose onClose = OnClose::Ask;
    bool startSitesAgain = false;     // those that served when the window was closed
    int requestsKept = 10'000;        // rows of the table
    bool hideAssets = true;

    static Preferences read(const QSettings &store);
    void write(QSettings &store) const;

    friend bool operator==(const Preferences &, const Preferences &) = default;
};

} // namespace Retort
