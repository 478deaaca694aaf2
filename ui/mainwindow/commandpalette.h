// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QFrame>
#include <QIcon>
#include <QList>

#include <functional>

class QLineEdit;
class QListWidget;

namespace Retort::Window {

// One line of the palette.
struct PaletteEntry
{
    QString text;
    QString detail; // at the right: its keys, or where it is from
    QIcon icon;
    std::function<void()> run;
};

// Everything the window can do, found by a few letters of its name. It lies over the window until something is chosen,
// Escape is pressed or one clicks elsewhere. What it shows was true when it was opened. Deletes itself.
class CommandPalette final : public QFrame
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(CommandPalette)

public:
    CommandPalette(QList<PaletteEntry> entries, QWidget *parent);
    ~CommandPalette() override;

    void openAtTop(); // of the parent

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void showFound(const QString &typed);
    void choose();

    QList<PaletteEntry> m_entries;
    QLineEdit *m_field;
    QListWidget *m_list;
};

} // namespace Retort::Window
