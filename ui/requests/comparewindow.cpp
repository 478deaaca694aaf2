// SPDX-License-Identifier: Apache-2.0
#include "ui/requests/comparewindow.h"

#include "ui/requests/capturedtext.h"
#include "ui/requests/requestwords.h"
#include "ui/style/colors.h"
#include "ui/style/theme.h"

#include <QCheckBox>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QPromise>
#include <QPushButton>
#include <QSettings>
#include <QShortcut>
#include <QThreadPool>
#include <QTreeWidget>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Retort::Requests {

namespace {

using Part = Comparison::Part;
using Verdict = Comparison::Verdict;

constexpr auto ignoredKey = "compare/ignored"_L1;
constexpr auto sortKey = "compare/sortKeys"_L1;
constexpr auto idsKey = "compare/ignoreIds"_L1;
constexpr qsizetype contextLines = 3;  // of equal ones beside a difference
constexpr qsizetype leastFolded = 4;   // fewer are shown as they are
constexpr double tint = 0.16;
constexpr int nameWidthPx = 170;

// “GET /users/7 · load 17 · 14:02:11”
QString titleOf(const CompareWindow::Side &side)
{
    const QJsonObject &request = side.request;
    QStringList parts{request.value("method"_L1).toString() + u' ' + shownLine(request.value("target"_L1).toString(), 120)};
    if (!side.title.isEmpty()) {
        parts = {side.title};
    } else {
        if (const qint64 load = request.value("load"_L1).toInteger(); load > 0) {
            parts += CompareWindow::tr("load %1").arg(load);
        }
        parts += clockText(request.value("time"_L1).toInteger());
    }
    return parts.join(u" · "_s);
}

} // namespace

CompareWindow::CompareWindow(Side a, Side b, QWidget *parent)
    : QWidget(parent, Qt::Window)
    , m_a(std::move(a))
    , m_b(std::move(b))
    , m_sentence(new QLabel)
    , m_tree(new QTreeWidget)
    , m_ignored(new QLineEdit)
    , m_sortKeys(new QCheckBox(tr("Sort JSON keys")))
    , m_ids(new QCheckBox(tr("Ignore ids in bodies")))
    , m_previous(new QPushButton(tr("Previous (p)")))
    , m_next(new QPushButton(tr("Next (n)")))
{
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Compare"));
    const QSettings settings;
    m_ignored->setText(settings.value(ignoredKey, ComparisonOptions::usuallyIgnored().join(u", "_s)).toString());
    m_sortKeys->setChecked(settings.value(sortKey).toBool());
    m_ids->setChecked(settings.value(idsKey, true).toBool());
    buildLayout();
    for (QCheckBox *box : {m_sortKeys, m_ids}) {
        connect(box, &QCheckBox::toggled, this, &CompareWindow::start);
    }
    connect(m_ignored, &QLineEdit::editingFinished, this, &CompareWindow::start);
    connect(m_next, &QPushButton::clicked, this, &CompareWindow::nextDifference);
    connect(m_previous, &QPushButton::clicked, this, &CompareWindow::previousDifference);
    // Letters while the list has the focus; in the field they are text.
    connect(new QShortcut(Qt::Key_N, this), &QShortcut::activated, this, &CompareWindow::nextDifference);
    connect(new QShortcut(Qt::Key_P, this), &QShortcut::activated, this, &CompareWindow::previousDifference);
    connect(new QShortcut(Qt::Key_Escape, this), &QShortcut::activated, this, &QWidget::close);
    resize(1000, 640);
    m_tree->setFocus();
    start();
}

CompareWindow::~CompareWindow() = default;

void CompareWindow::buildLayout()
{
    QFont bold = m_sentence->font();
    bold.setBold(true);
    m_sentence->setFont(bold);
    m_sentence->setTextFormat(Qt::PlainText);
    m_sentence->setWordWrap(true);
    m_sentence->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_tree->setHeaderLabels({QString(), u"A · "_s + titleOf(m_a), u"B · "_s + titleOf(m_b)});
    m_tree->setUniformRowHeights(true);
    m_tree->setTextElideMode(Qt::ElideRight);
    m_tree->header()->setSectionResizeMode(0, QHeaderView::Interactive);
    m_tree->header()->setSectionResizeMode(1, QHeaderView::Stretch);
    m_tree->header()->setSectionResizeMode(2, QHeaderView::Stretch);
    m_tree->setColumnWidth(0, nameWidthPx);
    m_tree->setAccessibleName(tr("Differences"));
    auto *top = new QHBoxLayout;
    top->addWidget(m_sentence, 1);
    top->addWidget(m_previous);
    top->addWidget(m_next);
    auto *below = new QHBoxLayout;
    auto *label = new QLabel(tr("Ignored headers"));
    label->setBuddy(m_ignored);
    below->addWidget(label);
    below->addWidget(m_ignored, 1);
    below->addWidget(m_ids);
    below->addWidget(m_sortKeys);
    auto *layout = new QVBoxLayout(this);
    layout->addLayout(top);
    layout->addWidget(m_tree, 1);
    layout->addLayout(below);
}

ComparisonOptions CompareWindow::options() const
{
    ComparisonOptions options;
    options.ignored.clear();
    for (const QString &name : m_ignored->text().split(u',', Qt::SkipEmptyParts)) {
        options.ignored.append(name.trimmed());
    }
    options.sortKeys = m_sortKeys->isChecked();
    options.ignoreIds = m_ids->isChecked();
    return options;
}

