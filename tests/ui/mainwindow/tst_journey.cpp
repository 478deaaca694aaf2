// SPDX-License-Identifier: Apache-2.0
#include "ui/mainwindow/mainwindow.h"

#include "tests/support/dropfile.h"
#include "tests/support/writefile.h"
#include "ui/dialogs/closingdialog.h"
#include "ui/dialogs/newsitedialog.h"
#include "ui/output/outputtab.h"
#include "ui/states/statestrip.h"

#include <QApplication>
#include <QListView>
#include <QPushButton>
#include <QSettings>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTemporaryDir>
#include <QTest>

#include <memory>

using namespace Retort;
using namespace Qt::StringLiterals;
using Phase = States::SiteFacts::Phase;

// What a person does with the window, against the real engine.
class tst_Journey final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();

    void dropEnterRunStop();
    void brokenAppIsExplained();
    void portInUseIsSolvedByItsButton();
    void sessionComesBack();
    void sitesKeepServingWithoutTheWindow();
    void keysReachEverything();

private:
    void makeWindow();
    void press(Qt::Key key, Qt::KeyboardModifiers modifiers = {});
    void dropAndStart(const QString &path);
    Sites::Site *onlySite() const { return m_sites->at(0); }
    QByteArray get(const Sites::Site &site) const;
    QString strip() const { return m_window->currentPage()->strip().text(); }

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<QSettings> m_store;
    std::unique_ptr<Sites::SiteList> m_sites;
    std::unique_ptr<Window::MainWindow> m_window;
    QString m_engine;
};

namespace {

constexpr int longMs = 20'000;
constexpr char helloApp[] =
    "from flask import Flask\napp = Flask(__name__)\nprint('loaded')\n\n@app.get('/')\ndef index():\n    return 'hello'\n";

} // namespace

void tst_Journey::initTestCase()
{
    m_engine = qEnvironmentVariable("RETORT_BIN");
    if (m_engine.isEmpty()) {
        QSKIP("RETORT_BIN names no engine");
    }
    QApplication::setQuitOnLastWindowClosed(false);
}

void tst_Journey::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    qputenv("XDG_RUNTIME_DIR", m_folder->path().toLocal8Bit());
    m_store = std::make_unique<QSettings>(m_folder->filePath(u"s.ini"_s), QSettings::IniFormat);
    Test::writeFile(m_folder->filePath(u"hello/app.py"_s), helloApp);
    makeWindow();
}

void tst_Journey::cleanup()
{
    for (qsizetype row = 0; m_sites && row < m_sites->count(); ++row) {
        m_sites->at(row)->stop(Sites::Site::StopMode::AtOnce);
    }
    QTRY_VERIFY_WITH_TIMEOUT(!m_sites || (m_sites->servingCount() == 0 && m_sites->endingCount() == 0), longMs);
    m_window.reset();
    m_sites.reset();
}

void tst_Journey::makeWindow()
{
    m_window.reset();
    auto runtime = Control::RuntimeDir::open();
    QVERIFY(runtime);
    m_sites = std::make_unique<Sites::SiteList>(*m_store, m_engine, *runtime);
    m_window = std::make_unique<Window::MainWindow>(*m_store, *m_sites, Window::TabMakers());
    m_sites->restore();
    m_window->restoreSession();
    m_window->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_window.get()));
}

// Shortcuts count in the active window only, and nobody manages windows here.
void tst_Journey::press(Qt::Key key, Qt::KeyboardModifiers modifiers)
{
    m_window->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
    QTest::keyClick(m_window.get(), key, modifiers);
}

// One drop, one Enter.
void tst_Journey::dropAndStart(const QString &path)
{
    const qsizetype before = m_sites->count();
    Test::dropFile(*m_window, path);
    auto *dialog = m_window->findChild<Dialogs::NewSiteDialog *>();
    QVERIFY(dialog);
    QTest::keyClick(dialog, Qt::Key_Return);
    QTRY_COMPARE_WITH_TIMEOUT(m_sites->count(), before + 1, longMs);
}

QByteArray tst_Journey::get(const Sites::Site &site) const
{
    const QUrl url(States::browserAddress(site.facts().addresses));
    QTcpSocket socket;
    socket.connectToHost(url.host(), static_cast<quint16>(url.port()));
    socket.write("GET / HTTP/1.0\r\nHost: localhost\r\n\r\n");
    QByteArray answer;
    const bool whole = QTest::qWaitFor(
        [&] {
            answer += socket.readAll();
            return socket.state() == QAbstractSocket::UnconnectedState;
        },
        longMs);
    return whole ? answer : QByteArray();
}

