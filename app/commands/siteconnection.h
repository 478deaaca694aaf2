// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/base/result.h"
#include "engine/control/controlclient.h"
#include "engine/control/runtimedir.h"

#include <QJsonObject>

#include <functional>
#include <memory>

namespace Retort::Commands {

// A control client for programs that do one thing after the other: each call runs an event loop until it has its
// answer. Errors are sentences for the user.
class SiteConnection final
{
public:
    static Result<std::unique_ptr<SiteConnection>> open(const QString &socketPath);

    const QJsonObject &site() const noexcept { return m_client.site(); }
    // The answer of the engine if it says "ok"; its reason, or that it went away, otherwise. `timeoutMs` 0: none.
    Result<QJsonObject> ask(const QString &what, const QJsonObject &more = {}, int timeoutMs = 5'000);
    // Like ask(), of several feeds, and every later batch goes to `batch`; returns when the engine goes away.
    Result<void> follow(const QStringList &feeds, const QJsonObject &more, const std::function<void(const QJsonObject &)> &batch);

private:
    SiteConnection() = default;
    Control::ControlClient m_client;
};

// The site to talk to: the one of that name; without a name the only one, or the one of the current folder.
// An Error of code FileMissing says that there is none, and which there are.
Result<std::unique_ptr<SiteConnection>> findSite(const QString &name);

} // namespace Retort::Commands
