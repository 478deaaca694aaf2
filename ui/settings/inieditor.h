// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/settings/rowfindings.h"

#include <QPlainTextEdit>

namespace Retort::Ui {

// The text of an ini file: numbered lines, those changed since it was saved marked by a bar and a tint, those with a
// finding by a sign. Its undo is that of the model: it asks for it instead of keeping its own.
class IniEditor final : public QPlainTextEdit
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(IniEditor)

public:
    explicit IniEditor(QWidget *parent);

    // Replaces what differs, so that cursor and view stay where they are.
    void setLines(const QStringList &lines);
    QStringList lines() const;
    void mark(const QList<int> &changed, const QList<int> &removedAbove); // blocks, from 0
    void showFindings(const QList<RowFinding> &findings);
    // What `comparison` made: lines with -, + or blanks before them; not to be edited.
    void showComparison(const QStringList &lines);
    bool isComparing() const noexcept { return isReadOnly(); }
    void goToLine(int line); // from 1

    int gutterWidth() const;
    void paintGutter(QPaintEvent *event);

Q_SIGNALS:
    void linesEdited();
    void undoWanted();
    void redoWanted();

protected:
    void resizeEvent(QResizeEvent *event) override;
    void changeEvent(QEvent *event) override;
    bool event(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;

private:
    void tint();
    void placeGutter();

    QWidget *m_gutter;
    QList<int> m_changed;
    QList<int> m_removedAbove;
    QList<RowFinding> m_findings;
    bool m_setting = false;
};

} // namespace Retort::Ui
