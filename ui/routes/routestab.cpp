// SPDX-License-Identifier: Apache-2.0
#include "ui/routes/routestab.h"

#include "ui/requests/requestwords.h"
#include "ui/style/theme.h"

#include <QCheckBox>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QLocale>
#include <QMenu>
#include <QSortFilterProxyModel>
#include <QStackedLayout>
#include <QTableView>

using namespace Qt::StringLiterals;

namespace Retort::Routes {

namespace {

constexpr int refreshMs = 250;
constexpr int rowPaddingPx = 10;

// A few thousand rows that change four times a second: here Qt's own proxy is good enough.
class NarrowedRoutes final : public QSortFilterProxyModel
{
public:
    using QSortFilterProxyModel::QSortFilterProxyModel;

    void narrow(const QString &text, bool neverCalled)
    {
        m_text = text;
        m_neverCalled = neverCalled;
        invalidateFilter();
    }

protected:
    bool filterAcceptsRow(int row, const QModelIndex &) const override
    {
        const auto &routes = static_cast<const RoutesModel &>(*sourceModel());
        if (m_neverCalled && routes.statistics(row).hits() > 0) {
            return false;
        }
        const auto has = [&](int column) { return routes.index(row, column).data().toString().contains(m_text, Qt::CaseInsensitive); };
        return m_text.isEmpty() || has(RoutesModel::Rule) || has(RoutesModel::Endpoint) || has(RoutesModel::View)
            || has(RoutesModel::Methods);
    }

private:
    QString m_text;
    bool m_neverCalled = false;
};

} // namespace

RoutesTab::RoutesTab(QWidget *parent)
    : QWidget(parent)
    , m_model(new RoutesModel(this))
    , m_rows(new NarrowedRoutes(this))
    , m_sentence(new QLabel)
    , m_nothing(new QLabel)
    , m_view(new QTableView)
    , m_menu(new QMenu(this))
{
    m_sentence->setTextFormat(Qt::PlainText);
    m_sentence->setWordWrap(true);
    m_sentence->setForegroundRole(QPalette::PlaceholderText);
    m_sentence->setContentsMargins(8, 0, 8, 4);
    m_nothing->setTextFormat(Qt::PlainText);
    m_nothing->setAlignment(Qt::AlignCenter);
    m_nothing->setForegroundRole(QPalette::PlaceholderText);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(makeBar());
    layout->addWidget(m_sentence);
    m_stack = new QStackedLayout;
    m_stack->addWidget(m_view);
    m_stack->addWidget(m_nothing);
    layout->addLayout(m_stack, 1);
    setUpView();
    setUpMenu();
    setFocusProxy(m_view);
    m_tick.setSingleShot(true);
    m_tick.setInterval(refreshMs);
    connect(&m_tick, &QTimer::timeout, this, &RoutesTab::refresh);
    updateSentence();
}

RoutesTab::~RoutesTab() = default;

QWidget *RoutesTab::makeBar()
{
    auto *bar = new QWidget;
    auto *layout = new QHBoxLayout(bar);
    layout->setContentsMargins(8, 4, 8, 4);
    layout->setSpacing(8);
    m_find = new QLineEdit;
    m_find->setPlaceholderText(tr("Filter routes"));
    m_find->setAccessibleName(tr("Filter routes"));
    m_find->setClearButtonEnabled(true);
    m_find->setMaximumWidth(320);
    m_find->installEventFilter(this);
    m_neverCalled = new QCheckBox(tr("Never called"));
    m_count = new QLabel;
    m_count->setForegroundRole(QPalette::PlaceholderText);
    connect(m_find, &QLineEdit::textChanged, this, &RoutesTab::narrow);
    connect(m_neverCalled, &QCheckBox::toggled, this, &RoutesTab::narrow);
    layout->addWidget(m_find, 1);
    layout->addWidget(m_neverCalled);
    layout->addWidget(m_count);
    layout->addStretch(1);
    return bar;
}

void RoutesTab::setUpView()
{
    m_rows->setSourceModel(m_model);
    m_rows->setSortRole(RoutesModel::SortRole);
    m_rows->setSortCaseSensitivity(Qt::CaseInsensitive);
    m_view->setModel(m_rows);
    m_view->setFrameShape(QFrame::NoFrame);
    m_view->setShowGrid(false);
    m_view->setWordWrap(false);
    m_view->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_view->setSelectionMode(QAbstractItemView::SingleSelection);
    m_view->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_view->setTabKeyNavigation(false);
    m_view->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_view->setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_view->setAccessibleName(tr("Routes of the app"));
    m_view->setContextMenuPolicy(Qt::CustomContextMenu);
    m_view->installEventFilter(this);
    m_view->verticalHeader()->hide();
    m_view->verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    m_view->verticalHeader()->setDefaultSectionSize(fontMetrics().height() + rowPaddingPx);
    QHeaderView *header = m_view->horizontalHeader();
    header->setHighlightSections(false);
    header->setSectionResizeMode(QHeaderView::Interactive);
    header->setSectionResizeMode(RoutesModel::Rule, QHeaderView::Stretch);
    const auto width = [&](int column, const QString &sample) {
        m_view->setColumnWidth(column, fontMetrics().horizontalAdvance(sample) + 24);
    };
    width(RoutesModel::Methods, u"GET, POST, PUT"_s);
    width(RoutesModel::Endpoint, u"users.show_profile"_s);
    width(RoutesModel::View, u"users/views/pages.py:999"_s);
    width(RoutesModel::Hits, u"999,999"_s);
    width(RoutesModel::Errors, u"Errors 99"_s);
    width(RoutesModel::P95, u"999 ms 99"_s);
    width(RoutesModel::Last, u"23:59:59"_s);
    m_view->setSortingEnabled(true);
    m_view->sortByColumn(-1, Qt::AscendingOrder); // as the app has them, until a person sorts
    connect(m_view, &QAbstractItemView::doubleClicked, this, [this](const QModelIndex &index) {
        const int row = m_rows->mapToSource(index).row();
        index.column() == RoutesModel::View && m_model->route(row).line > 0 ? openView(row) : openRow(row);
    });
    connect(m_view, &QWidget::customContextMenuRequested, this, &RoutesTab::showMenu);
    connect(m_rows, &QAbstractItemModel::rowsInserted, this, &RoutesTab::updateSentence);
    connect(m_rows, &QAbstractItemModel::rowsRemoved, this, &RoutesTab::updateSentence);
    connect(m_rows, &QAbstractItemModel::modelReset, this, &RoutesTab::updateSentence);
}

void RoutesTab::setUpMenu()
{
    const auto add = [this](const QString &text, int key, void (RoutesTab::*does)(int)) {
        QAction *action = m_menu->addAction(text, this, [this, does] {
            if (const int row = currentRow(); row >= 0) {
                (this->*does)(row);
            }
        });
        action->setShortcut(key);
        action->setShortcutContext(Qt::WidgetShortcut);
        action->setShortcutVisibleInContextMenu(true);
        m_view->addAction(action);
        return action;
    };
    add(tr("Open in browser"), Qt::Key_O, &RoutesTab::openInBrowser);
    add(tr("Open view in editor"), Qt::Key_V, &RoutesTab::openView);
    add(tr("Copy address"), Qt::Key_U, &RoutesTab::copyAddress);
    m_menu->addSeparator();
    add(tr("Show its requests"), Qt::Key_R, &RoutesTab::showRequests);
}

void RoutesTab::showMenu(const QPoint &position)
{
    const int row = currentRow();
    if (row < 0) {
        return;
    }
    const QList<QAction *> actions = m_menu->actions();
    actions.at(0)->setEnabled(m_model->route(row).arguments.empty() && !m_base.isEmpty());
    actions.at(1)->setEnabled(!m_model->route(row).file.empty());
    actions.at(4)->setEnabled(!m_model->isLearned());
    m_menu->popup(m_view->viewport()->mapToGlobal(position));
}

// --- what comes in ---

void RoutesTab::setBaseAddress(const QUrl &address)
{
    m_base = address.toString();
    if (m_base.endsWith(u'/')) {
        m_base.chop(1); // which rules begin with
    }
}

void RoutesTab::setRoutes(const RouteMap &map)
{
    m_total = map.total;
    m_model->setTable(map.table);
    m_view->setColumnHidden(RoutesModel::Endpoint, m_model->isLearned());
    m_view->setColumnHidden(RoutesModel::View, m_model->isLearned());
    updateSentence();
}

void RoutesTab::count(const Log::RequestRecord &record, const Log::RequestTexts &texts)
{
    m_model->count(record, texts);
    if (!m_tick.isActive() && isVisible()) {
        m_tick.start();
    }
}

void RoutesTab::clearCounts()
{
    m_model->clearCounts();
    updateSentence();
}

void RoutesTab::refresh()
{
    m_model->showCounts();
    if (m_neverCalled->isChecked()) {
        narrow();
    }
}

void RoutesTab::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    refresh();
}

