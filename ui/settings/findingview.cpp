// SPDX-License-Identifier: Apache-2.0
#include "ui/settings/findingview.h"

#include "ui/settings/tones.h"

#include <QGridLayout>
#include <QPushButton>
#include <QToolButton>

using namespace Qt::StringLiterals;

namespace Retort::Ui {
namespace {

struct Sign
{
    QString glyph;
    Tone tone;
    QString name;
};

Sign signOf(Config::Finding::Severity severity)
{
    switch (severity) {
    case Config::Finding::Severity::Note: return {u"ⓘ"_s, Tone::Muted, FindingView::tr("Note")};
    case Config::Finding::Severity::Warning: return {u"△"_s, Tone::Warning, FindingView::tr("Warning")};
    case Config::Finding::Severity::Error: return {u"▲"_s, Tone::Error, FindingView::tr("Error")};
    }
    return {};
}

} // namespace

FindingView::FindingView(const RowFinding &finding, Place place, QWidget *parent) : QWidget(parent)
{
    const Sign sign = signOf(finding.severity);
    auto *grid = new QGridLayout(this);
    grid->setContentsMargins({});
    grid->setHorizontalSpacing(6);
    grid->setVerticalSpacing(4);
    grid->setColumnStretch(1, 1);
    auto *glyph = new ToneLabel(sign.tone, this);
    glyph->setText(sign.glyph);
    glyph->setAccessibleName(sign.name);
    auto *sentence = new ToneLabel(finding.severity == Config::Finding::Severity::Note ? Tone::Muted : sign.tone, this);
    sentence->setText(finding.sentence);
    sentence->setWordWrap(true);
    sentence->setTextInteractionFlags(Qt::TextSelectableByMouse);
    QPushButton *mend = nullptr;
    if (const QString label = fixLabel(finding); !label.isEmpty()) {
        mend = new QPushButton(label, this);
        mend->setAutoDefault(false);
        mend->setAccessibleDescription(finding.sentence);
        connect(mend, &QPushButton::clicked, this, [this, finding] { Q_EMIT fixWanted(finding); });
    }
    const bool numbered = place == Place::InText && finding.line > 0;
    if (numbered) { // the pane is narrow: the sentence has all of it
        auto *line = new QToolButton(this);
        line->setText(tr("Line %1").arg(finding.line));
        line->setAutoRaise(true);
        line->setFocusPolicy(Qt::StrongFocus);
        connect(line, &QToolButton::clicked, this, [this, at = finding.line] { Q_EMIT lineWanted(at); });
        grid->addWidget(line, 0, 1, Qt::AlignLeft);
    }
    grid->addWidget(glyph, 0, 0, numbered ? Qt::AlignVCenter : Qt::AlignTop);
    grid->addWidget(sentence, numbered ? 1 : 0, 1, 1, numbered ? 2 : 1);
    if (mend != nullptr) {
        grid->addWidget(mend, numbered ? 0 : 1, numbered ? 2 : 1, numbered ? Qt::AlignRight : Qt::AlignLeft);
    }
}

} // namespace Retort::Ui
