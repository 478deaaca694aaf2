// SPDX-License-Identifier: Apache-2.0
#include "ui/requests/requestdetail.h"

#include "ui/requests/requestwords.h"
#include "ui/style/focusareas.h"

#include <QEvent>
#include <QFontDatabase>
#include <QHBoxLayout>
#include <QLabel>
#include <QMenu>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QScopedValueRollback>
#include <QTabWidget>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>
#include <cmath>

namespace Retort::Requests {

RequestDetail::RequestDetail(QWidget *parent)
    : QWidget(parent)
    , m_url(new QPlainTextEdit(this))
    , m_facts(new QLabel(this))
    , m_view(new QToolButton(this))
    , m_replay(new QPushButton(tr("↻ Replay"), this))
    , m_edit(new QPushButton(tr("✎ Edit"), this))
    , m_watch(new QPushButton(tr("★ Watch"), this))
    , m_copy(new QPushButton(tr("Copy"), this))
    , m_tabs(new QTabWidget(this))
    , m_nothing(new QLabel(tr("Select a request to see what it did."), this))
{
    m_url->setReadOnly(true);
    m_url->setFrameShape(QFrame::NoFrame);
    m_url->setWordWrapMode(QTextOption::WrapAnywhere); // addresses have no blanks
    m_url->setVerticalScrollBarPolicy(Qt::ScrollBarAsNeeded);
    m_url->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_url->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_url->setTabChangesFocus(true);
    m_url->setAccessibleName(tr("Method and address"));
    m_url->document()->setDocumentMargin(0);
    m_url->viewport()->setAutoFillBackground(false);
    m_facts->setTextFormat(Qt::PlainText);
    m_facts->setWordWrap(true);
    m_facts->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_view->setAutoRaise(true);
    m_view->setToolTip(tr("Open in the editor"));
    m_replay->setToolTip(tr("Send it again as it was (R)"));
    m_edit->setToolTip(tr("Change it and send it (E)"));
    m_watch->setCheckable(true);
    m_watch->setToolTip(tr("Replay it after each reload and compare (P)"));
    m_tabs->setDocumentMode(true);
    Style::markFocusArea(*this);
    Style::markFocusArea(*m_tabs);
    m_nothing->setAlignment(Qt::AlignCenter);
    m_nothing->setForegroundRole(QPalette::PlaceholderText);

    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(4);
    buttons->addWidget(m_replay);
    buttons->addWidget(m_edit);
    buttons->addWidget(m_watch);
    buttons->addWidget(m_copy);
    buttons->addStretch();
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(12, 8, 12, 0);
    layout->setSpacing(6);
    layout->addWidget(m_url);
    layout->addWidget(m_facts);
    layout->addWidget(m_view);
    layout->addLayout(buttons);
    layout->addWidget(m_tabs, 1);
    layout->addWidget(m_nothing, 1);

    connect(m_replay, &QPushButton::clicked, this, &RequestDetail::replayWanted);
    connect(m_edit, &QPushButton::clicked, this, &RequestDetail::editWanted);
    connect(m_watch, &QPushButton::clicked, this, &RequestDetail::watchWanted);
    connect(m_view, &QToolButton::clicked, this, &RequestDetail::viewWanted);
    connect(m_tabs, &QTabWidget::currentChanged, this, [this] {
        if (!m_filling) {
            m_chosen = currentTab();
        }
    });
    changeEvent(nullptr);
    clear();
}

RequestDetail::~RequestDetail() = default;

void RequestDetail::addTab(DetailTab *tab, int behind)
{
    tab->setParent(this);
    tab->hide();
    m_all.insert(std::max<qsizetype>(0, m_all.size() - behind), tab);
}

void RequestDetail::setCopyMenu(QMenu *menu)
{
    m_copy->setMenu(menu);
}

void RequestDetail::setView(const QString &view)
{
    m_view->setText(view + u" ↗");
    m_view->setVisible(!view.isEmpty());
}

void RequestDetail::setWatched(bool watched)
{
    m_watch->setChecked(watched);
}

void RequestDetail::present(const RequestRow &row, const QString &url)
{
    m_url->setPlainText(toText(row.texts.method) + u' ' + url);
    m_facts->setText(factsLine(row));
    const QScopedValueRollback filling(m_filling, true);
    for (DetailTab *tab : m_all) {
        setTabShown(tab, tab->present(row));
    }
    m_tabs->setCurrentIndex(std::max(0, m_chosen ? m_tabs->indexOf(m_chosen) : 0));
    m_nothing->hide();
    m_url->show();
    m_facts->show();
    setView({});
    for (QWidget *button : {m_replay, m_edit, m_watch, m_copy}) {
        button->setVisible(!row.record->is(Log::RequestRecord::Rejected));
    }
    m_tabs->setVisible(m_tabs->count() > 0);
    fitUrl();
}

void RequestDetail::presentDetails(const QJsonObject &request)
{
    const QScopedValueRollback filling(m_filling, true);
    for (DetailTab *tab : m_all) {
        const DetailTab::Has has = tab->presentDetails(request);
        if (has != DetailTab::Has::WhatItHad) {
            setTabShown(tab, has == DetailTab::Has::Something);
        }
    }
    m_tabs->setCurrentIndex(std::max(0, m_chosen ? m_tabs->indexOf(m_chosen) : 0));
    m_tabs->setVisible(m_tabs->count() > 0);
}

void RequestDetail::setTabShown(DetailTab *tab, bool shown)
{
    const int at = m_tabs->indexOf(tab);
    if (shown && at < 0) {
        const auto before = std::count_if(
            m_all.begin(), std::find(m_all.begin(), m_all.end(), tab), [this](DetailTab *other) { return m_tabs->indexOf(other) >= 0; });
        m_tabs->insertTab(static_cast<int>(before), tab, tab->title());
    } else if (!shown && at >= 0) {
        m_tabs->removeTab(at);
        tab->setParent(this);
        tab->hide();
    }
}

void RequestDetail::clear()
{
    m_url->clear();
    for (QWidget *widget : {static_cast<QWidget *>(m_url), static_cast<QWidget *>(m_facts), static_cast<QWidget *>(m_view),
             static_cast<QWidget *>(m_replay), static_cast<QWidget *>(m_edit), static_cast<QWidget *>(m_watch),
             static_cast<QWidget *>(m_copy), static_cast<QWidget *>(m_tabs)}) {
        widget->hide();
    }
    m_nothing->show();
}

void RequestDetail::stepTab(int by)
{
    const int count = m_tabs->count();
    if (count > 0) {
        m_tabs->setCurrentIndex((m_tabs->currentIndex() + by + count) % count);
    }
}

DetailTab *RequestDetail::currentTab() const
{
    return qobject_cast<DetailTab *>(m_tabs->currentWidget());
}

void RequestDetail::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    fitUrl();
}

void RequestDetail::changeEvent(QEvent *event)
{
    if (event) {
        QWidget::changeEvent(event);
    }
    if (!event || event->type() == QEvent::FontChange || event->type() == QEvent::PaletteChange) {
        QFont font = QFontDatabase::systemFont(QFontDatabase::FixedFont);
        font.setPointSizeF(this->font().pointSizeF());
        m_url->setFont(font);
        QPalette ground = palette(); // it stands on the window, not in a field
        ground.setColor(QPalette::Base, palette().color(QPalette::Window));
        m_url->setPalette(ground);
        fitUrl();
    }
}

// As high as its text, up to three lines; the rest scrolls.
void RequestDetail::fitUrl()
{
    const QFontMetrics metrics(m_url->font());
    const int columns =
        std::max(1, (m_url->viewport()->width() > 0 ? m_url->viewport()->width() : width()) / std::max(1, metrics.averageCharWidth()));
    const auto lines = static_cast<int>((m_url->document()->characterCount() + columns - 1) / columns);
    m_url->setFixedHeight(std::clamp(lines, 1, mostUrlLines) * metrics.lineSpacing() + 4);
}

} // namespace Retort::Requests
