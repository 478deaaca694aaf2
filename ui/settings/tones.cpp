// SPDX-License-Identifier: Apache-2.0
#include "ui/settings/tones.h"

#include <QEvent>

namespace Retort::Ui {

QColor toneColor(Tone tone, const QPalette &palette)
{
    const bool dark = palette.color(QPalette::Base).lightness() < 128;
    switch (tone) {
    case Tone::Plain: return palette.color(QPalette::WindowText);
    case Tone::Muted: return dark ? QColor(0x9A, 0xA4, 0xB2) : QColor(0x5B, 0x64, 0x70);
    case Tone::Accent: return dark ? QColor(0xF0, 0xA0, 0x6A) : QColor(0xB0, 0x52, 0x1B);
    case Tone::Warning: return dark ? QColor(0xE5, 0xB0, 0x4A) : QColor(0x8F, 0x5A, 0x00);
    case Tone::Error: return dark ? QColor(0xFF, 0x8A, 0x80) : QColor(0xC2, 0x2F, 0x2F);
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
