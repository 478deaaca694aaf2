// SPDX-License-Identifier: Apache-2.0
#include "engine/log/masking.h"

#include <QTest>

using namespace Retort;

class tst_Masking final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void masksTargets_data();
    void masksTargets();
    void knowsSecretVariables();
};

void tst_Masking::masksTargets_data()
{
    QTest::addColumn<std::string>("target");
    QTest::addColumn<std::string>("shown");
    const auto row = [](const char *name, std::string target, std::string shown) { QTest::newRow(name) << target << shown; };
    row("no query", "/token=1", "/token=1");
    row("harmless query", "/a?full=1&page=2", "/a?full=1&page=2");
    row("token", "/a?token=abc", "/a?token=***");
    row("between others", "/cb?x=1&code=abc&state=def&y=2", "/cb?x=1&code=***&state=***&y=2");
    row("any case", "/a?ToKeN=abc&PASSWORD=x", "/a?ToKeN=***&PASSWORD=***");
    row("part of a name", "/a?access_token=1&X-Amz-Signature=2&apiKey=3&user[password]=4",
        "/a?access_token=***&X-Amz-Signature=***&apiKey=***&user[password]=***");
    row("written together", "/a?accesstoken=1&apikey=2", "/a?accesstoken=***&apikey=***");
    row("percent-encoded name", "/a?%74oken=abc", "/a?%74oken=***");
    row("words that only contain one", "/a?monkey=1&keyboard=2&encoder=3&statement=4", "/a?monkey=1&keyboard=2&encoder=3&statement=4");
    row("empty value stays", "/a?token=&b=1", "/a?token=&b=1");
    row("value with equals signs", "/a?key=a=b=c&d=1", "/a?key=***&d=1");
    row("semicolons separate too", "/a?b=1;token=2", "/a?b=1;token=***");
    row("absolute target", "http://h/a?secret=1", "http://h/a?secret=***");
    row("name without value", "/a?token", "/a?token");
    row("second question mark", "/a?b=?token=x", "/a?b=?token=x");
}

void tst_Masking::masksTargets()
{
    QFETCH(std::string, target);
    QFETCH(std::string, shown);
    std::string buffer;
    QCOMPARE(std::string(Log::maskedTarget(target, buffer)), shown);
}

void tst_Masking::knowsSecretVariables()
{
    QVERIFY(Log::isSecretVariable("HTTP_COOKIE"));
    QVERIFY(Log::isSecretVariable("http_authorization"));
    QVERIFY(!Log::isSecretVariable("HTTP_HOST"));
    QVERIFY(!Log::isSecretVariable(""));
}

QTEST_APPLESS_MAIN(tst_Masking)
#include "tst_masking.moc"
