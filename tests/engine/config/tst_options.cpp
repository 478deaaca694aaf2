// SPDX-License-Identifier: Apache-2.0
#include "engine/config/helptext.h"
#include "engine/config/options.h"

#include <QTest>

#include <set>

using namespace Retort::Config;

class tst_Options final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void namesAndLettersOccurOnce();
    void rowsAreComplete();
    void findsByNameAndAlias_data();
    void findsByNameAndAlias();
    void suggests_data();
    void suggests();
    void helpNamesTheUsualOnes();
    void whatIsUsualIsHonoured();
    void everyRowIsInAGroup();
    void helpOfAllNamesEverything();
};

void tst_Options::namesAndLettersOccurOnce()
{
    std::set<std::string> names;
    std::set<char> letters;
    for (const auto part : optionTable()) {
        for (const Option &option : part) {
            QString all = QString::fromUtf8(option.name.data(), qsizetype(option.name.size()));
            if (!option.aliases.empty()) {
                all += u' ' + QString::fromUtf8(option.aliases.data(), qsizetype(option.aliases.size()));
            }
            for (const QString &name : all.split(u' ')) {
                QVERIFY2(names.insert(name.toStdString()).second, qPrintable(name));
            }
            QVERIFY2(option.letter == 0 || letters.insert(option.letter).second, qPrintable(all));
        }
    }
    QVERIFY(names.size() > 1'000);
}

void tst_Options::rowsAreComplete()
{
    for (const auto part : optionTable()) {
        for (const Option &option : part) {
            const QByteArray name = QByteArray(option.name.data(), qsizetype(option.name.size()));
            const bool explains = option.treatment == Treatment::Explains || option.treatment == Treatment::Refuses;
            QVERIFY2(explains == !option.explanation.empty(), name.constData());
            QVERIFY2(option.treatment == Treatment::Keeps || !option.help.empty(), name.constData());
            QVERIFY2(!option.help.ends_with('.') && !option.explanation.ends_with('.'), name.constData());
        }
    }
}

void tst_Options::findsByNameAndAlias_data()
{
    QTest::addColumn<QByteArray>("asked");
    QTest::addColumn<QByteArray>("name");

    for (const auto &[asked, name] : {std::pair("http", "http"), {"workers", "processes"}, {"wsgi", "module"}, {"file", "wsgi-file"},
             {"virtualenv", "home"}, {"venv", "home"}, {"pyhome", "home"}, {"pp", "pythonpath"}, {"socket-protocol", "protocol"},
             {"logformat", "log-format"}, {"stats-server", "stats"}, {"python-auto-reload", "py-autoreload"}, {"chmod", "chmod-socket"},
             {"set-ph", "set-placeholder"}, {"end", "endif"}, {"ifexists", "if-exists"}, {"pivot_root", "pivot_root"}}) {
        QTest::newRow(asked) << QByteArray(asked) << QByteArray(name);
    }
    QTest::newRow("underscores are another name") << QByteArray("http_socket") << QByteArray();
    QTest::newRow("so is a prefix") << QByteArray("proces") << QByteArray();
    QTest::newRow("and nothing") << QByteArray("") << QByteArray();
}

void tst_Options::findsByNameAndAlias()
{
    QFETCH(QByteArray, asked);
    QFETCH(QByteArray, name);
    const Option *option = findOption(asked.toStdString());
    QCOMPARE(option != nullptr, !name.isEmpty());
    if (option != nullptr) {
        QCOMPARE(std::string(option->name), name.toStdString());
    }
}

void tst_Options::suggests_data()
{
    QTest::addColumn<QByteArray>("typed");
    QTest::addColumn<QByteArray>("first");

    for (const auto &[typed, first] : {std::pair("vaccum", "vacuum"), {"process", "processes"}, {"thread", "threads"}, {"sokcet", "socket"},
             {"modul", "module"}, {"harikiri", "harakiri"}, {"enable-thread", "enable-threads"}}) {
        QTest::newRow(typed) << QByteArray(typed) << QByteArray(first);
    }
    QTest::newRow("nothing near a word of its own") << QByteArray("my-own-placeholder") << QByteArray();
    QTest::newRow("nothing for a merge conflict") << QByteArray("<<<<<<< HEAD") << QByteArray();
}

void tst_Options::suggests()
{
    QFETCH(QByteArray, typed);
    QFETCH(QByteArray, first);
    const std::vector<std::string> names = nearestOptionNames(typed.toStdString());
    QCOMPARE(names.empty() ? std::string() : names.front(), first.toStdString());
}

void tst_Options::helpNamesTheUsualOnes()
{
    const std::string help = helpText(HelpExtent::Usual);
    for (const char *part : {"-w, --module VALUE", "--chmod-socket[=VALUE]", "--no-gui", "--allowed-hosts", "Listening:", "--help all"}) {
        QVERIFY2(help.find(part) != std::string::npos, part);
    }
    QVERIFY(help.find("--thunder-lock") == std::string::npos);
    QVERIFY(help.find("--wsgi-strict") == std::string::npos);
    const QList<QByteArray> lines = QByteArray::fromStdString(help).split('\n');
    QVERIFY2(lines.size() < 80, QByteArray::number(lines.size()).constData());
    for (const QByteArray &line : lines) {
        QVERIFY2(QString::fromUtf8(line).size() <= 100, line.constData());
    }
}

void tst_Options::whatIsUsualIsHonoured()
{
    for (const auto part : optionTable()) {
        for (const Option &option : part) {
            QVERIFY2(!option.usual || option.treatment == Treatment::Honours, std::string(option.name).c_str());
        }
    }
}

void tst_Options::everyRowIsInAGroup()
{
    std::size_t rows = 0;
    std::size_t seen = 0;
    for (const auto part : optionTable()) {
        rows += part.size();
    }
    for (const Group group : groupsInOrder()) {
        QVERIFY(!groupTitle(group).empty());
        forEachOption(group, [&](const Option &) { ++seen; });
    }
    QCOMPARE(seen, rows);
}

void tst_Options::helpOfAllNamesEverything()
{
    const std::string help = helpText(HelpExtent::All);
    for (const auto part : optionTable()) {
        for (const Option &option : part) {
            QVERIFY(help.find("--" + std::string(option.name)) != std::string::npos);
        }
    }
}

QTEST_GUILESS_MAIN(tst_Options)
#include "tst_options.moc"
