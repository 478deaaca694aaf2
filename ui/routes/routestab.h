// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/routes/routereader.h"
#include "ui/routes/routesmodel.h"

#include <QTimer>
#include <QUrl>
#include <QWidget>

class QCheckBox;
class QLabel;
class QLineEdit;
class QMenu;
class QSortFilterProxyModel;
class QStackedLayout;
class QTableView;

namespace Retort::Routes {

// The Routes tab of a site: by which rules the app answers, where their code is, and what was asked of each since the window
// is connected. Knows no engine: give it the map and the requests as they come, and obey its signals.
class RoutesTab final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(RoutesTab)

public:
    explicit RoutesTab(QWidget *parent = nullptr);
    ~RoutesTab() override;

    void setFolder(const QString &folder) { m_model->setFolder(folder); }
    void setBaseAddress(const QUrl &address);
    void setRoutes(const RouteMap &map);
    void count(const Log::RequestRecord &record, const Log::RequestTexts &texts);
    void clearCounts();
    void showFind();

    RoutesModel &model() noexcept { return *m_model; }
    QTableView *view() const noexcept { return m_view; }

Q_SIGNALS:
    void openUrlWanted(const QUrl &url);
    void openInEditorWanted(const QString &file, int line);
    void copyWanted(const QString &text);
    // A filter for the Requests tab, that of one route.
    void requestsWanted(const QString &filter);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    void showEvent(QShowEvent *event) override;

private:
    QWidget *makeBar();
    void setUpView();
    void setUpMenu();
    void showMenu(const QPoint &position);
    void narrow();
    void refresh();
    void updateSentence();
    int currentRow() const; // of the model; -1: none
    void openRow(int row);
    void openInBrowser(int row);
    void openView(int row);
    void copyAddress(int row);
    void showRequests(int row);
    QString addressOf(int row) const;

    RoutesModel *m_model;
    QSortFilterProxyModel *m_rows;
    QLineEdit *m_find = nullptr;
    QCheckBox *m_neverCalled = nullptr;
    QLabel *m_count = nullptr;
    QLabel *m_sentence;
    QLabel *m_nothing;
    QTableView *m_view;
    QStackedLayout *m_stack = nullptr;
    QMenu *m_menu;
    QTimer m_tick; // while counts change
    qint64 m_total = 0;
    QString m_base;
    QString m_said; // after something was copied
};

} // namespace Retort::Routes
