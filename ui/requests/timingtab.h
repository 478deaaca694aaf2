// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/requests/detailtab.h"
#include "ui/requests/requesttablemodel.h"

#include <array>

class QGridLayout;
class QLabel;

namespace Retort::Requests {

class TimeSpan;

// Where the time of a request went: a bar and a number for each part, in the order in which they happen, and how
// that compares with other requests of the same path.
class TimingTab final : public DetailTab
{
    Q_OBJECT

public:
    explicit TimingTab(const RequestTableModel &model, QWidget *parent = nullptr);
    ~TimingTab() override;

    QString title() const override { return tr("Timing"); }
    bool present(const RequestRow &row) override;

private:
    enum Part { Read, Held, Queue, AppCpu, AppWaiting, Stream, Between, Total, PartCount };
    struct Line
    {
        QLabel *name = nullptr;
        TimeSpan *bar = nullptr;
        QLabel *number = nullptr;
    };
    static QString partName(Part part);
    void setPartVisible(Part part, bool visible);
    void showPart(Part part, qint64 fromUs, qint64 us, qint64 totalUs);
    QString comparison(const RequestRow &row) const;

    const RequestTableModel &m_model;
    std::array<Line, PartCount> m_lines;
    QLabel *m_comparison;
    QLabel *m_connection;
};

} // namespace Retort::Requests
