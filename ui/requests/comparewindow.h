// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/requests/comparison.h"

#include <QFutureWatcher>
#include <QWidget>

#include <memory>

class QCheckBox;
class QLabel;
class QLineEdit;
class QPushButton;
class QTreeWidget;
class QTreeWidgetItem;

namespace Retort::Requests {

// Two answers side by side: a sentence, then status, headers and lines of the body, with long runs of equal lines folded. n and p go
// to the next and the previous difference. A window of its own that nothing waits for; deletes itself when it is closed. The
// comparison runs on another thread.
class CompareWindow final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(CompareWindow)

public:
    struct Side
    {
        QJsonObject request; // an answer of `request`
        QString title;       // what it is besides: “clipboard”; "" for its own line
    };

    CompareWindow(Side a, Side b, QWidget *parent);
    ~CompareWindow() override;

    QString sentence() const;
    QTreeWidget *tree() const noexcept { return m_tree; }

public Q_SLOTS:
    void nextDifference() { step(1); }
    void previousDifference() { step(-1); }

Q_SIGNALS:
    void compared();

private:
    void buildLayout();
    void start();
    void show(const Comparison &comparison);
    using QWidget::show;
    QTreeWidgetItem *addRow(QTreeWidgetItem *group, const Comparison::Row &row);
    void addBody(QTreeWidgetItem *group, const QList<Comparison::Row> &rows);
    void step(int by);
    ComparisonOptions options() const;

    Side m_a;
    Side m_b;
    QLabel *m_sentence;
    QTreeWidget *m_tree;
    QLineEdit *m_ignored;
    QCheckBox *m_sortKeys;
    QCheckBox *m_ids;
    QPushButton *m_previous;
    QPushButton *m_next;
    QList<QTreeWidgetItem *> m_differences;
    qsizetype m_at = -1; // of m_differences
    QFutureWatcher<std::shared_ptr<Comparison>> *m_watcher = nullptr; // of the comparison wanted last
};

} // namespace Retort::Requests
