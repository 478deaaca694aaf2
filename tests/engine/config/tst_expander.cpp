// SPDX-License-Identifier: Apache-2.0
#include "engine/config/expander.h"

#include <QTest>

using namespace Retort::Config;

class tst_Expander final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void expands_data();
    void expands();
    void tellsWhatIsWrong_data();
    void tellsWhatIsWrong();
    void doublingStaysSmall();
};

namespace {

Expander expander()
{
    return Expander({
        .environment = [](std::string_view name) { return name == "PORT" ? std::optional<std::string>("5001") : std::nullopt; },
        .file = [](std::string_view path) { return path == "port.txt" ? std::optional<std::string>("7000\n") : std::nullopt; },
    });
}

// "a=1|b=2" as options of a file.
std::vector<GivenOption> options(const QByteArray &text)
{
    std::vector<GivenOption> list;
    int line = 1;
    for (const QByteArray &pair : text.split('|')) {
        const qsizetype equals = pair.indexOf('=');
        list.push_back(
            {pair.left(equals).toStdString(), pair.mid(equals + 1).toStdString(), Origin{Origin::Kind::File, "f.ini", line++}, false});
    }
    return list;
}

} // namespace

void tst_Expander::expands_data()
{
    QTest::addColumn<QByteArray>("given");
    QTest::addColumn<QByteArray>("first");

    const auto row = [](const char *name, const char *given, const char *first) {
        QTest::newRow(name) << QByteArray(given) << QByteArray(first);
    };
    row("an environment variable", "http=:$(PORT)", ":5001");
    row("other spellings are text", "x=$PORT ${PORT}", "$PORT ${PORT}");
    row("a file without its last line end", "x=:@(port.txt)", ":7000");
    row("another option", "x=%(y)/b|y=/a", "/a/b");
    row("the first of several", "x=%(y)|y=1|y=2", "1");
    row("an unknown name stays", "x=%(nothing)", "%(nothing)");
    row("an open parenthesis stays", "x=%(y|y=1", "%(y");
    row("an empty name stays", "x=%()", "%()");
    row("nested placeholders", "a=%(b)|b=%(c)|c=1", "1");
    row("nested behind text", "d=x%(b)|b=%(c)|c=1", "x1");
    row("environment inside a placeholder", "a=%(b)|b=$(PORT)", "5001");
    row("a circle stays", "a=%(b)|b=%(a)", "%(a)");
    row("itself stays", "a=%(a)/x", "%(a)/x");
    row("division", "x=%(10 / 3)", "3");
    row("division by zero is 0", "x=%(10 / 0)", "0");
    row("from left to right", "x=%(4 + 2 * 3)", "18");
    row("with options", "x=%(processes + 1)|processes=4", "5");
    row("counting up", "x=%(processes ++)|processes=4", "5");
    row("without spaces it is a name", "x=%(processes+1)|processes=4", "%(processes+1)");
    row("neighbours are put together", "x=%(processes cpu_cores + 2)|processes=2|cpu_cores=8", "30");
    row("parentheses group", "x=%((2 * 2) + 1)", "5");
}

void tst_Expander::expands()
{
    QFETCH(QByteArray, given);
    std::vector<GivenOption> list = options(given);
    expander().expand(list);
    QTEST(QByteArray::fromStdString(list.front().text()), "first");
}

void tst_Expander::tellsWhatIsWrong_data()
{
    QTest::addColumn<QByteArray>("given");
    QTest::addColumn<int>("severity");
    QTest::addColumn<QString>("says");

    const auto row = [](const char *name, const char *given, Finding::Severity severity, const char *says) {
        QTest::newRow(name) << QByteArray(given) << int(severity) << QString::fromUtf8(says);
    };
    row("a variable that is not set, where it is used", "http=:$(NO)", Finding::Severity::Error, "f.ini:1: http: $(NO) is not set");
    row("a variable that is not set, in a placeholder", "own=$(NO)", Finding::Severity::Warning, "Set NO");
    row("a file that is not there", "x=@(no.txt)", Finding::Severity::Error, "no.txt");
    row("a command", "x=@(exec://id)", Finding::Severity::Warning, "runs no commands");
    row("a circle", "a=%(b)|b=%(a)", Finding::Severity::Warning, "leads back to itself");
    row("parentheses", "x=%((1 + 1) * 2)", Finding::Severity::Warning, "does not understand parentheses");
}

void tst_Expander::tellsWhatIsWrong()
{
    QFETCH(QByteArray, given);
    QFETCH(QString, says);
    std::vector<GivenOption> list = options(given);
    Expander subject = expander();
    subject.expand(list);
    QVERIFY(!subject.findings().isEmpty());
    QTEST(int(subject.findings().first().severity), "severity");
    QVERIFY2(subject.findings().first().toString().contains(says), qPrintable(subject.findings().first().toString()));
}

void tst_Expander::doublingStaysSmall()
{
    QByteArray text = "x=%(a0)";
    for (int i = 0; i < 25; ++i) {
        text += "|a" + QByteArray::number(i) + "=%(a" + QByteArray::number(i + 1) + ")%(a" + QByteArray::number(i + 1) + ")";
    }
    std::vector<GivenOption> list = options(text + "|a25=0123456789");
    list.resize(1 + 26);
    expander().expand(list);
    QVERIFY(list.front().text().size() < 1'000'000);
}

QTEST_GUILESS_MAIN(tst_Expander)
#include "tst_expander.moc"
