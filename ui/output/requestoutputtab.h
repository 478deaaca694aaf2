// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/output/outputmodel.h"
#include "ui/requests/detailtab.h"

class QLabel;

namespace Retort::Output {

class OutputView;

// What a request printed, with the time since it began; and apart from that what its worker printed meanwhile and nobody
// can tell of which request it is. Absent when there is neither.
class RequestOutputTab final : public Requests::DetailTab
{
    Q_OBJECT

public:
    explicit RequestOutputTab(QWidget *parent = nullptr);
    ~RequestOutputTab() override;

    QString title() const override { return tr("Output"); }
    bool present(const Requests::RequestRow &row) override;
    Has presentDetails(const QJsonObject &request) override;

    // Lines of the site that came just now: those of the request that is shown are added, as of a task it has left behind.
    void append(const QJsonArray &lines);

    const OutputModel &lines() const noexcept { return m_lines; }
    const OutputModel &others() const noexcept { return m_others; }

Q_SIGNALS:
    void openInEditorWanted(const QString &file, int line);

private:
    void clear();

    OutputModel m_lines;
    OutputModel m_others;
    qint64 m_lastSequence = 0; // of m_lines
    QLabel *m_left;
    OutputView *m_linesView;
    QLabel *m_why;
    OutputView *m_othersView;
};

} // namespace Retort::Output
