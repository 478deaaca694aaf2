// SPDX-License-Identifier: Apache-2.0
#include "ui/routes/routesmodel.h"

#include "ui/requests/requestwords.h"
#include "ui/style/colors.h"

#include <QGuiApplication>
#include <QStringList>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Retort::Routes {

namespace {

using Requests::toText;

bool isNumber(int column)
{
    return column >= RoutesModel::Hits;
}

std::string keyOf(const Log::Route &route)
{
    std::string key = route.mount + '\n' + route.host + '\n' + route.rule + '\n' + route.endpoint;
    for (const std::string &method : route.methods) {
        key += '\n' + method;
    }
    return key;
}

} // namespace

QString methodsText(const Log::Route &route)
{
    QStringList shown;
    for (const std::string &method : route.methods) {
        const bool isAdded = method == "OPTIONS" || (method == "HEAD" && std::ranges::find(route.methods, "GET") != route.methods.end());
        if (!isAdded) {
            shown.append(toText(method));
        }
    }
    return shown.isEmpty() && !route.methods.empty() ? toText(route.methods.front()) : shown.join(u", "_s);
}

QString pathText(const Log::Route &route)
{
    return toText(route.mount + route.rule);
}

RoutesModel::RoutesModel(QObject *parent) : QAbstractTableModel(parent) {}

RoutesModel::~RoutesModel() = default;

void RoutesModel::setTable(std::shared_ptr<const Log::RouteTable> table)
{
    if (!table && !m_table) {
        return; // what was learned still holds
    }
    if (table && m_table && isSame(*table)) {
        // As after most saves: lines may have moved, but the rows stay, and with them selection and scrolling.
        m_table = std::move(table);
        for (std::size_t i = 0; i < m_rows.size(); ++i) {
            m_rows[i].route = m_table->routes()[i];
        }
        if (!m_rows.empty()) {
            Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1));
        }
        return;
    }
    beginResetModel();
    std::unordered_map<std::string, RouteStatistics> before;
    for (Row &row : m_rows) {
        before.emplace(keyOf(row.route), row.statistics);
    }
    m_table = std::move(table);
    m_rows.clear();
    m_learned.clear();
    if (m_table) {
        m_rows.reserve(m_table->routes().size());
        for (const Log::Route &route : m_table->routes()) {
            const auto known = before.find(keyOf(route));
            m_rows.push_back({route, known != before.end() ? known->second : RouteStatistics()});
        }
    }
    m_shown = m_rows.size();
    m_changed = false;
    endResetModel();
}

bool RoutesModel::isSame(const Log::RouteTable &table) const
{
    return std::ranges::equal(
        m_rows, table.routes(), [](const Row &row, const Log::Route &route) { return keyOf(row.route) == keyOf(route); });
}

void RoutesModel::count(const Log::RequestRecord &record, const Log::RequestTexts &texts)
{
    if (record.is(Log::RequestRecord::Rejected)) {
        return;
    }
    if (const int row = rowOf(texts.method, texts.target); row >= 0) {
        m_rows[static_cast<std::size_t>(row)].statistics.add(record);
        m_changed = true;
    }
}

int RoutesModel::rowOf(std::string_view method, std::string_view target)
{
    return m_table ? m_table->match(method, target) : learned(method, target);
}

int RoutesModel::learned(std::string_view method, std::string_view target)
{
    std::string rule = learnedRule(target);
    std::string key = std::string(method) + ' ' + rule;
    if (const auto known = m_learned.find(key); known != m_learned.end()) {
        return known->second;
    }
    if (m_rows.size() >= mostLearned) {
        return -1;
    }
    Row row;
    row.route.rule = std::move(rule);
    row.route.methods = {std::string(method)};
    if (row.route.rule.find('<') != std::string::npos) {
        row.route.arguments = {"value"};
    }
    m_rows.push_back(std::move(row));
    const int index = static_cast<int>(m_rows.size()) - 1;
    m_learned.emplace(std::move(key), index);
    return index;
}

void RoutesModel::showCounts()
{
    if (!m_changed) {
        return;
    }
    m_changed = false;
    const int before = static_cast<int>(m_shown);
    if (m_rows.size() > m_shown) {
        beginInsertRows({}, before, static_cast<int>(m_rows.size()) - 1);
        m_shown = m_rows.size();
        endInsertRows();
    }
    if (before > 0) {
        Q_EMIT dataChanged(index(0, Hits), index(before - 1, Last));
    }
}

void RoutesModel::clearCounts()
{
    beginResetModel();
    if (m_table) {
        for (Row &row : m_rows) {
            row.statistics = {};
        }
    } else {
        m_rows.clear();
        m_learned.clear();
        m_shown = 0;
    }
    endResetModel();
}

int RoutesModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_shown);
}

int RoutesModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant RoutesModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid() || index.row() >= rowCount()) {
        return {};
    }
    const Row &row = m_rows[static_cast<std::size_t>(index.row())];
    const RouteStatistics &seen = row.statistics;
    switch (role) {
    case Qt::DisplayRole: return text(row, index.column());
    case Qt::TextAlignmentRole: return QVariant::fromValue(Qt::AlignVCenter | (isNumber(index.column()) ? Qt::AlignRight : Qt::AlignLeft));
    case Qt::ForegroundRole:
        if (index.column() == Errors && seen.errors() > 0) {
            return Style::color(Style::Token::ServerError, QGuiApplication::palette());
        }
        return seen.hits() == 0 && index.column() >= Hits ? QVariant(Style::color(Style::Token::Muted, QGuiApplication::palette()))
                                                          : QVariant();
    case Qt::AccessibleTextRole:
        return index.column() == Hits && seen.hits() == 0 ? QVariant(tr("never called")) : QVariant(text(row, index.column()));
    case SortRole:
        switch (index.column()) {
        case Hits: return static_cast<qulonglong>(seen.hits());
        case Errors: return static_cast<qulonglong>(seen.errors());
        case P95: return seen.p95Us();
        case Last: return static_cast<qlonglong>(seen.lastUs());
        default: return text(row, index.column());
        }
    default: return {};
    }
}

QString RoutesModel::text(const Row &row, int column) const
{
    const RouteStatistics &seen = row.statistics;
    switch (column) {
    case Methods: return methodsText(row.route);
    case Rule: return toText(row.route.host) + pathText(row.route);
    case Endpoint: return toText(row.route.endpoint);
    case View: return Requests::placeText(row.route, m_folder);
    case Hits: return seen.hits() > 0 ? QLocale().toString(static_cast<qulonglong>(seen.hits())) : u"–"_s;
    case Errors: return seen.hits() > 0 ? QLocale().toString(static_cast<qulonglong>(seen.errors())) : QString();
    case P95: return seen.hits() > 0 ? Requests::durationText(seen.p95Us()) : QString();
    case Last: return seen.hits() > 0 ? Requests::clockText(seen.lastUs()) : QString();
    default: break;
    }
    return {};
}

QVariant RoutesModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || (role != Qt::DisplayRole && role != Qt::TextAlignmentRole)) {
        return {};
    }
    if (role == Qt::TextAlignmentRole) {
        return QVariant::fromValue(Qt::AlignVCenter | (isNumber(section) ? Qt::AlignRight : Qt::AlignLeft));
    }
    switch (section) {
    case Methods: return tr("Methods");
    case Rule: return tr("Rule");
    case Endpoint: return tr("Endpoint");
    case View: return tr("View");
    case Hits: return tr("Hits");
    case Errors: return tr("Errors");
    case P95: return tr("p95");
    case Last: return tr("Last");
    default: return {};
    }
}

} // namespace Retort::Routes
