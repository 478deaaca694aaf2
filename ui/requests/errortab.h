// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/requests/detailtab.h"

class QLabel;
class QPushButton;
class QTreeWidget;
class QTreeWidgetItem;

namespace Retort::Requests {

// What the app raised: type and message, and a tree of the exception, its causes and the members of a group. Frames of the
// app are open at their line, with what raised underlined, those of libraries folded in runs, local variables folded.
class ErrorTab final : public DetailTab
{
    Q_OBJECT

public:
    explicit ErrorTab(QWidget *parent = nullptr);
    ~ErrorTab() override;

    QString title() const override { return tr("Error"); }
    bool present(const RequestRow &row) override;
    Has presentDetails(const QJsonObject &request) override;

    // What ran, for reports: “Python 3.12.4 · app:app (Flask) · Retort 0.1.0”.
    void setVersions(const QString &versions) { m_versions = versions; }

    QTreeWidget *tree() const noexcept { return m_tree; }

Q_SIGNALS:
    void openInEditorWanted(const QString &file, int line);
    void copyWanted(const QString &text);
    void replayWanted();

private:
    void addException(const QJsonObject &exception, const QString &before, int depth);
    void addFrames(QTreeWidgetItem *parent, const QJsonArray &frames);
    void addFrame(QTreeWidgetItem *parent, const QJsonObject &frame);
    void addLines(QTreeWidgetItem *parent, const QJsonObject &frame);
    void openItem(QTreeWidgetItem *item);

    QLabel *m_headline;
    QTreeWidget *m_tree;
    QPushButton *m_copy;
    QPushButton *m_issue;
    QPushButton *m_replay;
    QJsonObject m_request;
    QString m_traceback;
    QString m_versions;
};

} // namespace Retort::Requests
