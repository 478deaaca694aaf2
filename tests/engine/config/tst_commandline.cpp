// SPDX-License-Identifier: Apache-2.0
#include "engine/config/commandline.h"

#include <QTest>

using namespace Retort;
using namespace Retort::Config;

class tst_CommandLine final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void reads_data();
    void reads();
    void refuses_data();
    void refuses();
    void readsTheEnvironment();
};

namespace {

// "name=value name2 | positional": what a command line came out as.
QString flattened(const CommandLine &line)
{
    QStringList words;
    for (const GivenOption &given : line.options) {
        words.append(QString::fromStdString(given.name + (given.value ? "=" + *given.value : std::string())));
    }
    for (const PositionalArgument &argument : line.positionals) {
        words.append(u'<' + QString::fromStdString(argument.text) + u'>');
    }
    return words.join(u' ');
}

} // namespace

void tst_CommandLine::reads_data()
{
    QTest::addColumn<QString>("arguments");
    QTest::addColumn<QString>("result");

    const auto row = [](const char *name, const char *arguments, const char *result) {
        QTest::newRow(name) << QString::fromLatin1(arguments) << QString::fromLatin1(result);
    };
    row("a value behind", "--http :5000", "http=:5000");
    row("a value with =", "--http=:5000", "http=:5000");
    row("a value with = in it", "--env A=B=C", "env=A=B=C");
    row("an alias gets the name of the table", "--workers 3", "processes=3");
    row("a unique prefix", "--processe 3", "processes=3");
    row("underscores", "--wsgi_file app.py", "wsgi-file=app.py");
    row("letters", "-M -p 4", "master processes=4");
    row("a cluster of letters", "-Mp 4", "master processes=4");
    row("a letter with its value attached", "-p4 -C666", "processes=4 chmod-socket=666");
    row("an optional value needs =", "--chmod-socket=666", "chmod-socket=666");
    row("without = what follows is positional", "--chmod-socket 666", "chmod-socket <666>");
    row("positionals may stand anywhere", "a.ini --master b.ini", "master <a.ini> <b.ini>");
    row("after -- all is positional", "--master -- --http", "master <--http>");
    row("a dash alone is positional", "-", "<->");
    row("a value may begin with dashes", "--env --x", "env=--x");
    row("an empty value", "--callable=", "callable=");
    row("the order is kept", "--ini b.ini --processes 8", "ini=b.ini processes=8");
}

void tst_CommandLine::reads()
{
    QFETCH(QString, arguments);
    const Result<CommandLine> line = parseCommandLine(arguments.split(u' ', Qt::SkipEmptyParts));
    QVERIFY2(line, line ? "" : qPrintable(line.error().sentence));
    QTEST(flattened(*line), "result");
}

void tst_CommandLine::refuses_data()
{
    QTest::addColumn<QString>("arguments");
    QTest::addColumn<QString>("says");

    const auto row = [](const char *name, const char *arguments, const char *says) {
        QTest::newRow(name) << QString::fromLatin1(arguments) << QString::fromUtf8(says);
    };
    row("a slip is told with the name meant", "--vaccum", "did you mean “vacuum”");
    row("an ambiguous prefix lists its names", "--log-4 --log-", "--log-");
    row("a value for a switch", "--master=1", "takes no value");
    row("a missing value", "--http", "needs a value");
    row("a missing value of a letter", "-w", "needs a value");
    row("an unknown letter", "-k", "-k");
}

void tst_CommandLine::refuses()
{
    QFETCH(QString, arguments);
    QFETCH(QString, says);
    const Result<CommandLine> line = parseCommandLine(arguments.split(u' ', Qt::SkipEmptyParts));
    QVERIFY(!line);
    QCOMPARE(line.error().code, Errc::BadOption);
    QVERIFY2(line.error().sentence.contains(says), qPrintable(line.error().sentence));
}

void tst_CommandLine::readsTheEnvironment()
{
    const std::vector<GivenOption> options = optionsFromEnvironment({
        QStringLiteral("UWSGI_HTTP_SOCKET=:80"),
        QStringLiteral("PATH=/bin"),
        QStringLiteral("UWSGI_RELOADS=3"),
        QStringLiteral("UWSGI_=x"),
        QStringLiteral("UWSGI_CALLABLE=a=b"),
    });
    QCOMPARE(options.size(), std::size_t(2));
    QCOMPARE(options[0].name, std::string("callable"));
    QCOMPARE(options[0].text(), std::string("a=b"));
    QCOMPARE(options[1].name, std::string("http-socket"));
    QCOMPARE(options[1].origin.toString(), std::string("UWSGI_HTTP_SOCKET in the environment"));
}

QTEST_GUILESS_MAIN(tst_CommandLine)
#include "tst_commandline.moc"
