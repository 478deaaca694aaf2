// SPDX-License-Identifier: Apache-2.0
#include "ui/dialogs/checkline.h"

#include "ui/style/icons.h"
#include "ui/style/theme.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>

using namespace Qt::StringLiterals;

namespace Retort::Dialogs {

CheckLine::CheckLine(QWidget *parent) : QWidget(parent), m_glyph(new QLabel), m_text(new QLabel)
{
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 8);
    layout->setSpacing(4);
    m_text->setTextFormat(Qt::PlainText);
    m_text->setWordWrap(true);
    m_text->setAlignment(Qt::AlignLeft | Qt::AlignTop);
    m_text->setForegroundRole(QPalette::PlaceholderText);
    m_glyph->setFixedWidth(16);
    layout->addWidget(m_glyph, 0, Qt::AlignTop);
    layout->addWidget(m_text, 1);
    hide();
}

QString CheckLine::text() const
{
    return m_text->text();
}

void CheckLine::say(Kind kind, const QString &text)
{
    m_kind = kind;
    setVisible(!text.isEmpty());
    m_text->setText(text);
    m_glyph->setAccessibleName(kind == Kind::Doubtful ? tr("Problem") : QString());
    paintGlyph();
}

void CheckLine::paintGlyph()
{
    switch (m_kind) {
    case Kind::None: m_glyph->clear(); return;
    case Kind::Good: m_glyph->setPixmap(Style::iconPixmap(u"ok"_s, Style::tone(Style::Tone::Ok), 16, devicePixelRatioF())); return;
    case Kind::Doubtful:
        m_glyph->setPixmap(Style::iconPixmap(u"warning"_s, Style::tone(Style::Tone::Warning), 16, devicePixelRatioF()));
        return;
    }
}

void CheckLine::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::PaletteChange) {
        paintGlyph();
    }
    QWidget::changeEvent(event);
}

} // namespace Retort::Dialogs
