// SPDX-License-Identifier: Apache-2.0
#include "app/window/tabs.h"
#include "tests/support/dropfile.h"
#include "tests/support/writefile.h"
#include "tests/ui/mainwindow/person.h"
#include "tests/ui/mainwindow/surface.h"
#include "ui/mainwindow/mainwindow.h"
#include "ui/style/theme.h"

#include <QApplication>
#include <QLocale>
#include <QMenu>
#include <QPointer>
#include <QRegularExpression>
#include <QScopeGuard>
#include <QSettings>
#include <QStandardPaths>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTemporaryDir>
#include <QTest>
#include <QTranslator>

#include <algorithm>
#include <memory>
#include <utility>

using namespace Retort;
using namespace Qt::StringLiterals;

// Whole ways through the program, from the first start on, by what a person sees and can press: the real engine, a real
// Flask app, the tabs as they are put together for the program. With a display as well as without.
class tst_Persons final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();

    void withTheMouse_data() { languages(); }
    void withTheMouse();
    void withKeysAlone_data() { languages(); }
    void withKeysAlone();
    void everySurfaceFits_data();
    void everySurfaceFits();
    void focusGoesRoundAndStaysInSight();

private:
    static void languages();
    void speak(const QString &language);
    void makeWindow();
    QByteArray fetch(const QByteArray &target) const;
    quint16 shownPort() const;
    quint16 freePort() const;
    void look(const QString &surface);
    QStringList wrongNow(const QString &surface) const;
    void walkDialogs();
    QWidget *otherWindow() const;
    void requestSomething();
    void readTheError();
    void changePortWithKeys();
    qsizetype rowsWith(const QString &text) const;
    bool focusIsInSight() const;
    bool jumpTo(const QString &area) const;
    void expectNothingWrong();

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<QTranslator> m_translator;
    std::unique_ptr<QSettings> m_store;
    std::unique_ptr<Sites::SiteList> m_sites;
    std::unique_ptr<Window::MainWindow> m_window;
    QTcpServer m_other;
    Test::Person m_person;
    QString m_engine;
    QString m_language;
    QStringList m_problems;
};

namespace {

constexpr int longMs = 20'000;
constexpr int settleMs = 500;

constexpr char shopApp[] = R"py(from flask import Flask

app = Flask(__name__)


@app.get("/")
def index():
    return "hello"


@app.get("/price/<int:parts>")
def price(parts):
    whole = 100
    return str(whole // parts)
)py";

// The same in each language: names, code, and what the journey itself brought.
const QStringList &known()
{
    static const QStringList names{u"Retort"_s, u"Python"_s, u"uWSGI"_s, u"Flask"_s, u"Docker"_s, u"Kubernetes"_s, u"nginx"_s, u"systemd"_s,
        u"Procfile"_s, u"gunicorn"_s, u"compose"_s, u"Apache"_s, u"Qt"_s, u"shop"_s, u"price"_s, u"curl -i"_s, u"HTTP"_s, u"HTTPS"_s,
        QSysInfo::prettyProductName(), u"ZeroDivisionError: integer division or modulo by zero"_s};
    return names;
}

} // namespace

#define PERSON_SEES(text)                                                                                                                  \
    QTRY_VERIFY2_WITH_TIMEOUT(m_person.reads(text), qPrintable(u"not seen: %1\n%2"_s.arg(QString(text), m_person.seen())), longMs)
#define PERSON_CAN(deed) QVERIFY2(deed, qPrintable(m_person.seen()))
#define PERSON_CAN_SOON(deed) QTRY_VERIFY2_WITH_TIMEOUT(deed, qPrintable(m_person.seen()), longMs)

void tst_Persons::initTestCase()
{
    m_engine = qEnvironmentVariable("RETORT_BIN");
    if (m_engine.isEmpty()) {
        QSKIP("RETORT_BIN names no engine");
    }
    QApplication::setQuitOnLastWindowClosed(false);
    QStandardPaths::setTestModeEnabled(true);
    (void)m_other.listen(QHostAddress::LocalHost, 8000); // as on many computers: somebody is there already
}

