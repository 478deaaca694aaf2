// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/requests/detailtab.h"

class QLabel;
class QPushButton;
class QTreeWidget;
class QTreeWidgetItem;

namespace Retort::Requests {

// What the app raised: type and message, and a tree of the exception, its causes and the members of a group. Frames of the
// app are open at their line, those of libraries folded in runs, local variables folded.
class ErrorTab final : public DetailTab
{
    Q_OBJECT

public:
    explicit ErrorTab(QWidget *parent = nullptr);
    ~ErrorTab() override;

    QString title() const override { return tr("Error"); }
    bool present(const RequestRow &row) override;
    Has presentDetails(const QJsonObject &request) override;

    QTreeWidget *tree() const noexcept { return m_tree; }

Q_SIGNALS:
    void openInEditorWanted(const QString &file, int line);
    void copyWanted(const QString &text);

private:
    void addException(const QJsonObject &exception, const QString &before, int depth);
    void addFrames(QTreeWidgetItem *parent, const QJsonArray &frames);
    void addFrame(QTreeWidgetItem *parent, const QJsonObject &frame);
    void addLines(QTreeWidgetItem *parent, const QJsonObject &frame);
    void openItem(QTreeWidgetItem *item);

    QLabel *m_headline;
    QPushButton *m_copy;
    QTreeWidget *m_tree;
    QString m_traceback;
};

} // namespace Retort::Requests
