// SPDX-License-Identifier: Apache-2.0
#include "tests/screenshots/picture.h"

#include <QCoreApplication>
#include <QDir>
#include <QElapsedTimer>
#include <QEventLoop>
#include <QPixmap>
#include <QTcpSocket>
#include <QTimer>
#include <QWidget>

#include <cstdio>

using namespace Qt::StringLiterals;

namespace Retort {

namespace {

constexpr int longestMs = 20'000;
constexpr int lookMs = 20;

} // namespace

void letPass(int ms)
{
    QEventLoop loop;
    QTimer::singleShot(ms, &loop, &QEventLoop::quit);
    loop.exec();
}

bool waitUntil(const std::function<bool()> &condition)
{
    QElapsedTimer clock;
    clock.start();
    while (!condition()) {
        if (clock.hasExpired(longestMs)) {
            return false;
        }
        letPass(lookMs);
    }
    return true;
}

bool request(const QUrl &site, const QByteArray &method, const QByteArray &target, const QByteArray &body)
{
    QTcpSocket socket;
    socket.connectToHost(site.host(), static_cast<quint16>(site.port()));
    socket.write(method + ' ' + target + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n");
    if (!body.isEmpty()) {
        socket.write("Content-Type: application/x-www-form-urlencoded\r\nContent-Length: " + QByteArray::number(body.size()) + "\r\n");
    }
    socket.write("\r\n" + body);
    bool answered = false;
    const bool ended = waitUntil([&] {
        answered = answered || socket.bytesAvailable() > 0;
        return socket.state() == QAbstractSocket::UnconnectedState;
    });
    return ended && answered;
}

bool takePicture(QWidget &widget, const QString &folder, const QString &name)
{
    letPass(350);  // what slides in has arrived
    const QString path = QDir(folder).filePath(name + ".png"_L1);
    if (!widget.grab().save(path)) {
        std::fprintf(stderr, "%s cannot be written\n", qUtf8Printable(path));
        return false;
    }
    std::printf("%s\n", qUtf8Printable(path));
    return true;
}

} // namespace Retort
