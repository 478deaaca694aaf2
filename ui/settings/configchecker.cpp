// SPDX-License-Identifier: Apache-2.0
#include "ui/settings/configchecker.h"

#include "engine/config/configcheck.h"

#include <QFileInfo>

namespace Retort::Ui {

constexpr int pauseMs = 120; // as fast as a good typist types; a check takes a few

ConfigChecker::ConfigChecker(const QProcessEnvironment &environment, QObject *parent) : QObject(parent), m_environment(environment)
{
    m_pool.setMaxThreadCount(1);
    m_pause.setSingleShot(true);
    m_pause.setInterval(pauseMs);
    connect(&m_pause, &QTimer::timeout, this, &ConfigChecker::start);
}

// The thread posts to us: it has to be through before we are gone.
ConfigChecker::~ConfigChecker()
{
    m_pool.clear();
    m_pool.waitForDone();
}

void ConfigChecker::check(const QString &path, const QString &section, const QByteArray &bytes)
{
    m_path = path;
    m_section = section;
    m_bytes = bytes;
    ++m_question;
    m_pause.start();
}

void ConfigChecker::start()
{
    m_pool.clear();
    m_pool.start([this, path = m_path, section = m_section, bytes = m_bytes, environment = m_environment, question = m_question] {
        const QFileInfo info(path);
        const Config::CheckedConfig config = Config::checkConfigText(info.fileName(), bytes, environment, info.absolutePath(), section);
        QMetaObject::invokeMethod(
            this,
            [this, question, findings = config.findings] {
                if (question == m_question) {
                    Q_EMIT checked(findings);
                }
            },
            Qt::QueuedConnection);
    });
}

} // namespace Retort::Ui
