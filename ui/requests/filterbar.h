// SPDX-License-Identifier: Apache-2.0
#pragma once

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
    void setFilterText(const QString &text); // checks the chips that stand in it
    void setAssets(bool hidden, quint64 count);
    void setNotRecording(bool notRecording);
    void setFiltering(bool filtering);
    void offerUndo(const QString &sentence); // empty: no more
    bool hasSomethingToSay() const noexcept;

    // `text` with the term of a chip put in or taken out.
    static QString toggled(const QString &text, const QString &term);

Q_SIGNALS:
    void filterWanted(const QString &text);
    void hideAssetsWanted(bool hide);
    void undoWanted();

private:
    struct Chip
    {
        QString term; // empty: all
        QToolButton *button = nullptr;
    };
    void addChip(const QString &name, const QString &term);

    QList<Chip> m_chips;
    QString m_text;
    QHBoxLayout *m_layout;
    QToolButton *m_assets;
    QLabel *m_hidden;
    QLabel *m_filtering;
    QLabel *m_undoSentence;
    QPushButton *m_undo;
    QLabel *m_notRecording;
    bool m_saysSomething = false;
};

} // namespace Retort::Requests
