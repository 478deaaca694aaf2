// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QFrame>
#include <QHBoxLayout>
#include <QPushButton>

#include <functional>

namespace Retort::Ui {

class ToneLabel;

// A sentence with its buttons, above the form; hidden while there is none.
class MessageBar final : public QFrame
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(MessageBar)

public:
    struct Button
    {
        QString text;
        std::function<void()> press;
    };

    explicit MessageBar(QWidget *parent);

    void show(const QString &sentence, const QList<Button> &buttons);
    void clear();
    QString sentence() const;

private:
    ToneLabel *m_sentence;
    QHBoxLayout *m_buttons;
    QList<QPushButton *> m_shown;
};

} // namespace Retort::Ui
