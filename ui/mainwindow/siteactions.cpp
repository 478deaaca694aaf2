// SPDX-License-Identifier: Apache-2.0
#include "ui/mainwindow/siteactions.h"

#include "engine/config/pythonplaces.h"
#include "ui/dialogs/choosedialog.h"
#include "ui/dialogs/stopprogramdialog.h"
#include "ui/editor/editors.h"
#include "ui/mainwindow/mainwindow.h"
#include "ui/sites/siteoptions.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QProcessEnvironment>

#include <utility>

using namespace Qt::StringLiterals;

namespace Retort::Window {

using States::Do;

SiteActions::SiteActions(Sites::SiteList &sites, const Preferences &preferences, MainWindow &window)
    : QObject(&window)
    , m_sites(sites)
    , m_preferences(preferences)
    , m_window(window)
{
}

void SiteActions::perform(Sites::Site *site, const States::Button &button)
{
    if (button.what == Do::Undo) {
        undoRemove();
        return;
    }
    if (!site || m_sites.rowOf(site) < 0) {
        return;
    }
    switch (button.what) {
    case Do::Start: site->start(); return;
    case Do::Stop: site->stop(); return;
    case Do::Reload: site->reload(); return;
    case Do::ShowOutput:
        if (SitePage *page = m_window.currentPage()) {
            page->showTab(SitePage::Tab::Output);
        }
        return;
    case Do::OpenInEditor: openInEditor(button.argument, static_cast<int>(button.number)); return;
    case Do::CopyText: QGuiApplication::clipboard()->setText(button.argument); return;
    case Do::CopyReport: QGuiApplication::clipboard()->setText(report(*site)); return;
    case Do::ChoosePython: choosePython(site); return;
    case Do::ChooseApp: chooseApp(site); return;
    case Do::UseApp: changeOption(site, u"callable"_s, button.argument); return;
    case Do::UsePort: usePort(site, static_cast<int>(button.number)); return;
    case Do::StopProgram: stopProgram(site, button); return;
    case Do::OneWorker: changeOption(site, u"processes"_s, u"1"_s); return;
    case Do::TryLink: site->tryLinkNow(); return;
    case Do::LoadChanges: site->restart(); return;
    case Do::Dismiss: site->dismissNotice(); return;
    case Do::Undo:
    case Do::Preferences: return;
    }
}

void SiteActions::openInEditor(const QString &file, int line)
{
    const auto command = Editor::openCommand(m_preferences.editor, m_preferences.editorCommand, file, line, Editor::findOnPath);
    const auto done = command ? Editor::run(*command) : Result<void>(std::unexpected(command.error()));
    if (!done) {
        m_window.showNotice(done.error().sentence, States::Severity::Warning, {{Do::Preferences, tr("Preferences…")}});
    }
}

// A change of the record and a fresh start with it, or the reason why not.
void SiteActions::apply(Sites::Site *site, const Sites::SiteRecord &record, const Result<void> &done)
{
    if (!done) {
        m_window.showNotice(done.error().sentence, States::Severity::Error, {});
        return;
    }
    site->setRecord(record);
    site->restart();
}

void SiteActions::changeOption(Sites::Site *site, const QString &key, const QString &value)
{
    Sites::SiteRecord record = site->record();
    const auto done = Sites::setOption(record, key, value);
    apply(site, record, done);
}

void SiteActions::usePort(Sites::Site *site, int port)
{
    Sites::SiteRecord record = site->record();
    const auto done = Sites::changePort(record, site->facts().startFailure.port, port);
    record.address = u"http://127.0.0.1:%1"_s.arg(port);
    apply(site, record, done);
}

void SiteActions::stopProgram(Sites::Site *site, const States::Button &button)
{
    auto *dialog = new Dialogs::StopProgramDialog(button.number, site->facts().startFailure.port, &m_window);
    connect(dialog, &Dialogs::StopProgramDialog::stopped, site, &Sites::Site::start);
    dialog->open();
}

void SiteActions::chooseApp(Sites::Site *site)
{
    auto *dialog = new Dialogs::ChooseDialog(tr("Choose the app"), tr("module:callable or file.py"), &m_window);
    for (const auto &candidate : site->facts().failure.candidates) {
        dialog->addRow({candidate.name, candidate.kind, candidate.file, candidate.line > 0 ? QString::number(candidate.line) : QString()},
            candidate.name);
    }
    const bool named = !site->facts().failure.candidates.isEmpty();
    connect(dialog, &Dialogs::ChooseDialog::chosen, site, [this, site, named](const QString &value) {
        const bool isModule = value.contains(u':') || value.endsWith(".py"_L1) || !named;
        changeOption(site, value.endsWith(".py"_L1) ? u"wsgi-file"_s : (isModule ? u"module"_s : u"callable"_s), value);
    });
    dialog->open();
}

void SiteActions::choosePython(Sites::Site *site)
{
    auto *dialog = new Dialogs::ChooseDialog(tr("Choose the Python"), tr("Folder of a virtual environment"), &m_window);
    for (const auto &place : Config::pythonPlaces({}, site->record().folder, QProcessEnvironment::systemEnvironment())) {
        const QString executable = place.folder.isEmpty() ? place.executable : Config::pythonIn(place.folder);
        if (!executable.isEmpty() && !place.folder.isEmpty()) {
            dialog->addRow({place.folder, place.source}, place.folder);
        }
    }
    connect(dialog, &Dialogs::ChooseDialog::chosen, site, [this, site](const QString &home) { changeOption(site, u"virtualenv"_s, home); });
    dialog->open();
}

void SiteActions::remove(Sites::Site *site)
{
    m_removedRow = m_sites.rowOf(site);
    m_removed = m_sites.take(m_removedRow);
    m_window.showNotice(tr("%1 was removed from the list. Its files are as they were.").arg(m_removed.name), States::Severity::Info,
        {{Do::Undo, tr("Undo")}});
}

void SiteActions::undoRemove()
{
    if (!m_removed.id.isEmpty()) {
        m_sites.insert(m_removedRow, std::exchange(m_removed, {}));
        m_sites.save();
    }
}

QString SiteActions::report(const Sites::Site &site) const
{
    const States::SiteFacts facts = site.facts();
    QStringList lines{
        u"Retort %1, Qt %2, %3"_s.arg(QStringLiteral(RETORT_VERSION), QString::fromLatin1(qVersion()), QSysInfo::prettyProductName()),
        u"Site: retort --no-gui %1"_s.arg(site.record().arguments.join(u' ')), u"App: %1 · %2"_s.arg(facts.app, facts.python),
        u"Ended: signal %1, exit code %2"_s.arg(facts.endSignal).arg(facts.endCode)};
    if (!facts.workerLost.isEmpty()) {
        lines.append(facts.workerLost);
    }
    lines.append(facts.lastWords);
    return lines.join(u'\n');
}

} // namespace Retort::Window
