// SPDX-License-Identifier: Apache-2.0
// The keys of the window, the palette, and what explains both.
#include "ui/mainwindow/mainwindow.h"

#include "ui/dialogs/helpdialogs.h"
#include "ui/dialogs/preferencesdialog.h"
#include "ui/dialogs/textdialogs.h"
#include "ui/mainwindow/commandpalette.h"
#include "ui/mainwindow/listkeyid.h"
#include "ui/mainwindow/sidebar.h"
#include "ui/requests/filterfield.h"
#include "ui/requests/listkeys.h"
#include "ui/sites/stateglyph.h"
#include "ui/style/focusareas.h"
#include "ui/style/icons.h"
#include "ui/style/theme.h"

#include <QAction>
#include <QApplication>
#include <QPainter>
#include <QSettings>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Retort::Window {

namespace {

constexpr auto recentKey = "filters/recent"_L1;
constexpr qsizetype mostRecent = 8;

QIcon glyphIcon(States::Glyph glyph)
{
    constexpr int side = 16;
    QPixmap pixmap(side, side);
    pixmap.fill(Qt::transparent);
    QPainter painter(&pixmap);
    Sites::paintStateGlyph(painter, QRectF(2, 2, side - 4, side - 4), glyph, Sites::stateGlyphColour(glyph));
    return pixmap;
}

} // namespace

// --- keys -------------------------------------------------------------------------------------

// Keys without a menu entry of their own.
void MainWindow::buildKeys()
{
    const auto add = [this](const QString &id, const QString &name, const QString &key, auto perform) {
        auto *made = new QAction(name, this);
        made->setObjectName(id);
        m_keys.add(id, name, KeyBindings::Where::Window, {QKeySequence(key)});
        connect(made, &QAction::triggered, this, perform);
        addAction(made);
    };
    for (int i = 0; i < 4; ++i) {
        add(u"tab%1"_s.arg(i + 1), tr("Tab %1").arg(i + 1), u"Ctrl+%1"_s.arg(i + 1), [this, i] {
            if (SitePage *page = currentPage()) {
                page->showTabAt(i);
            }
        });
    }
#ifdef Q_OS_MACOS
    const QString siteKey = u"Meta+%1"_s; // Option with a digit types a character
#else
    const QString siteKey = u"Alt+%1"_s;
#endif
    for (int i = 0; i < 9; ++i) {
        add(u"site%1"_s.arg(i + 1), tr("Site %1").arg(i + 1), siteKey.arg(i + 1), [this, i] { m_sidebar->selectRow(i); });
    }
    add(u"nextArea"_s, tr("Next part of the window"), u"F6"_s, [this] { Style::jumpToFocusArea(*this, 1); });
    add(u"previousArea"_s, tr("Previous part of the window"), u"Shift+F6"_s, [this] { Style::jumpToFocusArea(*this, -1); });
    addListKeys();
    applyKeys();
}

void MainWindow::addListKeys()
{
    for (const Requests::ListKey &key : Requests::listKeys()) {
        m_keys.add(listKeyId(key.id), key.name, KeyBindings::Where::List, {key.standard});
    }
}

void MainWindow::applyKeys()
{
    for (QAction *each : actions()) {
        if (!each->objectName().isEmpty()) {
            each->setShortcuts(m_keys.keys(each->objectName()));
        }
    }
    for (SitePage *page : std::as_const(m_pages)) {
        Q_EMIT page->keysChanged();
    }
}

// --- the palette ------------------------------------------------------------------------------

void MainWindow::showPalette()
{
    auto *palette = new CommandPalette(paletteEntries(), this);
    palette->openAtTop();
}

QList<PaletteEntry> MainWindow::paletteEntries()
{
    QList<PaletteEntry> entries;
    for (qsizetype row = 0; row < m_sites.count(); ++row) {
        Sites::Site *site = m_sites.at(row);
        entries.append({site->record().name, tr("Site"), glyphIcon(States::describe(site->facts()).glyph),
            [this, row] { m_sidebar->selectRow(static_cast<int>(row)); }});
    }
    for (QAction *each : actions()) {
        const bool isNumbered = each->objectName().startsWith(u"site"); // the sites are there by name
        if (!each->isEnabled() || isNumbered || each->objectName() == "palette"_L1 || each->text().isEmpty()) {
            continue;
        }
        QString text = each->text();
        entries.append({text.remove(u'&').remove(u'…'), each->shortcut().toString(QKeySequence::NativeText), each->icon(),
            [each] { each->trigger(); }});
    }
    SitePage *page = currentPage();
    if (page && page->hasRequests()) {
        for (const QString &filter : recentFilters()) {
            entries.append({filter, tr("Filter"), Style::icon(u"filter"_s), [this, filter] {
                                if (SitePage *shown = currentPage()) {
                                    shown->showTab(SitePage::Tab::Requests);
                                    m_filter->setText(filter);
                                }
                            }});
        }
    }
    if (page && page->hasTab(SitePage::Tab::Settings)) {
        for (const SitePage::SettingsRow &row : page->settingsRows()) {
            entries.append({row.label == row.key ? row.label : u"%1 (%2)"_s.arg(row.label, row.key), tr("Setting"),
                Style::icon(u"settings"_s), [this, key = row.key] {
                    if (SitePage *shown = currentPage()) {
                        shown->showTab(SitePage::Tab::Settings);
                        Q_EMIT shown->settingsRowWanted(key);
                    }
                }});
        }
    }
    return entries;
}

QStringList MainWindow::recentFilters() const
{
    return m_store.value(recentKey).toStringList();
}

// When a person is done with typing: not each letter is a filter of its own.
void MainWindow::rememberFilter()
{
    const QString text = m_filter->text().trimmed();
    if (text.isEmpty() || !m_filter->fault().isEmpty()) {
        return;
    }
    QStringList recent = recentFilters();
    recent.removeAll(text);
    recent.prepend(text);
    m_store.setValue(recentKey, recent.first(std::min(recent.size(), mostRecent)));
}

// --- what explains ----------------------------------------------------------------------------

void MainWindow::showPreferences()
{
    auto *dialog = new Dialogs::PreferencesDialog(m_preferences, m_keys, this);
    connect(dialog, &Dialogs::PreferencesDialog::changed, this, [this](const Preferences &preferences) {
        m_preferences = preferences;
        m_preferences.write(m_store);
        Style::applyTheme(Style::themeFromName(preferences.theme));
        for (SitePage *page : std::as_const(m_pages)) {
            Q_EMIT page->preferencesChanged();
        }
    });
    connect(dialog, &Dialogs::PreferencesDialog::keysChanged, this, &MainWindow::applyKeys);
    dialog->show();
}

void MainWindow::showShortcuts()
{
    Dialogs::showShortcuts(*this, m_keys);
}

void MainWindow::showHelp()
{
    Dialogs::showHelp(*this);
}

void MainWindow::showFilterHelp()
{
    Dialogs::showFilterHelp(*this);
}

} // namespace Retort::Window
