// SPDX-License-Identifier: Apache-2.0
#include "ui/requests/errortab.h"

#include "engine/log/requestfilter.h"
#include "ui/requests/capturedtext.h"
#include "ui/requests/requestcopy.h"
#include "ui/style/colors.h"

#include <QApplication>
#include <QFileInfo>
#include <QFontDatabase>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QJsonArray>
#include <QJsonObject>
#include <QLabel>
#include <QPainter>
#include <QPushButton>
#include <QStyledItemDelegate>
#include <QTreeWidget>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Retort::Requests {

namespace {

constexpr int fileRole = Qt::UserRole;
constexpr int lineRole = Qt::UserRole + 1;
constexpr int mostFrames = 200;       // of one exception; the engine sends 60
constexpr int mostDepth = 3;          // of groups in groups
constexpr qsizetype mostMessage = 400; // characters above the tree; all of it stands in the traceback
constexpr double lineTint = 0.14;
constexpr int underlineRole = Qt::UserRole + 2; // QPoint(start, length) of characters
constexpr int arrowWidthPx = 24;
constexpr qsizetype mostCode = 320;

QString shownCode(const QString &line)
{
    return shownLine(line, mostCode).replace(u'\t', u"    "_s);
}

QString headlineOf(const QJsonObject &exception)
{
    const QString type = shownLine(exception.value("type"_L1).toString(), 200);
    const QString message = exception.value("message"_L1).toString();
    return message.isEmpty() ? type : type + u": " + shownLine(message.section(u'\n', 0, 0), mostMessage);
}

QTreeWidgetItem *addItem(QTreeWidgetItem *parent, const QString &text)
{
    auto *item = new QTreeWidgetItem(parent);
    item->setText(0, text);
    return item;
}

// Underlines a part of the text of a cell.
class CodeDelegate final : public QStyledItemDelegate
{
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        QStyledItemDelegate::paint(painter, option, index);
        const QPoint span = index.data(underlineRole).toPoint();
        if (span.y() <= 0) {
            return;
        }
        QStyleOptionViewItem full = option;
        initStyleOption(&full, index);
        const QStyle *style = full.widget ? full.widget->style() : QApplication::style();
        const QRect area = style->subElementRect(QStyle::SE_ItemViewItemText, &full, full.widget);
        const int margin = style->pixelMetric(QStyle::PM_FocusFrameHMargin, nullptr, full.widget) + 1;
        const QFontMetrics metrics(full.font);
        const int left = area.left() + margin + metrics.horizontalAdvance(full.text.first(std::min<qsizetype>(span.x(), full.text.size())));
        const int width = metrics.horizontalAdvance(full.text.sliced(std::min<qsizetype>(span.x(), full.text.size())).left(span.y()));
        const int y = area.center().y() + metrics.ascent() / 2 + 2;
        const bool selected = (option.state & QStyle::State_Selected) != 0;
        painter->setPen(
            QPen(selected ? option.palette.color(QPalette::HighlightedText) : Style::color(Style::Token::ServerError, option.palette), 2));
        painter->drawLine(left, y, left + width - 1, y);
    }
};

} // namespace

