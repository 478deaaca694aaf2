// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QList>
#include <QString>
#include <QStringList>

class QSettings;

namespace Retort::Sites {

// What is remembered of a site between two starts of the window. The project's ini says the rest.
struct SiteRecord
{
    QString id;             // never changes
    QString name;
    QString folder;         // absolute; where the engine is started
    QStringList arguments;  // behind `retort --no-gui`: "uwsgi.ini", or "-w", "app:app", "--http", "127.0.0.1:8000"
    QString app;            // for the page of a site that was never started
    QString python;
    QString address;
    bool everStarted = false;
    bool wasServing = false;  // when the window was closed

    // The ini among the arguments, absolute; empty when there is none.
    QString iniFile() const;
    // The section of it that says how to serve: "production" of "uwsgi.ini:production", else "uwsgi".
    QString iniSection() const;

    static SiteRecord make(const QString &name, const QString &folder, const QStringList &arguments);
    friend bool operator==(const SiteRecord &, const SiteRecord &) = default;
};

QList<SiteRecord> readSites(QSettings &store);
void writeSites(QSettings &store, const QList<SiteRecord> &sites);

} // namespace Retort::Sites
