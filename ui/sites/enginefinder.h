// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/control/controlclient.h"
#include "engine/control/runtimedir.h"

#include <QHash>
#include <QObject>

#include <unordered_map>

namespace Retort::Sites {

// An engine that answers on its control socket.
struct FoundEngine
{
    QString name;
    qint64 pid = 0;
    QString folder;
    QStringList addresses;
    QString socketPath;
};

// Looks for running engines of this user by asking each control socket of the runtime folder who it is. Each socket is
// asked once; look() again to learn of new ones. Never waits.
class EngineFinder final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(EngineFinder)

public:
    explicit EngineFinder(Control::RuntimeDir folder, QObject *parent = nullptr);
    ~EngineFinder() override;

    void look();
    // Among those already known; nullptr when it has not answered yet.
    const FoundEngine *engineOf(qint64 pid) const;

Q_SIGNALS:
    void found(const Retort::Sites::FoundEngine &engine);

private:
    void ask(const QString &socketPath);
    void answered(const QString &socketPath);
    void forget(const QString &socketPath);

    struct Known
    {
        FoundEngine engine;     // pid 0: it is being asked, or was none of ours
        qint64 fileTimeMs = 0;  // a new engine of the same name makes a new file
    };

    Control::RuntimeDir m_folder;
    QHash<QString, Known> m_known;
    std::unordered_map<QString, std::unique_ptr<Control::ControlClient>> m_asking;
};

} // namespace Retort::Sites
