// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/sites/sitelist.h"

#include <QObject>

#include <memory>

class QMenu;
class QSystemTrayIcon;

namespace Retort::Window {

// The icon in the tray, where the desktop has one: the sites and what can be done with them, and a dot when one has an
// error.
class Tray final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Tray)

public:
    explicit Tray(Sites::SiteList &sites, QObject *parent = nullptr);
    ~Tray() override;

Q_SIGNALS:
    void showWanted();
    void quitWanted();

private:
    void fillMenu();
    void updateIcon();
    void addSite(Sites::Site *site);

    Sites::SiteList &m_sites;
    std::unique_ptr<QMenu> m_menu;
    QSystemTrayIcon *m_icon = nullptr;  // nullptr: there is no tray
    bool m_error = false;
};

} // namespace Retort::Window
