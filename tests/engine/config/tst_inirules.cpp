// SPDX-License-Identifier: Apache-2.0
#include "engine/config/inirules.h"

#include "engine/config/inidocument.h"

#include <QTest>

using namespace Retort::Config;
using namespace Qt::StringLiterals;
using Retort::Result;

// The rules where they matter: a document that refuses stays as it was.
class tst_IniRules final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void refuses_data();
    void refuses();
    void takes();
};

void tst_IniRules::refuses_data()
{
    QTest::addColumn<QByteArray>("section");
    QTest::addColumn<QByteArray>("key");
    QTest::addColumn<QByteArray>("value");
    QTest::addColumn<QString>("named");
    const auto row = [](const char *name, const char *section, const char *key, const QByteArray &value, const QString &named) {
        QTest::newRow(name) << QByteArray(section) << QByteArray(key) << value << named;
    };
    row("a value of two lines", "uwsgi", "chdir", "a\nb", u"chdir"_s);
    row("a CR in a value", "uwsgi", "chdir", "a\rb", u"chdir"_s);
    row("a NUL in a value", "uwsgi", "chdir", QByteArray("a\0b", 3), u"chdir"_s);
    row("a blank before a value", "uwsgi", "chdir", " a", u"chdir"_s);
    row("a tab behind a value", "uwsgi", "chdir", "a\t", u"chdir"_s);
    row("a % at the end", "uwsgi", "chdir", "50%", u"chdir joins the next line to it. Write %% "_s);
    row("a % that vanishes", "uwsgi", "log-date", "%Y-%m", u"“%Y” in the value of log-date"_s);
    row("no key", "uwsgi", "", "a", u"name"_s);
    row("a key with =", "uwsgi", "a=b", "a", u"a=b"_s);
    row("a key of two lines", "uwsgi", "a\nb", "a", u"b”"_s);
    row("a key like a header", "uwsgi", "[a]", "a", u"[a]"_s);
    row("a key like a comment", "uwsgi", ";a", "a", u";a"_s);
    row("a key like another comment", "uwsgi", "#a", "a", u"#a"_s);
    row("a key with blanks around", "uwsgi", " a", "a", u"“ a”"_s);
    row("a key with magic", "uwsgi", "%k", "a", u"“%k”"_s);
    row("a section with blanks around", " a ", "a", "a", u"“ a ”"_s);
    row("a section of two lines", "a\nb", "a", "a", u"section"_s);
    row("a section without name", "", "a", "a", u"section"_s);
}

void tst_IniRules::refuses()
{
    QFETCH(QByteArray, section);
    QFETCH(QByteArray, key);
    QFETCH(QByteArray, value);
    QFETCH(QString, named);
    const std::string bytes = "[uwsgi]\nchdir = /\n";
    IniDocument document(bytes);
    const Result<void> set = document.set(section.toStdString(), key.toStdString(), value.toStdString());
    QVERIFY(!set);
    QVERIFY(!document.add(section.toStdString(), key.toStdString(), value.toStdString()));
    QCOMPARE(set.error().code, Retort::Errc::BadOption);
    QVERIFY2(set.error().sentence.contains(named), qPrintable(set.error().sentence));
    QCOMPARE(document.bytes(), bytes);
}

void tst_IniRules::takes()
{
    QVERIFY(checkIniKey("foo: bar"));
    QVERIFY(checkIniKey("a#b"));
    QVERIFY(checkIniValue("a", ""));
    QVERIFY(checkIniValue("a", "%d../x %(b) %% ; c = # d"));
    QVERIFY(checkIniSection("uwsgi"));
    QVERIFY(checkIniComment("a", "50%"));
    QVERIFY(!checkIniComment("a", "one\ntwo"));
}

QTEST_GUILESS_MAIN(tst_IniRules)
#include "tst_inirules.moc"
