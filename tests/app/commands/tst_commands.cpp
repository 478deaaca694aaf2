// SPDX-License-Identifier: Apache-2.0
#include "app/commands/commands.h"

#include "app/commands/siteconnection.h"
#include "app/commands/textoutput.h"
#include "engine/control/controlserver.h"
#include "tests/support/cannedtarget.h"
#include "tests/support/samplerequest.h"

#include <QDir>
#include <QJsonArray>
#include <QTemporaryDir>
#include <QTest>
#include <QTimer>

using namespace Retort;
using namespace Qt::StringLiterals;
using Commands::runCommand;

// The commands against real control sockets in a folder of their own.
class tst_Commands final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();

    void withoutSites();
    void wrongUsage_data();
    void wrongUsage();
    void oneSiteNeedsNoName();
    void severalSitesNeedANameOrTheirFolder();
    void failedReloadIsAnError();
    void followingEndsWithTheEngine();
    void texts();

private:
    std::unique_ptr<Control::ControlServer> serve(Test::CannedTarget &target);

    std::unique_ptr<QTemporaryDir> m_parent;
    std::unique_ptr<Net::Poller> m_poller;
    std::unique_ptr<Net::DeadlineQueue> m_deadlines;
};

void tst_Commands::init()
{
    m_parent = std::make_unique<QTemporaryDir>();
    qputenv("XDG_RUNTIME_DIR", QFile::encodeName(m_parent->path()));
    m_poller = Net::Poller::create();
    m_deadlines = std::make_unique<Net::DeadlineQueue>();
}

void tst_Commands::cleanup()
{
    m_deadlines.reset();
    m_poller.reset();
    m_parent.reset();
}

std::unique_ptr<Control::ControlServer> tst_Commands::serve(Test::CannedTarget &target)
{
    const auto folder = Control::RuntimeDir::open();
    auto server = Control::ControlServer::open(*m_poller, *m_deadlines, *folder, target.info.name, target);
    return server ? std::move(*server) : nullptr;
}

void tst_Commands::withoutSites()
{
    QCOMPARE(runCommand({u"ps"_s}), int{Commands::Done});
    QCOMPARE(runCommand({u"status"_s}), int{Commands::NoSuchSite});
    QCOMPARE(runCommand({u"stop"_s, u"blog"_s}), int{Commands::NoSuchSite});
}

void tst_Commands::wrongUsage_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::newRow("unknown command") << QStringList{u"halt"_s};
    QTest::newRow("unknown option") << QStringList{u"ps"_s, u"--colour"_s};
    QTest::newRow("option of another command") << QStringList{u"stop"_s, u"--follow"_s};
    QTest::newRow("two names") << QStringList{u"status"_s, u"a"_s, u"b"_s};
    QTest::newRow("ps with a name") << QStringList{u"ps"_s, u"a"_s};
    QTest::newRow("no number") << QStringList{u"logs"_s, u"--last"_s, u"many"_s};
    QTest::newRow("nothing") << QStringList{};
}

void tst_Commands::wrongUsage()
{
    QFETCH(QStringList, arguments);
    QCOMPARE(runCommand(arguments), int{Commands::BadUsage});
}

void tst_Commands::oneSiteNeedsNoName()
{
    Test::CannedTarget target;
    const auto server = serve(target);
    QVERIFY(server);
    target.requests.requestFinished(Test::sampleRequest("/users/7"), Test::sampleTrace());
    for (const QStringList &arguments :
        {QStringList{u"ps"_s}, {u"status"_s}, {u"status"_s, u"--json"_s}, {u"logs"_s}, {u"logs"_s, u"--json"_s, u"-n"_s, u"5"_s},
            {u"logs"_s, u"--output"_s}, {u"reload"_s}, {u"stop"_s, u"blog"_s}, {u"stop"_s, u"--now"_s}}) {
        QCOMPARE(runCommand(arguments), int{Commands::Done});
    }
    QCOMPARE(target.reloads, 1);
    QCOMPARE(target.stops, (QList<Control::StopMode>{Control::StopMode::Graceful, Control::StopMode::AtOnce}));
    QCOMPARE(runCommand({u"status"_s, u"shop"_s}), int{Commands::NoSuchSite});
}

void tst_Commands::severalSitesNeedANameOrTheirFolder()
{
    Test::CannedTarget blog;
    Test::CannedTarget shop;
    QTemporaryDir folder;
    shop.info.name = u"shop"_s;
    shop.info.folder = folder.path();
    const auto first = serve(blog);
    const auto second = serve(shop);
    QVERIFY(first && second);
    QCOMPARE(runCommand({u"reload"_s}), int{Commands::NoSuchSite});
    QCOMPARE(runCommand({u"reload"_s, u"blog"_s}), int{Commands::Done});
    QCOMPARE(blog.reloads, 1);
    const QString before = QDir::currentPath();
    QVERIFY(QDir::setCurrent(folder.path()));
    QCOMPARE(runCommand({u"reload"_s}), int{Commands::Done});
    QVERIFY(QDir::setCurrent(before));
    QCOMPARE(shop.reloads, 1);
}

void tst_Commands::failedReloadIsAnError()
{
    Test::CannedTarget target;
    target.reloadProblem = u"app.py line 12: SyntaxError"_s;
    const auto server = serve(target);
    QCOMPARE(runCommand({u"reload"_s}), int{Commands::Failed});
}

void tst_Commands::followingEndsWithTheEngine()
{
    Test::CannedTarget target;
    auto server = serve(target);
    const auto site = Commands::findSite({});
    QVERIFY(site);
    int records = 0;
    QTimer::singleShot(0, this, [&] { target.lines.append(1, 1, 1, {}, "hello"); });
    const auto ended = (*site)->follow({u"output"_s}, {}, [&](const QJsonObject &message) {
        records += static_cast<int>(message.value("output"_L1).toArray().size());
        if (records > 0) {
            QMetaObject::invokeMethod(this, [&] { server.reset(); }, Qt::QueuedConnection);
        }
    });
    QVERIFY(ended);
    QCOMPARE(records, 1);
    QVERIFY(!(*site)->ask(u"status"_s));
}

void tst_Commands::texts()
{
    QCOMPARE(Commands::tableText({{u"A"_s, u"B"_s}, {u"long"_s, u"x"_s}}), u"A     B\nlong  x\n"_s);
    QCOMPARE(Commands::harmless(u"a\x1b[2J\n\u202e"_s), u"a\\x1b[2J\\x0a\\xe2\\x80\\xae"_s);
    QCOMPARE(Commands::ageText(0, 5), u"–"_s);
    QCOMPARE(Commands::ageText(1, 90'000'001), u"90 s"_s);
    QCOMPARE(Commands::ageText(1, 7'200'000'001), u"2 h"_s);
    const QString line = Commands::requestText({{u"status"_s, 200}, {u"method"_s, u"GET"_s}, {u"target"_s, u"/"_s}, {u"totalUs"_s, 34'000},
        {u"bytesOut"_s, 812}, {u"worker"_s, 2}});
    QVERIFY2(line.endsWith(u"34 ms    812 B  w2"_s), qPrintable(line));
}

QTEST_GUILESS_MAIN(tst_Commands)
#include "tst_commands.moc"
