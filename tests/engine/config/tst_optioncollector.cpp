// SPDX-License-Identifier: Apache-2.0
#include "engine/config/optioncollector.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QTest>

using namespace Retort;
using namespace Retort::Config;

class tst_OptionCollector final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void logic_data();
    void logic();
    void refuses_data();
    void refuses();
    void includes();
    void retortSectionIsApart();
    void findings_data();
    void findings();
    void corpus();
};

namespace {

void write(const QString &path, const QByteArray &bytes)
{
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    QCOMPARE(file.write(bytes), qint64(bytes.size()));
}

QProcessEnvironment environment()
{
    QProcessEnvironment result;
    result.insert(QStringLiteral("STAGE"), QStringLiteral("test"));
    return result;
}

Result<CollectedOptions> collect(const QTemporaryDir &folder, const QByteArray &text)
{
    write(folder.filePath(QStringLiteral("u.ini")), text);
    OptionCollector collector(environment(), folder.path());
    if (Result<void> done = collector.readFile("u.ini", Origin()); !done) {
        return std::unexpected(done.error());
    }
    return collector.finish();
}

QByteArray flattened(const std::vector<GivenOption> &options)
{
    QByteArrayList entries;
    for (const GivenOption &given : options) {
        entries.append(QByteArray::fromStdString(given.name + "=" + given.text()));
    }
    return entries.join('|');
}

} // namespace

void tst_OptionCollector::logic_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("options");

    const auto row = [](const char *name, const char *text, const char *options) {
        QTest::newRow(name) << QByteArray("[uwsgi]\n") + text << QByteArray(options);
    };
    row("if-env of a variable that is set", "if-env = STAGE\na = %(_)\nendif =\nb = 1", "if-env=STAGE|a=test|endif=|b=1");
    row("if-env with the right value", "if-env = STAGE=test\na = 1\nendif\n", "if-env=STAGE=test|a=1|endif=");
    row("if-env with another value", "if-env = STAGE=prod\na = 1\nend\nb = 2", "if-env=STAGE=prod|end=|b=2");
    row("if-not-env leaves %(_)", "if-not-env = NO\na = %(_)\nendif\n", "if-not-env=NO|a=%(_)|endif=");
    row("if-opt sees the first value", "x = 1\nx = 2\nif-opt = x=1\na = 1\nendif\n", "x=1|x=2|if-opt=x=1|a=1|endif=");
    row("if-exists", "if-exists = u.ini\na = %(_)\nendif\nif-exists = nope\nb = 1\nendif",
        "if-exists=u.ini|a=u.ini|endif=|if-exists=nope|endif=");
    row("if-not-dir and if-file", "if-not-dir = u.ini\na = 1\nendif\nif-file = u.ini\nb = 1\nendif",
        "if-not-dir=u.ini|a=1|endif=|if-file=u.ini|b=1|endif=");
    row("for repeats line by line", "for = x y\na = %(_)\nb = %(_)\nendfor =\nc = 1", "for=x y|a=x|a=y|b=x|b=y|endfor=|c=1");
    row("for-times counts from 1", "for-times = 3\na = %(_)\nend-for\n", "for-times=3|a=1|a=2|a=3|end-for=");
    row("for-glob without a match gives the pattern", "for-glob = *.nope\na = 1\nendfor", "for-glob=*.nope|a=1|endfor=");
    row("placeholders made by set are known", "set = root=/srv\nchdir = %(root)/x", "set=root=/srv|root=/srv|chdir=/srv/x");
    row("set-placeholder is not expanded itself", "set-ph = a=%(b)\nb = 1\nc = %(a)", "set-ph=a=%(b)|a=%(b)|b=1|c=%(b)");
}

void tst_OptionCollector::logic()
{
    QFETCH(QByteArray, text);
    const QTemporaryDir folder;
    const Result<CollectedOptions> collected = collect(folder, text);
    QVERIFY2(collected, collected ? "" : qPrintable(collected.error().sentence));
    QTEST(flattened(collected->options), "options");
}

void tst_OptionCollector::refuses_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("says");

    const auto row = [](const char *name, const char *text, const char *says) {
        QTest::newRow(name) << QByteArray("[uwsgi]\n") + text << QString::fromUtf8(says);
    };
    row("a block inside a block", "if-env = A\nif-env = STAGE\nendif\n", "no error: the inner block is skipped");
    row("a block inside a block that runs", "if-env = STAGE\nfor = 1 2\nendif\n", "u.ini:3: for inside the if-env of u.ini:2");
    row("a block without an end", "\nif-env = STAGE\na = 1\n", "u.ini:3: the if-env that begins here has no end");
    row("a block Retort does not read", "if-plugin = python\nendif\n", "u.ini:2: if-plugin is a block of uWSGI that Retort does not read");
    row("a file that is missing", "ini = nope.ini\n", "u.ini:2: the file nope.ini does not exist");
    row("a file that reads itself", "ini = u.ini\n", "in a circle");
    row("a folder", "include = .\n", "is not a file");
    row("a placeholder without a value", "set-ph = x\n", "name=value");
    row("a placeholder with the name of an option", "set-ph = master=1\n", "Choose another name");
}

void tst_OptionCollector::refuses()
{
    QFETCH(QByteArray, text);
    QFETCH(QString, says);
    const QTemporaryDir folder;
    const Result<CollectedOptions> collected = collect(folder, text);
    if (says.startsWith(u"no error")) {
        QVERIFY(collected);
        return;
    }
    QVERIFY(!collected);
    QVERIFY2(collected.error().sentence.contains(says), qPrintable(collected.error().sentence));
}

