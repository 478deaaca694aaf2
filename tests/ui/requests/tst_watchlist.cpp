// SPDX-License-Identifier: Apache-2.0
#include "ui/requests/watchlist.h"

#include "ui/requests/requestdetail.h"
#include "ui/requests/requeststab.h"
#include "ui/requests/requesttools.h"

#include <QJsonArray>
#include <QMap>
#include <QMessageBox>
#include <QPushButton>
#include <QSignalSpy>
#include <QStandardPaths>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTest>

#include <memory>

using namespace Qt::StringLiterals;
using namespace Retort::Requests;

// Over an engine that is a map of answers: each replay is answered by the next one.
class tst_WatchList final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QStandardPaths::setTestModeEnabled(true); }
    void init();
    void cleanup();
    void verdicts_data();
    void verdicts();
    void replaysAfterALoad();
    void asksBeforeItOrders();
    void whatCannotBeSent();
    void starsAndFilter();

private:
    WatchList &watches() { return m_tools->watches(); }

    std::unique_ptr<QTcpServer> m_server;
    std::unique_ptr<RequestsTab> m_tab;
    RequestTools *m_tools = nullptr;
    QMap<qint64, QJsonObject> m_known;
    qint64 m_next = 100;      // sequence number of the next replay
    QJsonObject m_nextAnswer; // what it will be
    QStringList m_sent;
};

namespace {

QJsonObject known(qint64 sequence, int status, const QByteArray &body, const QString &method = u"GET"_s, const QString &path = u"/a"_s)
{
    return {{u"sequence"_s, sequence}, {u"time"_s, sequence * 1'000'000}, {u"method"_s, method}, {u"uri"_s, path}, {u"target"_s, path},
        {u"status"_s, status}, {u"requestHeaders"_s, QJsonArray{QJsonArray{u"Host"_s, u"h"_s}}}, {u"responseHeaders"_s, QJsonArray()},
        {u"responseBody"_s,
            QJsonObject{{u"base64"_s, QString::fromLatin1(body.toBase64())}, {u"bytes"_s, body.size()}, {u"cut"_s, false}}}};
}

QJsonObject recordOf(const QJsonObject &request)
{
    QJsonObject record = request;
    record.remove(u"requestHeaders"_s);
    record.remove(u"responseBody"_s);
    return record;
}

} // namespace

void tst_WatchList::init()
{
    m_server = std::make_unique<QTcpServer>();
    QVERIFY(m_server->listen(QHostAddress::LocalHost));
    connect(m_server.get(), &QTcpServer::newConnection, this, [this] {
        QTcpSocket *client = m_server->nextPendingConnection();
        connect(client, &QTcpSocket::readyRead, client, [this, client] {
            m_sent += QString::fromLatin1(client->readLine()).trimmed();
            client->disconnectFromHost();
        });
    });
    m_tab = std::make_unique<RequestsTab>();
    EngineLink link;
    link.ask = [this](const QString &what, const QJsonObject &more, const EngineLink::Answer &answer) {
        if (what == u"request") {
            answer({{u"ok"_s, true}, {u"request"_s, m_known.value(more.value("sequence"_L1).toInteger())}});
        } else if (what == u"replay") {
            answer({{u"ok"_s, true}});
            const qint64 sequence = m_next++;
            QJsonObject now = m_nextAnswer;
            now.insert(u"sequence"_s, sequence);
            now.insert(u"time"_s, sequence * 1'000'000);
            m_known.insert(sequence, now);
            answer({{u"ok"_s, true}, {u"sequence"_s, sequence}});
        }
    };
    link.address = [this] { return QUrl(u"http://127.0.0.1:%1/"_s.arg(m_server->serverPort())); };
    m_tools = new RequestTools(*m_tab, std::move(link));
    m_known.clear();
    m_sent.clear();
    m_next = 100;
}

void tst_WatchList::cleanup()
{
    m_tab.reset();
    m_server.reset();
}

void tst_WatchList::verdicts_data()
{
    QTest::addColumn<QJsonObject>("original");
    QTest::addColumn<QJsonObject>("now");
    QTest::addColumn<int>("verdict");
    QJsonObject raised = known(1, 200, "x");
    raised.insert(u"exception"_s, QJsonObject{{u"type"_s, u"KeyError"_s}});
    const auto row = [](const char *name, const QJsonObject &original, const QJsonObject &now, WatchVerdict verdict) {
        QTest::newRow(name) << original << now << int(verdict);
    };
    row("the same", known(1, 200, "x"), known(2, 200, "x"), WatchVerdict::Same);
    row("another body", known(1, 200, "x"), known(2, 200, "y"), WatchVerdict::Changed);
    row("another status", known(1, 200, "x"), known(2, 404, "x"), WatchVerdict::Changed);
    row("it failed and does no more", known(1, 500, "x"), known(2, 200, "y"), WatchVerdict::Fixed);
    row("it raised and does no more", raised, known(2, 200, "x"), WatchVerdict::Fixed);
    row("it fails now", known(1, 200, "x"), known(2, 500, "x"), WatchVerdict::Fails);
    row("it fails still", known(1, 500, "x"), known(2, 500, "x"), WatchVerdict::Fails);
    row("it raises now", known(1, 200, "x"), raised, WatchVerdict::Fails);
    row("no answer", known(1, 200, "x"), known(2, 0, ""), WatchVerdict::Fails);
}

void tst_WatchList::verdicts()
{
    QFETCH(QJsonObject, original);
    QFETCH(QJsonObject, now);
    QFETCH(int, verdict);
    QCOMPARE(int(watchVerdict(original, now)), verdict);
}

