// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "tests/support/fakeengine.h"
#include "ui/mainwindow/mainwindow.h"

#include <QSettings>
#include <QTemporaryDir>

#include <functional>
#include <memory>

namespace Retort::Test {

// The real window with one site, "blog", whose engine is played by a test. A "program" that starts as the engine writes what
// `writeEngine()` was given to its standard error and ends, or stays for a minute. Made anew for every state.
class StateStage final
{
public:
    StateStage();
    ~StateStage();
    StateStage(const StateStage &) = delete;
    StateStage &operator=(const StateStage &) = delete;

    FakeEngine &engine() { return *m_engine; }
    Window::MainWindow &window() { return *m_window; }
    Sites::SiteList &sites() { return *m_sites; }
    // Null while there is none.
    Sites::Site *site() const { return m_sites->at(0); }
    Window::SitePage *page() const { return m_window->currentPage(); }
    QString projectFile(const QString &name) const { return m_folder.filePath(u"blog/" + name); }
    QString editorLog() const { return m_folder.filePath(QStringLiteral("edited")); }

    // The site in the list, with an ini in its folder. `started`: whether it has ever been.
    void addSite(bool started = true);
    // The engine answers, and the site is connected to it. With the state that `engine()` has by then.
    bool connectSite();
    // The program that starts as the engine, from now on.
    void writeEngine(const QByteArray &errorText);
    void writeEngineThatStays();
    // The site starts; what was fake says that it is the process of that start.
    bool startAsOwnProcess();
    static bool waitFor(const std::function<bool()> &condition);

private:
    QTemporaryDir m_folder;
    std::unique_ptr<QSettings> m_store;
    std::unique_ptr<Control::RuntimeDir> m_runtime;
    std::unique_ptr<FakeEngine> m_engine;
    std::unique_ptr<Sites::SiteList> m_sites;
    std::unique_ptr<Window::MainWindow> m_window;
};

// One row of the table of states: what happens until the window shows it.
struct StateScript
{
    const char *name;
    std::function<bool(StateStage &)> play;
};
QList<StateScript> stateScripts();

} // namespace Retort::Test
