// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/sites/enginefinder.h"
#include "ui/sites/site.h"

#include <QAbstractListModel>

#include <functional>
#include <memory>
#include <vector>

namespace Retort::Sites {

// The sites of the sidebar, in the order the user gave them, and what is kept of them in the settings. Running engines that
// belong to none come in as guests, and go when they end. Lives on the GUI thread.
class SiteList final : public QAbstractListModel
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(SiteList)

public:
    enum Role : int {
        GlyphRole = Qt::UserRole + 1,  // States::Glyph as int
        SecondLineRole,
    };

    // `store` outlives the list.
    SiteList(QSettings &store, QString engineProgram, Control::RuntimeDir runtimeDir, QObject *parent = nullptr);
    ~SiteList() override;

    // Engines that were started elsewhere in the meantime come in.
    void look() { m_finder.look(); }
    // Reads what was saved and looks for engines that run.
    void restore();
    void save();

    qsizetype count() const { return static_cast<qsizetype>(m_sites.size()); }
    Site *at(qsizetype row) const { return row >= 0 && row < count() ? m_sites[static_cast<std::size_t>(row)].get() : nullptr; }
    int rowOf(const Site *site) const;
    // The site of that folder, or of exactly those arguments in it; nullptr when there is none.
    Site *find(const QString &folder) const;
    Site *find(const QString &folder, const QStringList &arguments) const;
    int servingCount() const;
    int endingCount() const;  // asked to stop, and not yet gone

    Site *add(const SiteRecord &record);
    // The record it had, to put it back with insert(). Its engine is stopped.
    SiteRecord take(int row);
    Site *insert(int row, const SiteRecord &record);

    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    Qt::ItemFlags flags(const QModelIndex &index) const override;
    Qt::DropActions supportedDropActions() const override { return Qt::MoveAction; }
    QStringList mimeTypes() const override;
    QMimeData *mimeData(const QModelIndexList &indexes) const override;
    bool dropMimeData(const QMimeData *data, Qt::DropAction action, int row, int column, const QModelIndex &parent) override;

Q_SIGNALS:
    void siteAdded(Retort::Sites::Site *site);
    void siteAboutToGo(Retort::Sites::Site *site);
    void anyChanged();

private:
    std::unique_ptr<Site> makeSite(const SiteRecord &record);
    void engineFound(const FoundEngine &engine);
    void siteEnded(Site *site);
    void move(int from, int to);

    QSettings &m_store;
    QString m_engineProgram;
    EngineFinder m_finder;
    std::vector<std::unique_ptr<Site>> m_sites;
};

} // namespace Retort::Sites
