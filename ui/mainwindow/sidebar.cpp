// SPDX-License-Identifier: Apache-2.0
#include "ui/mainwindow/sidebar.h"

#include "ui/sites/sitedelegate.h"
#include "ui/sites/sitelist.h"
#include "ui/style/icons.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QListView>
#include <QToolButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace Retort::Window {

Sidebar::Sidebar(Sites::SiteList &sites, QWidget *parent) : QWidget(parent), m_sites(sites), m_list(new QListView)
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    auto *header = new QWidget;
    auto *row = new QHBoxLayout(header);
    row->setContentsMargins(12, 6, 6, 6);
    auto *title = new QLabel(tr("Sites"));
    QFont font = title->font();
    font.setWeight(QFont::DemiBold);
    title->setFont(font);
    title->setForegroundRole(QPalette::PlaceholderText);
    auto *add = new QToolButton;
    add->setIcon(Style::icon(u"add"_s));
    add->setToolTip(tr("New site (Ctrl+N)"));
    add->setAccessibleName(tr("New site"));
    add->setAutoRaise(true);
    row->addWidget(title);
    row->addStretch(1);
    row->addWidget(add);
    auto *none = new QLabel(tr("No sites"));
    none->setForegroundRole(QPalette::PlaceholderText);
    none->setContentsMargins(12, 4, 12, 4);
    layout->addWidget(header);
    layout->addWidget(none);
    layout->addWidget(m_list, 1);
    const auto showNone = [this, none] { none->setVisible(m_sites.count() == 0); };
    connect(&m_sites, &Sites::SiteList::anyChanged, none, showNone);
    showNone();

    m_list->setObjectName(u"sites"_s);
    m_list->setModel(&m_sites);
    m_list->setItemDelegate(new Sites::SiteDelegate(m_list));
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setUniformItemSizes(true);
    m_list->setSelectionMode(QAbstractItemView::SingleSelection);
    m_list->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_list->setDragDropMode(QAbstractItemView::InternalMove);
    m_list->setDefaultDropAction(Qt::MoveAction);
    m_list->setContextMenuPolicy(Qt::CustomContextMenu);
    m_list->setAccessibleName(tr("Sites"));
    m_list->viewport()->setAutoFillBackground(false);  // as the header above it: one panel
    title->setBuddy(m_list);
    connect(add, &QToolButton::clicked, this, &Sidebar::newWanted);
    connect(m_list->selectionModel(), &QItemSelectionModel::currentChanged, this,
        [this](const QModelIndex &index) { Q_EMIT currentChanged(m_sites.at(index.row())); });
    connect(m_list, &QListView::customContextMenuRequested, this, [this](const QPoint &position) {
        if (Sites::Site *site = m_sites.at(m_list->indexAt(position).row())) {
            Q_EMIT menuWanted(site, m_list->viewport()->mapToGlobal(position));
        }
    });
}

Sites::Site *Sidebar::current() const
{
    return m_sites.at(m_list->currentIndex().row());
}

void Sidebar::select(Sites::Site *site)
{
    selectRow(m_sites.rowOf(site));
}

void Sidebar::selectRow(int row)
{
    if (row >= 0 && row < m_sites.count()) {
        m_list->setCurrentIndex(m_sites.index(row));
    }
}

} // namespace Retort::Window
