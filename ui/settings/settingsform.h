// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/settings/fieldrow.h"

#include <QPointer>
#include <QScrollArea>
#include <QTimer>
#include <QToolButton>

#include <array>
#include <vector>

namespace Retort::Ui {

class ToneLabel;

// The scrolling form: all rows by section, what is kept at the end. Knows nothing of files and bars around it.
class SettingsForm final : public QScrollArea
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(SettingsForm)

public:
    SettingsForm(EditorContext *context, QWidget *parent);
    ~SettingsForm() override;

    void refresh();
    void refreshContext(); // the facts of the project are there
    void showFindings();
    // How many rows speak of that; the others hide.
    int search(const QString &text);
    FieldRow *row(const QString &key) const; // nullptr when there is none
    // The first row whose control holds something that was refused.
    FieldRow *refusedRow() const;
    void reveal(FieldRow *row);
    void dropRefusals();

protected:
    void resizeEvent(QResizeEvent *event) override;

Q_SIGNALS:
    void fixWanted(const Retort::Ui::RowFinding &finding);
    void lineWanted(int line);

private:
    struct SectionPart
    {
        QToolButton *fold = nullptr; // of “More options”
        QLabel *title = nullptr;
        QWidget *rows = nullptr;
        QVBoxLayout *column = nullptr;
    };

    void addSection(SettingsSection section);
    void addWorkerButtons(FieldRow *row);
    void alignColumns();
    void showKept();
    void showSection(SettingsSection section);
    void focusMoved(QWidget *now);
    void showHelp();
    void settle();
    void foldMore(bool open);
    SectionPart &part(SettingsSection section) { return m_parts[std::size_t(section)]; }

    EditorContext *m_context;
    QVBoxLayout *m_column;
    std::array<SectionPart, settingsSectionCount> m_parts;
    std::vector<FieldRow *> m_rows;
    QWidget *m_kept = nullptr;
    QString m_search;
    QPointer<FieldRow> m_helped;
    QPointer<FieldRow> m_wantsHelp;
    QTimer m_helpWait;
    int m_longestLabel = 0;
    bool m_open = false; // “More options”
};

} // namespace Retort::Ui
