// SPDX-License-Identifier: Apache-2.0
#include "ui/settings/findingview.h"

#include "ui/settings/tones.h"

#include <QHBoxLayout>
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
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins({});
    row->setSpacing(6);
    auto *glyph = new ToneLabel(sign.tone, this);
    glyph->setText(sign.glyph);
    glyph->setAccessibleName(sign.name);
    row->addWidget(glyph, 0, Qt::AlignTop);
    if (place == Place::InText && finding.line > 0) {
        auto *line = new QToolButton(this);
        line->setText(tr("Line %1").arg(finding.line));
        line->setAutoRaise(true);
        line->setFocusPolicy(Qt::StrongFocus);
        connect(line, &QToolButton::clicked, this, [this, at = finding.line] { Q_EMIT lineWanted(at); });
        row->addWidget(line, 0, Qt::AlignTop);
    }
    auto *sentence = new ToneLabel(finding.severity == Config::Finding::Severity::Note ? Tone::Muted : sign.tone, this);
    sentence->setText(finding.sentence);
    sentence->setWordWrap(true);
    sentence->setTextInteractionFlags(Qt::TextSelectableByMouse);
    row->addWidget(sentence, 1);
    if (const QString label = fixLabel(finding); !label.isEmpty()) {
        auto *button = new QPushButton(label, this);
        button->setAutoDefault(false);
        button->setAccessibleDescription(finding.sentence);
        connect(button, &QPushButton::clicked, this, [this, finding] { Q_EMIT fixWanted(finding); });
        row->addWidget(button, 0, Qt::AlignTop);
    }
}

} // namespace Retort::Ui
