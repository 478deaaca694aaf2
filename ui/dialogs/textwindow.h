// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QDialog>

class QDialogButtonBox;
class QLabel;
class QPlainTextEdit;
class QPushButton;

namespace Retort::Dialogs {

// A window beside the main one that shows text in the fixed font, to read, select and copy: stacks, a comparison. Not modal, closed
// with Esc, deletes itself. Plain text: what an app wrote is never taken for markup.
class TextWindow final : public QDialog
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(TextWindow)

public:
    TextWindow(const QString &title, QWidget *parent);

    // One sentence above the text; empty: none.
    void setNote(const QString &note);
    void setText(const QString &text);
    // Lines that begin with "- " and "+ ", as of diff, on a ground of their own.
    void setComparison(const QStringList &lines);
    QPushButton *addButton(const QString &label);
    QString text() const;

private:
    QLabel *m_note;
    QPlainTextEdit *m_text;
    QDialogButtonBox *m_buttons;
};

} // namespace Retort::Dialogs
