// SPDX-License-Identifier: Apache-2.0
#include "ui/dialogs/workersdialog.h"

#include "engine/base/clock.h"

#include <QHeaderView>
#include <QJsonObject>
#include <QLabel>
#include <QLocale>
#include <QPointer>
#include <QTreeWidget>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace Retort::Dialogs {

namespace {

enum Column : int { Worker, Pid, State, Busy, Requests, Restarts, Load, Memory, Up, ColumnCount };

QString ageText(qint64 startedUs)
{
    const qint64 seconds = (wallClockUs() - startedUs) / 1'000'000;
    if (startedUs == 0 || seconds < 0) {
        return u"–"_s;
    }
    if (seconds < 120) {
        return WorkersDialog::tr("%1 s").arg(seconds);
    }
    return seconds < 7200 ? WorkersDialog::tr("%1 min").arg(seconds / 60) : WorkersDialog::tr("%1 h").arg(seconds / 3600);
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

QStringList rowOf(const QJsonObject &worker)
{
    const auto number = [&](QLatin1StringView key) { return QString::number(worker.value(key).toInteger()); };
    const qint64 rss = worker.value("rss"_L1).toInteger();
    QStringList row(ColumnCount);
    row[Worker] = number("id"_L1);
    row[Pid] = number("pid"_L1);
    row[State] = stateText(worker.value("state"_L1).toString());
    row[Busy] = number("busy"_L1) + u'/' + number("slots"_L1);
    row[Requests] = number("requests"_L1);
    row[Restarts] = number("restarts"_L1);
    row[Load] = number("load"_L1);
    row[Memory] = rss > 0 ? QLocale().formattedDataSize(rss) : u"–"_s;
    row[Up] = ageText(worker.value("started"_L1).toInteger());
    return row;
}

} // namespace

WorkersDialog::WorkersDialog(Sites::Site &site, QWidget *parent) : QDialog(parent), m_table(new QTreeWidget), m_summary(new QLabel)
{
    setWindowTitle(tr("Workers of %1").arg(site.record().name));
    setAttribute(Qt::WA_DeleteOnClose);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(12, 12, 12, 12);
    layout->setSpacing(8);
    m_table->setRootIsDecorated(false);
    m_table->setUniformRowHeights(true);
    m_table->setHeaderLabels(
        {tr("Worker"), tr("Process"), tr("State"), tr("Busy"), tr("Requests"), tr("Replaced"), tr("Load"), tr("Memory"), tr("Up")});
    m_table->setAccessibleName(windowTitle());
    m_summary->setForegroundRole(QPalette::PlaceholderText);
    layout->addWidget(m_table, 1);
    layout->addWidget(m_summary);
    resize(640, 240);
    connect(&site, &Sites::Site::workersArrived, this, &WorkersDialog::showWorkers);
    connect(&site, &Sites::Site::ended, this, [this] { showWorkers({}); });
    connect(&site, &QObject::destroyed, this, &QDialog::close);
    site.ask(u"workers"_s, {}, [self = QPointer<WorkersDialog>(this)](const QJsonObject &answer) {
        if (self) {
            self->showWorkers(answer.value("workers"_L1).toArray());
        }
    });
}

void WorkersDialog::showWorkers(const QJsonArray &workers)
{
    while (m_table->topLevelItemCount() > workers.size()) {
        delete m_table->takeTopLevelItem(m_table->topLevelItemCount() - 1);
    }
    qint64 memory = 0;
    for (int i = 0; i < workers.size(); ++i) {
        const QJsonObject worker = workers.at(i).toObject();
        if (i >= m_table->topLevelItemCount()) {
            m_table->addTopLevelItem(new QTreeWidgetItem);
        }
        QTreeWidgetItem *item = m_table->topLevelItem(i);
        const QStringList row = rowOf(worker);
        for (int column = 0; column < ColumnCount; ++column) {
            item->setText(column, row.at(column));
        }
        memory += worker.value("rss"_L1).toInteger();
    }
    for (int column = 0; column < ColumnCount; ++column) {
        m_table->resizeColumnToContents(column);
    }
    m_summary->setText(memory > 0 ? tr("%1 in all").arg(QLocale().formattedDataSize(memory)) : QString());
}

} // namespace Retort::Dialogs
