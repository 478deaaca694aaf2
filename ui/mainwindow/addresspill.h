// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/states/stateview.h"

#include <QFrame>

class QLabel;
class QToolButton;

namespace Retort::Window {

// The address in the tool bar: state, URL, copy, open, and all other addresses behind an arrow.
class AddressPill final : public QFrame
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(AddressPill)

public:
    explicit AddressPill(QWidget *parent = nullptr);

    void setNarrow(bool narrow); // with less room for the text
    void showSite(const QStringList &addresses, States::Glyph glyph, bool serves);

Q_SIGNALS:
    void copyWanted(const QString &address);
    void openWanted(const QString &address);

protected:
    void paintEvent(QPaintEvent *event) override;
    void changeEvent(QEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void paintDot();
    void fillMenu();
    void elide();

    QStringList m_addresses;
    QString m_shown;
    States::Glyph m_glyph = States::Glyph::Stopped;
    QLabel *m_dot;
    QLabel *m_text;
    QToolButton *m_copy;
    QToolButton *m_open;
    QToolButton *m_all;
};

} // namespace Retort::Window