void tst_Journey::dropEnterRunStop()
{
    dropAndStart(m_folder->filePath(u"hello"_s));
    Sites::Site *site = onlySite();
    QTRY_COMPARE_WITH_TIMEOUT(site->facts().engineState, u"serving"_s, longMs);
    QCOMPARE(site->record().name, u"hello"_s);
    QCOMPARE(m_window->currentPage()->view().glyph, States::Glyph::Running);
    QVERIFY(get(*site).endsWith("hello"));
    QTRY_COMPARE_WITH_TIMEOUT(site->facts().requests, quint64{1}, longMs);
    const auto &model = m_window->currentPage()->output().model();
    QTRY_VERIFY_WITH_TIMEOUT(model.find(u"loaded"_s, 0, Output::OutputModel::Direction::Forward) >= 0, longMs);
    press(Qt::Key_F5);
    QTRY_COMPARE_WITH_TIMEOUT(site->facts().load, quint32{2}, longMs);
    press(Qt::Key_F5, Qt::ShiftModifier);
    QTRY_COMPARE_WITH_TIMEOUT(site->facts().phase, Phase::Stopped, longMs);
    QVERIFY(m_window->currentPage()->view().canStart);
}

void tst_Journey::brokenAppIsExplained()
{
    Test::writeFile(m_folder->filePath(u"broken/app.py"_s), "from flask import Flask\napp = Flask(__name__)\nfoo(\n");
    dropAndStart(m_folder->filePath(u"broken"_s));
    QTRY_VERIFY_WITH_TIMEOUT(strip().startsWith("`app.py` line 3: SyntaxError, '(' was never closed."_L1), longMs);
    QCOMPARE(m_window->currentPage()->view().glyph, States::Glyph::Error);
    Test::writeFile(m_folder->filePath(u"broken/app.py"_s), helloApp);
    onlySite()->reload();
    QTRY_COMPARE_WITH_TIMEOUT(strip(), QString(), longMs);
}

void tst_Journey::portInUseIsSolvedByItsButton()
{
    QTcpServer other;
    QVERIFY(other.listen(QHostAddress::LocalHost));
    const QString address = u"127.0.0.1:%1"_s.arg(other.serverPort());
    Sites::Site *site =
        m_sites->add(Sites::SiteRecord::make(u"taken"_s, m_folder->filePath(u"hello"_s), {u"-w"_s, u"app:app"_s, u"--http"_s, address}));
    site->start();
    QTRY_COMPARE_WITH_TIMEOUT(site->facts().phase, Phase::StartFailed, longMs);
    QCOMPARE(site->facts().startFailure.kind, States::StartFailure::Kind::PortInUse);
    auto *button = m_window->currentPage()->strip().findChild<QPushButton *>();
    QVERIFY(button && button->text().startsWith("Use "_L1));
    button->click();
    QTRY_COMPARE_WITH_TIMEOUT(site->facts().engineState, u"serving"_s, longMs);
    QVERIFY(!site->facts().addresses.first().endsWith(address));
}

void tst_Journey::sessionComesBack()
{
    m_sites->add(Sites::SiteRecord::make(u"one"_s, m_folder->filePath(u"hello"_s), {u"-w"_s, u"app:app"_s}));
    m_sites->add(Sites::SiteRecord::make(u"two"_s, m_folder->path(), {u"uwsgi.ini"_s}));
    m_window->resize(900, 600);
    press(Qt::Key_2, Qt::AltModifier);
    QCOMPARE(m_window->currentPage()->site().record().name, u"two"_s);
    m_window->close();
    makeWindow();
    QCOMPARE(m_sites->count(), 2);
    QCOMPARE(m_window->currentPage()->site().record().name, u"two"_s);
    QCOMPARE(m_window->size(), QSize(900, 600));
}

void tst_Journey::sitesKeepServingWithoutTheWindow()
{
    dropAndStart(m_folder->filePath(u"hello"_s));
    QTRY_COMPARE_WITH_TIMEOUT(onlySite()->facts().engineState, u"serving"_s, longMs);
    m_window->close();
    auto *dialog = m_window->findChild<Dialogs::ClosingDialog *>();
    QVERIFY(dialog);
    QTest::keyClick(dialog, Qt::Key_Return);  // Keep serving
    QTRY_VERIFY(!m_window->isVisible());
    makeWindow();
    QTRY_COMPARE_WITH_TIMEOUT(onlySite()->facts().engineState, u"serving"_s, longMs);
    QCOMPARE(m_sites->count(), 1);
    QVERIFY(!onlySite()->isGuest());
    QVERIFY(get(*onlySite()).endsWith("hello"));
}

void tst_Journey::keysReachEverything()
{
    press(Qt::Key_N, Qt::ControlModifier);
    auto *dialog = m_window->findChild<Dialogs::NewSiteDialog *>();
    QVERIFY(dialog);
    QTest::keyClick(dialog, Qt::Key_Escape);
    QTRY_VERIFY(!m_window->findChild<Dialogs::NewSiteDialog *>());
    auto *list = m_window->findChild<QListView *>(u"sites"_s);
    press(Qt::Key_F9);
    QVERIFY(!list->isVisible());
    press(Qt::Key_F9);
    QVERIFY(list->isVisible());
}

QTEST_MAIN(tst_Journey)
#include "tst_journey.moc"
