// SPDX-License-Identifier: Apache-2.0
#include "ui/output/outputmodel.h"

#include <QDateTime>
#include <QJsonObject>

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;

namespace Retort::Output {

namespace {

QString timeText(qint64 timeUs)
{
    return QDateTime::fromMSecsSinceEpoch(timeUs / 1000).toString(u"HH:mm:ss.zzz"_s);
}

QString offsetText(qint64 us)
{
    const qint64 ms = std::max<qint64>(us, 0) / 1000;
    return ms < 10'000 ? OutputModel::tr("+%1 ms").arg(ms) : OutputModel::tr("+%1 s").arg(static_cast<double>(ms) / 1000, 0, 'f', 1);
}

// Names of Python's logging; the app may have its own.
Level levelOf(const QString &name)
{
    if (name == "ERROR"_L1 || name == "CRITICAL"_L1) {
        return Level::Error;
    }
    return name == "WARNING"_L1 ? Level::Warning : Level::Plain;
}

} // namespace

OutputModel::OutputModel(std::size_t capacity, QObject *parent)
    : QAbstractTableModel(parent)
    , m_capacity(std::max<std::size_t>(capacity, 16))
{
}

OutputModel::~OutputModel() = default;

void OutputModel::append(const QJsonArray &lines, quint64 skipped)
{
    std::deque<OutputLine> fresh;
    if (skipped > 0) {
        OutputLine notice;
        notice.level = Level::Warning;
        notice.timeUs = lines.isEmpty() ? QDateTime::currentMSecsSinceEpoch() * 1000 : lines.first()["time"_L1].toInteger();
        notice.styled.text = tr("%1 lines are not shown: they came faster than they could be read.").arg(skipped);
        fresh.push_back(std::move(notice));
    }
    for (const auto &value : lines) {
        fresh.push_back(read(value.toObject()));
        measure(fresh.back());
    }
    if (fresh.size() > m_capacity) {
        fresh.erase(fresh.begin(), fresh.end() - static_cast<std::ptrdiff_t>(m_capacity));
    }
    makeRoom(fresh.size());
    add(std::move(fresh));
}

OutputLine OutputModel::read(const QJsonObject &record)
{
    OutputLine line;
    line.timeUs = record.value("time"_L1).toInteger();
    line.worker = record.value("worker"_L1).toInt();
    line.request = static_cast<quint64>(record.value("request"_L1).toInteger());
    line.styled = styledText(record.value("text"_L1).toString());
    line.link = sourceLink(line.styled.text);
    const bool isRecord = record.contains("logger"_L1);
    const QString level = record.value("level"_L1).toString();
    // Lines of requests of one worker come mixed.
    const Level guessed = m_levels.read(line.request > 0 ? ~line.request : static_cast<quint64>(line.worker), line.styled.text);
    line.level = isRecord ? levelOf(level) : guessed;
    if (isRecord) {
        line.source = styledText(level + u' ' + record.value("logger"_L1).toString()).text;
    } else if (record.value("stream"_L1) == "error"_L1 && line.worker > 0) {
        line.source = u"stderr"_s;
    }
    return line;
}

void OutputModel::measure(const OutputLine &line)
{
    m_longest = std::max(m_longest, line.styled.text.size());
    m_longestSource = std::max(m_longestSource, line.source.size());
}

void OutputModel::makeRoom(std::size_t coming)
{
    if (m_lines.size() + coming <= m_capacity) {
        return;
    }
    const std::size_t going = std::min(m_lines.size(), std::max(m_lines.size() + coming - m_capacity, m_capacity / 16));
    const quint64 first = m_first + going;
    const auto kept = std::lower_bound(m_shown.begin(), m_shown.end(), first);
    const int rows = static_cast<int>(kept - m_shown.begin());
    if (rows > 0) {
        Q_EMIT rowsAboutToBeDropped(rows);
        beginRemoveRows({}, 0, rows - 1);
        m_shown.erase(m_shown.begin(), kept);
    }
    m_lines.erase(m_lines.begin(), m_lines.begin() + static_cast<std::ptrdiff_t>(going));
    m_first = first;
    if (rows > 0) {
        endRemoveRows();
    }
}

void OutputModel::add(std::deque<OutputLine> fresh)
{
    std::deque<quint64> accepted;
    quint64 number = m_first + m_lines.size();
    for (const OutputLine &line : fresh) {
        if (isShown(line)) {
            accepted.push_back(number);
        }
        ++number;
    }
    const int row = static_cast<int>(m_shown.size());
    if (!accepted.empty()) {
        beginInsertRows({}, row, row + static_cast<int>(accepted.size()) - 1);
    }
    std::move(fresh.begin(), fresh.end(), std::back_inserter(m_lines));
    if (!accepted.empty()) {
        m_shown.insert(m_shown.end(), accepted.begin(), accepted.end());
        endInsertRows();
    }
}

void OutputModel::reset(qint64 startUs)
{
    beginResetModel();
    m_lines.clear();
    m_shown.clear();
    m_cleared.clear();
    m_levels = {};
    m_longest = 0;
    m_longestSource = 0;
    m_startUs = startUs;
    endResetModel();
}

void OutputModel::clear()
{
    if (m_lines.empty()) {
        return;
    }
    beginResetModel();
    m_first += m_lines.size();
    m_cleared = std::exchange(m_lines, {});
    m_shown.clear();
    m_longest = 0;
    m_longestSource = 0;
    endResetModel();
}

// What came since stays, behind what was cleared.
void OutputModel::undoClear()
{
    beginResetModel();
    std::deque<OutputLine> all = std::exchange(m_cleared, {});
    std::move(m_lines.begin(), m_lines.end(), std::back_inserter(all));
    if (all.size() > m_capacity) {
        all.erase(all.begin(), all.end() - static_cast<std::ptrdiff_t>(m_capacity));
    }
    m_lines = std::move(all);
    for (const OutputLine &line : m_lines) {
        measure(line);
    }
    showAgain();
    endResetModel();
}

void OutputModel::setLeastLevel(Level level)
{
    if (level == m_least) {
        return;
    }
    beginResetModel();
    m_least = level;
    showAgain();
    endResetModel();
}

void OutputModel::showAgain()
{
    m_shown.clear();
    quint64 number = m_first;
    for (const OutputLine &line : m_lines) {
        if (isShown(line)) {
            m_shown.push_back(number);
        }
        ++number;
    }
}

const OutputLine *OutputModel::line(int row) const
{
    if (row < 0 || static_cast<std::size_t>(row) >= m_shown.size()) {
        return nullptr;
    }
    return &m_lines[m_shown[static_cast<std::size_t>(row)] - m_first];
}

int OutputModel::find(const QString &text, int from, Direction direction) const
{
    const int step = direction == Direction::Forward ? 1 : -1;
    if (text.isEmpty()) {
        return -1;
    }
    for (int row = from; row >= 0 && row < rowCount(); row += step) {
        if (line(row)->styled.text.contains(text, Qt::CaseInsensitive)) {
            return row;
        }
    }
    return -1;
}

QString OutputModel::plainText() const
{
    QString all;
    for (int row = 0; row < rowCount(); ++row) {
        const OutputLine &shown = *line(row);
        all += text(shown, Time) + u"  "_s + text(shown, Worker) + u"  "_s + (shown.source.isEmpty() ? QString() : shown.source + u"  "_s)
            + shown.styled.text + u'\n';
    }
    return all;
}

QString OutputModel::text(const OutputLine &line, int column) const
{
    switch (column) {
    case Time: return m_startUs > 0 ? offsetText(line.timeUs - m_startUs) : timeText(line.timeUs);
    case Worker: return line.worker == 0 ? u"retort"_s : QString::number(line.worker);
    case Request: return {};
    case Source: return line.source;
    default: return line.styled.text;
    }
}

int OutputModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_shown.size());
}

int OutputModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant OutputModel::data(const QModelIndex &index, int role) const
{
    const OutputLine *shown = index.isValid() ? line(index.row()) : nullptr;
    if (!shown) {
        return {};
    }
    if (role == Qt::DisplayRole) {
        return text(*shown, index.column());
    }
    if (role == Qt::AccessibleTextRole) {
        if (index.column() == Request && shown->request > 0) {
            return tr("Show request");
        }
        return index.column() == Worker && shown->worker > 0 ? tr("worker %1").arg(shown->worker) : text(*shown, index.column());
    }
    if (role == Qt::ToolTipRole && index.column() == Request && shown->request > 0) {
        return tr("Show request");
    }
    return {};
}

QVariant OutputModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole) {
        return {};
    }
    switch (section) {
    case Time: return tr("Time");
    case Worker: return tr("Worker");
    case Request: return tr("Request");
    case Source: return tr("Source");
    default: return tr("Text");
    }
}

Qt::ItemFlags OutputModel::flags(const QModelIndex &index) const
{
    return index.isValid() ? Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemNeverHasChildren : Qt::ItemFlags();
}

} // namespace Retort::Output
