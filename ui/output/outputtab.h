// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/output/outputmodel.h"

#include <QWidget>

class QComboBox;
class QLabel;
class QLineEdit;
class QTableView;
class QToolButton;

namespace Retort::Output {

class OutputDelegate;

// What the processes of a site print: follows the end while it is scrolled to the end, filters by level, searches, saves,
// clears with undo. Lines of a traceback open the place they name.
class OutputTab final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(OutputTab)

public:
    explicit OutputTab(QWidget *parent = nullptr);

    void append(const QJsonArray &lines, quint64 skipped);
    void showFind();
    void clear();
    OutputModel &model() noexcept { return *m_model; }
    bool isFollowing() const;

Q_SIGNALS:
    void openInEditorWanted(const QString &file, int line);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    QWidget *makeBar();
    QWidget *makeFindBar();
    void setUpView();
    void findNext(OutputModel::Direction direction);
    void searchedChanged();
    void hideFind();
    void save();
    void copySelected();
    void openLink(int row);
    bool isPointOnLink(const QPoint &point) const;
    void updateWidth();
    void updateCount();
    void updateClear();

    OutputModel *m_model;
    QTableView *m_view;
    OutputDelegate *m_delegate;
    QComboBox *m_level = nullptr;
    QToolButton *m_follow = nullptr;
    QToolButton *m_clear = nullptr;
    QLabel *m_count = nullptr;
    QWidget *m_findBar = nullptr;
    QLineEdit *m_find = nullptr;
    QLabel *m_found = nullptr;
};

} // namespace Retort::Output
