// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/base/preferences.h"
#include "ui/sites/sitelist.h"
#include "ui/states/stateview.h"

#include <QObject>

namespace Retort::Window {

class MainWindow;

// Does what a button of the strip promises. Lives as long as the window.
class SiteActions final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(SiteActions)

public:
    SiteActions(Sites::SiteList &sites, const Preferences &preferences, MainWindow &window);

    // `site` is nullptr for buttons of the window's own notices.
    void perform(Sites::Site *site, const States::Button &button);
    void openInEditor(const QString &file, int line);
    // With a way back in the notice.
    void remove(Sites::Site *site);

    // What is known of the site, to read and to copy.
    void showDetails(Sites::Site *site);
    // Written to the ini where there is one, and loaded without losing a request; else by another start.
    void setProcesses(Sites::Site *site, int processes);

private:
    void showStack(Sites::Site *site, int worker);
    void stopRequest(Sites::Site *site, const States::Button &button);
    void compareIni(Sites::Site *site);
    void copyReport(const Sites::Site *site);
    void changeOption(Sites::Site *site, const QString &key, const QString &value);
    void usePort(Sites::Site *site, int port);
    void stopProgram(Sites::Site *site, const States::Button &button);
    void chooseApp(Sites::Site *site);
    void choosePython(Sites::Site *site);
    void undoRemove();
    void apply(Sites::Site *site, const Sites::SiteRecord &record, const Result<void> &done);

    Sites::SiteList &m_sites;
    const Preferences &m_preferences;
    MainWindow &m_window;
    Sites::SiteRecord m_removed;
    int m_removedRow = 0;
};

} // namespace Retort::Window
