// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/config/finding.h"

#include <QByteArray>
#include <QObject>
#include <QProcessEnvironment>
#include <QThreadPool>
#include <QTimer>

namespace Retort::Ui {

// Checks the text of an ini while somebody types: a little after the last change, on a thread of its own, since the
// file may name others on a slow disk. Only the answer to the last question is given. Lives on the GUI thread.
class ConfigChecker final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ConfigChecker)

public:
    explicit ConfigChecker(const QProcessEnvironment &environment, QObject *parent = nullptr);
    ~ConfigChecker() override;

    void check(const QString &path, const QString &section, const QByteArray &bytes);

Q_SIGNALS:
    void checked(const QList<Retort::Config::Finding> &findings);

private:
    void start();

    QProcessEnvironment m_environment;
    QThreadPool m_pool;
    QTimer m_pause;
    QString m_path;
    QString m_section;
    QByteArray m_bytes;
    quint64 m_question = 0;
};

} // namespace Retort::Ui
