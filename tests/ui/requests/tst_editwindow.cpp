// SPDX-License-Identifier: Apache-2.0
#include "ui/requests/editwindow.h"

#include "ui/requests/requeststab.h"
#include "ui/requests/requesttools.h"
#include "ui/requests/responsetab.h"

#include <QComboBox>
#include <QHeaderView>
#include <QJsonArray>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QStandardPaths>
#include <QTabWidget>
#include <QTableWidget>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTest>

#include <memory>

using namespace Qt::StringLiterals;
using namespace Retort::Requests;

// A window over an engine that is only a socket: what is sent arrives there, what the engine knows is said by the test.
class tst_EditWindow final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QStandardPaths::setTestModeEnabled(true); }
    void init();
    void cleanup();
    void showsWhatWasSent();
    void sendsWhatIsTyped();
    void checksJson();
    void bytesStayAsTheyWere();
    void whatCannotBeSent();

private:
    template<typename Widget>
    Widget *part(const QString &name)
    {
        for (Widget *widget : m_window->findChildren<Widget *>()) {
            if (widget->accessibleName() == name) {
                return widget;
            }
        }
        return nullptr;
    }
    QPushButton *button(const QString &text)
    {
        for (QPushButton *one : m_window->findChildren<QPushButton *>()) {
            if (one->text() == text) {
                return one;
            }
        }
        return nullptr;
    }
    void open(const QJsonObject &request)
    {
        m_tools->openEditor(request);
        const QList<EditWindow *> windows = m_tab->findChildren<EditWindow *>();
        QCOMPARE(windows.size(), 1);
        m_window = windows.first();
        QVERIFY(QTest::qWaitForWindowActive(m_window));
    }

    std::unique_ptr<QTcpServer> m_server;
    std::unique_ptr<RequestsTab> m_tab;
    RequestTools *m_tools = nullptr;
    EditWindow *m_window = nullptr;
    QJsonObject m_answer; // of `request`
};

namespace {

QJsonObject sent(const QByteArray &body)
{
    return {{u"method"_s, u"POST"_s}, {u"uri"_s, u"/users?x=1"_s}, {u"bytesIn"_s, body.size()}, {u"responseHeaders"_s, QJsonArray()},
        {u"requestHeaders"_s,
            QJsonArray{QJsonArray{u"Host"_s, u"127.0.0.1"_s}, QJsonArray{u"Content-Type"_s, u"application/json"_s},
                QJsonArray{u"Content-Length"_s, u"99"_s}}},
        {u"requestBody"_s, QJsonObject{{u"base64"_s, QString::fromLatin1(body.toBase64())}, {u"bytes"_s, body.size()}, {u"cut"_s, false}}}};
}

} // namespace

void tst_EditWindow::init()
{
    m_server = std::make_unique<QTcpServer>();
    QVERIFY(m_server->listen(QHostAddress::LocalHost));
    m_tab = std::make_unique<RequestsTab>();
    EngineLink link;
    link.ask = [this](const QString &what, const QJsonObject &, const EngineLink::Answer &answer) {
        if (what == u"replay") {
            answer({{u"ok"_s, true}});
            answer({{u"ok"_s, true}, {u"sequence"_s, 5}});
        } else if (what == u"request") {
            answer({{u"ok"_s, true}, {u"request"_s, m_answer}});
        }
    };
    link.address = [this] { return QUrl(u"http://127.0.0.1:%1/"_s.arg(m_server->serverPort())); };
    m_tools = new RequestTools(*m_tab, std::move(link));
}

void tst_EditWindow::cleanup()
{
    m_window = nullptr;
    m_tab.reset();
    m_server.reset();
}

void tst_EditWindow::showsWhatWasSent()
{
    open(sent(R"({"a":1})"));
    QCOMPARE(part<QComboBox>(u"Method"_s)->currentText(), u"POST"_s);
    QCOMPARE(part<QLineEdit>(u"Path and query"_s)->text(), u"/users?x=1"_s);
    QCOMPARE(part<QPlainTextEdit>(u"Body of the request"_s)->toPlainText(), u"{\"a\":1}"_s);
    auto *headers = part<QTableWidget>(u"Headers of the request"_s);
    QCOMPARE(headers->rowCount(), 3); // Content-Length follows from the body; the last row is for a new one
    headers->item(2, 0)->setText(u"X-New"_s);
    QCOMPARE(headers->rowCount(), 4);
    headers->item(2, 1)->setText(u"7"_s);
    QCOMPARE(m_window->request().value("requestHeaders"_L1).toArray().last().toArray(), (QJsonArray{u"X-New"_s, u"7"_s}));
    headers->setCurrentCell(2, 0);
    headers->setFocus();
    QTest::keyClick(headers, Qt::Key_Delete);
    QTRY_COMPARE(m_window->request().value("requestHeaders"_L1).toArray().size(), 2);
}

