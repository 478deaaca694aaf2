// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/requests/savedfilters.h"

#include <QList>
#include <QWidget>

class QHBoxLayout;
class QLabel;
class QPushButton;
class QToolButton;

namespace Retort::Requests {

// The line under the filter field: one click for the usual filters, whether assets are hidden, and what there is
// to say about the list. It shows states; what they mean is the tab's.
class FilterBar final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(FilterBar)

public:
    explicit FilterBar(QWidget *parent = nullptr);
    ~FilterBar() override;

    // Chips whose terms cannot be asked yet are not shown.
    void showChips(bool types, bool watched);
    void showSaved(const QList<SavedFilter> &filters);
    void setFilterText(const QString &text); // checks the chips that stand in it
    void setFault(const QString &sentence);  // of what stands in the field, which is not this filter; empty: none
    void setAssets(bool hidden, quint64 count);
    void setNotRecording(bool notRecording);
    void setFiltering(bool filtering);
    void offerUndo(const QString &sentence, const QString &button = {}); // empty: no more
    bool hasSomethingToSay() const noexcept;

    // `text` with the term of a chip put in or taken out.
    static QString toggled(const QString &text, const QString &term);

Q_SIGNALS:
    void filterWanted(const QString &text);
    void hideAssetsWanted(bool hide);
    void undoWanted();
    void saveWanted();
    void forgetWanted(const QString &name);

private:
    struct Chip
    {
        QString term; // empty: all
        QToolButton *button = nullptr;
    };
    void addChip(const QString &name, const QString &term);
    QToolButton *makeSaved(const SavedFilter &filter);
    void paintRed(QLabel *label);
    void showPeriod(const QStringList &terms);

    QList<Chip> m_chips;
    QList<Chip> m_saved; // their terms are whole filters
    QString m_text;
    QString m_periodTerm; // empty: none
    QHBoxLayout *m_layout;
    QHBoxLayout *m_savedPlace;
    QToolButton *m_period; // that was dragged over in the chart
    QToolButton *m_save;
    QToolButton *m_assets;
    QLabel *m_fault;
    QLabel *m_hidden;
    QLabel *m_filtering;
    QLabel *m_undoSentence;
    QPushButton *m_undo;
    QLabel *m_notRecording;
    bool m_saysSomething = false;
};

} // namespace Retort::Requests
