// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/output/levelreader.h"
#include "ui/output/styledtext.h"

#include <QAbstractTableModel>
#include <QJsonArray>
#include <QJsonObject>

#include <deque>

namespace Retort::Output {

struct OutputLine
{
    qint64 timeUs = 0;
    int worker = 0;       // 0: the engine itself
    quint64 request = 0;  // the number it had while it ran; 0: of none, or nobody can tell
    QString source;       // "WARNING shop.views", "stderr"; may be empty
    Level level = Level::Plain;
    StyledText styled;
    std::optional<SourceLink> link;
};

// What a site has printed: the last `capacity` lines, and of those the ones the filter lets through. Old lines go a
// sixteenth at a time, so that removals are rare. After reset() the lines are those of one request, and their times count from
// its start. Lives on the GUI thread.
class OutputModel final : public QAbstractTableModel
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(OutputModel)

public:
    enum Column : int { Time, Worker, Request, Source, Text, ColumnCount };
    static constexpr std::size_t standardCapacity = 50'000;

    explicit OutputModel(std::size_t capacity = standardCapacity, QObject *parent = nullptr);
    ~OutputModel() override;

    // Lines of the control protocol's `output`. `skipped` were lost on the way: one line says so.
    void append(const QJsonArray &lines, quint64 skipped);
    void reset(qint64 startUs);  // nothing of before is kept
    qint64 startUs() const noexcept { return m_startUs; }  // 0: not of one request
    void clear();
    bool canUndoClear() const noexcept { return !m_cleared.empty(); }
    void undoClear();
    void setLeastLevel(Level level);

    std::size_t lineCount() const noexcept { return m_lines.size(); }
    std::size_t hiddenCount() const noexcept { return m_lines.size() - m_shown.size(); }
    qsizetype longestText() const noexcept { return m_longest; }  // characters, of all lines since clear()
    qsizetype longestSource() const noexcept { return m_longestSource; }
    const OutputLine *line(int row) const;
    // The next row at or behind `from` (or before it) that contains the text, in any case; -1 when there is none.
    enum class Direction : quint8 { Forward, Backward };
    int find(const QString &text, int from, Direction direction) const;
    QString plainText() const;

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    Qt::ItemFlags flags(const QModelIndex &index) const override;

Q_SIGNALS:
    void rowsAboutToBeDropped(int count);

private:
    void makeRoom(std::size_t coming);
    void add(std::deque<OutputLine> fresh);
    void showAgain();
    bool isShown(const OutputLine &line) const noexcept { return line.level >= m_least; }
    OutputLine read(const QJsonObject &record);
    void measure(const OutputLine &line);
    QString text(const OutputLine &line, int column) const;

    std::size_t m_capacity;
    std::deque<OutputLine> m_lines;
    quint64 m_first = 0;            // number of the oldest line
    std::deque<quint64> m_shown;    // numbers of lines the filter lets through, ascending
    std::deque<OutputLine> m_cleared;
    LevelReader m_levels;
    Level m_least = Level::Plain;
    qsizetype m_longest = 0;
    qsizetype m_longestSource = 0;
    qint64 m_startUs = 0;
};

} // namespace Retort::Output
