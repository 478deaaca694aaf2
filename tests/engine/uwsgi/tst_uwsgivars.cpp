// SPDX-License-Identifier: Apache-2.0
#include "engine/uwsgi/uwsgivars.h"

#include "tests/engine/uwsgi/packets.h"

#include <QTest>

using namespace Retort;
using Gateway::VarBlock;
using Uwsgi::CheckedVars;

Q_DECLARE_METATYPE(std::string)
Q_DECLARE_METATYPE(Retort::Test::Variables)

namespace {

CheckedVars check(const Test::Variables &variables, int modifier1 = 0, bool peerIsLocal = true)
{
    return Uwsgi::checkVars(*VarBlock::fromBytes(Test::block(variables)), std::uint8_t(modifier1), {"here", "3031", peerIsLocal});
}

} // namespace

class tst_UwsgiVars final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void forbiddenVariablesAreDropped_data();
    void forbiddenVariablesAreDropped();
    void harmlessOnesStay_data();
    void harmlessOnesStay();
    void aCleanPacketIsPassedOnAsItCame();
    void droppedNamesAreToldOnce();
    void badRequests_data();
    void badRequests();
    void contentLength_data();
    void contentLength();
    void missingServerVariablesAreFilledIn();
    void modifier30TakesScriptNameOff_data();
    void modifier30TakesScriptNameOff();
    void versionOfTheAnswer_data();
    void versionOfTheAnswer();
    void tlsOfAProxyInFront_data();
    void tlsOfAProxyInFront();
    void whoSitsAtThisComputer_data();
    void whoSitsAtThisComputer();
};

void tst_UwsgiVars::forbiddenVariablesAreDropped_data()
{
    QTest::addColumn<std::string>("name");
    for (const char *name : {"UWSGI_FILE", "UWSGI_SCRIPT", "UWSGI_MODULE", "UWSGI_CALLABLE", "UWSGI_CHDIR", "UWSGI_PYHOME", "UWSGI_HOME",
             "UWSGI_SETENV", "UWSGI_APPID", "UWSGI_POSTFILE", "UWSGI_TOUCH_RELOAD", "UWSGI_CACHE_GET", "HTTP_PROXY", "wsgi.input",
             "wsgi.url_scheme", "uwsgi.version"}) {
        QTest::addRow("%s is ignored", name) << std::string(name);
    }
}

void tst_UwsgiVars::forbiddenVariablesAreDropped()
{
    QFETCH(std::string, name);
    const CheckedVars checked = check({{"REQUEST_METHOD", "GET"}, {name, "/tmp/evil.py"}, {"PATH_INFO", "/"}});
    QCOMPARE(checked.status, 0);
    QVERIFY(!checked.vars.contains(name));
    QCOMPARE(checked.vars.value("PATH_INFO"), "/");
    QCOMPARE(checked.dropped, std::vector{name});
}

void tst_UwsgiVars::harmlessOnesStay_data()
{
    QTest::addColumn<std::string>("name");
    for (const char *name : {"UWSGI_SCHEME", "UWSGI_ROUTER", "HTTPS", "REMOTE_ADDR", "SCRIPT_NAME", "HTTP_PROXY_CONNECTION",
             "HTTP_UWSGI_FILE", "UWSGI_FILES"}) {
        QTest::addRow("%s is passed on", name) << std::string(name);
    }
}

void tst_UwsgiVars::harmlessOnesStay()
{
    QFETCH(std::string, name);
    const CheckedVars checked = check({{"REQUEST_METHOD", "GET"}, {name, "value"}});
    QCOMPARE(checked.vars.value(name), "value");
    QVERIFY(checked.dropped.empty());
}

void tst_UwsgiVars::aCleanPacketIsPassedOnAsItCame()
{
    const Test::Variables variables{{"REQUEST_METHOD", "GET"}, {"PATH_INFO", "/a%20b/\xe2\x82\xac"}, {"PATH_INFO", "/later"},
        {"SERVER_NAME", "x"}, {"SERVER_PORT", "80"}, {"SERVER_PROTOCOL", "HTTP/1.1"}, {"EMPTY", ""}};
    QCOMPARE(check(variables).vars.bytes(), Test::block(variables));
    QCOMPARE(check(variables).vars.value("PATH_INFO"), "/later");
}

void tst_UwsgiVars::droppedNamesAreToldOnce()
{
    const CheckedVars checked = check({{"REQUEST_METHOD", "GET"}, {"UWSGI_FILE", "a"}, {"UWSGI_FILE", "b"}, {"UWSGI_CHDIR", "c"}});
    QCOMPARE(checked.dropped, (std::vector<std::string>{"UWSGI_FILE", "UWSGI_CHDIR"}));
}