void tst_Persons::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_problems.clear();
    m_person = {};
    QSettings::setDefaultFormat(QSettings::IniFormat);
    QSettings::setPath(QSettings::IniFormat, QSettings::UserScope, m_folder->filePath(u"settings"_s));
    qputenv("XDG_RUNTIME_DIR", m_folder->path().toLocal8Bit());
    m_store = std::make_unique<QSettings>(m_folder->filePath(u"s.ini"_s), QSettings::IniFormat);
    Test::writeFile(m_folder->filePath(u"shop/app.py"_s), shopApp);
}

void tst_Persons::cleanup()
{
    for (qsizetype row = 0; m_sites && row < m_sites->count(); ++row) {
        m_sites->at(row)->stop(Sites::Site::StopMode::AtOnce);
    }
    QTRY_VERIFY_WITH_TIMEOUT(!m_sites || (m_sites->servingCount() == 0 && m_sites->endingCount() == 0), longMs);
    m_window.reset();
    m_sites.reset();
    m_translator.reset();
    QLocale::setDefault(QLocale::c());
}

void tst_Persons::languages()
{
    QTest::addColumn<QString>("language");
    QTest::newRow("English") << u"en"_s;
    QTest::newRow("Chinese") << u"zh_CN"_s;
}

void tst_Persons::speak(const QString &language)
{
    m_language = language;
    QLocale::setDefault(QLocale(language));
    if (language == "en"_L1) {
        return;
    }
    QVERIFY(m_person.learn(QStringLiteral(TRANSLATIONS_SOURCE) + u"/retort_"_s + language + u".ts"_s));
    m_translator = std::make_unique<QTranslator>();
    QVERIFY(m_translator->load(QLocale(language), u"retort"_s, u"_"_s, QStringLiteral(TRANSLATIONS_FOLDER)));
    QVERIFY(QCoreApplication::installTranslator(m_translator.get()));
}

void tst_Persons::makeWindow()
{
    auto runtime = Control::RuntimeDir::open();
    QVERIFY(runtime);
    m_sites = std::make_unique<Sites::SiteList>(*m_store, m_engine, *runtime);
    m_window = std::make_unique<Window::MainWindow>(*m_store, *m_sites, tabMakers());
    m_sites->restore();
    m_window->restoreSession();
    m_window->show();
    QVERIFY(Test::Person::turnTo(*m_window));
}

// As a browser would, at the address that the window shows.
QByteArray tst_Persons::fetch(const QByteArray &target) const
{
    QTcpSocket socket;
    socket.connectToHost(u"127.0.0.1"_s, shownPort());
    socket.write("GET " + target + " HTTP/1.0\r\nHost: localhost\r\n\r\n");
    QByteArray answer;
    const bool whole = QTest::qWaitFor(
        [&] {
            answer += socket.readAll();
            return socket.state() == QAbstractSocket::UnconnectedState;
        },
        longMs);
    return whole ? answer : QByteArray();
}

quint16 tst_Persons::shownPort() const
{
    static const QRegularExpression address(u"^http://127\\.0\\.0\\.1:(\\d+)$"_s);
    for (const Test::Writing &writing : Test::writingsOn(*m_window)) {
        if (const auto match = address.match(writing.text); writing.isPainted && match.hasMatch()) {
            return static_cast<quint16>(match.captured(1).toUInt());
        }
    }
    return 0;
}

quint16 tst_Persons::freePort() const
{
    QTcpServer probe;
    return probe.listen(QHostAddress::LocalHost) ? probe.serverPort() : quint16(0);
}

// Notes what is wrong with all that is shown now.
void tst_Persons::look(const QString &surface)
{
    // Layouts are done when they are asked for: what is wrong must stay wrong.
    QStringList found;
    (void)QTest::qWaitFor(
        [&] {
            found = wrongNow(surface);
            return found.isEmpty();
        },
        settleMs);
    m_problems += found;
}

