// SPDX-License-Identifier: Apache-2.0
#include "ui/mainwindow/singleinstance.h"

#include <QFile>
#include <QLocalSocket>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <memory>

using namespace Retort;
using namespace Qt::StringLiterals;
using Window::SingleInstance;

class tst_SingleInstance final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void secondHandsOverItsArguments();
    void leftoversAreNoObstacle();
    void nonsenseIsDropped();
};

void tst_SingleInstance::secondHandsOverItsArguments()
{
    const QTemporaryDir folder;
    SingleInstance first(folder.path());
    QVERIFY(first.isFirst());
    SingleInstance second(folder.path());
    QVERIFY(!second.isFirst());
    QSignalSpy again(&first, &SingleInstance::startedAgain);
    QSignalSpy done(&second, &SingleInstance::handedOver);
    const QStringList arguments{u"a b"_s, u"“ü”\n"_s};
    second.handOver(u"/srv/blog"_s, arguments);
    QTRY_COMPARE(again.count(), 1);
    QTRY_COMPARE(done.count(), 1);
    QCOMPARE(again.first().at(0).toString(), u"/srv/blog"_s);
    QCOMPARE(again.first().at(1).toStringList(), arguments);
}

void tst_SingleInstance::leftoversAreNoObstacle()
{
    const QTemporaryDir folder;
    QFile socket(folder.filePath(u"window.instance"_s));
    QVERIFY(socket.open(QIODevice::WriteOnly));
    socket.close();
    SingleInstance first(folder.path());
    QVERIFY(first.isFirst());
    SingleInstance second(folder.path());
    QVERIFY(!second.isFirst());
    QSignalSpy done(&second, &SingleInstance::handedOver);
    second.handOver({}, {});
    QTRY_COMPARE(done.count(), 1);
}

void tst_SingleInstance::nonsenseIsDropped()
{
    const QTemporaryDir folder;
    SingleInstance first(folder.path());
    QVERIFY(first.isFirst());
    QLocalSocket client;
    client.connectToServer(folder.filePath(u"window.instance"_s));
    QTRY_COMPARE(client.state(), QLocalSocket::ConnectedState);
    client.write(QByteArray(1024 * 1024, 'x'));
    QTRY_COMPARE(client.state(), QLocalSocket::UnconnectedState);
}

QTEST_GUILESS_MAIN(tst_SingleInstance)
#include "tst_singleinstance.moc"
