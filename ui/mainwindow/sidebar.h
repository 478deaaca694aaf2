// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QWidget>

class QListView;

namespace Retort::Sites {
class Site;
class SiteList;
} // namespace Retort::Sites

namespace Retort::Window {

// The sites, and the button for a new one. Rows can be dragged into another order.
class Sidebar final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Sidebar)

public:
    explicit Sidebar(Sites::SiteList &sites, QWidget *parent = nullptr);

    Sites::Site *current() const;
    void select(Sites::Site *site);
    void selectRow(int row);
    QListView &list() const noexcept { return *m_list; }

Q_SIGNALS:
    void currentChanged(Retort::Sites::Site *site);
    void newWanted();
    void menuWanted(Retort::Sites::Site *site, const QPoint &globalPosition);

private:
    Sites::SiteList &m_sites;
    QListView *m_list;
};

} // namespace Retort::Window
