// SPDX-License-Identifier: Apache-2.0
#include "ui/requests/celldelegate.h"

#include "ui/requests/requestwords.h"
#include "ui/style/colors.h"

#include <QApplication>
#include <QFontDatabase>
#include <QFontMetrics>
#include <QPainter>

#include <algorithm>
#include <array>
#include <cmath>

using namespace Qt::StringLiterals;

namespace Retort::Requests {

namespace {

constexpr int cachedPaths = 400;
constexpr qsizetype mostMeasured = 600; // characters; a longer target is cut before it is measured

QPalette::ColorGroup groupOf(const QStyleOptionViewItem &option) noexcept
{
    return (option.state & QStyle::State_Active) != 0 ? QPalette::Active : QPalette::Inactive;
}

int alignmentOf(int column) noexcept
{
    return (column == RequestTableModel::Size || column == RequestTableModel::RequestSize ? Qt::AlignRight : Qt::AlignLeft)
        | Qt::AlignVCenter | Qt::TextSingleLine;
}

} // namespace

CellDelegate::CellDelegate(const RequestTableModel &model, QObject *parent) : QStyledItemDelegate(parent), m_model(model) {}

CellDelegate::~CellDelegate() = default;

void CellDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const RequestRow row = m_model.row(index.row());
    if (!row.record || row.kind != RowKind::Request) {
        return;
    }
    const QStyle *style = option.widget ? option.widget->style() : QApplication::style();
    style->drawPrimitive(QStyle::PE_PanelItemViewItem, &option, painter, option.widget);
    const bool selected = (option.state & QStyle::State_Selected) != 0;
    Look look;
    look.rect = option.rect.adjusted(marginPx, 0, -marginPx, 0);
    look.font = option.font;
    look.selected = selected;
    look.text = option.palette.color(groupOf(option), selected ? QPalette::HighlightedText : QPalette::Text);
    look.palette = &option.palette;
    painter->setFont(look.font);
    painter->setPen(look.text);
    paintCell(*painter, look, row, index.column());
}

QSize CellDelegate::sizeHint(const QStyleOptionViewItem &, const QModelIndex &) const
{
    return {};
}

void CellDelegate::paintCell(QPainter &painter, const Look &look, const RequestRow &row, int column) const
{
    if (column == RequestTableModel::Method && !isSafeMethod(row.texts.method)) {
        QFont bold = look.font;
        bold.setBold(true);
        painter.setFont(bold);
    }
    painter.drawText(look.rect, alignmentOf(column), m_model.cellText(row, column));
}

// --- status -----------------------------------------------------------------------------------

void StatusDelegate::paintCell(QPainter &painter, const Look &look, const RequestRow &row, int) const
{
    const bool failed = row.record->status >= 500 || row.record->is(Log::RequestRecord::Exception);
    if (failed) {
        QFont bold = look.font;
        bold.setBold(true);
        painter.setFont(bold);
    }
    const Style::Token token = failed ? Style::Token::ServerError : Style::tokenOfStatus(row.record->status);
    painter.setPen(look.ink(Style::color(token, *look.palette)));
    // Its right margin may be used: "500 ▲" in bold is the widest.
    painter.drawText(look.rect.adjusted(0, 0, marginPx, 0), Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine, statusText(row));
}

// --- path -------------------------------------------------------------------------------------

PathDelegate::PathDelegate(const RequestTableModel &model, QObject *parent) : CellDelegate(model, parent), m_cache(cachedPaths) {}

const PathDelegate::Elided &PathDelegate::elided(const QFont &font, const RequestRow &row, int width) const
{
    if (const Elided *kept = m_cache.object(row.position); kept && kept->width == width) {
        return *kept;
    }
    QString target = toText(row.texts.target);
    if (target.size() > mostMeasured) {
        target = target.first(mostMeasured / 2) + u'…' + target.last(mostMeasured / 2);
    }
    auto *made = new Elided;
    made->width = width;
    made->text = QFontMetrics(font).elidedText(target, Qt::ElideMiddle, width);
    const qsizetype query = made->text.indexOf(u'?');
    made->queryAt = query < 0 ? made->text.size() : query;
    if (query < 0 && target.contains(u'?')) {
        // The question mark is what was left out: from there on it is the query.
        const qsizetype gap = made->text.indexOf(u'…');
        made->queryAt = gap < 0 ? made->text.size() : gap;
    }
    m_cache.insert(row.position, made); // owns it
    return *made;
}