QStringList tst_Persons::wrongNow(const QString &surface) const
{
    QStringList found;
    for (const QWidget *window : QApplication::topLevelWidgets()) {
        if (!window->isVisible()) {
            continue;
        }
        const auto add = [&](const char *what, const QStringList &sentences) {
            for (const QString &sentence : sentences) {
                found.append(u"%1: %2: %3"_s.arg(surface, QString::fromLatin1(what), sentence));
            }
        };
        add("no name", Test::unnamed(*window));
        add("cut", Test::cutTexts(*window));
        add("misplaced", Test::misplaced(*window));
        if (m_language != "en"_L1) {
            add("English", Test::english(*window, known()));
        }
    }
    return found;
}

void tst_Persons::expectNothingWrong()
{
    m_problems.removeDuplicates();
    for (const QString &problem : std::as_const(m_problems)) {
        qWarning().noquote() << problem; // the message of a check is cut
    }
    QVERIFY2(m_problems.isEmpty(), qPrintable(u'\n' + m_problems.join(u'\n')));
}

void tst_Persons::withTheMouse()
{
    QFETCH(QString, language);
    speak(language);
    makeWindow();
    PERSON_SEES(u"Drop a project folder here"_s);
    look(u"first start"_s);

    Test::dropFile(*m_window, m_folder->filePath(u"shop"_s));
    PERSON_CAN_SOON(m_person.find(u"Add without starting"_s, "QPushButton"));
    look(u"new site"_s);
    QVERIFY(Test::Person::turnTo(*Test::Person::front()));
    m_person.press(Qt::Key_Return);
    PERSON_SEES(u"Requests show here as they come."_s);
    QVERIFY(Test::Person::turnTo(*m_window));
    PERSON_SEES(u"curl -i http://127.0.0.1:%1/"_s.arg(shownPort()));
    look(u"ready"_s);

    requestSomething();
    PERSON_CAN(m_person.clickRow(u"GET /price/0, 500"_s));
    readTheError();
    look(u"error"_s);
    for (const char *tab : {"Response", "Request", "Timing"}) {
        PERSON_CAN(m_person.clickTab(QString::fromLatin1(tab)));
        look(QString::fromLatin1(tab));
    }
    PERSON_CAN(m_person.click(u"↻ Replay"_s));
    PERSON_CAN_SOON(rowsWith(u"GET /price/0, 500"_s) == 2);
    PERSON_CAN(m_person.clickTab(u"Output"_s));
    PERSON_SEES(u"ZeroDivisionError"_s);
    look(u"output"_s);

    PERSON_CAN(m_person.clickTab(u"Settings"_s));
    look(u"no file"_s);
    const quint16 before = shownPort();
    PERSON_CAN(m_person.click(u"Write %1"_s));
    PERSON_CAN_SOON(m_person.find(u"Search settings"_s));
    PERSON_CAN_SOON(shownPort() == before && m_person.find(u"Reload"_s)); // started again, by its file
    look(u"settings"_s);
    const quint16 port = freePort();
    PERSON_CAN(m_person.replaceText(u"Port"_s, QString::number(port)));
    PERSON_SEES(u"Apply"_s);
    look(u"changes"_s);
    PERSON_CAN(m_person.click(u"Apply"_s));
    PERSON_CAN_SOON(shownPort() == port && !m_person.find(u"Apply"_s, "QPushButton"));
    QTRY_VERIFY_WITH_TIMEOUT(fetch("/").endsWith("hello"), longMs);

    walkDialogs();
    PERSON_CAN(m_person.clickTab(u"Requests"_s));
    PERSON_CAN(m_person.click(u"Stop"_s));
    PERSON_SEES(u"Stopped"_s);
    PERSON_CAN_SOON(m_person.find(u"Start"_s, "QToolButton"));
    look(u"stopped"_s);
    expectNothingWrong();
}