// --- what is shown ---

void RoutesTab::showFind()
{
    m_find->setFocus(Qt::ShortcutFocusReason);
    m_find->selectAll();
}

void RoutesTab::narrow()
{
    static_cast<NarrowedRoutes *>(m_rows)->narrow(m_find->text().trimmed(), m_neverCalled->isChecked());
    updateSentence();
}

void RoutesTab::updateSentence()
{
    const QLocale locale;
    const int all = m_model->rowCount();
    const int shown = m_rows->rowCount();
    m_count->setText(shown == all ? (all == 1 ? tr("1 route") : tr("%1 routes").arg(locale.toString(all)))
                                  : tr("%1 of %2 routes").arg(locale.toString(shown), locale.toString(all)));
    QString sentence = m_model->isLearned()
        ? tr("This app does not tell its routes: these are learned from the requests that this window has seen.")
        : tr("From the URL map of Flask. Hits, errors and times are of the requests that this window has seen.");
    if (m_total > all && !m_model->isLearned()) {
        sentence = tr("The first %1 of %2 routes.").arg(locale.toString(all), locale.toString(m_total)) + u' ' + sentence;
    }
    m_sentence->setText(m_said.isEmpty() ? sentence : m_said);
    m_nothing->setText(all > 0 ? tr("No route matches.") : tr("Routes appear here as requests come."));
    m_stack->setCurrentIndex(shown > 0 ? 0 : 1);
}

