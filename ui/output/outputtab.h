// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/output/outputmodel.h"

#include <QWidget>

class QComboBox;
class QLabel;
class QLineEdit;
class QToolButton;

namespace Retort::Output {

class OutputView;

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
    void tell(const QString &sentence);  // where the number of lines stands, until that changes
    OutputModel &model() noexcept { return *m_model; }
    bool isFollowing() const;

Q_SIGNALS:
    void openInEditorWanted(const QString &file, int line);
    void requestWanted(quint64 request);  // the number it had while it ran

protected:
    void keyPressEvent(QKeyEvent *event) override;

private:
    QWidget *makeBar();
    QWidget *makeFindBar();
    void setUpView();
    void findNext(OutputModel::Direction direction);
    void searchedChanged();
    void hideFind();
    void save();
    void updateCount();
    void updateClear();

    OutputModel *m_model;
    OutputView *m_view;
    QComboBox *m_level = nullptr;
    QToolButton *m_follow = nullptr;
    QToolButton *m_clear = nullptr;
    QLabel *m_count = nullptr;
    QWidget *m_findBar = nullptr;
    QLineEdit *m_find = nullptr;
    QLabel *m_found = nullptr;
};

} // namespace Retort::Output