ErrorTab::ErrorTab(QWidget *parent)
    : DetailTab(parent)
    , m_headline(new QLabel(this))
    , m_tree(new QTreeWidget(this))
    , m_copy(new QPushButton(tr("Copy traceback"), this))
    , m_issue(new QPushButton(tr("Copy for issue"), this))
    , m_replay(new QPushButton(tr("↻ Replay"), this))
{
    m_headline->setTextFormat(Qt::PlainText);
    m_headline->setWordWrap(true);
    m_headline->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    QFont bold = m_headline->font();
    bold.setBold(true);
    m_headline->setFont(bold);
    m_tree->setColumnCount(2);
    m_tree->header()->setStretchLastSection(false);
    m_tree->header()->setSectionResizeMode(0, QHeaderView::ResizeToContents); // code is not cut but scrolls
    m_tree->header()->setSectionResizeMode(1, QHeaderView::Fixed);
    m_tree->header()->resizeSection(1, arrowWidthPx);
    m_tree->header()->moveSection(1, 0); // so that it stays in sight whatever the code's width
    m_tree->setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_tree->setItemDelegateForColumn(0, new CodeDelegate(m_tree));
    m_tree->setHeaderHidden(true);
    m_tree->setFrameShape(QFrame::NoFrame);
    m_tree->setUniformRowHeights(true);
    m_tree->setTextElideMode(Qt::ElideNone);
    m_tree->setAccessibleName(tr("Frames of the exception"));

    m_issue->setToolTip(tr("The error, its request and versions as Markdown; secrets are masked."));
    auto *footer = new QHBoxLayout;
    footer->setSpacing(4);
    footer->addWidget(m_copy);
    footer->addWidget(m_issue);
    footer->addWidget(m_replay);
    footer->addStretch();
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(8, 8, 8, 8);
    layout->addWidget(m_headline);
    layout->addWidget(m_tree, 1);
    layout->addLayout(footer);

    connect(m_copy, &QPushButton::clicked, this, [this] { Q_EMIT copyWanted(m_traceback); });
    connect(m_issue, &QPushButton::clicked, this, [this] { Q_EMIT copyWanted(issueText(m_request, m_versions)); });
    connect(m_replay, &QPushButton::clicked, this, &ErrorTab::replayWanted);
    connect(m_tree, &QTreeWidget::itemClicked, this, [this](QTreeWidgetItem *item, int column) {
        if (column == 1) {
            openItem(item);
        }
    });
    connect(m_tree, &QTreeWidget::itemActivated, this, [this](QTreeWidgetItem *item) { openItem(item); });
}

ErrorTab::~ErrorTab() = default;

// Whether there is an exception is known once the engine has answered; until then the tab stays if it probably does.
bool ErrorTab::present(const RequestRow &row)
{
    m_tree->clear();
    m_traceback.clear();
    m_headline->setText(tr("Asking the engine…"));
    m_request = {};
    for (QPushButton *button : {m_copy, m_issue, m_replay}) {
        button->setEnabled(false);
    }
    return row.kind == RowKind::Request && (row.record->is(Log::RequestRecord::Exception) || row.record->status == 500);
}

DetailTab::Has ErrorTab::presentDetails(const QJsonObject &request)
{
    const QJsonValue value = request.value("exception"_L1);
    m_tree->clear();
    if (!value.isObject()) {
        return Has::Nothing;
    }
    const QJsonObject exception = value.toObject();
    m_traceback = exception.value("traceback"_L1).toString();
    m_headline->setText(headlineOf(exception));
    m_request = request;
    m_copy->setEnabled(!m_traceback.isEmpty());
    m_issue->setEnabled(true);
    m_replay->setEnabled(true);
    addException(exception, {}, 0);
    for (const auto &link : exception.value("chain"_L1).toArray()) {
        const QJsonObject earlier = link.toObject();
        addException(earlier, earlier.value("relation"_L1).toString() == "cause"_L1 ? tr("Caused by ") : tr("While handling "), 0);
    }
    return Has::Something;
}

void ErrorTab::addException(const QJsonObject &exception, const QString &before, int depth)
{
    auto *item = new QTreeWidgetItem(m_tree);
    item->setText(0, before + headlineOf(exception));
    item->setToolTip(0, {});
    item->setForeground(0, Style::color(Style::Token::ServerError, palette()));
    item->setExpanded(true);
    for (const auto &note : exception.value("notes"_L1).toArray()) {
        addItem(item, tr("Note: %1").arg(shownLine(note.toString(), mostMessage)));
    }
    addFrames(item, exception.value("frames"_L1).toArray());
    if (depth < mostDepth) {
        for (const auto &member : exception.value("group"_L1).toArray()) {
            addException(member.toObject(), tr("In the group: "), depth + 1);
        }
    }
}

