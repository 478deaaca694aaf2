// SPDX-License-Identifier: Apache-2.0
#include "engine/control/statssnapshot.h"

#include <QFile>
#include <QJsonDocument>
#include <QTest>

using namespace Retort;
using Control::StatsSnapshot;

class tst_StatsSnapshot final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void equalsWhatUwsgiSent();
    void anyBytesGiveValidJson();
    void credentialsAreMasked();
};

// The recording is what uWSGI 2.0.21 with two processes and two threads sent, byte for byte.
void tst_StatsSnapshot::equalsWhatUwsgiSent()
{
    QFile file(QFINDTESTDATA("data/uwsgi-stats.recorded"));
    QVERIFY(file.open(QIODevice::ReadOnly));
    StatsSnapshot snapshot;
    snapshot.version = "2.0.21-debian";
    snapshot.pid = 23929;
    snapshot.folder = "/srv/probe";
    snapshot.listeners = {{"127.0.0.1:9101", "http", 0, 0}, {"/srv/probe/lf.sock", "uwsgi", 0, 0}};
    StatsSnapshot::Worker worker;
    worker.id = 1;
    worker.pid = 23937;
    worker.accepting = true;
    worker.lastSpawnSeconds = 1795336970;
    worker.spawns = 1;
    worker.apps.resize(1);
    worker.cores.resize(2);
    snapshot.workers.push_back(worker);
    worker.id = 2;
    worker.pid = 23938;
    worker.requests = worker.deltaRequests = 1;
    worker.runningUs = 544;
    worker.sentBytes = 80;
    worker.averageResponseUs = 272;
    worker.apps[0].requests = 1;
    worker.cores[0].requests = 1;
    snapshot.workers.push_back(worker);
    QCOMPARE(QByteArray::fromStdString(Control::statsJson(snapshot)), file.readAll().trimmed());
}

void tst_StatsSnapshot::anyBytesGiveValidJson()
{
    StatsSnapshot snapshot;
    StatsSnapshot::Worker worker;
    worker.status = "idle";
    StatsSnapshot::Core core;
    core.inRequest = true;
    core.requestStartSeconds = 5;
    std::string hostile = "A=";
    for (int byte = 0; byte < 256; ++byte) {
        hostile.push_back(static_cast<char>(byte));
    }
    core.variables = {"B=1", hostile};
    worker.cores = {core};
    snapshot.workers = {worker};
    QJsonParseError fault;
    const auto document = QJsonDocument::fromJson(QByteArray::fromStdString(Control::statsJson(snapshot)), &fault);
    QVERIFY2(!document.isNull(), qPrintable(fault.errorString()));
}

void tst_StatsSnapshot::credentialsAreMasked()
{
    StatsSnapshot snapshot;
    StatsSnapshot::Worker worker;
    StatsSnapshot::Core core;
    core.variables = {
        "HTTP_COOKIE=session=hunter2", "QUERY_STRING=token=hunter2&a=1", "REQUEST_URI=/?token=hunter2", "HTTP_AUTHORIZATION=Basic hunter2"};
    worker.cores = {core};
    snapshot.workers = {worker};
    const std::string json = Control::statsJson(snapshot);
    QVERIFY(json.find("hunter2") == std::string::npos);
    QVERIFY(json.find("\"QUERY_STRING=token=***&a=1\"") != std::string::npos);
}

QTEST_APPLESS_MAIN(tst_StatsSnapshot)
#include "tst_statssnapshot.moc"
