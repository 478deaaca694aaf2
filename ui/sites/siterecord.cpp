// SPDX-License-Identifier: Apache-2.0
#include "ui/sites/siterecord.h"

#include <QDir>
#include <QSettings>
#include <QUuid>

using namespace Qt::StringLiterals;

namespace Retort::Sites {

namespace {

struct NamedIni
{
    QString file;
    QString section;
};

NamedIni namedIni(const QStringList &arguments)
{
    for (const QString &argument : arguments) {
        if (argument.startsWith(u'-')) {
            break;  // an ini behind options may be the value of one; `retort check` knows, the window need not
        }
        const qsizetype colon = argument.indexOf(".ini:"_L1);
        if (colon >= 0) {
            return {argument.left(colon + 4), argument.mid(colon + 5)};
        }
        if (argument.endsWith(".ini"_L1)) {
            return {argument, u"uwsgi"_s};
        }
    }
    return {};
}

} // namespace

QString SiteRecord::iniFile() const
{
    const QString file = namedIni(arguments).file;
    return file.isEmpty() ? file : QDir::cleanPath(QDir(folder).absoluteFilePath(file));
}

QString SiteRecord::iniSection() const
{
    const QString section = namedIni(arguments).section;
    return section.isEmpty() ? u"uwsgi"_s : section;
}

SiteRecord SiteRecord::make(const QString &name, const QString &folder, const QStringList &arguments)
{
    SiteRecord record;
    record.id = QUuid::createUuid().toString(QUuid::WithoutBraces);
    record.name = name;
    record.folder = folder;
    record.arguments = arguments;
    return record;
}

QList<SiteRecord> readSites(QSettings &store)
{
    QList<SiteRecord> sites;
    const int count = store.beginReadArray(u"sites"_s);
    for (int i = 0; i < count; ++i) {
        store.setArrayIndex(i);
        SiteRecord record;
        record.id = store.value("id"_L1).toString();
        record.name = store.value("name"_L1).toString();
        record.folder = store.value("folder"_L1).toString();
        record.arguments = store.value("arguments"_L1).toStringList();
        record.app = store.value("app"_L1).toString();
        record.python = store.value("python"_L1).toString();
        record.address = store.value("address"_L1).toString();
        record.everStarted = store.value("everStarted"_L1).toBool();
        record.wasServing = store.value("wasServing"_L1).toBool();
        if (!record.id.isEmpty() && QDir::isAbsolutePath(record.folder)) {
            sites.append(record);
        }
    }
    store.endArray();
    return sites;
}

void writeSites(QSettings &store, const QList<SiteRecord> &sites)
{
    store.remove(u"sites"_s);
    store.beginWriteArray(u"sites"_s, static_cast<int>(sites.size()));
    for (int i = 0; i < sites.size(); ++i) {
        const SiteRecord &record = sites.at(i);
        store.setArrayIndex(i);
        store.setValue("id"_L1, record.id);
        store.setValue("name"_L1, record.name);
        store.setValue("folder"_L1, record.folder);
        store.setValue("arguments"_L1, record.arguments);
        store.setValue("app"_L1, record.app);
        store.setValue("python"_L1, record.python);
        store.setValue("address"_L1, record.address);
        store.setValue("everStarted"_L1, record.everStarted);
        store.setValue("wasServing"_L1, record.wasServing);
    }
    store.endArray();
}

} // namespace Retort::Sites
