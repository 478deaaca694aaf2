// SPDX-License-Identifier: Apache-2.0
#include "app/window/tabs.h"
#include "tests/support/writefile.h"
#include "ui/mainwindow/mainwindow.h"

#include <QAction>
#include <QApplication>
#include <QDir>
#include <QElapsedTimer>
#include <QFile>
#include <QLocalServer>
#include <QLocalSocket>
#include <QRegularExpression>
#include <QSet>
#include <QSettings>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>
#include <QTimer>

#include <algorithm>
#include <memory>
#include <vector>

using namespace Retort;
using namespace Qt::StringLiterals;

// The window beside engines that accept and then say nothing, or not what was asked: it must not wait for them, and ask nobody else.
class tst_MuteEngine final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();

    void windowGoesOn_data();
    void windowGoesOn();
    void openingAsksNoNetwork();

private:
    void makeWindow();
    void listen(const QString &name, const QByteArray &greeting);
    void useEverything();

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<QSettings> m_store;
    std::vector<std::unique_ptr<QLocalServer>> m_engines;
    std::unique_ptr<Sites::SiteList> m_sites;
    std::unique_ptr<Window::MainWindow> m_window;
};

namespace {

constexpr int tickMs = 5;
constexpr int smoothMs = 50;     // a person feels more
constexpr int blockedMs = 900;   // no computer is that busy, and every waitFor…() waits longer
constexpr int watchedMs = 1500;

// How long the event loop was away between its turns.
class Pulse final
{
public:
    Pulse()
    {
        m_timer.setTimerType(Qt::PreciseTimer);
        m_timer.setInterval(tickMs);
        QObject::connect(&m_timer, &QTimer::timeout, &m_timer, [this] { m_gapsMs.append(m_clock.restart()); });
        m_clock.start();
        m_timer.start();
    }

    const QList<qint64> &gapsMs() const { return m_gapsMs; }

private:
    QTimer m_timer;
    QElapsedTimer m_clock;
    QList<qint64> m_gapsMs;
};

// Sockets of this process that could reach another computer; empty as well where the system does not tell.
QSet<QString> networkSockets()
{
    QSet<QString> network;
    for (const char *table : {"tcp", "tcp6", "udp", "udp6"}) {
        QFile file(u"/proc/self/net/"_s + QString::fromLatin1(table));
        if (file.open(QIODevice::ReadOnly)) {
            const QList<QByteArray> lines = file.readAll().split('\n');
            for (const QByteArray &line : lines) {
                network.insert(u"socket:[%1]"_s.arg(QString::fromLatin1(line.simplified().split(' ').value(9))));
            }
        }
    }
    QSet<QString> own;
    const QFileInfoList descriptors = QDir(u"/proc/self/fd"_s).entryInfoList(QDir::Files | QDir::System);
    for (const QFileInfo &descriptor : descriptors) {
        if (const QString target = QFile::symLinkTarget(descriptor.filePath()).section(u'/', -1); network.contains(target)) {
            own.insert(target);
        }
    }
    return own;
}

} // namespace

void tst_MuteEngine::init()
{
    QStandardPaths::setTestModeEnabled(true);
    QApplication::setQuitOnLastWindowClosed(false);
    m_folder = std::make_unique<QTemporaryDir>();
    qputenv("XDG_RUNTIME_DIR", m_folder->path().toLocal8Bit());
    m_store = std::make_unique<QSettings>(m_folder->filePath(u"s.ini"_s), QSettings::IniFormat);
    Test::writeFile(m_folder->filePath(u"blog/app.py"_s), "from flask import Flask\napp = Flask(__name__)\n");
}

void tst_MuteEngine::cleanup()
{
    m_window.reset();
    m_sites.reset();
    m_engines.clear();
}

void tst_MuteEngine::listen(const QString &name, const QByteArray &greeting)
{
    auto runtime = Control::RuntimeDir::open();
    QVERIFY(runtime);
    auto server = std::make_unique<QLocalServer>();
    connect(server.get(), &QLocalServer::newConnection, this,
        [engine = server.get(), greeting] { engine->nextPendingConnection()->write(greeting); });
    QVERIFY(server->listen(runtime->socketPath(name)));
    m_engines.push_back(std::move(server));
}

