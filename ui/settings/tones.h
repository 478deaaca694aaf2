// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QColor>
#include <QLabel>
#include <QPalette>

namespace Retort::Ui {

// The few colours of UX.md section 2 this folder needs. Each says something that a glyph or a word says, too.
enum class Tone : quint8 { Plain, Muted, Accent, Warning, Error };

QColor toneColor(Tone tone, const QPalette &palette);

// A label in a tone that follows the palette, also when the desktop changes between light and dark. Plain text only.
class ToneLabel final : public QLabel
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ToneLabel)

public:
    explicit ToneLabel(Tone tone, QWidget *parent = nullptr);

    void setTone(Tone tone);

protected:
    void changeEvent(QEvent *event) override;

private:
    void paintInTone();

    Tone m_tone;
    bool m_setting = false;
};

} // namespace Retort::Ui
