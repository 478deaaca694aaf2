// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QAction>
#include <QLineEdit>

namespace Retort::Ui {

// A line of text that is dots while it is secret, with an eye that shows it. The eye is reached with Alt+Down, too:
// actions in a line edit take no focus.
class SecretLine final : public QLineEdit
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(SecretLine)

public:
    explicit SecretLine(const QString &text, QWidget *parent = nullptr);

    void setSecret(bool secret);
    bool isMasked() const { return echoMode() != Normal; }

protected:
    void changeEvent(QEvent *event) override;

private:
    void setShown(bool shown);
    QIcon eye(bool crossed) const;

    QAction *m_eye;
    bool m_secret = false;
};

} // namespace Retort::Ui
