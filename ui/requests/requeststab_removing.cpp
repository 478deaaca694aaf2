// SPDX-License-Identifier: Apache-2.0
// What leaves the list of requests by hand, and how it comes back; filters under a name.
#include "ui/requests/requeststab.h"

#include "ui/requests/capturefacts.h"
#include "ui/requests/filterbar.h"
#include "ui/requests/requestchart.h"
#include "ui/requests/requestinbox.h"
#include "ui/requests/requestwords.h"
#include "ui/requests/savedfilters.h"

#include <QInputDialog>
#include <QLocale>
#include <QSettings>

#include <algorithm>
#include <map>

using namespace Qt::StringLiterals;

namespace Retort::Requests {

namespace {

constexpr quint64 chartRows = 100'000;   // how far back the last minute is looked for
constexpr int undoMs = 60'000;           // how long a cleared list is kept
constexpr quint64 valueRows = 5'000;     // how far back values are looked for
constexpr std::size_t mostValues = 50;

} // namespace

// --- clearing and deleting --------------------------------------------------------------------

void RequestsTab::clear()
{
    if (m_captures) {
        m_captures->dropWaiting();
    }
    m_inbox->clear();
    const quint64 requests = m_model->clear();
    m_chart->clear();
    if (requests > 0) {
        m_lastDone = LastDone::Cleared;
        m_bar->offerUndo(requests == 1 ? tr("1 request cleared") : tr("%1 requests cleared").arg(QLocale().toString(requests)));
        QTimer::singleShot(undoMs, m_bar, [this, first = m_model->firstPosition()] {
            // Unless it was undone or cleared again meanwhile.
            if (m_model->canUndoClear() && m_model->firstPosition() == first) {
                m_model->forgetCleared();
                if (m_lastDone == LastDone::Cleared) {
                    m_lastDone = LastDone::Nothing;
                    m_bar->offerUndo({});
                    updateBar();
                }
            }
        });
    }
    updateBar();
}

void RequestsTab::undoClear()
{
    m_model->undoClear();
    m_chart->clear();
    const quint64 end = m_model->endPosition();
    addToChart(end - std::min(end - m_model->firstPosition(), chartRows), end);
    m_lastDone = LastDone::Nothing;
    m_bar->offerUndo({});
    updateBar();
}

// A deleted row is one that no filter shows any more: rows of the ring never change.
void RequestsTab::deleteCurrent()
{
    const RequestRow row = m_table->currentRequest();
    if (!row.record) {
        return;
    }
    if (!m_model->canUndoClear()) {
        m_deleted.removeIf([this](quint64 position) { return position < m_model->firstPosition(); });
    }
    m_deleted.append(row.position);
    m_table->stepCurrent(true);
    if (m_table->currentRequest().position == row.position) {
        m_table->stepCurrent(false);
    }
    if (m_table->currentRequest().position == row.position) {
        m_table->dropCurrent(); // it was the only one
    }
    sayDeleted();
}

void RequestsTab::undoDelete()
{
    const quint64 position = m_deleted.takeLast();
    sayDeleted();
    m_table->setCurrentPosition(position);
}

void RequestsTab::sayDeleted()
{
    m_deletedSet = m_deleted.isEmpty() ? nullptr : std::make_shared<const std::unordered_set<quint64>>(m_deleted.begin(), m_deleted.end());
    applyFilter();
    m_lastDone = m_deleted.isEmpty() ? LastDone::Nothing : LastDone::Deleted;
    const auto count = m_deleted.size();
    m_bar->offerUndo(count == 0 ? QString()
            : count == 1        ? tr("1 request deleted")
                                : tr("%1 requests deleted").arg(QLocale().toString(count)));
    updateBar();
}

void RequestsTab::undo()
{
    switch (m_lastDone) {
    case LastDone::Nothing:
        if (m_model->canUndoClear()) {
            undoClear();
        }
        break;
    case LastDone::Cleared: undoClear(); break;
    case LastDone::Deleted: undoDelete(); break;
    case LastDone::HidAssets:
        m_lastDone = LastDone::Nothing;
        m_bar->offerUndo({});
        setHideAssets(false);
        break;
    }
}

void RequestsTab::setRequestsKept(std::size_t count)
{
    m_model->setCapacity(count);
}

// --- filters under a name, and what can be typed ----------------------------------------------

void RequestsTab::askNameOfFilter()
{
    auto *dialog = new QInputDialog(this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setWindowTitle(tr("Save filter"));
    dialog->setLabelText(tr("Name of the filter:"));
    dialog->setOkButtonText(tr("Save"));
    dialog->setCancelButtonText(tr("Cancel"));
    dialog->setTextValue(m_filterText.left(30));
    connect(dialog, &QInputDialog::textValueSelected, this, [this, text = m_filterText](const QString &name) {
        QSettings settings;
        saveFilter(settings, {name, text});
        showSavedFilters();
    });
    dialog->open();
}

void RequestsTab::showSavedFilters()
{
    QSettings settings;
    m_bar->showSaved(savedFilters(settings));
}

FilterWorld RequestsTab::filterWorld() const
{
    return {.records = [this](Log::FilterField field) { return m_facts && m_facts->records(field); },
        .recordsState = [this](Log::RequestState state) { return m_facts && m_facts->records(state); },
        .values = [this](Log::FilterField field) { return knownValues(field); }};
}

// Of the newest requests, the most frequent first.
QStringList RequestsTab::knownValues(Log::FilterField field) const
{
    std::map<QString, int> counts;
    const quint64 end = m_model->endPosition();
    for (quint64 position = end - std::min(end - m_model->firstPosition(), valueRows); position < end; ++position) {
        const RequestRow row = m_model->rowAtPosition(position);
        if (!row.record || row.kind != RowKind::Request) {
            continue;
        }
        const QString value = field == Log::FilterField::Method ? toText(row.texts.method)
            : field == Log::FilterField::Path                   ? toText(Log::pathOf(row.texts.target))
            : field == Log::FilterField::Client                 ? toText(row.texts.client)
            : field == Log::FilterField::Status                 ? QString::number(row.record->status)
            : field == Log::FilterField::Worker                 ? QString::number(row.record->workerId)
            : field == Log::FilterField::Load                   ? QString::number(row.record->load)
                                                                : QString();
        if (!value.isEmpty() && (counts.size() < mostValues || counts.contains(value))) {
            ++counts[value];
        }
    }
    std::vector<std::pair<int, QString>> sorted;
    for (const auto &[value, count] : counts) {
        sorted.emplace_back(-count, value);
    }
    std::ranges::sort(sorted);
    QStringList values;
    for (const auto &each : sorted) {
        values += each.second;
    }
    return values;
}

} // namespace Retort::Requests
