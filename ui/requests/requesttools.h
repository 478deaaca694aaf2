// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/requests/watchlist.h"

#include <QHash>
#include <QJsonObject>
#include <QObject>
#include <QPointer>
#include <QUrl>

#include <functional>
#include <unordered_set>

namespace Retort::Requests {

class RequestsTab;

// What the tools need of a site. Answers come later, on the window's thread, or never.
struct EngineLink
{
    using Answer = std::function<void(const QJsonObject &message)>;

    std::function<void(const QString &what, const QJsonObject &more, Answer answer)> ask;
    std::function<QUrl()> address; // of the site, for a browser
};

// What one can do with the request that is selected in a tab: replay it, edit it, compare it, watch it. Belongs to the tab and
// is its child. Lives on the window's thread and waits for nothing.
class RequestTools final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(RequestTools)

public:
    using Details = std::function<void(const QJsonObject &request)>;
    using Finished = std::function<void(quint64 sequence)>;
    using Failed = std::function<void(const QString &sentence)>;

    RequestTools(RequestsTab &tab, EngineLink link);
    ~RequestTools() override;

    // Asks the engine; {} when it knows the request no more. Sequence numbers start again with every engine, so the time must be
    // the same too; 0 takes any.
    void details(quint64 sequence, qint64 timeUs, const Details &then);
    // `finished` comes when its record is in the engine's list.
    void send(const QByteArray &bytes, const Finished &finished, const Failed &failed);
    void replay(quint64 sequence);
    // Opens a window with both, the older one left; says why when there is nothing to compare with.
    void compareWithPrevious(quint64 sequence);
    void compareWithMarked(quint64 sequence);
    void compareWithClipboard(quint64 sequence);
    void markToCompare(quint64 sequence);
    void openComparison(const QJsonObject &a, const QJsonObject &b);
    void edit(quint64 sequence);
    // Also for a new one: method and uri are enough.
    void openEditor(const QJsonObject &request);

    WatchList &watches() noexcept { return *m_watches; }
    // Sequence numbers start again.
    void engineChanged();
    const EngineLink &link() const noexcept { return m_link; }
    RequestsTab &tab() noexcept { return m_tab; }

private:
    void tell(const QString &sentence);

    struct Mark
    {
        quint64 sequence = 0; // 0: none
        qint64 timeUs = 0;
    };
    Mark current(quint64 sequence) const;
    void compare(const Mark &a, const Mark &b);
    void markWatched();
    void markVerdict(quint64 sequence, qint64 timeUs, WatchVerdict verdict);
    void showWhetherWatched();

    RequestsTab &m_tab;
    EngineLink m_link;
    Mark m_marked;
    WatchList *m_watches;
    QHash<quint64, qint64> m_starred; // times by sequence numbers
    std::unordered_set<quint64> m_watched; // with their replays
};

} // namespace Retort::Requests
