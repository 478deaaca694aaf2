// SPDX-License-Identifier: Apache-2.0
#include "ui/mainwindow/siteactions.h"

#include "engine/config/pythonplaces.h"
#include "ui/dialogs/choosedialog.h"
#include "ui/dialogs/stopprogramdialog.h"
#include "ui/dialogs/textwindow.h"
#include "ui/editor/editors.h"
#include "ui/mainwindow/mainwindow.h"
#include "ui/mainwindow/sitereport.h"
#include "ui/output/outputtab.h"
#include "ui/settings/textlines.h"
#include "ui/sites/siteoptions.h"

#include <QClipboard>
#include <QFileInfo>
#include <QGuiApplication>
#include <QJsonObject>
#include <QPointer>
#include <QProcessEnvironment>
#include <QPushButton>
#include <QStatusBar>

#include <utility>

using namespace Qt::StringLiterals;

namespace Retort::Window {

using States::Do;

namespace {

constexpr int saidMs = 4000;  // in the status bar

} // namespace

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
    if (button.what == Do::CopyReport) {
        copyReport(site);
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
    case Do::CopyText:
        QGuiApplication::clipboard()->setText(button.argument);
        m_window.statusBar()->showMessage(tr("Copied."), saidMs);
        return;
    case Do::ChoosePython: choosePython(site); return;
    case Do::ChooseApp: chooseApp(site); return;
    case Do::UseApp: changeOption(site, u"callable"_s, button.argument); return;
    case Do::UsePort: usePort(site, static_cast<int>(button.number)); return;
    case Do::StopProgram: stopProgram(site, button); return;
    case Do::OneWorker: changeOption(site, u"processes"_s, u"1"_s); return;
    case Do::TryLink: site->tryLinkNow(); return;
    case Do::LoadChanges: site->loadIniChanges(); return;
    case Do::CompareIni: compareIni(site); return;
    case Do::ShowStack: showStack(site, button.request.worker); return;
    case Do::StopRequest: stopRequest(site, button); return;
    case Do::ShowErrorPage: site->setShowsFailure(button.number != 0); return;
    case Do::Dismiss: site->dismissNotice(); return;
    case Do::CopyReport:
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

void SiteActions::copyReport(const Sites::Site *site)
{
    if (!site) {
        QGuiApplication::clipboard()->setText(windowReport(u"The window was closed unexpectedly."_s));
        return;
    }
    SitePage *page = m_window.currentPage();
    const Output::OutputModel *output = page && &page->site() == site ? &page->output().model() : nullptr;
    QGuiApplication::clipboard()->setText(siteReport(*site, output));
    m_window.statusBar()->showMessage(tr("The report was copied. Secrets are masked."), saidMs);
}

void SiteActions::showDetails(Sites::Site *site)
{
    auto *window = new Dialogs::TextWindow(tr("Details of %1").arg(site->record().name), &m_window);
    const auto fill = [to = QPointer(window), from = QPointer(site)] {
        if (to && from) {
            to->setText(siteDetails(*from));
        }
    };
    connect(window->addButton(tr("Copy report")), &QPushButton::clicked, window, [this, from = QPointer(site)] { copyReport(from); });
    connect(window->addButton(tr("Refresh")), &QPushButton::clicked, window, fill);
    fill();
    window->show();
}

// --- one worker, one request ---

void SiteActions::showStack(Sites::Site *site, int worker)
{
    auto *window = new Dialogs::TextWindow(tr("Worker %1 of %2").arg(worker).arg(site->record().name), &m_window);
    window->setNote(tr("What its threads are doing. The innermost call comes last."));
    const auto ask = [to = QPointer(window), from = QPointer(site), worker] {
        if (!from || !to) {
            return;
        }
        from->ask(u"stack"_s, {{u"worker"_s, worker}}, [to](const QJsonObject &answer) {
            if (to) {
                const QString text =
                    answer.value("ok"_L1).toBool() ? answer.value("text"_L1).toString() : answer.value("error"_L1).toString();
                to->setText(text.isEmpty() ? tr("No thread runs Python code: the worker waits for requests.") : text);
            }
        });
    };
    connect(window->addButton(tr("Refresh")), &QPushButton::clicked, window, ask);
    ask();
    window->show();
}

void SiteActions::stopRequest(Sites::Site *site, const States::Button &button)
{
    const States::RequestRef &request = button.request;
    const QJsonObject which{{u"worker"_s, request.worker}, {u"slot"_s, request.slot}, {u"since"_s, request.since}};
    m_window.statusBar()->showMessage(tr("Stopping %1 …").arg(button.argument), saidMs);
    site->ask(u"stopRequest"_s, which, [self = QPointer(this), request, what = button.argument](const QJsonObject &answer) {
        if (!self) {
            return;
        }
        if (!answer.value("ok"_L1).toBool()) {
            self->m_window.statusBar()->showMessage(answer.value("error"_L1).toString(), saidMs);
        } else if (answer.value("outcome"_L1).toString() == "interrupted"_L1) {
            self->m_window.statusBar()->showMessage(tr("%1 was stopped.").arg(what), saidMs);
        } else {
            self->m_window.showNotice(
                tr("%1 did not let go, so worker %2 was replaced. Other requests on it may finish.").arg(what).arg(request.worker),
                States::Severity::Info, {});
        }
    });
}

void SiteActions::setProcesses(Sites::Site *site, int processes)
{
    Sites::SiteRecord record = site->record();
    const auto done = Sites::setOption(record, u"processes"_s, QString::number(processes));
    if (!done || record.iniFile().isEmpty()) {
        apply(site, record, done);
        return;
    }
    site->noteOwnIniSave();
    if (!site->facts().reloadsOnSave) {
        site->reload();
    }
}

void SiteActions::compareIni(Sites::Site *site)
{
    const QString name = QFileInfo(site->record().iniFile()).fileName();
    auto *window = new Dialogs::TextWindow(tr("%1: as it was loaded, and as it is on disk").arg(name), &m_window);
    window->setNote(tr("“-” stood there when it was loaded, “+” stands there now."));
    window->setComparison(
        Ui::comparison(Ui::displayLines(site->servedIni().toStdString()), Ui::displayLines(site->currentIni().toStdString())));
    connect(window->addButton(tr("Load changes")), &QPushButton::clicked, site, [site, window] {
        site->loadIniChanges();
        window->close();
    });
    window->show();
}

} // namespace Retort::Window