void tst_EditWindow::sendsWhatIsTyped()
{
    m_answer = {{u"status"_s, 201}, {u"totalUs"_s, 9'000}, {u"bytesOut"_s, 2}, {u"load"_s, 4},
        {u"responseHeaders"_s, QJsonArray{QJsonArray{u"Content-Type"_s, u"text/plain"_s}}},
        {u"responseBody"_s, QJsonObject{{u"base64"_s, u"b2s="_s}, {u"bytes"_s, 2}, {u"cut"_s, false}}}};
    open(sent("{}"));
    QVERIFY(!button(u"Compare with original"_s)->isEnabled());
    part<QComboBox>(u"Method"_s)->setCurrentText(u"PUT"_s);
    part<QLineEdit>(u"Path and query"_s)->setText(u"/users/ä b?y=%41"_s);
    part<QPlainTextEdit>(u"Body of the request"_s)->setPlainText(u"{\"é\": 2}"_s);
    part<QPlainTextEdit>(u"Body of the request"_s)->setFocus();
    QTest::keyClick(part<QPlainTextEdit>(u"Body of the request"_s), Qt::Key_Return, Qt::ControlModifier); // no line end
    QTRY_VERIFY(m_server->hasPendingConnections());
    QTcpSocket *client = m_server->nextPendingConnection();
    QByteArray received;
    QTRY_VERIFY((received += client->readAll()).endsWith("2}"));
    QCOMPARE(received,
        QByteArray("PUT /users/%C3%A4%20b?y=%41 HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\nContent-Length: "
                   "9\r\nConnection: close\r\n\r\n{\"\xc3\xa9\": 2}"));
    QTRY_COMPARE(m_window->state(), u"201 Created · 9 ms · 2 B · load 4"_s);
    auto *tabs = m_window->findChild<QTabWidget *>();
    QVERIFY(qobject_cast<ResponseTab *>(tabs->currentWidget()));
    QVERIFY(button(u"Compare with original"_s)->isEnabled());
    client->disconnectFromHost();
}

void tst_EditWindow::checksJson()
{
    open(sent("{}"));
    auto *body = part<QPlainTextEdit>(u"Body of the request"_s);
    const auto says = [this](const QString &sentence) {
        const QList<QLabel *> labels = m_window->findChildren<QLabel *>();
        return std::ranges::any_of(labels, [&](const QLabel *label) { return label->isVisible() && label->text() == sentence; });
    };
    QVERIFY(says(u"Well-formed JSON."_s));
    body->setPlainText(u"{\n 'a': 1}"_s);
    QVERIFY(says(u"Line 2, column 2: here should stand a name in double quotes."_s));
    part<QTableWidget>(u"Headers of the request"_s)->item(1, 1)->setText(u"text/plain"_s);
    QVERIFY(!says(u"Line 2, column 2: here should stand a name in double quotes."_s));
}

void tst_EditWindow::bytesStayAsTheyWere()
{
    const QByteArray bytes("\xff\0\r\n", 4);
    open(sent(bytes));
    QVERIFY(part<QPlainTextEdit>(u"Body of the request"_s)->isReadOnly());
    QCOMPARE(
        QByteArray::fromBase64(m_window->request().value("requestBody"_L1).toObject().value("base64"_L1).toString().toLatin1()), bytes);
}

void tst_EditWindow::whatCannotBeSent()
{
    open({{u"method"_s, u"GET"_s}, {u"uri"_s, u"/new"_s}});
    QCOMPARE(part<QTableWidget>(u"Headers of the request"_s)->item(0, 0)->text(), u"Host"_s);
    part<QTableWidget>(u"Headers of the request"_s)->item(0, 1)->setText(u"漢"_s);
    m_window->send();
    QVERIFY2(m_window->state().startsWith(u"Not sent: "_s), qPrintable(m_window->state()));
    part<QTableWidget>(u"Headers of the request"_s)->item(0, 1)->setText(u"h"_s);
    m_server->close();
    m_window->send();
    QTRY_VERIFY2(m_window->state().startsWith(u"Not sent: "_s) && m_window->state().contains(u"refused"_s), qPrintable(m_window->state()));
    QVERIFY(button(u"Send"_s)->isEnabled());
}

QTEST_MAIN(tst_EditWindow)
#include "tst_editwindow.moc"
