// SPDX-License-Identifier: Apache-2.0
#include "ui/settings/messagebar.h"

#include "ui/settings/tones.h"

#include <utility>

using namespace Qt::StringLiterals;

namespace Retort::Ui {

MessageBar::MessageBar(QWidget *parent) : QFrame(parent), m_sentence(new ToneLabel(Tone::Plain, this)), m_buttons(new QHBoxLayout)
{
    setObjectName(u"message"_s);
    setFrameShape(QFrame::StyledPanel);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(12, 8, 8, 8);
    auto *glyph = new ToneLabel(Tone::Warning, this);
    glyph->setText(u"▲"_s);
    glyph->setAccessibleName(tr("Warning"));
    m_sentence->setWordWrap(true);
    m_sentence->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_sentence->setObjectName(u"messageSentence"_s);
    row->addWidget(glyph);
    row->addWidget(m_sentence, 1);
    row->addLayout(m_buttons);
    hide();
}

void MessageBar::show(const QString &sentence, const QList<Button> &buttons)
{
    clear();
    m_sentence->setText(sentence);
    for (const Button &button : buttons) {
        auto *shown = new QPushButton(button.text, this);
        shown->setAutoDefault(false);
        connect(shown, &QPushButton::clicked, this, button.press);
        m_buttons->addWidget(shown);
        m_shown.append(shown);
    }
    setVisible(true);
}

void MessageBar::clear()
{
    for (QPushButton *button : std::exchange(m_shown, {})) {
        button->hide();
        button->deleteLater(); // perhaps it is being pressed
    }
    m_sentence->clear();
    hide();
}

QString MessageBar::sentence() const
{
    return m_sentence->text();
}

} // namespace Retort::Ui
