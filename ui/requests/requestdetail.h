// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/requests/detailtab.h"

#include <QList>

class QLabel;
class QMenu;
class QPlainTextEdit;
class QPushButton;
class QTabWidget;
class QToolButton;

namespace Retort::Requests {

// The pane beside or below the table: what one request was, and tabs of what is known about it. The first tab that
// has something is shown, unless a person chose another one that has something too.
class RequestDetail final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(RequestDetail)

public:
    explicit RequestDetail(QWidget *parent = nullptr);
    ~RequestDetail() override;

    // Tabs stand in the order in which they are added, or before the last `behind` ones; the pane owns them.
    void addTab(DetailTab *tab, int behind = 0);
    void setCopyMenu(QMenu *menu);
    // Where the code stands that answers the request presented last: “users.show  users/views.py:41”. Empty: nobody knows.
    void setView(const QString &view);
    void setWatched(bool watched);

    void present(const RequestRow &row, const QString &url);
    // What the engine knows besides, of the request presented last.
    void presentDetails(const QJsonObject &request);
    void clear();

    void stepTab(int by); // to the next or previous tab
    DetailTab *currentTab() const;

Q_SIGNALS:
    void replayWanted();
    void editWanted();
    void watchWanted();
    void viewWanted(); // the code that answers it, in the editor

protected:
    void resizeEvent(QResizeEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void setTabShown(DetailTab *tab, bool shown);
    void fitUrl();

    static constexpr int mostUrlLines = 3;

    QPlainTextEdit *m_url;
    QLabel *m_facts;
    QToolButton *m_view;
    QPushButton *m_replay;
    QPushButton *m_edit;
    QPushButton *m_watch;
    QPushButton *m_copy;
    QTabWidget *m_tabs;
    QLabel *m_nothing;
    QList<DetailTab *> m_all;
    DetailTab *m_chosen = nullptr; // by a person
    bool m_filling = false;
};

} // namespace Retort::Requests