// One page that is well and one that fails.
void tst_Persons::requestSomething()
{
    QVERIFY(fetch("/").endsWith("hello"));
    PERSON_SEES(u"GET /, 200"_s);
    QVERIFY(fetch("/price/0").contains(" 500 "));
    PERSON_SEES(u"GET /price/0, 500"_s);
}

void tst_Persons::readTheError()
{
    PERSON_SEES(u"ZeroDivisionError: integer division or modulo by zero"_s);
    PERSON_SEES(u"app.py:14"_s);
    PERSON_SEES(u"return str(whole // parts)"_s);
}

qsizetype tst_Persons::rowsWith(const QString &text) const
{
    const QList<Test::Writing> all = Test::writingsOn(*m_window);
    return std::ranges::count_if(all, [&](const Test::Writing &writing) { return writing.isPainted && writing.text.contains(text); });
}

// Whoever has no mouse must always know where they are.
bool tst_Persons::focusIsInSight() const
{
    const QWidget *at = Test::Person::focus();
    return at && at->window() == Test::Person::front() && Test::isInSight(*at);
}

bool tst_Persons::jumpTo(const QString &area) const
{
    for (int i = 0; i < 12; ++i) {
        m_person.press(Qt::Key_F6);
        if (!focusIsInSight()) {
            return false;
        }
        if (Test::Person::focus() == m_person.find(area, "QAbstractItemView")) {
            return true;
        }
    }
    return false;
}

void tst_Persons::withKeysAlone()
{
    QFETCH(QString, language);
    speak(language);
    makeWindow();
    PERSON_SEES(u"Drop a project folder here"_s);
    PERSON_CAN(focusIsInSight());
    m_person.press(Qt::Key_N, Qt::ControlModifier);
    PERSON_CAN_SOON(m_person.find(u"Add without starting"_s, "QWidget") || m_person.reads(u"Add without starting"_s));
    QVERIFY(Test::Person::turnTo(*Test::Person::front()));
    PERSON_CAN(focusIsInSight());
    PERSON_CAN(m_person.tabTo(u"Folder"_s, "QLineEdit"));
    m_person.type(m_folder->filePath(u"shop"_s));
    m_person.press(Qt::Key_Return);
    PERSON_SEES(u"Requests show here as they come."_s);
    QVERIFY(Test::Person::turnTo(*m_window));
    PERSON_CAN_SOON(focusIsInSight());

    requestSomething();
    PERSON_CAN(jumpTo(u"Requests"_s));
    m_person.press(Qt::Key_End);
    readTheError();
    m_person.press(Qt::Key_Escape);
    PERSON_CAN_SOON(!m_person.reads(u"app.py:14"_s));
    PERSON_CAN(focusIsInSight());
    m_person.press(Qt::Key_Return);
    readTheError();
    m_person.press(Qt::Key_Right);
    PERSON_CAN_SOON(!m_person.reads(u"app.py:14"_s));
    m_person.press(Qt::Key_Left);
    readTheError();
    m_person.press(Qt::Key_R);
    PERSON_CAN_SOON(rowsWith(u"GET /price/0, 500"_s) == 2);

    m_person.press(Qt::Key_F, Qt::ControlModifier);
    m_person.type(u"(status:5xx"_s);
    PERSON_SEES(u"This “(” is not closed."_s);
    m_person.press(Qt::Key_A, Qt::ControlModifier);
    m_person.type(u"status:5xx"_s);
    PERSON_CAN_SOON(rowsWith(u"GET /, 200"_s) == 0);
    m_person.press(Qt::Key_A, Qt::ControlModifier);
    m_person.press(Qt::Key_Delete);
    PERSON_CAN_SOON(rowsWith(u"GET /, 200"_s) == 1);
    changePortWithKeys();

    m_person.press(Qt::Key_F5, Qt::ShiftModifier);
    PERSON_SEES(u"Stopped"_s);
    PERSON_CAN(focusIsInSight());
}