void tst_UwsgiVars::badRequests_data()
{
    QTest::addColumn<Test::Variables>("variables");
    QTest::addColumn<std::string>("says");
    QTest::newRow("no variables") << Test::Variables{} << std::string("sent no variables");
    QTest::newRow("no method") << Test::Variables{{"PATH_INFO", "/"}} << std::string("sent no REQUEST_METHOD");
    QTest::newRow("an empty method") << Test::Variables{{"REQUEST_METHOD", ""}} << std::string("sent no REQUEST_METHOD");
    QTest::newRow("a method that is no token") << Test::Variables{{"REQUEST_METHOD", "GE T\n"}}
                                               << std::string("“GE T?”, which is no method");
}

void tst_UwsgiVars::badRequests()
{
    QFETCH(Test::Variables, variables);
    QFETCH(std::string, says);
    const CheckedVars checked = check(variables);
    QCOMPARE(checked.status, 400);
    QVERIFY2(checked.fault.find(says) != std::string::npos, checked.fault.c_str());
}

void tst_UwsgiVars::contentLength_data()
{
    QTest::addColumn<std::string>("text");
    QTest::addColumn<qint64>("length");
    QTest::newRow("empty, as nginx sends it") << std::string() << qint64(0);
    QTest::newRow("zero") << std::string("0") << qint64(0);
    QTest::newRow("a number") << std::string("12345678901") << qint64(12345678901);
    QTest::newRow("leading zeros") << std::string("007") << qint64(7);
    for (const char *bad : {"-3", "+3", "3x", " 3", "3 ", "0x3", "3,3", "1e3", "18446744073709551616"}) {
        QTest::addRow("“%s” is refused", bad) << std::string(bad) << qint64(-1);
    }
}

void tst_UwsgiVars::contentLength()
{
    QFETCH(std::string, text);
    QFETCH(qint64, length);
    const CheckedVars checked = check({{"REQUEST_METHOD", "POST"}, {"CONTENT_LENGTH", text}});
    QCOMPARE(checked.status, length < 0 ? 400 : 0);
    if (length >= 0) {
        QCOMPARE(checked.contentLength, std::uint64_t(length));
    }
}

void tst_UwsgiVars::missingServerVariablesAreFilledIn()
{
    const CheckedVars bare = check({{"REQUEST_METHOD", "GET"}});
    QCOMPARE(bare.vars.value("SERVER_NAME"), "here");
    QCOMPARE(bare.vars.value("SERVER_PORT"), "3031");
    QCOMPARE(bare.vars.value("SERVER_PROTOCOL"), "HTTP/1.0");
    QVERIFY(!bare.vars.contains("SCRIPT_NAME"));  // nginx sends none, and uWSGI's environ has none
    QCOMPARE(check({{"REQUEST_METHOD", "GET"}, {"SERVER_PORT", "80"}}).vars.value("SERVER_PORT"), "80");
}

void tst_UwsgiVars::modifier30TakesScriptNameOff_data()
{
    QTest::addColumn<std::string>("scriptName");
    QTest::addColumn<std::string>("path");
    QTest::addColumn<std::string>("stripped");
    QTest::newRow("a path below") << std::string("/mnt") << std::string("/mnt/z") << std::string("/z");
    QTest::newRow("the mount itself") << std::string("/mnt") << std::string("/mnt") << std::string();
    QTest::newRow("a slash at the end of SCRIPT_NAME") << std::string("/mnt/") << std::string("/mnt/z") << std::string("/z");
    QTest::newRow("another path that begins the same") << std::string("/mnt") << std::string("/mntz") << std::string("/mntz");
    QTest::newRow("another path") << std::string("/mnt") << std::string("/z") << std::string("/z");
    QTest::newRow("no SCRIPT_NAME") << std::string() << std::string("/z") << std::string("/z");
    QTest::newRow("SCRIPT_NAME is only a slash") << std::string("/") << std::string("/z") << std::string("/z");
}

void tst_UwsgiVars::modifier30TakesScriptNameOff()
{
    QFETCH(std::string, scriptName);
    QFETCH(std::string, path);
    QFETCH(std::string, stripped);
    const Test::Variables variables{{"REQUEST_METHOD", "GET"}, {"SCRIPT_NAME", scriptName}, {"PATH_INFO", path}};
    QCOMPARE(check(variables, 30).vars.value("PATH_INFO"), stripped);
    QCOMPARE(check(variables, 30).vars.value("SCRIPT_NAME"), scriptName);
    QCOMPARE(check(variables, 0).vars.value("PATH_INFO"), path);
}

void tst_UwsgiVars::versionOfTheAnswer_data()
{
    QTest::addColumn<Test::Variables>("variables");
    QTest::addColumn<int>("minor");
    QTest::newRow("none: 1.0") << Test::Variables{{"REQUEST_METHOD", "GET"}} << 0;
    QTest::newRow("1.0") << Test::Variables{{"REQUEST_METHOD", "GET"}, {"SERVER_PROTOCOL", "HTTP/1.0"}} << 0;
    QTest::newRow("1.1") << Test::Variables{{"REQUEST_METHOD", "GET"}, {"SERVER_PROTOCOL", "HTTP/1.1"}} << 1;
    QTest::newRow("2.0: 1.1 is the newest form there is on this wire")
        << Test::Variables{{"REQUEST_METHOD", "GET"}, {"SERVER_PROTOCOL", "HTTP/2.0"}} << 1;
    QTest::newRow("INCLUDED: 1.0") << Test::Variables{{"REQUEST_METHOD", "GET"}, {"SERVER_PROTOCOL", "INCLUDED"}} << 0;
}