void PathDelegate::paintCell(QPainter &painter, const Look &look, const RequestRow &row, int) const
{
    QFont font = QFontDatabase::systemFont(QFontDatabase::FixedFont);
    font.setPointSizeF(look.font.pointSizeF());
    painter.setFont(font);
    if (row.record->is(Log::RequestRecord::Rejected)) {
        painter.setPen(look.ink(Style::color(Style::Token::ClientError, *look.palette)));
    }
    const bool isReplay = row.record->is(Log::RequestRecord::Replay);
    const QString signs = m_model.markOf(row) + (isReplay ? u" ↻"_s : QString());
    const int signWidth = signs.isEmpty() ? 0 : painter.fontMetrics().horizontalAdvance(signs + u' ');
    const Elided &shown = elided(font, row, look.rect.width() - signWidth);
    constexpr int flags = Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine;
    // Left to right whatever script the path is in: its slashes are read that way.
    painter.setLayoutDirection(Qt::LeftToRight);
    if (!signs.isEmpty()) {
        const QPen text = painter.pen();
        painter.setPen(look.ink(Style::color(Style::Token::Replay, *look.palette)));
        painter.drawText(look.rect, Qt::AlignRight | Qt::AlignVCenter | Qt::TextSingleLine, signs);
        painter.setPen(text);
    }
    QRect used;
    painter.drawText(look.rect, flags, shown.text.first(shown.queryAt), &used);
    if (shown.queryAt < shown.text.size()) {
        painter.setPen(look.ink(Style::color(Style::Token::Muted, *look.palette)));
        const int left = shown.queryAt == 0 ? look.rect.left() : used.right() + 1;
        painter.drawText(
            QRect(left, look.rect.top(), look.rect.right() - left + 1, look.rect.height()), flags, shown.text.sliced(shown.queryAt));
    }
}

// --- time -------------------------------------------------------------------------------------

double TimeDelegate::share(qint64 us) noexcept
{
    constexpr double decades = 4; // 1 ms … 10 s
    return us <= 1'000 ? 0 : std::min(1.0, std::log10(static_cast<double>(us) / 1e3) / decades);
}

void TimeDelegate::paintCell(QPainter &painter, const Look &look, const RequestRow &row, int) const
{
    const Log::RequestRecord &record = *row.record;
    const QString number = durationText(record.totalUs);
    const QFontMetrics metrics = painter.fontMetrics();
    const int numberWidth = std::max(metrics.horizontalAdvance(u"999 ms"_s), metrics.horizontalAdvance(number)) + 4;
    const int barRoom = look.rect.width() - numberWidth;
    if (barRoom >= 16) {
        const int length = std::max(2, static_cast<int>(std::lround(share(record.totalUs) * barRoom)));
        const int height = std::max(4, look.rect.height() / 3);
        const QRect bar(look.rect.left(), look.rect.center().y() - height / 2 + 1, length, height);
        const QColor accent = look.ink(Style::color(Style::Token::Accent, *look.palette));
        const QColor under = look.selected ? look.palette->color(QPalette::Highlight) : look.palette->color(QPalette::Base);
        const QColor grey = look.ink(Style::color(Style::Token::Muted, *look.palette));
        struct Part
        {
            double us;
            QBrush brush;
        };
        const std::array parts{Part{static_cast<double>(record.readingUs), Style::mixed(under, grey, 0.7)},
            Part{static_cast<double>(record.heldUs), QBrush(grey, Qt::BDiagPattern)}, // waited for new code: not the app's fault
            Part{static_cast<double>(record.queuedUs), Style::mixed(under, grey, 0.7)}, Part{static_cast<double>(record.appWallUs), accent},
            Part{static_cast<double>(record.writingUs), Style::mixed(under, accent, 0.45)}};
        painter.fillRect(bar, Style::mixed(under, grey, 0.45)); // what none of them took: between the processes
        const double total = std::max<double>(record.totalUs, parts[0].us + parts[1].us + parts[2].us + parts[3].us + parts[4].us);
        double left = bar.left();
        for (const Part &part : parts) {
            const double width = total > 0 ? part.us / total * length : 0;
            const int from = static_cast<int>(std::lround(left));
            const int to = static_cast<int>(std::lround(left + width));
            painter.fillRect(from, bar.top(), to - from, height, part.brush);
            left += width;
        }
    }
    painter.drawText(look.rect, Qt::AlignRight | Qt::AlignVCenter | Qt::TextSingleLine, number);
}

} // namespace Retort::Requests