void tst_Persons::changePortWithKeys()
{
    for (const Qt::Key last : {Qt::Key_4, Qt::Key_3}) {
        if (!m_person.find(u"Write %1"_s)) {
            m_person.press(last, Qt::ControlModifier);
        }
    }
    PERSON_CAN(focusIsInSight());
    PERSON_CAN(m_person.tabTo(u"Write %1"_s));
    m_person.press(Qt::Key_Space);
    PERSON_CAN_SOON(m_person.find(u"Search settings"_s));
    PERSON_CAN(focusIsInSight());
    PERSON_CAN(m_person.tabTo(u"Port"_s, "QAbstractSpinBox"));
    const quint16 port = freePort();
    m_person.type(QString::number(port));
    PERSON_CAN_SOON(m_person.find(u"Apply"_s, "QPushButton"));
    m_person.press(Qt::Key_S, Qt::ControlModifier);
    PERSON_CAN_SOON(shownPort() == port && !m_person.find(u"Apply"_s, "QPushButton"));
    PERSON_CAN(focusIsInSight());
    QTRY_VERIFY_WITH_TIMEOUT(fetch("/").endsWith("hello"), longMs);
}

// All that opens from the menus, one after the other.
void tst_Persons::walkDialogs()
{
    const QList<std::pair<QString, QString>> entries{{u"File"_s, u"New site…"_s}, {u"File"_s, u"Attach to a running server…"_s},
        {u"File"_s, u"Preferences…"_s}, {u"Site"_s, u"Workers…"_s}, {u"Site"_s, u"Export…"_s}, {u"Help"_s, u"Shortcuts"_s},
        {u"Help"_s, u"About Retort"_s}};
    for (const auto &[menu, entry] : entries) {
        QVERIFY(Test::Person::turnTo(*m_window));
        PERSON_CAN(m_person.openMenu(menu));
        look(menu);
        PERSON_CAN(m_person.choose(entry));
        QWidget *opened = nullptr;
        QTRY_VERIFY2_WITH_TIMEOUT((opened = otherWindow()) != nullptr, qPrintable(entry), longMs);
        QVERIFY(Test::Person::turnTo(*opened));
        PERSON_CAN_SOON(focusIsInSight());
        look(entry);
        const QPointer<QWidget> still(opened);
        m_person.press(Qt::Key_Escape);
        QTRY_VERIFY2_WITH_TIMEOUT(!still || !still->isVisible(), qPrintable(entry), longMs);
    }
    QVERIFY(Test::Person::turnTo(*m_window));
}

QWidget *tst_Persons::otherWindow() const
{
    for (QWidget *window : QApplication::topLevelWidgets()) {
        if (window->isVisible() && window != m_window.get() && !qobject_cast<QMenu *>(window)) {
            return window;
        }
    }
    return nullptr;
}

void tst_Persons::everySurfaceFits_data()
{
    QTest::addColumn<QString>("language");
    QTest::addColumn<QSize>("size");
    QTest::addColumn<double>("text");
    QTest::newRow("English, least size") << u"en"_s << QSize(720, 480) << 1.0;
    QTest::newRow("Chinese, least size") << u"zh_CN"_s << QSize(720, 480) << 1.0;
    QTest::newRow("English, text of 200 %") << u"en"_s << QSize(1180, 760) << 2.0;
    QTest::newRow("Chinese, text of 200 %") << u"zh_CN"_s << QSize(1180, 760) << 2.0;
}

