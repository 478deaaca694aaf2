// SPDX-License-Identifier: Apache-2.0
#include "engine/config/export/quoting.h"

#include <QTest>

using namespace Retort;
using namespace Retort::Config::Export;
using namespace Qt::StringLiterals;

// Values in the words of each format.
class tst_Quoting final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void quotes_data();
    void quotes();
    void refuses_data();
    void refuses();
    void knowsSecrets_data();
    void knowsSecrets();
    void keepsCommentsOnOneLine();
};

using Quote = Result<QString> (*)(const QString &);

void tst_Quoting::quotes_data()
{
    QTest::addColumn<Quote>("quote");
    QTest::addColumn<QString>("value");
    QTest::addColumn<QString>("expected");

    QTest::newRow("nginx, a blank") << Quote(nginxQuoted) << u"/a b"_s << u"\"/a b\""_s;
    QTest::newRow("nginx, what ends a directive") << Quote(nginxQuoted) << u"/a;}"_s << u"\"/a;}\""_s;
    QTest::newRow("nginx, quotes and backslashes") << Quote(nginxQuoted) << u"a\"b\\"_s << u"\"a\\\"b\\\\\""_s;
    QTest::newRow("Apache, quotes") << Quote(apacheQuoted) << u"a\"b"_s << u"\"a\\\"b\""_s;
    QTest::newRow("Apache, a dollar alone") << Quote(apacheQuoted) << u"a$b"_s << u"\"a$b\""_s;
    QTest::newRow("systemd, a plain word") << Quote(systemdQuoted) << u"uwsgi.ini"_s << u"uwsgi.ini"_s;
    QTest::newRow("systemd, specifiers and variables") << Quote(systemdQuoted) << u"a%n$X"_s << u"\"a%%n$$X\""_s;
    QTest::newRow("systemd, a quote") << Quote(systemdQuoted) << u"a\"b"_s << u"\"a\\\"b\""_s;
    QTest::newRow("shell, a plain word") << Quote(shellQuoted) << u"conf/uwsgi.ini"_s << u"conf/uwsgi.ini"_s;
    QTest::newRow("shell, commands") << Quote(shellQuoted) << u"$(x)`y`;z"_s << u"'$(x)`y`;z'"_s;
    QTest::newRow("shell, an apostrophe") << Quote(shellQuoted) << u"it's"_s << u"'it'\\''s'"_s;
    QTest::newRow("shell, nothing") << Quote(shellQuoted) << QString() << u"''"_s;
    QTest::newRow("JSON, YAML's traps") << Quote(jsonQuoted) << u"yes: #no"_s << u"\"yes: #no\""_s;
    QTest::newRow("JSON, quotes and backslashes") << Quote(jsonQuoted) << u"\\\""_s << u"\"\\\\\\\"\""_s;
}

void tst_Quoting::quotes()
{
    QFETCH(Quote, quote);
    QFETCH(QString, value);
    QFETCH(QString, expected);
    const auto quoted = quote(value);
    QVERIFY2(quoted, quoted ? "" : qPrintable(quoted.error().sentence));
    QCOMPARE(*quoted, expected);
}

void tst_Quoting::refuses_data()
{
    QTest::addColumn<Quote>("quote");
    QTest::addColumn<QString>("value");

    QTest::newRow("nginx, a variable") << Quote(nginxQuoted) << u"/$uri"_s;
    QTest::newRow("Apache, a variable") << Quote(apacheQuoted) << u"/${X}"_s;
    for (const auto &[name, quote] : {std::pair<const char *, Quote>{"nginx", nginxQuoted}, {"Apache", apacheQuoted},
             {"systemd", systemdQuoted}, {"shell", shellQuoted}, {"JSON", jsonQuoted}}) {
        QTest::addRow("%s, a line end", name) << quote << u"a\nb"_s;
        QTest::addRow("%s, a null character", name) << quote << QString(QChar(0));
        QTest::addRow("%s, a line separator", name) << quote << QString(QChar(0x2028));
    }
}

void tst_Quoting::refuses()
{
    QFETCH(Quote, quote);
    QFETCH(QString, value);
    const auto quoted = quote(value);
    QVERIFY(!quoted);
    QCOMPARE(quoted.error().code, Errc::BadOption);
    QVERIFY(!quoted.error().sentence.contains(u'\n'));
}

void tst_Quoting::knowsSecrets_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("value");
    QTest::addColumn<bool>("expected");

    for (const char *name :
        {"SECRET_KEY", "api_token", "DB_PASSWORD", "DB_PASSWD", "AWS_ACCESS_KEY_ID", "SENTRY_DSN", "DB_PASS", "JWT", "SECRETKEY"}) {
        QTest::addRow("%s", name) << QString::fromLatin1(name) << u"x"_s << true;
    }
    QTest::newRow("an address with a password") << u"DATABASE_URL"_s << u"postgres://me:pass@db/x"_s << true;
    QTest::newRow("an address without") << u"DATABASE_URL"_s << u"postgres://db:5432/x"_s << false;
    QTest::newRow("an ordinary one") << u"MODE"_s << u"production"_s << false;
}

void tst_Quoting::knowsSecrets()
{
    QFETCH(QString, name);
    QFETCH(QString, value);
    QTEST(isSecret(name, value), "expected");
}

void tst_Quoting::keepsCommentsOnOneLine()
{
    QCOMPARE(commentText(u"a\nb\r\tc"_s), u"a b  c"_s);
    QCOMPARE(commentText(QString(500, u'x')).size(), 100);
}

QTEST_APPLESS_MAIN(tst_Quoting)
#include "tst_quoting.moc"
