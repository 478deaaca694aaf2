// SPDX-License-Identifier: Apache-2.0
#include "ui/settings/changes.h"

#include <QTest>

using namespace Retort::Config;
using namespace Retort::Ui;
using namespace Qt::StringLiterals;

class tst_Changes final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void counts_data();
    void counts();
    void everyReasonIsAPhrase();
};

void tst_Changes::counts_data()
{
    QTest::addColumn<QByteArray>("before");
    QTest::addColumn<QByteArray>("now");
    QTest::addColumn<QStringList>("keys");
    QTest::addColumn<QString>("sentence");
    const auto row = [](const char *name, const QByteArray &before, const QByteArray &now, const QStringList &keys,
                         const QString &sentence) {
        QTest::newRow(name) << QByteArray("[uwsgi]\n" + before) << QByteArray("[uwsgi]\n" + now) << keys << sentence;
    };
    row("nothing", "a=1\n", "a=1\n", {}, u"0 changes"_s);
    row("only blanks", "a=1\n", "a = 1\n", {}, u"1 change"_s);
    row("a comment", "", "# c\n", {}, u"1 change"_s);
    row("a reload does it", "module = a\n", "module = b\n", {u"module"_s}, u"1 change"_s);
    row("a port", "http-socket = :80\n", "http-socket = :81\n", {u"http-socket"_s}, u"1 change · port change needs a restart"_s);
    row("an alias is the option", "workers = 1\n", "workers = 2\n", {u"processes"_s}, u"1 change"_s);
    row("another spelling is no change of the value", "workers = 1\n", "processes = 1\n", {}, u"1 change"_s);
    row("one of several values", "env = A=1\nenv = B=2\n", "env = A=1\n", {u"env"_s}, u"1 change"_s);
    row("two reasons", "", "http-socket = :1\nlimit-post = 3\nmodule = a\n", {u"http-socket"_s, u"limit-post"_s, u"module"_s},
        u"3 changes · port change and limit change need a restart"_s);
    row("three reasons", "", "http-socket = :1\nlimit-post = 3\nprocesses = 2\nchdir = /\n",
        {u"chdir"_s, u"http-socket"_s, u"limit-post"_s, u"processes"_s}, u"4 changes · 3 of them need a restart"_s);
    row("what Retort does not use needs nothing", "", "cheaper = 2\n", {u"cheaper"_s}, u"1 change"_s);
    row("its condition", "if-env = A\nmodule = a\nendif =\n", "if-env = B\nmodule = a\nendif =\n", {u"if-env"_s, u"module"_s},
        u"2 changes · rule change needs a restart"_s);
}

void tst_Changes::counts()
{
    QFETCH(QByteArray, before);
    QFETCH(QByteArray, now);
    const Changes changes = changesBetween(IniDocument(before.toStdString()), IniDocument(now.toStdString()));
    QTEST(changes.keys, "keys");
    QTEST(changesSentence(changes), "sentence");
}

void tst_Changes::everyReasonIsAPhrase()
{
    for (const QString &key : {u"listen"_s, u"limit-post"_s, u"logto"_s, u"pidfile"_s, u"site-name"_s, u"watch"_s, u"py-autoreload"_s}) {
        QVERIFY2(restartReason(key).endsWith(u" change"), qPrintable(key));
    }
    for (const QString &key :
        {u"module"_s, u"home"_s, u"env"_s, u"lazy-apps"_s, u"processes"_s, u"harakiri"_s, u"on-error"_s, u"no-such-option"_s}) {
        QCOMPARE(restartReason(key), QString());
    }
}

QTEST_GUILESS_MAIN(tst_Changes)
#include "tst_changes.moc"