void tst_UwsgiVars::versionOfTheAnswer()
{
    QFETCH(Test::Variables, variables);
    QFETCH(int, minor);
    QCOMPARE(check(variables).minorVersion, minor);
}

void tst_UwsgiVars::tlsOfAProxyInFront_data()
{
    QTest::addColumn<Test::Variables>("variables");
    QTest::addColumn<bool>("local");
    QTest::addColumn<std::string>("https");
    using V = Test::Variables;
    const std::string on("on");
    QTest::newRow("X-Forwarded-Proto") << V{{"HTTP_X_FORWARDED_PROTO", "https"}} << true << on;
    QTest::newRow("X-Forwarded-Proto in capitals") << V{{"HTTP_X_FORWARDED_PROTO", "HTTPS"}} << true << on;
    QTest::newRow("X-Forwarded-Proto: http") << V{{"HTTP_X_FORWARDED_PROTO", "http"}} << true << std::string();
    QTest::newRow("X-Forwarded-Proto: on") << V{{"HTTP_X_FORWARDED_PROTO", "on"}} << true << std::string();
    QTest::newRow("X-Forwarded-SSL") << V{{"HTTP_X_FORWARDED_SSL", "on"}} << true << on;
    QTest::newRow("X-Forwarded-SSL: 1") << V{{"HTTP_X_FORWARDED_SSL", "1"}} << true << on;
    QTest::newRow("X-Forwarded-SSL: off") << V{{"HTTP_X_FORWARDED_SSL", "off"}} << true << std::string();
    QTest::newRow("from another computer") << V{{"HTTP_X_FORWARDED_PROTO", "https"}} << false << std::string();
    QTest::newRow("the front end knows better") << V{{"HTTPS", "off"}, {"HTTP_X_FORWARDED_PROTO", "https"}} << true << std::string("off");
}

void tst_UwsgiVars::tlsOfAProxyInFront()
{
    QFETCH(Test::Variables, variables);
    QFETCH(bool, local);
    QFETCH(std::string, https);
    variables.push_back({"REQUEST_METHOD", "GET"});
    QCOMPARE(check(variables, 0, local).vars.value("HTTPS"), https);
}

void tst_UwsgiVars::whoSitsAtThisComputer_data()
{
    QTest::addColumn<Test::Variables>("variables");
    QTest::addColumn<bool>("here");
    using V = Test::Variables;
    QTest::newRow("localhost") << V{{"REMOTE_ADDR", "127.0.0.1"}, {"HTTP_HOST", "localhost:8000"}} << true;
    QTest::newRow("a name below localhost") << V{{"REMOTE_ADDR", "127.0.0.1"}, {"HTTP_HOST", "Blog.LocalHost."}} << true;
    QTest::newRow("an IPv4 address") << V{{"REMOTE_ADDR", "127.0.0.1"}, {"HTTP_HOST", "127.0.0.1"}} << true;
    QTest::newRow("an IPv6 address") << V{{"REMOTE_ADDR", "::1"}, {"HTTP_HOST", "[::1]:80"}} << true;
    QTest::newRow("a foreign browser") << V{{"REMOTE_ADDR", "192.0.2.7"}, {"HTTP_HOST", "localhost"}} << false;
    QTest::newRow("a foreign name that leads here") << V{{"REMOTE_ADDR", "127.0.0.1"}, {"HTTP_HOST", "attacker.example"}} << false;
    QTest::newRow("a foreign name that looks like an address")
        << V{{"REMOTE_ADDR", "127.0.0.1"}, {"HTTP_HOST", "127.0.0.1.attacker.example"}} << false;
    QTest::newRow("a foreign name that ends alike") << V{{"REMOTE_ADDR", "127.0.0.1"}, {"HTTP_HOST", "evillocalhost"}} << false;
    QTest::newRow("a proxy before the front end")
        << V{{"REMOTE_ADDR", "127.0.0.1"}, {"HTTP_HOST", "localhost"}, {"HTTP_X_FORWARDED_FOR", "192.0.2.7"}} << false;
    QTest::newRow("no host") << V{{"REMOTE_ADDR", "127.0.0.1"}} << false;
    QTest::newRow("no address") << V{{"HTTP_HOST", "localhost"}} << false;
}

void tst_UwsgiVars::whoSitsAtThisComputer()
{
    QFETCH(Test::Variables, variables);
    QFETCH(bool, here);
    QCOMPARE(Uwsgi::cameFromThisComputer(*VarBlock::fromBytes(Test::block(variables))), here);
}

QTEST_APPLESS_MAIN(tst_UwsgiVars)
#include "tst_uwsgivars.moc"
