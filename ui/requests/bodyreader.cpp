// SPDX-License-Identifier: Apache-2.0
#include "ui/requests/bodyreader.h"

#include <QPromise>
#include <QThreadPool>

namespace Retort::Requests {

BodyReader::BodyReader(QObject *parent) : QObject(parent) {}

BodyReader::~BodyReader() = default;

void BodyReader::read(const CapturedBody &body)
{
    cancel();
    if (body.bytes.size() <= smallBytes && body.encoding.isEmpty() && !body.type.startsWith(u"image/")) {
        Q_EMIT done(std::make_shared<const BodyContent>(readBody(body)));
        return;
    }
    auto *watcher = new QFutureWatcher<Content>(this);
    m_watcher = watcher;
    connect(watcher, &QFutureWatcherBase::finished, this, [this, watcher] {
        watcher->deleteLater();
        if (m_watcher == watcher) {
            m_watcher = nullptr;
            Q_EMIT done(watcher->result());
        }
    });
    auto promise = std::make_shared<QPromise<Content>>();
    watcher->setFuture(promise->future());
    promise->start();
    QThreadPool::globalInstance()->start([promise, body] {
        promise->addResult(std::make_shared<const BodyContent>(readBody(body)));
        promise->finish();
    });
}

void BodyReader::cancel()
{
    m_watcher = nullptr; // the watcher deletes itself once its thread is done
}

} // namespace Retort::Requests
