// SPDX-License-Identifier: Apache-2.0
#include "ui/mainwindow/tray.h"

#include "ui/states/stateview.h"
#include "ui/style/icons.h"
#include "ui/style/theme.h"

#include <QDesktopServices>
#include <QMenu>
#include <QPainter>
#include <QSystemTrayIcon>
#include <QUrl>

using namespace Qt::StringLiterals;

namespace Retort::Window {

namespace {

constexpr int iconSize = 64;

QIcon iconWithDot()
{
    QPixmap pixmap = Style::applicationIcon().pixmap(iconSize, iconSize);
    QPainter painter(&pixmap);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(Qt::white, 3));
    painter.setBrush(Style::tone(Style::Tone::Error));
    painter.drawEllipse(QRectF(40, 40, 21, 21));
    return pixmap;
}

} // namespace

Tray::Tray(Sites::SiteList &sites, QObject *parent) : QObject(parent), m_sites(sites), m_menu(std::make_unique<QMenu>())
{
    if (!QSystemTrayIcon::isSystemTrayAvailable()) {
        return;
    }
    m_icon = new QSystemTrayIcon(Style::applicationIcon(), this);
    m_icon->setToolTip(u"Retort"_s);
    m_icon->setContextMenu(m_menu.get());
    connect(m_menu.get(), &QMenu::aboutToShow, this, &Tray::fillMenu);
    connect(m_icon, &QSystemTrayIcon::activated, this, [this](QSystemTrayIcon::ActivationReason reason) {
        if (reason == QSystemTrayIcon::Trigger) {
            Q_EMIT showWanted();
        }
    });
    connect(&m_sites, &Sites::SiteList::anyChanged, this, &Tray::updateIcon);
    fillMenu();
    m_icon->show();
}

Tray::~Tray() = default;

void Tray::updateIcon()
{
    bool error = false;
    for (qsizetype row = 0; row < m_sites.count(); ++row) {
        error = error || States::describe(m_sites.at(row)->facts()).glyph == States::Glyph::Error;
    }
    if (error != m_error) {
        m_error = error;
        m_icon->setIcon(error ? iconWithDot() : Style::applicationIcon());
    }
}

void Tray::addSite(Sites::Site *site)
{
    const States::SiteFacts facts = site->facts();
    const States::StateView view = States::describe(facts);
    QString title = site->record().name + u"  "_s + view.sidebar;
    QMenu *menu = m_menu->addMenu(title.replace(u'&', "&&"_L1));
    const QString address = States::browserAddress(facts.addresses);
    QAction *open = menu->addAction(tr("Open in browser"), this, [address] { QDesktopServices::openUrl(QUrl(address)); });
    open->setEnabled(site->isConnected() && !address.isEmpty());
    menu->addAction(tr("Reload"), site, &Sites::Site::reload)->setEnabled(view.canReload);
    if (view.canStart) {
        menu->addAction(tr("Start"), site, &Sites::Site::start);
    } else {
        menu->addAction(tr("Stop"), site, [site] { site->stop(); });
    }
}

void Tray::fillMenu()
{
    m_menu->clear();
    for (qsizetype row = 0; row < m_sites.count(); ++row) {
        addSite(m_sites.at(row));
    }
    m_menu->addSeparator();
    m_menu->addAction(tr("Start all"), this, [this] {
        for (qsizetype row = 0; row < m_sites.count(); ++row) {
            m_sites.at(row)->start();
        }
    });
    m_menu->addAction(tr("Stop all"), this, [this] {
        for (qsizetype row = 0; row < m_sites.count(); ++row) {
            if (m_sites.at(row)->isServing()) {
                m_sites.at(row)->stop();
            }
        }
    });
    m_menu->addSeparator();
    m_menu->addAction(tr("Show window"), this, &Tray::showWanted);
    m_menu->addAction(tr("Quit"), this, &Tray::quitWanted);
}

} // namespace Retort::Window
