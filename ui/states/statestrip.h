// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/states/stateview.h"

#include <QFrame>

class QHBoxLayout;
class QLabel;
class QMenu;
class QPushButton;
class QToolButton;

namespace Retort::States {

// The message area above the tabs: one message at a time, the most severe first, "1 of 2" if there are more. Hidden while
// there is nothing to say. Plain text only: what an app wrote is never taken for markup. The first button is always there;
// those without room are behind "⋯".
class StateStrip final : public QFrame
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(StateStrip)

public:
    explicit StateStrip(QWidget *parent = nullptr);

    void showMessages(const QList<Message> &messages);
    QString text() const;

Q_SIGNALS:
    void wanted(const Retort::States::Button &button);
    void closed(const QString &text);

protected:
    void paintEvent(QPaintEvent *event) override;
    void changeEvent(QEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void showCurrent();
    void showGlyph();
    void makeButtons();
    void fitButtons();

    QList<Message> m_messages;
    qsizetype m_current = 0;
    QList<Button> m_shown;             // those the widgets stand for
    QLabel *m_glyph;
    QLabel *m_text;
    QHBoxLayout *m_buttonsPlace;
    QList<QPushButton *> m_buttons;
    QToolButton *m_overflow;           // the buttons there is no room for
    QMenu *m_overflowMenu;
    QToolButton *m_more;
    QToolButton *m_close;
};

} // namespace Retort::States
