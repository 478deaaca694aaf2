// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/log/routetable.h"
#include "ui/routes/routestatistics.h"

#include <QAbstractTableModel>
#include <QString>
#include <QUrl>

#include <memory>
#include <unordered_map>
#include <vector>

namespace Retort::Routes {

// The routes of a site and what was asked of them. With the map of the app its rules are the rows, called or not, and a
// reload keeps the counts of rules that stay; without one, rows are learned from the paths of requests. What is counted is
// shown with the next showCounts(). Lives on the window's thread.
class RoutesModel final : public QAbstractTableModel
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(RoutesModel)

public:
    enum Column { Methods, Rule, Endpoint, View, Hits, Errors, P95, Last, ColumnCount };
    static constexpr int SortRole = Qt::UserRole;
    static constexpr std::size_t mostLearned = 1'000; // rows; further paths are not counted

    explicit RoutesModel(QObject *parent = nullptr);
    ~RoutesModel() override;

    void setFolder(const QString &folder) { m_folder = folder; } // files in it are shown from there
    // Null: the app does not tell.
    void setTable(std::shared_ptr<const Log::RouteTable> table);
    bool isLearned() const noexcept { return m_table == nullptr; }

    void count(const Log::RequestRecord &record, const Log::RequestTexts &texts);
    void showCounts();
    void clearCounts(); // and what was learned

    const Log::Route &route(int row) const { return m_rows[static_cast<std::size_t>(row)].route; }
    const RouteStatistics &statistics(int row) const { return m_rows[static_cast<std::size_t>(row)].statistics; }

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

private:
    struct Row
    {
        Log::Route route;
        RouteStatistics statistics;
    };

    bool isSame(const Log::RouteTable &table) const;
    int rowOf(std::string_view method, std::string_view target);
    int learned(std::string_view method, std::string_view target);
    QString text(const Row &row, int column) const;

    std::shared_ptr<const Log::RouteTable> m_table;
    std::vector<Row> m_rows; // as in the table, or as they were learned
    std::size_t m_shown = 0; // learned rows from here on are not in the view yet
    std::unordered_map<std::string, int> m_learned;
    bool m_changed = false;
    QString m_folder;
};

// "GET, POST", without those that Flask adds by itself where there are others.
QString methodsText(const Log::Route &route);
// The path of a browser, open parts as the rule has them: "/shop/users/<int:id>".
QString pathText(const Log::Route &route);

} // namespace Retort::Routes