void tst_MuteEngine::makeWindow()
{
    auto runtime = Control::RuntimeDir::open();
    QVERIFY(runtime);
    m_sites = std::make_unique<Sites::SiteList>(*m_store, u"/bin/false"_s, *runtime);
    m_window = std::make_unique<Window::MainWindow>(*m_store, *m_sites, tabMakers());
    m_sites->add(Sites::SiteRecord::make(u"blog"_s, m_folder->filePath(u"blog"_s), {u"-w"_s, u"app:app"_s}));
    m_sites->restore();
    m_window->restoreSession();
    m_window->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_window.get()));
}

void tst_MuteEngine::windowGoesOn_data()
{
    QTest::addColumn<QByteArray>("greeting");
    QTest::newRow("an engine that accepts and says nothing") << QByteArray();
    QTest::newRow("an engine that stops in its greeting") << "{\"retort\":\"0.1"_ba;
    QTest::newRow("an engine that greets and answers nothing")
        << "{\"retort\":\"0.1.0\",\"protocol\":1,\"site\":{\"name\":\"mute\",\"pid\":"_ba
            + QByteArray::number(QCoreApplication::applicationPid()) + ",\"folder\":\"/srv\",\"addresses\":[\"http://127.0.0.1:9\"]}}\n";
}

// All that asks an engine for something, and then the next.
void tst_MuteEngine::useEverything()
{
    for (int row = 0; row < m_sites->count(); ++row) {
        m_window->activateWindow();
        QTest::keyClick(m_window.get(), static_cast<Qt::Key>(Qt::Key_1 + row), Qt::AltModifier);
        for (const Qt::Key tab : {Qt::Key_1, Qt::Key_2, Qt::Key_3}) {
            QTest::keyClick(m_window.get(), tab, Qt::ControlModifier);
        }
        QTest::keyClick(m_window.get(), Qt::Key_F5);
        QTest::keyClick(m_window.get(), Qt::Key_F8);
        QTest::keyClick(m_window.get(), Qt::Key_F5, Qt::ShiftModifier);
    }
}

void tst_MuteEngine::windowGoesOn()
{
    QFETCH(QByteArray, greeting);
    listen(u"mute"_s, greeting);
    makeWindow();
    QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
    Pulse pulse;
    QElapsedTimer watched;
    watched.start();
    useEverything();
    (void)QTest::qWaitFor([&] { return watched.elapsed() > watchedMs; }, 2 * watchedMs);
    QVERIFY(pulse.gapsMs().size() > 10);
    const auto smooth = std::ranges::count_if(pulse.gapsMs(), [](qint64 gap) { return gap < smoothMs; });
    const qint64 longest = *std::ranges::max_element(pulse.gapsMs());
    QVERIFY2(smooth * 100 >= pulse.gapsMs().size() * 95, qPrintable(u"%1 of %2 turns"_s.arg(smooth).arg(pulse.gapsMs().size())));
    QVERIFY2(longest < blockedMs, qPrintable(u"%1 ms"_s.arg(longest)));
}

void tst_MuteEngine::openingAsksNoNetwork()
{
    const QSet<QString> before = networkSockets();
    QSet<QString> seen;
    QTimer look;
    connect(&look, &QTimer::timeout, this, [&] { seen += networkSockets(); });
    look.start(tickMs);
    makeWindow();
    seen += networkSockets();
    useEverything();
    QElapsedTimer watched;
    watched.start();
    (void)QTest::qWaitFor([&] { return watched.elapsed() > watchedMs; }, 2 * watchedMs);
    QVERIFY2(seen.subtract(before).isEmpty(), qPrintable(QStringList(seen.values()).join(u' ')));
}

QTEST_MAIN(tst_MuteEngine)
#include "tst_muteengine.moc"