// --- what a person does ---

int RoutesTab::currentRow() const
{
    const QModelIndex current = m_view->currentIndex();
    return current.isValid() ? m_rows->mapToSource(current).row() : -1;
}

QString RoutesTab::addressOf(int row) const
{
    return m_base + pathText(m_model->route(row));
}

// What can be had by a plain GET is opened; of the rest a person must fill in something.
void RoutesTab::openRow(int row)
{
    const Log::Route &route = m_model->route(row);
    const bool isGet = route.methods.empty() || std::ranges::find(route.methods, "GET") != route.methods.end();
    if (isGet && route.arguments.empty() && !m_base.isEmpty()) {
        openInBrowser(row);
    } else {
        copyAddress(row);
    }
}

void RoutesTab::openInBrowser(int row)
{
    if (m_model->route(row).arguments.empty() && !m_base.isEmpty()) {
        Q_EMIT openUrlWanted(QUrl(addressOf(row), QUrl::TolerantMode));
    }
}

void RoutesTab::openView(int row)
{
    const Log::Route &route = m_model->route(row);
    if (!route.file.empty()) {
        Q_EMIT openInEditorWanted(Requests::toText(route.file), route.line);
    }
}

void RoutesTab::copyAddress(int row)
{
    const QString address = addressOf(row);
    Q_EMIT copyWanted(address);
    const bool isOpen = address.contains(u'<');
    m_said = isOpen ? tr("Copied: %1. Put values in place of what stands between < and >.").arg(address) : tr("Copied: %1").arg(address);
    updateSentence();
    m_said.clear(); // until something else changes
}

void RoutesTab::showRequests(int row)
{
    if (!m_model->isLearned()) {
        Q_EMIT requestsWanted(u"route:=\""_s + Requests::toText(m_model->route(row).rule) + u'"');
    }
}

bool RoutesTab::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() != QEvent::KeyPress) {
        return QWidget::eventFilter(watched, event);
    }
    const int key = static_cast<QKeyEvent *>(event)->key();
    if (watched == m_view && (key == Qt::Key_Return || key == Qt::Key_Enter)) {
        if (const int row = currentRow(); row >= 0) {
            openRow(row);
        }
        return true;
    }
    if (watched == m_find && key == Qt::Key_Escape) {
        m_find->clear();
        m_view->setFocus();
        return true;
    }
    if (watched == m_find && key == Qt::Key_Down) {
        m_view->setFocus();
        return true;
    }
    return QWidget::eventFilter(watched, event);
}

} // namespace Retort::Routes