void tst_WatchList::replaysAfterALoad()
{
    m_known.insert(1, known(1, 200, "x"));
    m_known.insert(2, known(2, 500, "x", u"GET"_s, u"/b"_s));
    watches().toggle(1, 1'000'000);
    watches().toggle(2, 2'000'000);
    QCOMPARE(watches().known().size(), 2);
    QCOMPARE(watches().summary(), QString()); // nothing to say yet
    QSignalSpy ended(&watches(), &WatchList::roundEnded);
    QSignalSpy verdict(&watches(), &WatchList::verdictKnown);
    m_nextAnswer = known(0, 200, "x");
    watches().replayAll();
    QTRY_COMPARE(ended.size(), 1);
    QCOMPARE(ended.at(0).at(0).toString(), u"2 watched: 1 same, 1 fixed ✓"_s);
    QCOMPARE(verdict.size(), 4); // of both and of their replays
    QTRY_COMPARE(m_sent, (QStringList{u"GET /a HTTP/1.1"_s, u"GET /b HTTP/1.1"_s}));
    m_nextAnswer = known(0, 200, "y");
    watches().replayAll();
    QTRY_COMPARE(ended.size(), 2);
    QCOMPARE(ended.at(1).at(0).toString(), u"2 watched: 1 fixed ✓, 1 changed ≠"_s);
    // Nobody listens: it fails, and the round ends.
    m_server->close();
    watches().replayAll();
    QTRY_COMPARE(ended.size(), 3);
    QCOMPARE(ended.at(2).at(0).toString(), u"2 watched: 2 fail ✗"_s);
    watches().toggle(1, 1'000'000);
    watches().toggle(2, 2'000'000);
    QVERIFY(watches().known().isEmpty());
    watches().replayAll();
    QCOMPARE(ended.size(), 3);
}

void tst_WatchList::asksBeforeItOrders()
{
    QJsonObject order = known(1, 200, "x", u"POST"_s, u"/orders?id=7"_s);
    order.insert(u"requestBody"_s, QJsonObject{{u"base64"_s, QString()}, {u"bytes"_s, 0}, {u"cut"_s, false}});
    m_known.insert(1, order);
    watches().toggle(1, 1'000'000);
    QVERIFY(watches().known().isEmpty());
    auto *question = m_tab->findChild<QMessageBox *>();
    QVERIFY(question && !question->isModal());
    QCOMPARE(question->text(), u"Replay POST /orders after every reload?"_s);
    question->button(QMessageBox::Cancel)->click();
    QVERIFY(watches().known().isEmpty());
    QTRY_VERIFY(!m_tab->findChild<QMessageBox *>());
    watches().toggle(1, 1'000'000);
    for (QAbstractButton *button : m_tab->findChild<QMessageBox *>()->buttons()) {
        if (button->text().contains(u"Watch")) {
            button->click();
            break;
        }
    }
    QCOMPARE(watches().known().size(), 1);
}

void tst_WatchList::whatCannotBeSent()
{
    QSignalSpy failed(&watches(), &WatchList::failed);
    watches().toggle(7, 7'000'000); // the engine knows nothing of it
    QCOMPARE(failed.size(), 1);
    QVERIFY(failed.at(0).at(0).toString().startsWith(u"Not watched: "_s));
    m_known.insert(1, known(1, 200, "x"));
    watches().toggle(1, 999); // of an engine before
    QCOMPARE(failed.size(), 2);
    QVERIFY(watches().known().isEmpty());
}

void tst_WatchList::starsAndFilter()
{
    m_known.insert(1, known(1, 200, "x"));
    m_tab->takeBatch(Retort::Log::RecordBatch::of({recordOf(known(1, 200, "x")), recordOf(known(2, 200, "x"))}, 0));
    RequestTableModel &model = m_tab->model();
    QTRY_COMPARE(model.rowCount(), 2);
    m_tab->table()->setCurrentIndex(model.index(0, 0));
    Q_EMIT m_tab->watchWanted(1);
    QCOMPARE(model.markOf(model.row(0)), u"★"_s);
    QCOMPARE(model.markOf(model.row(1)), QString());
    const auto isChecked = [this] {
        for (const QPushButton *button : m_tab->detail()->findChildren<QPushButton *>()) {
            if (button->isCheckable()) {
                return button->isChecked();
            }
        }
        return false;
    };
    QVERIFY(isChecked());
    m_nextAnswer = known(0, 200, "y");
    QSignalSpy ended(&watches(), &WatchList::roundEnded);
    watches().replayAll();
    QTRY_COMPARE(ended.size(), 1);
    QCOMPARE(model.markOf(model.row(0)), u"★ ≠"_s);
    m_tab->takeBatch(Retort::Log::RecordBatch::of({recordOf(m_known.value(100))}, 0)); // the row of the replay comes after its mark
    QTRY_COMPARE(model.rowCount(), 3);
    QCOMPARE(model.markOf(model.row(2)), u"≠"_s);
    QVERIFY(model.index(2, 0).data(Qt::AccessibleTextRole).toString().endsWith(u"≠"_s));
    m_tab->setFilter(u"is:watched"_s);
    QTRY_COMPARE(model.rowCount(), 2); // it and its replay
    m_tab->setFilter({});
    QTRY_COMPARE(model.rowCount(), 3);
    m_tab->table()->setCurrentIndex(model.index(0, 0));
    Q_EMIT m_tab->watchWanted(1);
    QCOMPARE(model.markOf(model.row(0)), QString());
    QVERIFY(!isChecked());
    // Another engine counts from 1 again: its first request is not what was watched.
    m_tools->engineChanged();
    m_tab->setFilter(u"is:watched"_s);
    QTRY_COMPARE(model.rowCount(), 0);
}

QTEST_MAIN(tst_WatchList)
#include "tst_watchlist.moc"
