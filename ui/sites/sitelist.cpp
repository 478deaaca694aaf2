// SPDX-License-Identifier: Apache-2.0
#include "ui/sites/sitelist.h"

#include "ui/states/stateview.h"

#include <QCoreApplication>
#include <QDataStream>
#include <QDir>
#include <QMimeData>
#include <QSettings>

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;

namespace Retort::Sites {

namespace {

constexpr char rowMimeType[] = "application/x-retort-site-row";

bool isSameFolder(const QString &a, const QString &b)
{
    const QString canonical = QDir(a).canonicalPath();
    return !canonical.isEmpty() && canonical == QDir(b).canonicalPath();
}

QString glyphName(States::Glyph glyph)
{
    switch (glyph) {
    case States::Glyph::Stopped: return SiteList::tr("stopped");
    case States::Glyph::Running: return SiteList::tr("running");
    case States::Glyph::Loading: return SiteList::tr("loading");
    case States::Glyph::Error: return SiteList::tr("error");
    case States::Glyph::Attached: break;
    }
    return SiteList::tr("attached");
}

} // namespace

SiteList::SiteList(QSettings &store, QString engineProgram, Control::RuntimeDir runtimeDir, QObject *parent)
    : QAbstractListModel(parent)
    , m_store(store)
    , m_engineProgram(std::move(engineProgram))
    , m_finder(std::move(runtimeDir))
{
    connect(&m_finder, &EngineFinder::found, this, &SiteList::engineFound);
}

SiteList::~SiteList() = default;

void SiteList::restore()
{
    const QList<SiteRecord> records = readSites(m_store);
    for (const SiteRecord &record : records) {
        add(record);
    }
    m_finder.look();
}

void SiteList::save()
{
    QList<SiteRecord> records;
    for (const auto &site : m_sites) {
        if (!site->isGuest()) {
            SiteRecord record = site->record();
            record.wasServing = site->isServing();
            records.append(record);
        }
    }
    writeSites(m_store, records);
}

int SiteList::rowOf(const Site *site) const
{
    const auto found = std::find_if(m_sites.begin(), m_sites.end(), [&](const auto &each) { return each.get() == site; });
    return found == m_sites.end() ? -1 : static_cast<int>(found - m_sites.begin());
}

Site *SiteList::find(const QString &folder) const
{
    const auto found =
        std::find_if(m_sites.begin(), m_sites.end(), [&](const auto &site) { return isSameFolder(site->record().folder, folder); });
    return found == m_sites.end() ? nullptr : found->get();
}

Site *SiteList::find(const QString &folder, const QStringList &arguments) const
{
    const auto found = std::find_if(m_sites.begin(), m_sites.end(),
        [&](const auto &site) { return site->record().arguments == arguments && isSameFolder(site->record().folder, folder); });
    return found == m_sites.end() ? nullptr : found->get();
}

int SiteList::servingCount() const
{
    return static_cast<int>(std::count_if(m_sites.begin(), m_sites.end(), [](const auto &site) { return site->isServing(); }));
}

int SiteList::endingCount() const
{
    return static_cast<int>(std::count_if(
        m_sites.begin(), m_sites.end(), [](const auto &site) { return site->facts().phase == States::SiteFacts::Phase::Stopping; }));
}

std::unique_ptr<Site> SiteList::makeSite(const SiteRecord &record)
{
    auto site = std::make_unique<Site>(record, m_engineProgram, m_finder);
    Site *made = site.get();
    connect(made, &Site::changed, this, [this, made] {
        if (const int row = rowOf(made); row >= 0) {
            Q_EMIT dataChanged(index(row), index(row));
            Q_EMIT anyChanged();
        }
    });
    connect(made, &Site::recordChanged, this, &SiteList::save);
    connect(made, &Site::ended, this, [this, made] { siteEnded(made); });
    return site;
}

Site *SiteList::add(const SiteRecord &record)
{
    return insert(static_cast<int>(count()), record);
}

Site *SiteList::insert(int row, const SiteRecord &record)
{
    row = std::clamp(row, 0, static_cast<int>(count()));
    beginInsertRows({}, row, row);
    m_sites.insert(m_sites.begin() + row, makeSite(record));
    endInsertRows();
    Site *site = at(row);
    Q_EMIT siteAdded(site);
    Q_EMIT anyChanged();
    return site;
}

SiteRecord SiteList::take(int row)
{
    Site *site = at(row);
    if (!site) {
        return {};
    }
    const SiteRecord record = site->record();
    Q_EMIT siteAboutToGo(site);
    site->stop();
    beginRemoveRows({}, row, row);
    std::unique_ptr<Site> gone = std::move(m_sites[static_cast<std::size_t>(row)]);
    m_sites.erase(m_sites.begin() + row);
    endRemoveRows();
    gone->disconnect(this);
    gone.release()->deleteLater();  // it may be the one whose signal brought us here
    save();
    Q_EMIT anyChanged();
    return record;
}

// Ours, left running by an earlier window, or somebody else's.
void SiteList::engineFound(const FoundEngine &engine)
{
    const bool known = std::any_of(m_sites.begin(), m_sites.end(), [&](const auto &site) { return site->enginePid() == engine.pid; });
    if (known) {
        return;
    }
    Site *site = find(engine.folder);
    if (site && !site->isServing() && !site->isConnected()) {
        site->attach(engine);
        return;
    }
    Site *guest = add(SiteRecord::make(engine.name, engine.folder, {}));
    guest->setGuest(true);
    guest->attach(engine);
}

void SiteList::siteEnded(Site *site)
{
    if (site->isGuest()) {
        QMetaObject::invokeMethod(
            this,
            [this, site] {
                if (const int row = rowOf(site); row >= 0) {
                    take(row);
                }
            },
            Qt::QueuedConnection);
    }
}

// --- the model ---

int SiteList::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(count());
}

