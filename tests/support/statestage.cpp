// SPDX-License-Identifier: Apache-2.0
#include "tests/support/statestage.h"

#include "app/window/tabs.h"
#include "tests/support/writefile.h"

#include <QFile>

using namespace Qt::StringLiterals;

namespace Retort::Test {

namespace {

constexpr int longMs = 10'000;
constexpr char ini[] = "[uwsgi]\nhttp = 127.0.0.1:8000\nwsgi-file = app.py\nprocesses = 2\nthreads = 4\n";

void writeProgram(const QString &path, const QByteArray &script)
{
    writeFile(path, "#!/bin/sh\n" + script);
    QFile::setPermissions(path, QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
}

} // namespace

StateStage::StateStage()
    : m_store(std::make_unique<QSettings>(m_folder.filePath(u"s.ini"_s), QSettings::IniFormat))
    , m_engine(std::make_unique<FakeEngine>())
{
    m_runtime = std::make_unique<Control::RuntimeDir>(*Control::RuntimeDir::openAt(m_folder.filePath(u"r"_s)));
    writeEngine("retort: no engine.\n");
    // What opens in an editor is noted.
    writeProgram(m_folder.filePath(u"editor.sh"_s), "printf '%s' \"$1:$2\" > '" + editorLog().toUtf8() + "'\n");
    Preferences preferences = Preferences::read(*m_store);
    preferences.editor = u"custom"_s;
    preferences.editorCommand = m_folder.filePath(u"editor.sh"_s) + " {file} {line}"_L1;
    preferences.write(*m_store);
    writeFile(projectFile(u"app.py"_s), "app = None\n");
    writeFile(projectFile(u"uwsgi.ini"_s), ini);
    m_engine->hasEvents = true;
    m_engine->site.insert(u"folder"_s, m_folder.filePath(u"blog"_s));
    m_sites = std::make_unique<Sites::SiteList>(*m_store, m_folder.filePath(u"engine.sh"_s), *m_runtime);
    m_window = std::make_unique<Window::MainWindow>(*m_store, *m_sites, tabMakers());
    m_window->resize(1180, 760);
    m_window->show();
}

StateStage::~StateStage()
{
    m_window.reset();
    m_sites.reset();
}

void StateStage::addSite(bool started)
{
    Sites::SiteRecord record = Sites::SiteRecord::make(u"blog"_s, m_folder.filePath(u"blog"_s), {u"uwsgi.ini"_s});
    record.everStarted = started;
    record.app = u"app:app (Flask)"_s;
    record.python = u"Python 3.12.4"_s;
    record.address = u"http://127.0.0.1:8000"_s;
    m_sites->add(record);
}

bool StateStage::connectSite()
{
    addSite();
    if (!m_engine->listen(*m_runtime, u"blog"_s)) {
        return false;
    }
    m_sites->look();
    return waitFor([this] { return site()->isConnected() && site()->facts().load == 17; });
}

void StateStage::writeEngine(const QByteArray &errorText)
{
    writeFile(m_folder.filePath(u"said"_s), errorText);
    writeProgram(m_folder.filePath(u"engine.sh"_s), "cat '" + m_folder.filePath(u"said"_s).toUtf8() + "' >&2\nexit 1\n");
}

void StateStage::writeEngineThatStays()
{
    writeProgram(m_folder.filePath(u"engine.sh"_s), "exec sleep 60\n");
}

bool StateStage::startAsOwnProcess()
{
    writeEngineThatStays();
    addSite();
    site()->start();
    if (!waitFor([this] { return site()->enginePid() > 0; })) {
        return false;
    }
    m_engine->site.insert(u"pid"_s, site()->enginePid());
    return m_engine->listen(*m_runtime, u"blog"_s) && waitFor([this] { return site()->isConnected() && site()->facts().load == 17; });
}

bool StateStage::waitFor(const std::function<bool()> &condition)
{
    return QTest::qWaitFor(condition, longMs);
}

} // namespace Retort::Test
