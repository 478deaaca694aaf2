// SPDX-License-Identifier: Apache-2.0
// What one can do with a request, and how the tab is put together.
#include "ui/requests/requeststab.h"

#include "ui/requests/copymenu.h"
#include "ui/requests/filterbar.h"
#include "ui/requests/requestchart.h"
#include "ui/requests/requestdetail.h"
#include "ui/requests/requestwords.h"
#include "ui/style/focusareas.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QMenu>
#include <QPushButton>
#include <QScrollBar>
#include <QSettings>
#include <QSplitter>
#include <QVBoxLayout>

#include <array>

using namespace Qt::StringLiterals;

namespace Retort::Requests {

namespace {

// With another set of columns the number changes, since an old state would hide and show the wrong ones.
constexpr auto columnsKey = "requests/columns1"_L1;
constexpr auto relativeKey = "requests/relativeTimes"_L1;
constexpr auto shownKey = "requests/shownColumns1"_L1;

// What a row is known by.
bool isNeeded(int column) noexcept
{
    return column == RequestTableModel::Status || column == RequestTableModel::Path;
}

} // namespace

void RequestsTab::buildLayout()
{
    auto *top = new QHBoxLayout;
    top->setSpacing(8);
    top->addWidget(m_bar, 1);
    top->addStretch();
    top->addWidget(m_chart, 0, Qt::AlignVCenter);

    Style::markFocusArea(*m_bar);
    Style::markFocusArea(*m_table);
    m_splitter->addWidget(m_table);
    m_splitter->addWidget(m_detail);
    m_splitter->setChildrenCollapsible(false);
    m_splitter->setStretchFactor(0, 45);
    m_splitter->setStretchFactor(1, 55);
    m_splitter->setOrientation(Qt::Vertical);

    m_emptySentence->setTextFormat(Qt::PlainText);
    m_emptyHidden->setForegroundRole(QPalette::PlaceholderText);
    auto *clearFilter = new QPushButton(tr("Clear filter"));
    connect(clearFilter, &QPushButton::clicked, this, [this] {
        if (m_filterText.isEmpty()) {
            setHideAssets(false);
        } else {
            setFilter({});
        }
    });
    auto *note = new QVBoxLayout(m_emptyNote);
    note->addWidget(m_emptySentence, 0, Qt::AlignHCenter);
    note->addWidget(m_emptyHidden, 0, Qt::AlignHCenter);
    note->addSpacing(4);
    note->addWidget(clearFilter, 0, Qt::AlignHCenter);
    m_emptyNote->hide();
    m_table->viewport()->installEventFilter(this);

    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addLayout(top);
    layout->addWidget(m_splitter, 1);
    setFocusProxy(m_table);
}

void RequestsTab::restoreColumns()
{
    const QSettings settings;
    m_model->setRelativeTimes(settings.value(relativeKey).toBool());
    m_table->horizontalHeader()->restoreState(settings.value(columnsKey).toByteArray()); // order and widths
    if (settings.contains(shownKey)) {
        const QStringList shown = settings.value(shownKey).toStringList();
        for (int column = 0; column < RequestTableModel::ColumnCount; ++column) {
            m_table->setColumnWanted(column, isNeeded(column) || shown.contains(QString::number(column)));
        }
    }
}

void RequestsTab::buildMenus()
{
    using Command = RequestTable::Command;
    m_copyMenu = new CopyMenu(this);
    connect(m_copyMenu, &CopyMenu::copyWanted, this, &RequestsTab::copy);

    m_menu = new QMenu(this);
    // With its key, which may be another one by the time the menu is opened.
    const auto add = [this](const QString &name, Command command) {
        QAction *action = m_menu->addAction(name, this, [this, command] { obey(command); });
        connect(m_menu, &QMenu::aboutToShow, action,
            [this, action, name, command] { action->setText(name + u'\t' + m_table->keyText(command)); });
    };
    add(tr("Replay"), Command::Replay);
    add(tr("Edit and replay…"), Command::Edit);
    add(tr("Watch"), Command::Watch);
    buildCompareMenu();
    m_menu->addSeparator();
    m_menu->addMenu(m_copyMenu);
    m_menu->addSeparator();
    m_menu->addAction(tr("Show only like this"), this, &RequestsTab::showOnlyLikeThis);
    add(tr("Hide requests like this"), Command::Hide);
    m_menu->addSeparator();
    add(tr("Open in browser"), Command::Browser);
    m_menu->addSeparator();
    add(tr("Delete"), Command::Delete);
    connect(m_table, &RequestTable::menuWanted, this, [this](const QPoint &position) { m_menu->popup(position); });
}

void RequestsTab::buildCompareMenu()
{
    QMenu *compare = m_menu->addMenu(tr("Compare with"));
    const auto add = [this](QMenu *menu, const QString &name, void (RequestsTab::*wanted)(quint64)) {
        menu->addAction(name, this, [this, wanted] {
            if (const RequestRow row = m_table->currentRequest(); row.record) {
                Q_EMIT(this->*wanted)(row.record->sequence);
            }
        });
    };
    add(compare, tr("Previous of this path"), &RequestsTab::compareWanted);
    add(compare, tr("Marked request"), &RequestsTab::compareWithMarkedWanted);
    add(compare, tr("Text in the clipboard"), &RequestsTab::compareWithClipboardWanted);
    add(m_menu, tr("Mark to compare with"), &RequestsTab::markToCompareWanted);
}

void RequestsTab::obey(RequestTable::Command command)
{
    using Command = RequestTable::Command;
    const RequestRow row = m_table->currentRequest();
    if (command == Command::Close) {
        closeOrClear();
        return;
    }
    if (command == Command::Undo) {
        undo();
        return;
    }
    if (!row.record) {
        return;
    }
    const quint64 sequence = row.record->sequence;
    const bool rejected = row.record->is(Log::RequestRecord::Rejected); // there is nothing to send again
    switch (command) {
    case Command::Open: setDetailOpen(true); break;
    case Command::NextTab: m_detail->stepTab(1); break;
    case Command::PreviousTab: m_detail->stepTab(-1); break;
    case Command::Replay: rejected ? void() : replayWanted(sequence); break;
    case Command::Edit: rejected ? void() : editWanted(sequence); break;
    case Command::Watch: rejected ? void() : watchWanted(sequence); break;
    case Command::Compare: compareWanted(sequence); break;
    case Command::Editor: openView(); break;
    case Command::CopyCurl: copy(CopyForm::Curl); break;
    case Command::CopyUrl: copy(CopyForm::Url); break;
    case Command::Browser: openInBrowser(); break;
    case Command::Hide: hideLikeThis(); break;
    case Command::Delete: deleteCurrent(); break;
    case Command::Page: page(); break;
    case Command::Close:
    case Command::Undo:
    case Command::Next:
    case Command::Previous:
    case Command::First:
    case Command::Newest: break; // done above, or by the table
    }
}

// Through the longest thing the details show; at its end, to the next request. Without details, through the list.
void RequestsTab::page()
{
    QScrollBar *longest = nullptr;
    if (m_detailOpen) {
        for (const QAbstractScrollArea *area : m_detail->findChildren<QAbstractScrollArea *>()) {
            QScrollBar *bar = area->verticalScrollBar();
            if (area->isVisible() && bar->maximum() > 0 && (!longest || bar->maximum() > longest->maximum())) {
                longest = bar;
            }
        }
    }
    if (longest && longest->value() < longest->maximum()) {
        longest->triggerAction(QAbstractSlider::SliderPageStepAdd);
    } else if (m_detailOpen) {
        m_table->stepCurrent(true);
    } else {
        m_table->verticalScrollBar()->triggerAction(QAbstractSlider::SliderPageStepAdd);
    }
}

// Escape: first the pane, then the filter.
void RequestsTab::closeOrClear()
{
    if (m_detailOpen) {
        setDetailOpen(false);
    } else if (!m_filterText.isEmpty()) {
        setFilter({});
    }
}

// With headers and bodies, once the engine has told of it.
CopySource RequestsTab::copySourceOf(const RequestRow &row, Secrets secrets) const
{
    if (m_details.value("sequence"_L1).toInteger() == static_cast<qint64>(row.record->sequence)
        && m_details.value("time"_L1).toInteger() == row.record->wallStartUs) {
        return copySource(m_details, m_base, secrets);
    }
    CopySource source;
    source.method = toText(row.texts.method);
    source.base = m_base;
    source.target = toText(row.texts.target);
    return source;
}

void RequestsTab::copy(CopyForm form)
{
    const RequestRow row = m_table->currentRequest();
    if (row.record && !row.record->is(Log::RequestRecord::Rejected)) {
        const QString text = copyText(copySourceOf(row, m_copyMenu->secrets()), form);
        QGuiApplication::clipboard()->setText(text);
        Q_EMIT copied(text);
    }
}

void RequestsTab::openInBrowser()
{
    const RequestRow row = m_table->currentRequest();
    if (row.record && !row.record->is(Log::RequestRecord::Rejected)) {
        Q_EMIT openUrlWanted(QUrl(copySourceOf(row, Secrets::Included).url(), QUrl::TolerantMode));
    }
}

void RequestsTab::openView()
{
    const Log::Route *const route = m_model->routeOf(m_table->currentRequest());
    if (route && !route->file.empty()) {
        Q_EMIT viewWanted(toText(route->file), route->line);
    }
}

// --- columns ----------------------------------------------------------------------------------

void RequestsTab::showColumnMenu(const QPoint &position)
{
    QHeaderView *header = m_table->horizontalHeader();
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    for (int column = 0; column < RequestTableModel::ColumnCount; ++column) {
        if (isNeeded(column)) {
            continue;
        }
        QAction *action = menu->addAction(RequestTableModel::columnName(column));
        action->setCheckable(true);
        action->setChecked(m_table->isColumnWanted(column));
        connect(action, &QAction::toggled, this, [this, column](bool shown) {
            m_table->setColumnWanted(column, shown);
            saveColumns();
        });
    }
    menu->addSeparator();
    QAction *relative = menu->addAction(tr("When: time since the request above"));
    relative->setCheckable(true);
    relative->setChecked(m_model->hasRelativeTimes());
    connect(relative, &QAction::toggled, this, [this](bool on) {
        m_model->setRelativeTimes(on);
        QSettings().setValue(relativeKey, on);
    });
    menu->addAction(tr("Usual columns"), this, [this, header] {
        for (int column = 0; column < RequestTableModel::ColumnCount; ++column) {
            header->moveSection(header->visualIndex(column), column);
            m_table->setColumnWanted(column, column <= RequestTableModel::When);
            if (column != RequestTableModel::Path) {
                header->resizeSection(column, m_table->defaultWidth(column));
            }
        }
        saveColumns();
    });
    menu->popup(header->mapToGlobal(position));
}

void RequestsTab::saveColumns()
{
    QStringList shown;
    for (int column = 0; column < RequestTableModel::ColumnCount; ++column) {
        if (m_table->isColumnWanted(column)) {
            shown += QString::number(column);
        }
    }
    QSettings settings;
    settings.setValue(columnsKey, m_table->horizontalHeader()->saveState());
    settings.setValue(shownKey, shown);
}

} // namespace Retort::Requests
