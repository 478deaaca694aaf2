// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/requests/bodycontent.h"

#include <QFutureWatcher>
#include <QObject>

namespace Retort::Requests {

// Reads bodies for a view: small ones at once, others on another thread. A new one makes the one before it stale. Lives on the
// window's thread; so does done().
class BodyReader final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(BodyReader)

public:
    using Content = std::shared_ptr<const BodyContent>;

    static constexpr qsizetype smallBytes = 16 * 1024; // and not packed: a millisecond

    explicit BodyReader(QObject *parent = nullptr);
    ~BodyReader() override;

    void read(const CapturedBody &body);
    void cancel();

Q_SIGNALS:
    void done(const std::shared_ptr<const Retort::Requests::BodyContent> &content);

private:
    QFutureWatcher<Content> *m_watcher = nullptr; // of the body wanted last
};

} // namespace Retort::Requests
