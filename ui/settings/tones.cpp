// SPDX-License-Identifier: Apache-2.0
#include "ui/settings/tones.h"

#include "ui/style/colors.h"

#include <QEvent>

namespace Retort::Ui {

QColor toneColor(Tone tone, const QPalette &palette)
{
    using Style::Token;
    switch (tone) {
    case Tone::Plain: return palette.color(QPalette::WindowText);
    case Tone::Muted: return Style::color(Token::Muted, palette);
    case Tone::Accent: return Style::color(Token::Accent, palette);
    case Tone::Warning: return Style::color(Token::ClientError, palette);
    case Tone::Error: return Style::color(Token::ServerError, palette);
    }
    return {};
}

ToneLabel::ToneLabel(Tone tone, QWidget *parent) : QLabel(parent), m_tone(tone)
{
    setTextFormat(Qt::PlainText);
    paintInTone();
}

void ToneLabel::setTone(Tone tone)
{
    m_tone = tone;
    paintInTone();
}

void ToneLabel::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::PaletteChange && !m_setting) {
        paintInTone();
    }
    QLabel::changeEvent(event);
}

void ToneLabel::paintInTone()
{
    if (m_tone == Tone::Plain) {
        return;
    }
    m_setting = true;
    QPalette own;
    own.setColor(QPalette::WindowText, toneColor(m_tone, palette()));
    setPalette(own);
    m_setting = false;
}

} // namespace Retort::Ui