void CompareWindow::start()
{
    QSettings settings;
    settings.setValue(ignoredKey, m_ignored->text());
    settings.setValue(sortKey, m_sortKeys->isChecked());
    settings.setValue(idsKey, m_ids->isChecked());
    m_sentence->setText(tr("Comparing…"));
    auto *watcher = new QFutureWatcher<std::shared_ptr<Comparison>>(this);
    m_watcher = watcher;
    connect(watcher, &QFutureWatcherBase::finished, this, [this, watcher] {
        watcher->deleteLater();
        if (m_watcher == watcher) {
            m_watcher = nullptr;
            show(*watcher->result());
            Q_EMIT compared();
        }
    });
    auto promise = std::make_shared<QPromise<std::shared_ptr<Comparison>>>();
    watcher->setFuture(promise->future());
    promise->start();
    QThreadPool::globalInstance()->start([promise, a = m_a.request, b = m_b.request, options = options()] {
        promise->addResult(std::make_shared<Comparison>(compareRequests(a, b, options)));
        promise->finish();
    });
}

QString CompareWindow::sentence() const
{
    return m_sentence->text();
}

void CompareWindow::show(const Comparison &comparison)
{
    m_sentence->setText(comparison.sentence());
    m_tree->clear();
    m_differences.clear();
    m_at = -1;
    const auto rowsOf = [&comparison](Part part) {
        QList<Comparison::Row> rows;
        std::ranges::copy_if(comparison.rows, std::back_inserter(rows), [part](const Comparison::Row &row) { return row.part == part; });
        return rows;
    };
    for (const auto &[part, title] :
        {std::pair{Part::Facts, tr("Answer")}, std::pair{Part::Headers, tr("Headers")}, std::pair{Part::Body, tr("Body")}}) {
        const QList<Comparison::Row> rows = rowsOf(part);
        if (rows.isEmpty()) {
            continue;
        }
        auto *group = new QTreeWidgetItem(m_tree, {title});
        group->setExpanded(true);
        if (part == Part::Body) {
            addBody(group, rows);
            continue;
        }
        for (const Comparison::Row &row : rows) {
            addRow(group, row);
        }
    }
    m_next->setEnabled(!m_differences.isEmpty());
    m_previous->setEnabled(!m_differences.isEmpty());
}

// Lines far from any difference are folded in runs.
void CompareWindow::addBody(QTreeWidgetItem *group, const QList<Comparison::Row> &rows)
{
    const auto isEqual = [](const Comparison::Row &row) { return row.verdict != Verdict::Different; };
    for (qsizetype at = 0; at < rows.size();) {
        qsizetype end = at;
        while (end < rows.size() && isEqual(rows.at(end))) {
            ++end;
        }
        if (end == at) {
            addRow(group, rows.at(at++));
            continue;
        }
        const qsizetype from = at == 0 ? at : std::min(at + contextLines, end);
        const qsizetype to = end == rows.size() ? end : std::max(end - contextLines, from);
        const bool folds = to - from >= leastFolded && (from > 0 || to < rows.size()); // a body without a difference is shown whole
        QTreeWidgetItem *parent = group;
        for (; at < end; ++at) {
            if (folds && at == from) {
                parent = new QTreeWidgetItem(group, {tr("%1 equal lines").arg(to - from)});
                parent->setForeground(0, Style::color(Style::Token::Muted, palette()));
            }
            parent = at == to ? group : parent;
            addRow(parent, rows.at(at));
        }
    }
}

QTreeWidgetItem *CompareWindow::addRow(QTreeWidgetItem *group, const Comparison::Row &row)
{
    const auto number = [](bool has, int line) { return has ? QString::number(line) : u"–"_s; };
    const bool isBody = row.part == Part::Body;
    auto *item = new QTreeWidgetItem(group);
    item->setText(0, isBody ? number(row.hasA, row.lineA) + u"  "_s + number(row.hasB, row.lineB) : shownLine(row.name, 100));
    item->setText(1, row.hasA ? shownLine(row.a) : isBody ? QString() : u"–"_s);
    item->setText(2, row.hasB ? shownLine(row.b) : isBody ? QString() : u"–"_s);
    const QColor muted = Style::color(Style::Token::Muted, palette());
    item->setForeground(0, muted);
    for (const int column : {1, 2}) {
        item->setFont(column, Style::fixedFont());
        if (row.verdict == Verdict::Ignored) {
            item->setForeground(column, muted);
        } else if (row.verdict == Verdict::Different && (column == 1 ? row.hasA : row.hasB)) {
            const auto token = column == 1 ? Style::Token::ServerError : Style::Token::Ok;
            item->setBackground(column, Style::mixed(palette().color(QPalette::Base), Style::color(token, palette()), tint));
        }
    }
    if (row.verdict == Verdict::Different) {
        item->setData(0, Qt::AccessibleTextRole, tr("different: %1").arg(item->text(0)));
        m_differences.append(item);
    }
    return item;
}

void CompareWindow::step(int by)
{
    if (m_differences.isEmpty()) {
        return;
    }
    const qsizetype count = m_differences.size();
    m_at = m_at < 0 ? (by > 0 ? 0 : count - 1) : (m_at + by + count) % count;
    m_tree->setCurrentItem(m_differences.at(m_at));
    m_tree->scrollToItem(m_differences.at(m_at), QAbstractItemView::PositionAtCenter);
}

} // namespace Retort::Requests
