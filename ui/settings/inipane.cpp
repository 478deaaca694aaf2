// SPDX-License-Identifier: Apache-2.0
#include "ui/settings/inipane.h"

#include "ui/settings/findingview.h"
#include "ui/settings/inieditor.h"
#include "ui/settings/textlines.h"
#include "ui/settings/tones.h"

#include <QFileInfo>
#include <QHBoxLayout>
#include <QPushButton>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Retort::Ui {

IniPane::IniPane(SettingsModel *model, QWidget *parent)
    : QWidget(parent)
    , m_model(model)
    , m_title(new ToneLabel(Tone::Muted, this))
    , m_editor(new IniEditor(this))
    , m_area(new QScrollArea(this))
{
    auto *back = new QPushButton(tr("Back to editing"), this);
    m_back = back;
    back->setAutoDefault(false);
    back->hide();
    m_editor->setObjectName(u"iniText"_s);
    m_area->setFrameShape(QFrame::NoFrame);
    m_area->setWidgetResizable(true);
    m_area->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_area->setFocusPolicy(Qt::NoFocus);
    m_area->hide();
    auto *top = new QHBoxLayout;
    top->addWidget(m_title, 1);
    top->addWidget(m_back);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(8, 0, 16, 8);
    column->addLayout(top);
    column->addWidget(m_editor, 1);
    column->addWidget(m_area);
    connect(back, &QPushButton::clicked, this, &IniPane::endComparison);
    connect(m_editor, &IniEditor::linesEdited, this, [this] { m_model->setLines(m_editor->lines()); });
    connect(m_editor, &IniEditor::undoWanted, m_model->undoStack(), &QUndoStack::undo);
    connect(m_editor, &IniEditor::redoWanted, m_model->undoStack(), &QUndoStack::redo);
    connect(m_model, &SettingsModel::textChanged, this, &IniPane::showText);
    connect(m_model, &SettingsModel::findingsChanged, this, &IniPane::showFindings);
    showText();
    showFindings();
}

void IniPane::showText()
{
    endComparison();
}

void IniPane::endComparison()
{
    m_back->hide();
    const QStringList lines = displayLines(m_model->document().bytes());
    m_editor->setLines(lines);
    const LineChanges changes = lineChanges(displayLines(m_model->bytesOnDisk()), lines);
    m_editor->mark(changes.changed, changes.removedAbove);
    const auto count = changes.changed.size() + changes.removedAbove.size();
    const QString name = QFileInfo(m_model->path()).fileName();
    m_title->setText(count == 0 ? tr("%1, as saved").arg(name)
            : count == 1        ? tr("%1, one line not saved").arg(name)
                                : tr("%1, %2 lines not saved").arg(name).arg(count));
}

void IniPane::compare(const QByteArray &onDisk)
{
    m_title->setText(tr("− on disk   + here"));
    m_back->show();
    m_editor->showComparison(comparison(displayLines(onDisk.toStdString()), displayLines(m_model->document().bytes())));
}

void IniPane::goToLine(int line)
{
    endComparison();
    m_editor->goToLine(line);
}

void IniPane::showFindings()
{
    m_editor->showFindings(m_model->findings());
    m_list = new QWidget(m_area);
    auto *column = new QVBoxLayout(m_list);
    column->setContentsMargins({});
    column->setSpacing(8);
    const QList<RowFinding> findings = m_model->findings();
    for (const RowFinding &finding : findings) {
        if (finding.severity != Config::Finding::Severity::Note) {
            auto *view = new FindingView(finding, FindingView::Place::InText, m_list);
            connect(view, &FindingView::fixWanted, this, &IniPane::fixWanted);
            connect(view, &FindingView::lineWanted, this, &IniPane::goToLine);
            column->addWidget(view);
        }
    }
    const bool any = column->count() > 0;
    column->addStretch();
    if (QWidget *old = m_area->takeWidget()) {
        old->deleteLater(); // perhaps by one of its own buttons
    }
    m_area->setWidget(m_list);
    m_area->setVisible(any);
    m_area->setFixedHeight(std::min(m_list->layout()->totalHeightForWidth(m_editor->width()) + 8, fontMetrics().height() * 11));
}

} // namespace Retort::Ui
