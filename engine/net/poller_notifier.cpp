// SPDX-License-Identifier: Apache-2.0
#include "engine/net/poller.h"

#include <QSocketNotifier>

#include <unordered_map>

namespace Retort::Net {

namespace {

// A QSocketNotifier that is told to die while one of its signals is delivered (the handler removes
// its descriptor) must live until that is over, hence deleteLater(). Disabled at once, it stays silent.
struct LaterDeleter
{
    void operator()(QSocketNotifier *notifier) const
    {
        notifier->disconnect();
        notifier->setEnabled(false);
        notifier->deleteLater();
    }
};
using NotifierPtr = std::unique_ptr<QSocketNotifier, LaterDeleter>;

class NotifierPoller final : public Poller
{
public:
    bool add(int descriptor, Interests interests, Handler &handler) override;
    void change(int descriptor, Interests interests) override;
    void remove(int descriptor) override { m_watches.erase(descriptor); }

private:
    struct Watch
    {
        Handler *handler = nullptr;
        NotifierPtr read;
        NotifierPtr write;
        NotifierPtr exception;  // Qt tells hang-ups and errors here too
    };

    void want(NotifierPtr &notifier, bool wanted, QSocketNotifier::Type type, int descriptor, Ready ready);

    std::unordered_map<int, Watch> m_watches;
};

bool NotifierPoller::add(int descriptor, Interests interests, Handler &handler)
{
    m_watches[descriptor].handler = &handler;
    change(descriptor, interests);
    return true;
}

void NotifierPoller::change(int descriptor, Interests interests)
{
    Watch &watch = m_watches[descriptor];
    want(watch.read, interests & Read, QSocketNotifier::Read, descriptor, {.readable = true});
    want(watch.write, interests & Write, QSocketNotifier::Write, descriptor, {.writable = true});
    want(watch.exception, !(interests & Read), QSocketNotifier::Exception, descriptor, {.hungUp = true});
}

void NotifierPoller::want(NotifierPtr &notifier, bool wanted, QSocketNotifier::Type type, int descriptor, Ready ready)
{
    if (!notifier && wanted) {
        notifier.reset(new QSocketNotifier(descriptor, type));
        Handler *handler = m_watches[descriptor].handler;
        QObject::connect(
            notifier.get(), &QSocketNotifier::activated, notifier.get(), [handler, ready] { handler->descriptorReady(ready); });
    } else if (notifier) {
        notifier->setEnabled(wanted);
    }
}

} // namespace

std::unique_ptr<Poller> Poller::createFromNotifiers()
{
    return std::make_unique<NotifierPoller>();
}

} // namespace Retort::Net
