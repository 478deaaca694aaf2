// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QWidget>

class QLabel;

namespace Retort::Dialogs {

// A line below a field: a green tick or an amber triangle, and why. Plain text, as it may come from a project.
class CheckLine final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(CheckLine)

public:
    enum class Kind : quint8 { None, Good, Doubtful };

    explicit CheckLine(QWidget *parent = nullptr);
    void say(Kind kind, const QString &text);
    Kind kind() const noexcept { return m_kind; }
    QString text() const;

protected:
    void changeEvent(QEvent *event) override;

private:
    void paintGlyph();

    Kind m_kind = Kind::None;
    QLabel *m_glyph;
    QLabel *m_text;
};

} // namespace Retort::Dialogs