void tst_Persons::everySurfaceFits()
{
    QFETCH(QString, language);
    QFETCH(QSize, size);
    QFETCH(double, text);
    const QFont before = QApplication::font();
    const auto restore = qScopeGuard([&] { QApplication::setFont(before); });
    QFont larger = before;
    larger.setPointSizeF(before.pointSizeF() * text);
    QApplication::setFont(larger);
    speak(language);
    makeWindow();
    m_window->resize(size);
    look(u"first start"_s);
    Test::dropFile(*m_window, m_folder->filePath(u"shop"_s));
    PERSON_CAN_SOON(m_person.find(u"Add without starting"_s, "QPushButton"));
    look(u"new site"_s);
    QVERIFY(Test::Person::turnTo(*Test::Person::front()));
    m_person.press(Qt::Key_Return);
    PERSON_SEES(u"Requests show here as they come."_s);
    QVERIFY(Test::Person::turnTo(*m_window));
    look(u"ready"_s);
    requestSomething();
    PERSON_CAN(m_person.clickRow(u"GET /price/0, 500"_s));
    PERSON_SEES(u"ZeroDivisionError: integer division or modulo by zero"_s);
    look(u"error"_s);
    for (const char *tab : {"Output", "Settings"}) {
        PERSON_CAN(m_person.clickTab(QString::fromLatin1(tab)));
        look(QString::fromLatin1(tab));
    }
    const Sites::Site *site = m_sites->at(0);
    const qint64 pid = site->enginePid();
    PERSON_CAN(m_person.click(u"Write %1"_s));
    PERSON_CAN_SOON(m_person.find(u"Search settings"_s));
    PERSON_CAN_SOON(site->enginePid() != pid && site->isConnected()); // it starts again with its file
    look(u"settings"_s);
    walkDialogs();
    QVERIFY2(m_window->width() <= size.width() && m_window->height() <= size.height(), "the window grew");
    expectNothingWrong();
}

// Section 8: tool bar, sites, strip, tabs, list, detail, status bar; and F6 goes the same way in longer steps.
void tst_Persons::focusGoesRoundAndStaysInSight()
{
    speak(u"en"_s);
    makeWindow();
    Test::dropFile(*m_window, m_folder->filePath(u"shop"_s));
    QVERIFY(Test::Person::turnTo(*Test::Person::front()));
    m_person.press(Qt::Key_Return);
    PERSON_SEES(u"Requests show here as they come."_s);
    QVERIFY(Test::Person::turnTo(*m_window));
    requestSomething();
    PERSON_CAN(m_person.clickRow(u"GET /price/0, 500"_s));
    readTheError();
    const QStringList order{u"“Stop”"_s, u"“Reload”"_s, u"“Filter requests”"_s, u"New site"_s, u"“Sites”"_s, u"QTabBar “Requests”"_s,
        u"RequestTable “Requests”"_s, u"“Method and address”"_s, u"Replay"_s, u"QTabBar “Error”"_s, u"Frames of the exception"_s,
        u"“Workers"_s, u"Answers with 5xx"_s};
    PERSON_CAN(m_person.tabTo(u"Stop"_s));
    QStringList stops;
    QList<QWidget *> widgets;
    for (int i = 0; i < 40 && (i == 0 || !Test::Person::focusName().contains(order.first())); ++i) {
        PERSON_CAN(focusIsInSight());
        stops.append(Test::Person::focusName());
        widgets.append(Test::Person::focus());
        m_person.press(Qt::Key_Tab);
    }
    qsizetype at = 0;
    for (const QString &stop : std::as_const(stops)) {
        at += at < order.size() && stop.contains(order.at(at)) ? 1 : 0;
    }
    QVERIFY2(at == order.size(), qPrintable(u"no “%1” in time:\n"_s.arg(order.value(at)) + stops.join(u'\n')));
    const qsizetype count = stops.size();
    for (qsizetype i = count - 1; i >= 0; --i) {
        m_person.press(Qt::Key_Backtab, Qt::ShiftModifier);
        QVERIFY2(Test::Person::focus() == widgets.at(i), qPrintable(stops.at(i) + u" is not behind " + Test::Person::focusName()));
    }
    for (const char *area : {"New site", "QTabBar “Requests”", "RequestTable", "Method and address", "QTabBar “Error”", "Workers"}) {
        m_person.press(Qt::Key_F6);
        QVERIFY2(Test::Person::focusName().contains(QString::fromUtf8(area)),
            qPrintable(QString::fromUtf8(area) + u": "_s + Test::Person::focusName()));
    }
}

QTEST_MAIN(tst_Persons)
#include "tst_persons.moc"
