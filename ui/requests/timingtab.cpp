// SPDX-License-Identifier: Apache-2.0
#include "ui/requests/timingtab.h"

#include "ui/requests/requestwords.h"
#include "ui/style/colors.h"

#include <QGridLayout>
#include <QLabel>
#include <QPainter>

#include <algorithm>
#include <cmath>

using namespace Qt::StringLiterals;

namespace Retort::Requests {

// A bar from one moment of the request to another.
class TimeSpan final : public QWidget
{
public:
    explicit TimeSpan(Style::Token token, double strength, QWidget *parent) : QWidget(parent), m_token(token), m_strength(strength)
    {
        setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
        setFixedHeight(10);
        setMinimumWidth(80);
    }

    void setHatched(bool hatched) { m_hatched = hatched; }
    void setSpan(double from, double length)
    {
        m_from = from;
        m_length = length;
        update();
    }

protected:
    void paintEvent(QPaintEvent *) override
    {
        QPainter painter(this);
        const QColor ground = palette().color(QPalette::Window);
        const QColor ink = Style::color(m_token, palette());
        painter.fillRect(rect(), Style::mixed(ground, palette().color(QPalette::WindowText), 0.07));
        if (m_length > 0) {
            const int left = static_cast<int>(std::lround(m_from * width()));
            const int length = std::max(2, static_cast<int>(std::lround(m_length * width())));
            painter.fillRect(std::min(left, width() - length), 0, length, height(),
                QBrush(Style::mixed(ground, ink, m_strength), m_hatched ? Qt::BDiagPattern : Qt::SolidPattern));
        }
    }

private:
    Style::Token m_token;
    double m_strength;
    double m_from = 0;
    double m_length = 0;
    bool m_hatched = false;
};

TimingTab::TimingTab(const RequestTableModel &model, QWidget *parent) : DetailTab(parent), m_model(model)
{
    constexpr std::array colors{std::pair{Style::Token::Muted, 0.6}, std::pair{Style::Token::Muted, 1.0},
        std::pair{Style::Token::Muted, 0.9}, std::pair{Style::Token::Accent, 1.0}, std::pair{Style::Token::Accent, 0.6},
        std::pair{Style::Token::Redirect, 0.7}, std::pair{Style::Token::Muted, 0.35}, std::pair{Style::Token::Muted, 0.5}};
    auto *grid = new QGridLayout(this);
    grid->setContentsMargins(12, 12, 12, 12);
    grid->setHorizontalSpacing(12);
    grid->setVerticalSpacing(8);
    grid->setColumnStretch(1, 1);
    for (int part = 0; part < PartCount; ++part) {
        Line &line = m_lines[static_cast<std::size_t>(part)];
        const auto [token, strength] = colors[static_cast<std::size_t>(part)];
        line.name = new QLabel(partName(static_cast<Part>(part)), this);
        if (part == Held) {
            line.name->setToolTip(tr("It waited because the code on disk was newer than what served."));
        }
        line.bar = new TimeSpan(token, strength, this);
        line.number = new QLabel(this);
        line.bar->setHatched(part == Held);
        line.number->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
        line.number->setTextInteractionFlags(Qt::TextSelectableByMouse);
        grid->addWidget(line.name, part, 0);
        grid->addWidget(line.bar, part, 1);
        grid->addWidget(line.number, part, 2);
    }
    m_comparison = new QLabel(this);
    m_connection = new QLabel(this);
    for (QLabel *label : {m_comparison, m_connection}) {
        label->setTextFormat(Qt::PlainText);
        label->setWordWrap(true);
        label->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    }
    grid->addWidget(m_comparison, PartCount, 0, 1, 3);
    grid->addWidget(m_connection, PartCount + 1, 0, 1, 3);
    grid->setRowStretch(PartCount + 2, 1);
}

TimingTab::~TimingTab() = default;

QString TimingTab::partName(Part part)
{
    switch (part) {
    case Read: return tr("Read");
    case Held: return tr("Held");
    case Queue: return tr("Queue");
    case AppCpu: return tr("App CPU");
    case AppWaiting: return tr("App waiting");
    case Stream: return tr("Stream");
    case Between: return tr("Between");
    case Total: return tr("Total");
    case PartCount: break;
    }
    return {};
}

bool TimingTab::present(const RequestRow &row)
{
    const Log::RequestRecord &record = *row.record;
    if (record.totalUs == 0) {
        return false; // refused before there was anything to time
    }
    const qint64 cpu = std::min(record.appCpuUs, record.appWallUs);
    const qint64 waiting = record.appWallUs - cpu;
    const qint64 known = qint64{record.readingUs} + record.heldUs + record.queuedUs + record.appWallUs + record.writingUs;
    const qint64 total = std::max<qint64>(record.totalUs, known);
    const qint64 between = total - known;
    qint64 at = 0;
    const auto next = [&](Part part, qint64 us) {
        showPart(part, at, us, total);
        at += us;
    };
    next(Read, record.readingUs);
    next(Held, record.heldUs);
    next(Queue, record.queuedUs);
    next(AppCpu, cpu);
    next(AppWaiting, waiting);
    showPart(Stream, total - record.writingUs, record.writingUs, total);
    showPart(Between, at, between, total);
    showPart(Total, 0, total, total);
    // Handing over between the processes is worth a line only when it took a part of the time that one can see.
    setPartVisible(Between, between * 20 >= total);
    setPartVisible(Held, record.heldUs > 0);
    m_comparison->setText(comparison(row));
    m_comparison->setVisible(!m_comparison->text().isEmpty());
    m_connection->setText(
        record.is(Log::RequestRecord::Reused) ? tr("On a connection that was open already.") : tr("On a new connection."));
    return true;
}

void TimingTab::setPartVisible(Part part, bool visible)
{
    const Line &line = m_lines[static_cast<std::size_t>(part)];
    for (QWidget *widget : {static_cast<QWidget *>(line.name), static_cast<QWidget *>(line.bar), static_cast<QWidget *>(line.number)}) {
        widget->setVisible(visible);
    }
}

void TimingTab::showPart(Part part, qint64 fromUs, qint64 us, qint64 totalUs)
{
    const Line &line = m_lines[static_cast<std::size_t>(part)];
    const auto total = static_cast<double>(std::max<qint64>(totalUs, 1));
    line.bar->setSpan(static_cast<double>(fromUs) / total, static_cast<double>(us) / total);
    line.number->setText(us == 0 ? u"–"_s : durationText(us));
    line.bar->setAccessibleName(line.name->text() + u", " + line.number->text());
}

QString TimingTab::comparison(const RequestRow &row) const
{
    const qint64 usual = m_model.medianUs(row);
    if (usual <= 0) {
        return {};
    }
    const double factor = static_cast<double>(row.record->totalUs) / static_cast<double>(usual);
    const QString path = toText(Log::pathOf(row.texts.target));
    const QString shown = path.size() > 60 ? path.first(59) + u'…' : path;
    if (factor > 0.8 && factor < 1.25) {
        return tr("As usual: the median of %1 is %2.").arg(shown, durationText(usual));
    }
    return tr("%1× usual: the median of %2 is %3.").arg(QString::number(factor, 'f', factor < 9.95 ? 1 : 0), shown, durationText(usual));
}

} // namespace Retort::Requests
