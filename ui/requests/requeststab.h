// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/log/recordbatch.h"
#include "engine/log/requestfilter.h"
#include "ui/requests/filtercompletion.h"
#include "ui/requests/requestcopy.h"
#include "ui/requests/requesttable.h"

#include <QJsonObject>
#include <QTimer>
#include <QUrl>
#include <QWidget>

#include <memory>
#include <unordered_set>

class QLabel;
class QMenu;
class QPushButton;
class QSplitter;

namespace Retort::Requests {

class CaptureFacts;
class CopyMenu;
class DetailTab;
class FilterBar;
class RequestChart;
class RequestDetail;
class RequestInbox;
struct SavedFilter;

// The Requests tab of one site: table, chart, chips and detail pane. Give it what the control socket sends; the
// filter field and the toolbar are the main window's, and are told what changes here. What a person sets (columns,
// the pane, hidden assets) is remembered in QSettings under "requests/". Lives on the window's thread.
class RequestsTab final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(RequestsTab)

public:
    enum class MarkerKind : quint8 {
        Reload,  // what `since:reload` counts from
        Other,   // started, stopped, a worker replaced
    };

    explicit RequestsTab(QWidget *parent = nullptr);
    explicit RequestsTab(std::size_t capacity, QWidget *parent = nullptr);
    ~RequestsTab() override;

    void takeBatch(const Log::RecordBatch &batch);
    void addMarker(const QString &text, qint64 wallUs, MarkerKind kind = MarkerKind::Reload);
    void setBaseAddress(const QUrl &address);
    void setRequestsKept(std::size_t count);
    // Whether assets are hidden once there are many of them. Changed, it counts at once.
    void setHideAssetsByItself(bool hide);
    FilterWorld filterWorld() const; // for completion; while the tab lives
    // Where terms for captured data are answered. The table asks for them from another thread.
    void setFacts(std::shared_ptr<const Log::RequestFacts> facts);
    // The map of the app: for the Route column, the `route:` filter and the way to the view. Null: it does not tell.
    // Files in `folder` are shown from there.
    void setRoutes(std::shared_ptr<const Log::RouteTable> routes, const QString &folder = {});
    // What `is:watched` finds.
    void setWatched(const std::unordered_set<quint64> &sequences);
    // Where they are asked for: filters and new rows wait for its answers. Owned by the tab from now on.
    void setCaptures(CaptureFacts *captures);
    void addDetailTab(DetailTab *tab, int behind = 0); // owned by the tab from now on; before the last `behind` ones
    // What the engine knows of a request besides its record; dropped when another one is selected by now.
    void presentDetails(const QJsonObject &request);
    // Selects that request, whatever hides it; false when it is not in the list (any more).
    bool showRequest(quint64 sequence, qint64 wallStartUs);

    const QString &filterText() const noexcept { return m_filterText; } // the one in use
    bool isRecording() const noexcept { return m_recording; }
    bool hidesAssets() const noexcept { return m_hideAssets; }
    RequestChart *chart() const noexcept { return m_chart; } // may be moved to the corner of the tab row
    RequestTable *table() const noexcept { return m_table; }
    RequestDetail *detail() const noexcept { return m_detail; }
    RequestTableModel &model() noexcept { return *m_model; }

public Q_SLOTS:
    void setFilter(const QString &text);
    void setFilterBarVisible(bool visible); // while the filter field has the focus
    void setHideAssets(bool hide);
    void setRecording(bool recording);
    void clear();
    void deleteCurrent();
    void undo(); // the last deletion or clearing, or that assets were hidden
    void nextMarker() { m_table->jumpToMarker(true); }
    void previousMarker() { m_table->jumpToMarker(false); }
    void copy(Retort::Requests::CopyForm form);
    void setDetailOpen(bool open);

Q_SIGNALS:
    void filterFault(const QString &sentence, int position, int length); // the last good filter stays in use
    void filterAccepted(const QString &text); // also for those that chips, the chart or a menu made
    void selectionChanged(quint64 sequence, bool valid);
    void openUrlWanted(const QUrl &url);
    void replayWanted(quint64 sequence);
    void editWanted(quint64 sequence);
    void watchWanted(quint64 sequence);
    void compareWanted(quint64 sequence); // with the one before it of the same path
    void compareWithMarkedWanted(quint64 sequence);
    void compareWithClipboardWanted(quint64 sequence);
    void markToCompareWanted(quint64 sequence);
    void viewWanted(const QString &file, int line); // the code that answers the selected request, in the editor
    void countsChanged(quint64 shown, quint64 all, quint64 errors);
    void recordingChanged(bool recording);
    void copied(const QString &what);

protected:
    void resizeEvent(QResizeEvent *event) override;
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void buildLayout();
    void buildMenus();
    void buildCompareMenu();
    void connectParts();
    void restoreSettings();
    void saveColumns();
    void restoreColumns();
    void useFacts(std::shared_ptr<const Log::RequestFacts> facts);
    void applyFilter();
    void refuseFilter(const Log::FilterFault &fault);
    void askNameOfFilter();
    void showSavedFilters();
    QStringList knownValues(Log::FilterField field) const;
    void sayDeleted();
    void undoDelete();
    void undoClear();
    void page();
    void takenIn(quint64 from, quint64 end);
    void addToChart(quint64 from, quint64 end);
    void updateCounts();
    void updateBar();
    void updateEmptyNote();
    void updateOrientation();
    void considerHidingAssets();
    void showCurrent(quint64 position, bool valid);
    void showView(const RequestRow &row);
    void obey(RequestTable::Command command);
    void closeOrClear();
    void showColumnMenu(const QPoint &position);
    void brushed(qint64 fromUs, qint64 toUs);
    void showOnlyLikeThis();
    void hideLikeThis();
    QString withoutPeriod() const;
    CopySource copySourceOf(const RequestRow &row, Secrets secrets) const;
    void openInBrowser();
    void openView();

    std::unique_ptr<RequestTableModel> m_model;
    RequestInbox *m_inbox;
    RequestTable *m_table;
    RequestChart *m_chart;
    FilterBar *m_bar;
    RequestDetail *m_detail;
    QSplitter *m_splitter;
    QWidget *m_emptyNote;
    QLabel *m_emptySentence;
    QLabel *m_emptyHidden;
    QMenu *m_menu;
    CopyMenu *m_copyMenu;
    QTimer m_filteringDelay;  // “filtering…” only when it takes long enough to wonder
    QString m_base;           // without a slash at the end
    QJsonObject m_details;    // what the engine told of the request it told of last
    QString m_filterText;
    std::shared_ptr<const Log::RequestFacts> m_facts;    // what is captured, and what is watched
    std::shared_ptr<const Log::RequestFacts> m_captured;
    std::unordered_set<quint64> m_watched;
    std::shared_ptr<const Log::RouteTable> m_routes;
    QString m_folder;
    Log::RequestFilter m_filter;
    enum class LastDone : quint8 { Nothing, Cleared, Deleted, HidAssets };
    LastDone m_lastDone = LastDone::Nothing;
    QList<quint64> m_deleted; // positions, in the order in which they were deleted
    std::shared_ptr<const std::unordered_set<quint64>> m_deletedSet;
    CaptureFacts *m_captures = nullptr;
    qint64 m_lastReloadUs = 0;
    bool m_recording = true;
    bool m_hideAssets = false;
    bool m_assetsDecided = false; // by a person, or announced before
    bool m_hideAssetsByItself = true;
    bool m_barWanted = false;
    bool m_detailOpen = true;
};

} // namespace Retort::Requests