QVariant SiteList::data(const QModelIndex &index, int role) const
{
    const Site *site = at(index.row());
    if (!site || !index.isValid()) {
        return {};
    }
    if (role == Qt::DisplayRole) {
        return site->record().name;
    }
    if (role == Qt::ToolTipRole) {
        return QDir::toNativeSeparators(site->record().folder);
    }
    if (role != GlyphRole && role != SecondLineRole && role != Qt::AccessibleTextRole) {
        return {};
    }
    const States::StateView view = States::describe(site->facts());
    if (role == GlyphRole) {
        return static_cast<int>(view.glyph);
    }
    return role == SecondLineRole ? view.sidebar : tr("%1, %2, %3").arg(site->record().name, glyphName(view.glyph), view.sidebar);
}

Qt::ItemFlags SiteList::flags(const QModelIndex &index) const
{
    return index.isValid() ? Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemIsDragEnabled | Qt::ItemNeverHasChildren
                           : Qt::ItemFlags(Qt::ItemIsDropEnabled);
}

QStringList SiteList::mimeTypes() const
{
    return {QString::fromLatin1(rowMimeType)};
}

QMimeData *SiteList::mimeData(const QModelIndexList &indexes) const
{
    auto *data = new QMimeData;
    if (!indexes.isEmpty()) {
        data->setData(QString::fromLatin1(rowMimeType), QByteArray::number(indexes.first().row()));
    }
    return data;
}

bool SiteList::dropMimeData(const QMimeData *data, Qt::DropAction action, int row, int, const QModelIndex &)
{
    if (action != Qt::MoveAction || !data->hasFormat(QString::fromLatin1(rowMimeType)) || row < 0) {
        return false;
    }
    // Only for an index of this process; others have nothing to move here.
    move(data->data(QString::fromLatin1(rowMimeType)).toInt(), row);
    return false;  // moved already: the view must not remove the row
}

void SiteList::move(int from, int to)
{
    if (from < 0 || from >= count() || to > count() || !beginMoveRows({}, from, from, {}, to)) {
        return;
    }
    const auto begin = m_sites.begin();
    if (from < to) {
        std::rotate(begin + from, begin + from + 1, begin + to);
    } else {
        std::rotate(begin + to, begin + from, begin + from + 1);
    }
    endMoveRows();
    save();
}

} // namespace Retort::Sites
