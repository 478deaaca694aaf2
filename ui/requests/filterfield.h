// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/requests/filtercompletion.h"

#include <QLineEdit>

class QCompleter;
class QStringListModel;

namespace Retort::Requests {

// The field in which a filter is typed. It offers names and values while one types, underlines what cannot be used, and
// opens the help with `?` while it is empty. What the text means is for others: they hear of it by textChanged().
class FilterField final : public QLineEdit
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(FilterField)

public:
    explicit FilterField(QWidget *parent = nullptr);
    ~FilterField() override;

    // Asked when something is offered.
    void setWorld(std::function<FilterWorld()> world) { m_world = std::move(world); }
    void setFault(const QString &sentence, int position, int length);
    void clearFault();
    void setRecording(bool recording); // says in red that nothing comes, while it is empty
    const QString &fault() const noexcept { return m_fault; }

Q_SIGNALS:
    void helpWanted();
    void focusChanged(bool has);

protected:
    void keyPressEvent(QKeyEvent *event) override;
    bool focusNextPrevChild(bool next) override; // Tab is for the list while that is open
    void focusInEvent(QFocusEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;

private:
    void offer();
    void accept(const QString &word);
    void underline(int position, int length);

    std::function<FilterWorld()> m_world;
    QStringListModel *m_words;
    QCompleter *m_completer;
    FilterCompletion m_offered;
    QString m_fault;
};

} // namespace Retort::Requests