// Frames of libraries that follow each other are one item: “14 frames in flask, werkzeug”.
void ErrorTab::addFrames(QTreeWidgetItem *parent, const QJsonArray &frames)
{
    const auto count = std::min<qsizetype>(frames.size(), mostFrames);
    for (qsizetype at = 0; at < count;) {
        qsizetype end = at;
        QStringList libraries;
        for (; end < count && !frames.at(end).toObject().value("app"_L1).toBool(); ++end) {
            const QString library = shownLine(frames.at(end).toObject().value("library"_L1).toString(), 60);
            if (!libraries.contains(library)) {
                libraries.append(library);
            }
        }
        if (end == at) {
            addFrame(parent, frames.at(at++).toObject());
            continue;
        }
        const QString names = libraries.join(u", "_s);
        auto *run =
            addItem(parent, end - at == 1 ? tr("1 frame in %1").arg(names) : tr("%1 frames in %2").arg(QString::number(end - at), names));
        run->setForeground(0, Style::color(Style::Token::Muted, palette()));
        for (; at < end; ++at) {
            addFrame(run, frames.at(at).toObject());
        }
    }
}

void ErrorTab::addFrame(QTreeWidgetItem *parent, const QJsonObject &frame)
{
    const QString file = frame.value("file"_L1).toString();
    const int line = frame.value("line"_L1).toInt();
    auto *item = addItem(parent,
        tr("%1:%2 in %3")
            .arg(shownLine(QFileInfo(file).fileName(), 100), QString::number(line), shownLine(frame.value("function"_L1).toString(), 100)));
    item->setData(0, fileRole, file);
    item->setData(0, lineRole, line);
    if (!file.startsWith(u'<')) {
        item->setText(1, u"↗"_s);
        item->setToolTip(1, tr("Open in the editor"));
        item->setForeground(1, Style::color(Style::Token::Redirect, palette()));
        item->setTextAlignment(1, Qt::AlignCenter);
    }
    addLines(item, frame);
    const QJsonArray locals = frame.value("locals"_L1).toArray();
    if (!locals.isEmpty()) {
        auto *folded = addItem(item, tr("Local variables (%1)").arg(locals.size()));
        const QFont fixed = QFontDatabase::systemFont(QFontDatabase::FixedFont);
        for (const auto &local : locals) {
            const QJsonArray pair = local.toArray();
            addItem(folded, shownLine(pair.at(0).toString(), 100) + u" = " + shownLine(pair.at(1).toString(), 300))->setFont(0, fixed);
        }
    }
    item->setExpanded(frame.value("app"_L1).toBool());
}

void ErrorTab::addLines(QTreeWidgetItem *parent, const QJsonObject &frame)
{
    const int raisedAt = frame.value("line"_L1).toInt();
    int number = frame.value("firstLine"_L1).toInt();
    const QJsonArray lines = frame.value("lines"_L1).toArray();
    const auto digits = QString::number(number + lines.size()).size();
    const QFont fixed = QFontDatabase::systemFont(QFontDatabase::FixedFont);
    for (const auto &line : lines) {
        const bool isRaised = number == raisedAt;
        const QString before = (isRaised ? u"▸ "_s : u"  "_s) + QString::number(number).rightJustified(digits) + u"  ";
        auto *item = addItem(parent, before + shownCode(line.toString()));
        item->setFont(0, fixed);
        item->setData(0, fileRole, frame.value("file"_L1).toString());
        item->setData(0, lineRole, number);
        if (isRaised) {
            item->setBackground(
                0, Style::mixed(palette().color(QPalette::Base), Style::color(Style::Token::ServerError, palette()), lineTint));
            const QJsonArray columns = frame.value("columns"_L1).toArray();
            const QString code = line.toString();
            const auto from = std::clamp<qsizetype>(columns.at(0).toInt(), 0, code.size());
            const auto to = std::clamp<qsizetype>(columns.at(1).toInt(), from, code.size());
            const auto start = before.size() + shownCode(code.first(from)).size();
            item->setData(
                0, underlineRole, QPoint(static_cast<int>(start), static_cast<int>(shownCode(code.sliced(from, to - from)).size())));
        }
        ++number;
    }
}

void ErrorTab::openItem(QTreeWidgetItem *item)
{
    const QString file = item->data(0, fileRole).toString();
    if (!file.isEmpty() && !file.startsWith(u'<')) { // "<string>" is no file
        Q_EMIT openInEditorWanted(file, item->data(0, lineRole).toInt());
    }
}

} // namespace Retort::Requests
