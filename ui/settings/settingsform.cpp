// SPDX-License-Identifier: Apache-2.0
#include "ui/settings/settingsform.h"

#include "engine/base/secretnames.h"
#include "ui/settings/listeditor.h"
#include "ui/settings/tones.h"

#include <QApplication>
#include <QFontDatabase>
#include <QGridLayout>
#include <QPushButton>
#include <QScrollBar>

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;

namespace Retort::Ui {
namespace {

constexpr int helpWaitMs = 20;
constexpr int margin = 16;
constexpr int mostLabel = 190;   // pixels at 100 %: a longer label has two lines
constexpr int letterWidth = 7;   // of the average letter at 100 %
constexpr int narrowLabel = 130;
constexpr int narrowForm = 640;  // below, keys go under the labels
constexpr int keyLetters = 16;   // the longest key above “More options”; longer ones have two lines
constexpr int longestKept = 80;

// The value of a line that is only listed: cut, and not shown at all when its name, or the name in it, is a secret's.
QString keptValue(const GivenLine &line)
{
    const bool secret = isSecretName(line.key.toStdString()) || isSecretName(line.value.section(u'=', 0, 0).toStdString());
    const QString value = secret && line.value.contains(u'=') ? line.value.section(u'=', 0, 0) + u"=••••••••"_s
        : secret                                              ? u"••••••••"_s
                                                              : line.value;
    return value.size() > longestKept ? value.left(longestKept - 1) + u'…' : value;
}

} // namespace

SettingsForm::SettingsForm(EditorContext *context, QWidget *parent) : QScrollArea(parent), m_context(context)
{
    setObjectName(u"settingsForm"_s);
    setFrameShape(QFrame::NoFrame);
    setWidgetResizable(true);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setFocusPolicy(Qt::NoFocus);
    auto *content = new QWidget;
    m_column = new QVBoxLayout(content);
    m_column->setContentsMargins(margin, 0, margin, margin);
    m_column->setSpacing(4);
    for (int i = 0; i < settingsSectionCount; ++i) {
        addSection(SettingsSection(i));
    }
    m_column->addStretch();
    setWidget(content);
    alignColumns();
    refresh();
    foldMore(false);
    m_helpWait.setSingleShot(true);
    m_helpWait.setInterval(helpWaitMs);
    connect(&m_helpWait, &QTimer::timeout, this, &SettingsForm::showHelp);
    connect(qApp, &QApplication::focusChanged, this, [this](QWidget *, QWidget *now) { focusMoved(now); });
}

// The focus still moves while the rows are being deleted.
SettingsForm::~SettingsForm()
{
    qApp->disconnect(this);
}

void SettingsForm::addSection(SettingsSection section)
{
    SectionPart &here = part(section);
    QFont bold = font();
    bold.setBold(true);
    bold.setPointSizeF(bold.pointSizeF() * 1.1);
    if (section == SettingsSection::More) {
        here.fold = new QToolButton;
        here.fold->setFont(bold);
        here.fold->setAutoRaise(true);
        here.fold->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
        here.fold->setFocusPolicy(Qt::StrongFocus);
        here.fold->setObjectName(u"moreOptions"_s);
        connect(here.fold, &QToolButton::clicked, this, [this] { foldMore(!m_open); });
        m_column->addSpacing(margin);
        m_column->addWidget(here.fold, 0, Qt::AlignLeft);
    } else {
        here.title = new QLabel(sectionTitle(section));
        here.title->setFont(bold);
        here.title->setContentsMargins(0, margin, 0, 4);
        m_column->addWidget(here.title);
    }
    here.rows = new QWidget;
    here.column = new QVBoxLayout(here.rows);
    here.column->setContentsMargins({});
    here.column->setSpacing(2);
    m_column->addWidget(here.rows);
    for (const Field &field : m_context->model->fields()) {
        if (field.section != section) {
            continue;
        }
        auto *row = new FieldRow(field, m_context, here.rows);
        connect(row, &FieldRow::fixWanted, this, &SettingsForm::fixWanted);
        connect(row, &FieldRow::lineWanted, this, &SettingsForm::lineWanted);
        here.column->addWidget(row);
        m_rows.push_back(row);
        if (field.key() == u"threads") {
            addWorkerButtons(row);
        }
    }
}

void SettingsForm::addWorkerButtons(FieldRow *row)
{
    auto *buttons = new QWidget(row);
    auto *line = new QHBoxLayout(buttons);
    line->setContentsMargins({});
    auto *debug = new QPushButton(tr("Debug 1×1"), buttons);
    debug->setAccessibleDescription(tr("One process with one thread: a debugger stops everything"));
    auto *production = new QPushButton(tr("Like production"), buttons);
    production->setAccessibleDescription(tr("Two processes with four threads: what is shared by accident shows"));
    line->addWidget(debug);
    line->addWidget(production);
    line->addStretch();
    connect(debug, &QPushButton::clicked, this, [this] { (void)m_context->model->setWorkers(1, 1); });
    connect(production, &QPushButton::clicked, this, [this] { (void)m_context->model->setWorkers(2, 4); });
    row->addBelow(buttons);
}

void SettingsForm::alignColumns()
{
    if (m_longestLabel == 0) {
        for (const FieldRow *row : m_rows) {
            m_longestLabel = std::max(m_longestLabel, row->field().section == SettingsSection::More ? 0 : row->labelWidth());
        }
    }
    const int letter = std::max(letterWidth, fontMetrics().averageCharWidth());
    const auto scaled = [letter](int pixels) { return pixels * letter / letterWidth; };
    const bool narrow = viewport()->width() < scaled(narrowForm);
    const int label = std::min(m_longestLabel + 4, scaled(narrow ? narrowLabel : mostLabel));
    const QFontMetrics fixed(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    for (FieldRow *row : m_rows) {
        row->setColumns(label, fixed.horizontalAdvance(u'm') * keyLetters + 2, narrow);
    }
}

void SettingsForm::resizeEvent(QResizeEvent *event)
{
    QScrollArea::resizeEvent(event);
    alignColumns();
}

// Lays out what has changed now rather than when the event loop comes by.
void SettingsForm::settle()
{
    for (int level = 0; level < 4; ++level) { // row, section, content, and the area itself
        QCoreApplication::sendPostedEvents(nullptr, QEvent::LayoutRequest);
    }
}

void SettingsForm::refresh()
{
    for (FieldRow *row : m_rows) {
        row->refresh();
    }
    showKept();
    widget()->setEnabled(m_context->model->problem().isEmpty());
}

void SettingsForm::refreshContext()
{
    for (FieldRow *row : m_rows) {
        if (row->editor() != nullptr) {
            row->editor()->refresh();
        }
    }
}

void SettingsForm::showFindings()
{
    const QList<RowFinding> findings = m_context->model->findings();
    for (FieldRow *row : m_rows) {
        QList<int> lines;
        for (const GivenLine &line : m_context->model->values().lines(row->field())) {
            lines.append(line.line);
        }
        QList<RowFinding> own;
        std::copy_if(findings.begin(), findings.end(), std::back_inserter(own),
            [&](const RowFinding &finding) { return lines.contains(finding.line); });
        row->showFindings(own);
    }
}

// What stands in the file and has no row: other programs', production's, misspelt.
void SettingsForm::showKept()
{
    SectionPart &more = part(SettingsSection::More);
    if (m_kept != nullptr) {
        more.column->removeWidget(m_kept);
        m_kept->hide();
        std::exchange(m_kept, nullptr)->deleteLater(); // perhaps by one of its own buttons
    }
    const QList<FieldValues::Named> others = m_context->model->values().others(m_context->model->fields());
    more.fold->setText(others.isEmpty() ? sectionTitle(SettingsSection::More)
                                        : tr("%1 — %2 kept").arg(sectionTitle(SettingsSection::More)).arg(others.size()));
    if (others.isEmpty()) {
        return;
    }
    m_kept = new QWidget(more.rows);
    auto *grid = new QGridLayout(m_kept);
    grid->setContentsMargins(0, 0, 0, 8);
    grid->setHorizontalSpacing(12);
    grid->setVerticalSpacing(2);
    grid->setColumnStretch(1, 1);
    int row = 0;
    for (const FieldValues::Named &named : others) {
        auto *line = new QToolButton(m_kept);
        line->setText(tr("Line %1").arg(named.line.line));
        line->setAutoRaise(true);
        line->setFocusPolicy(Qt::StrongFocus);
        connect(line, &QToolButton::clicked, this, [this, at = named.line.line] { Q_EMIT lineWanted(at); });
        auto *text = new QLabel(m_kept);
        text->setTextFormat(Qt::PlainText);
        text->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
        text->setText(named.line.key + u" = "_s + keptValue(named.line));
        text->setWordWrap(true);
        text->setTextInteractionFlags(Qt::TextSelectableByMouse);
        auto *why = new ToneLabel(Tone::Muted, m_kept);
        why->setText(
            keptSentence(named.line.name) + (named.line.block.isEmpty() ? QString() : tr(" (only with %1)").arg(named.line.block)));
        why->setWordWrap(true);
        grid->addWidget(line, row, 0, 2, 1, Qt::AlignTop);
        grid->addWidget(text, row, 1, Qt::AlignTop);
        grid->addWidget(why, row + 1, 1, Qt::AlignTop);
        grid->setRowMinimumHeight(row + 2, 6);
        row += 3;
    }
    more.column->insertWidget(0, m_kept);
    m_kept->setVisible(true);
}

int SettingsForm::search(const QString &text)
{
    m_search = text.trimmed();
    int found = 0;
    for (FieldRow *row : m_rows) {
        const bool matches = row->matches(m_search);
        row->setVisible(matches);
        found += matches ? 1 : 0;
    }
    for (int i = 0; i < settingsSectionCount; ++i) {
        showSection(SettingsSection(i));
    }
    return found;
}

void SettingsForm::showSection(SettingsSection section)
{
    const SectionPart &here = part(section);
    const bool any = std::any_of(
        m_rows.begin(), m_rows.end(), [&](const FieldRow *row) { return row->field().section == section && row->matches(m_search); });
    if (here.title != nullptr) {
        here.title->setVisible(any);
        here.rows->setVisible(any);
    } else {
        here.fold->setVisible(any && m_search.isEmpty());
        here.rows->setVisible(any && (m_open || !m_search.isEmpty()));
        if (m_kept != nullptr) {
            m_kept->setVisible(m_search.isEmpty());
        }
    }
}

void SettingsForm::foldMore(bool open)
{
    m_open = open;
    SectionPart &more = part(SettingsSection::More);
    more.fold->setArrowType(open ? Qt::DownArrow : Qt::RightArrow);
    more.fold->setAccessibleDescription(open ? tr("expanded") : tr("collapsed"));
    showSection(SettingsSection::More);
}

FieldRow *SettingsForm::row(const QString &key) const
{
    const auto found = std::find_if(m_rows.begin(), m_rows.end(), [&](const FieldRow *row) { return row->field().keys.contains(key); });
    return found == m_rows.end() ? nullptr : *found;
}

FieldRow *SettingsForm::refusedRow() const
{
    const auto found = std::find_if(m_rows.begin(), m_rows.end(), [](const FieldRow *row) { return !row->refusal().isEmpty(); });
    return found == m_rows.end() ? nullptr : *found;
}

void SettingsForm::dropRefusals()
{
    for (FieldRow *row : m_rows) {
        row->dropRefusal();
    }
}

void SettingsForm::reveal(FieldRow *row)
{
    if (row->field().section == SettingsSection::More) {
        foldMore(true);
    }
    row->focusControl();
    ensureWidgetVisible(row);
}

void SettingsForm::focusMoved(QWidget *now)
{
    if (now == nullptr || !widget()->isAncestorOf(now)) {
        return;
    }
    for (FieldRow *row : m_rows) {
        if (row->isAncestorOf(now)) {
            if (m_wantsHelp != row) {
                m_context->model->endStep();
            }
            m_wantsHelp = row;
            m_helpWait.start();
            if (QGuiApplication::mouseButtons() == Qt::NoButton) {
                ensureWidgetVisible(now, 0, margin);
            }
            return;
        }
    }
}

// The help of the row before goes and that of this one comes. Rows would move below the pointer between press and
// release: so it waits for the release, and what has the focus stays where it is.
void SettingsForm::showHelp()
{
    if (QGuiApplication::mouseButtons() != Qt::NoButton) {
        m_helpWait.start();
        return;
    }
    if (m_helped == m_wantsHelp || m_wantsHelp == nullptr) {
        return;
    }
    const int before = m_wantsHelp->mapTo(widget(), QPoint()).y();
    if (m_helped != nullptr) {
        m_helped->showHelp(false);
    }
    m_wantsHelp->showHelp(true);
    m_helped = m_wantsHelp;
    settle();
    verticalScrollBar()->setValue(verticalScrollBar()->value() + m_wantsHelp->mapTo(widget(), QPoint()).y() - before);
    ensureWidgetVisible(m_wantsHelp, 0, 0);
}

} // namespace Retort::Ui
