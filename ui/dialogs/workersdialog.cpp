// SPDX-License-Identifier: Apache-2.0
#include "ui/dialogs/workersdialog.h"

#include <QApplication>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QJsonObject>
#include <QLabel>
#include <QLocale>
#include <QPointer>
#include <QPushButton>
#include <QSpinBox>
#include <QTreeWidget>
#include <QVBoxLayout>

#include <utility>

using namespace Qt::StringLiterals;

namespace Retort::Dialogs {

using States::Do;

namespace {

enum Column : int { Worker, Pid, State, Requests, Memory, Cpu, Running, Age, ColumnCount };
constexpr int columnGap = 12;

enum Role : int { WorkerRole = Qt::UserRole + 1, SlotRole, SinceRole };

QString ageText(qint64 us)
{
    if (us < 10'000'000) {
        return WorkersDialog::tr("%1 s").arg(static_cast<double>(us) / 1'000'000.0, 0, 'f', 1);
    }
    return us < 120'000'000 ? WorkersDialog::tr("%1 s").arg(us / 1'000'000) : WorkersDialog::tr("%1 min").arg(us / 60'000'000);
}

QString stateText(const QString &state)
{
    if (state == "idle"_L1) {
        return WorkersDialog::tr("idle");
    }
    if (state == "busy"_L1) {
        return WorkersDialog::tr("busy");
    }
    return state == "starting"_L1 ? WorkersDialog::tr("starting") : state;
}

QTreeWidgetItem *newRow()
{
    auto *item = new QTreeWidgetItem;
    for (const Column column : {Worker, Pid, Requests, Memory, Cpu, Age}) {
        item->setTextAlignment(column, Qt::AlignRight | Qt::AlignVCenter);
    }
    item->setSizeHint(Worker, {0, QFontMetrics(QApplication::font("QTreeView")).height() + 10});
    return item;
}

// As many children as there are requests; those that stay keep their selection.
void fitChildren(QTreeWidgetItem *item, qsizetype count)
{
    while (item->childCount() > count) {
        delete item->takeChild(item->childCount() - 1);
    }
    while (item->childCount() < count) {
        item->addChild(newRow());
    }
}

} // namespace

WorkersDialog::WorkersDialog(Sites::Site &site, QWidget *parent)
    : QDialog(parent)
    , m_site(site)
    , m_table(new QTreeWidget)
    , m_summary(new QLabel)
    , m_problem(new QLabel)
{
    setWindowTitle(tr("Workers of %1").arg(site.record().name));
    setAttribute(Qt::WA_DeleteOnClose);
    m_clock.start();
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(12, 12, 12, 12);
    layout->setSpacing(8);
    m_table->setUniformRowHeights(true);
    m_table->setItemsExpandable(false);
    m_table->setRootIsDecorated(false);
    m_table->setIndentation(0);
    m_table->setHeaderLabels(
        {tr("Worker"), tr("Process"), tr("State"), tr("Requests"), tr("Memory"), tr("CPU"), tr("Running now"), tr("For")});
    m_table->header()->setStretchLastSection(false);
    for (const Column column : {Worker, Pid, Requests, Memory, Cpu, Age}) {
        m_table->headerItem()->setTextAlignment(column, Qt::AlignRight | Qt::AlignVCenter);
    }
    m_table->header()->setSectionResizeMode(Running, QHeaderView::Stretch);
    m_table->setAccessibleName(windowTitle());
    m_problem->setTextFormat(Qt::PlainText);
    m_problem->setWordWrap(true);
    m_problem->hide();
    layout->addWidget(m_table, 1);
    layout->addWidget(m_problem);
    layout->addWidget(makeButtons());
    layout->addWidget(makeProcesses());
    resize(760, 320);
    connect(m_table, &QTreeWidget::itemSelectionChanged, this, &WorkersDialog::updateButtons);
    connect(&site, &Sites::Site::workersArrived, this, &WorkersDialog::showWorkers);
    connect(&site, &Sites::Site::ended, this, [this] { showWorkers({}); });
    connect(&site, &QObject::destroyed, this, &QDialog::close);
    site.ask(u"workers"_s, {}, [self = QPointer<WorkersDialog>(this)](const QJsonObject &answer) {
        if (self) {
            self->showWorkers(answer.value("workers"_L1).toArray());
        }
    });
    updateButtons();
}

QWidget *WorkersDialog::makeButtons()
{
    auto *bar = new QWidget;
    auto *row = new QHBoxLayout(bar);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(8);
    m_stack = new QPushButton(tr("Show stack"));
    m_stopRequest = new QPushButton(tr("Stop request"));
    m_replace = new QPushButton(tr("Replace"));
    m_replace->setToolTip(tr("A new worker takes over when it is ready; this one finishes what it runs."));
    m_stop = new QPushButton(tr("Stop"));
    m_stop->setToolTip(tr("Ends the worker at once: the requests it runs fail. A new one takes its place."));
    for (QPushButton *button : {m_stack, m_stopRequest, m_replace, m_stop}) {
        button->setAutoDefault(false);
        row->addWidget(button);
    }
    row->addStretch(1);
    row->addWidget(m_summary);
    m_summary->setForegroundRole(QPalette::PlaceholderText);
    connect(m_stack, &QPushButton::clicked, this, [this] { Q_EMIT wanted({Do::ShowStack, {}, {}, 0, {selectedWorker(), 0, 0}}); });
    connect(m_stopRequest, &QPushButton::clicked, this, [this] {
        const QTreeWidgetItem *item = m_table->currentItem();
        Q_EMIT wanted({Do::StopRequest, {}, item ? item->text(Running) : QString(), 0, selectedRequest()});
    });
    connect(m_replace, &QPushButton::clicked, this, [this] { replace(u"graceful"_s); });
    connect(m_stop, &QPushButton::clicked, this, [this] { replace(u"now"_s); });
    return bar;
}

QWidget *WorkersDialog::makeProcesses()
{
    constexpr int mostProcesses = 64;  // more is a question for the ini
    auto *bar = new QWidget;
    auto *row = new QHBoxLayout(bar);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(8);
    auto *label = new QLabel(tr("Processes"));
    m_processes = new QSpinBox;
    m_processes->setButtonSymbols(QAbstractSpinBox::PlusMinus);
    m_processes->setRange(1, mostProcesses);
    m_processes->setValue(m_site.facts().processes);
    m_processes->setEnabled(!m_site.isGuest());
    label->setBuddy(m_processes);
    auto *apply = new QPushButton(tr("Apply"));
    apply->setAutoDefault(false);
    apply->setEnabled(false);
    const bool hasIni = !m_site.record().iniFile().isEmpty();
    auto *note = new QLabel(hasIni ? tr("Is written to the ini; no request is lost.") : tr("Starts the server again."));
    note->setForegroundRole(QPalette::PlaceholderText);
    row->addWidget(label);
    row->addWidget(m_processes);
    row->addWidget(apply);
    row->addWidget(note);
    row->addStretch(1);
    connect(m_processes, &QSpinBox::valueChanged, this, [this, apply](int value) { apply->setEnabled(value != m_site.facts().processes); });
    connect(apply, &QPushButton::clicked, this, [this, apply] {
        apply->setEnabled(false);
        Q_EMIT processesWanted(m_processes->value());
    });
    return bar;
}

void WorkersDialog::showWorkers(const QJsonArray &workers)
{
    while (m_table->topLevelItemCount() > workers.size()) {
        delete m_table->takeTopLevelItem(m_table->topLevelItemCount() - 1);
    }
    qint64 memory = 0;
    for (int i = 0; i < workers.size(); ++i) {
        if (i >= m_table->topLevelItemCount()) {
            m_table->addTopLevelItem(newRow());
        }
        showWorker(m_table->topLevelItem(i), workers.at(i).toObject());
        memory += workers.at(i).toObject().value("rss"_L1).toInteger();
    }
    if (!m_table->currentItem() && m_table->topLevelItemCount() > 0) {
        m_table->setCurrentItem(m_table->topLevelItem(0));
    }
    for (int column = 0; column < ColumnCount; ++column) {
        if (column != Running) {
            m_table->resizeColumnToContents(column);
            m_table->setColumnWidth(column, m_table->columnWidth(column) + columnGap);
        }
    }
    m_summary->setText(memory > 0 ? tr("%1 in all").arg(QLocale().formattedDataSize(memory)) : QString());
    updateButtons();
}

// The first request stands in the row of its worker, the others below.
void WorkersDialog::showWorker(QTreeWidgetItem *item, const QJsonObject &worker)
{
    const auto number = [&](QLatin1StringView key) { return QString::number(worker.value(key).toInteger()); };
    const qint64 rss = worker.value("rss"_L1).toInteger();
    const int id = worker.value("id"_L1).toInt();
    item->setText(Worker, number("id"_L1));
    item->setText(Pid, worker.value("pid"_L1).toInteger() > 0 ? number("pid"_L1) : u"–"_s);
    item->setText(State, stateText(worker.value("state"_L1).toString()));
    item->setText(Requests, number("requests"_L1));
    item->setText(Memory, rss > 0 ? QLocale().formattedDataSize(rss) : u"–"_s);
    item->setText(Cpu, cpuText(worker));
    const QJsonArray running = worker.value("running"_L1).toArray();
    fitChildren(item, std::max<qsizetype>(0, running.size() - 1));
    item->setExpanded(true);
    for (qsizetype i = 0; i < std::max<qsizetype>(1, running.size()); ++i) {
        QTreeWidgetItem *row = i == 0 ? item : item->child(static_cast<int>(i - 1));
        const QJsonObject request = running.at(i).toObject();
        const QString words = request.value("method"_L1).toString() + u' ' + request.value("target"_L1).toString();
        row->setText(Running, request.isEmpty() ? u"–"_s : words);
        row->setToolTip(Running, request.isEmpty() ? QString() : words.toHtmlEscaped());
        row->setText(Age, request.isEmpty() ? QString() : ageText(request.value("us"_L1).toInteger()));
        row->setData(Worker, WorkerRole, id);
        row->setData(Worker, SlotRole, request.value("slot"_L1).toInt());
        row->setData(Worker, SinceRole, request.value("since"_L1).toInteger());
    }
}

// Of one processor, since the worker was last seen.
QString WorkersDialog::cpuText(const QJsonObject &worker)
{
    constexpr qint64 leastMs = 500;  // two looks closer to each other say nothing
    const qint64 cpuUs = worker.value("cpuUs"_L1).toInteger();
    const qint64 nowMs = m_clock.elapsed();
    if (cpuUs == 0) {
        return u"–"_s;
    }
    const auto seen = m_seen.find(worker.value("pid"_L1).toInteger());
    if (seen == m_seen.end()) {
        m_seen.insert(worker.value("pid"_L1).toInteger(), {cpuUs, nowMs, u"…"_s});
        return u"…"_s;
    }
    if (nowMs - seen->atMs >= leastMs) {
        const qint64 percent = (cpuUs - seen->cpuUs) / 10 / (nowMs - seen->atMs);
        *seen = {cpuUs, nowMs, tr("%1 %").arg(std::max<qint64>(0, percent))};
    }
    return seen->shown;
}

int WorkersDialog::selectedWorker() const
{
    const QTreeWidgetItem *item = m_table->currentItem();
    return item ? item->data(Worker, WorkerRole).toInt() : 0;
}

States::RequestRef WorkersDialog::selectedRequest() const
{
    const QTreeWidgetItem *item = m_table->currentItem();
    return item ? States::RequestRef{selectedWorker(), item->data(Worker, SlotRole).toInt(), item->data(Worker, SinceRole).toLongLong()}
                : States::RequestRef{};
}

void WorkersDialog::updateButtons()
{
    const bool there = selectedWorker() > 0 && m_site.isConnected();
    for (QPushButton *button : {m_stack, m_replace, m_stop}) {
        button->setEnabled(there);
    }
    m_stopRequest->setEnabled(there && selectedRequest().since > 0);
}

void WorkersDialog::replace(const QString &mode)
{
    m_problem->hide();
    m_site.ask(u"replaceWorker"_s, {{u"worker"_s, selectedWorker()}, {u"mode"_s, mode}},
        [self = QPointer<WorkersDialog>(this)](const QJsonObject &answer) {
            if (self && !answer.value("ok"_L1).toBool()) {
                self->m_problem->setText(answer.value("error"_L1).toString());
                self->m_problem->show();
            }
        });
}

} // namespace Retort::Dialogs