void tst_OptionCollector::includes()
{
    const QTemporaryDir folder;
    write(folder.filePath(QStringLiteral("base.ini")), "[uwsgi]\nb = 1\n[other]\nc = %x\n");
    write(folder.filePath(QStringLiteral("late.ini")), "[uwsgi]\nlast = %(a)\n");
    const Result<CollectedOptions> collected =
        collect(folder, "[uwsgi]\ninherit = late.ini\na = 0\nini = base.ini\nini = base.ini:other\nini = :uwsgi\nd = 2\n");
    QVERIFY2(collected, collected ? "" : qPrintable(collected.error().sentence));
    QCOMPARE(flattened(collected->options),
        QByteArray("inherit=late.ini|a=0|ini=base.ini|b=1|ini=base.ini:other|c=other|ini=:uwsgi|b=1|d=2|last=0"));
    QCOMPARE(collected->files.size(), 3);
}

void tst_OptionCollector::retortSectionIsApart()
{
    const QTemporaryDir folder;
    const Result<CollectedOptions> collected = collect(folder, "[retort]\nerror-pages = short\n[uwsgi]\nmaster = true\n");
    QVERIFY(collected);
    QCOMPARE(flattened(collected->options), QByteArray("master=true"));
    QCOMPARE(flattened(collected->retort), QByteArray("error-pages=short"));
}

void tst_OptionCollector::findings_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("says");

    const auto row = [](const char *name, const char *text, const char *says) {
        QTest::newRow(name) << QByteArray(text) << QString::fromUtf8(says);
    };
    row("a typo", "[uwsgi]\nvaccum = true\n",
        "u.ini:2: vaccum: uWSGI has no such option; it is kept as a placeholder; did you mean “vacuum”?");
    row("an underscore", "[uwsgi]\nhttp_socket = :1\n", "Retort reads it as http-socket");
    row("no section", "[other]\nmaster = true\n", "there is no section [uwsgi]");
    row("a lost percent", "[uwsgi]\nlog-date = %Y\n", "u.ini:2: “%Y” means nothing");
    row("strict makes it an error", "[uwsgi]\nmine = 1\nstrict = true\n", "set-placeholder = mine=");
    row("a placeholder that is used is fine", "[uwsgi]\nbase = /srv\nchdir = %(base)\n", "");
}

void tst_OptionCollector::findings()
{
    QFETCH(QByteArray, text);
    QFETCH(QString, says);
    const QTemporaryDir folder;
    const Result<CollectedOptions> collected = collect(folder, text);
    QVERIFY(collected);
    QCOMPARE(collected->findings.isEmpty(), says.isEmpty());
    if (!says.isEmpty()) {
        QVERIFY2(collected->findings.first().toString().contains(says), qPrintable(collected->findings.first().toString()));
    }
}

// The collection of real files is not part of the sources: RETORT_INI_CORPUS names its folder, with the expected
// lists in the file RETORT_INI_EXPECTED. Deviations on purpose: arithmetic in parentheses, and %k on other computers.
void tst_OptionCollector::corpus()
{
    const QString folder = qEnvironmentVariable("RETORT_INI_CORPUS");
    QFile expected(qEnvironmentVariable("RETORT_INI_EXPECTED"));
    if (folder.isEmpty() || !expected.open(QIODevice::ReadOnly)) {
        QSKIP("RETORT_INI_CORPUS and RETORT_INI_EXPECTED are not set");
    }
    const QJsonObject all = QJsonDocument::fromJson(expected.readAll()).object();
    QProcessEnvironment variables;
    const QJsonObject given = all[QStringLiteral("env")].toObject();
    for (auto it = given.begin(); it != given.end(); ++it) {
        variables.insert(it.key(), it.value().toString());
    }
    const QJsonObject files = all[QStringLiteral("files")].toObject();
    int same = 0;
    for (auto it = files.begin(); it != files.end(); ++it) {
        OptionCollector collector(variables, folder);
        const Result<void> done = collector.readFile(it.key().toStdString(), Origin());
        const Result<CollectedOptions> collected = done ? collector.finish() : std::unexpected(done.error());
        QStringList ours;
        QStringList theirs;
        if (collected) {
            for (const GivenOption &option : collected->options) {
                ours.append(
                    QString::fromStdString(option.name + "=" + option.text()).replace(folder, all[QStringLiteral("cwd")].toString()));
            }
        } else {
            ours.append(collected.error().sentence);
        }
        for (const QJsonValue pair : it.value().toObject()[QStringLiteral("options")].toArray()) {
            theirs.append(pair[0].toString() + u'=' + pair[1].toString());
        }
        same += ours == theirs ? 1 : 0;
        for (qsizetype i = 0; ours != theirs && i < std::max(ours.size(), theirs.size()); ++i) {
            if (ours.value(i) != theirs.value(i)) {
                qInfo("%s: ours “%s”, uWSGI's “%s”", qPrintable(it.key()), qPrintable(ours.value(i)), qPrintable(theirs.value(i)));
                break;
            }
        }
    }
    qInfo("%d of %d files give uWSGI's list", same, int(files.size()));
    QVERIFY(same >= files.size() - 4);
}

QTEST_GUILESS_MAIN(tst_OptionCollector)
#include "tst_optioncollector.moc"
