// SPDX-License-Identifier: Apache-2.0
// The option table beside all that uWSGI 2.0.21 has, and beside files as people write them. RETORT_INI_CORPUS may name a
// folder of further files, which are counted and tested like ours.
#include "engine/config/configcheck.h"
#include "engine/config/options.h"

#include <QDir>
#include <QFile>
#include <QTest>

#include <algorithm>
#include <map>
#include <set>

using namespace Retort::Config;

namespace {

struct UwsgiOption
{
    std::string name;
    std::string argument;
    char letter = 0;
    std::string parser;
    bool immediate = false;
};

QByteArray contentOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

std::vector<UwsgiOption> uwsgiOptions()
{
    std::vector<UwsgiOption> options;
    for (const QByteArray &line : contentOf(QStringLiteral(RETORT_CONFIG_DATA "/uwsgi-options.tsv")).split('\n')) {
        const QList<QByteArray> cells = line.split('\t');
        if (!line.startsWith('#') && cells.size() == 5) {
            options.push_back({cells[0].toStdString(), cells[1].toStdString(), cells[2] == "-" ? '\0' : cells[2][0], cells[3].toStdString(),
                cells[4] == "immediate"});
        }
    }
    return options;
}

// What the parsers of uWSGI's own source mean for a value. The general ones stand here; the many that serve one or two
// options are one of a few kinds, by whether a second occurrence adds to the first.
const std::map<std::string, std::set<ValueKind>> kindsOfParsers{
    {"true", {ValueKind::Flag}},
    {"false", {ValueKind::InvertedFlag}},
    {"set_int", {ValueKind::Int}},
    {"setup_gevent", {ValueKind::Int}},
    {"setup_asyncio", {ValueKind::Int}},
    {"set_16bit", {ValueKind::Int16}},
    {"set_64bit", {ValueKind::Int64}},
    {"set_int/64bit", {ValueKind::Int64}},
    {"set_megabytes", {ValueKind::Megabytes}},
    {"set_str", {ValueKind::Text}},
    {"add_string_list", {ValueKind::List}},
    {"add_route", {ValueKind::List}},
    {"add_socket", {ValueKind::Address}},
    {"corerouter", {ValueKind::Address}},
    {"chmod_socket", {ValueKind::Mode}},
    {"load_ini", {ValueKind::ConfigFile}},
    {"load", {ValueKind::ConfigFile}},
    {"set_placeholder", {ValueKind::Placeholder}},
    {"logic", {ValueKind::Logic}},
};
const std::set<ValueKind> kindsOfOtherParsers{ValueKind::Flag, ValueKind::Text, ValueKind::List, ValueKind::Address, ValueKind::ConfigFile};

std::string_view argumentName(Argument argument)
{
    switch (argument) {
    case Argument::None: return "none";
    case Argument::Required: return "required";
    case Argument::Optional: return "optional";
    }
    return {};
}

struct Tally
{
    int honoured = 0;
    int explained = 0;
    int kept = 0;
    int refused = 0;
    std::set<std::string> unknown;
};

Tally tallyOf(const CheckedConfig &config)
{
    Tally tally;
    for (const GivenOption &given : config.options) {
        const Option *option = findOption(given.name);
        if (option == nullptr) {
            tally.unknown.insert(given.name);
            continue;
        }
        switch (option->treatment) {
        case Treatment::Honours: ++tally.honoured; break;
        case Treatment::Explains: ++tally.explained; break;
        case Treatment::Keeps: ++tally.kept; break;
        case Treatment::Refuses: ++tally.refused; break;
        }
    }
    return tally;
}

QString joined(const std::set<std::string> &names)
{
    QStringList list;
    for (const std::string &name : names) {
        list.append(QString::fromStdString(name));
    }
    return list.join(QStringLiteral(", "));
}

} // namespace

class tst_OptionCoverage final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyOptionOfUwsgiIsInTheTable();
    void valuesAreReadAsUwsgiReadsThem();
    void lettersAreThoseOfUwsgi();
    void namesOfOurOwnAreFew();
    void filesOfPeople_data();
    void filesOfPeople();
    void cleanupTestCase();

private:
    Tally m_total;
    int m_files = 0;
};

void tst_OptionCoverage::everyOptionOfUwsgiIsInTheTable()
{
    const std::vector<UwsgiOption> options = uwsgiOptions();
    QCOMPARE(options.size(), std::size_t(1008));
    for (const UwsgiOption &theirs : options) {
        const Option *ours = findOption(theirs.name);
        QVERIFY2(ours != nullptr, theirs.name.c_str());
        // `--help all` is ours, uWSGI's help takes nothing; `--reload` is a switch here and takes the pid file of another server there.
        if (theirs.name == "reload") {
            continue;
        }
        if (theirs.name != "help") {
            QVERIFY2(argumentName(ours->argument) == theirs.argument, theirs.name.c_str());
        }
        QVERIFY2(ours->immediate == theirs.immediate, theirs.name.c_str());
    }
}

void tst_OptionCoverage::valuesAreReadAsUwsgiReadsThem()
{
    for (const UwsgiOption &theirs : uwsgiOptions()) {
        const Option *ours = findOption(theirs.name);
        QVERIFY2(ours != nullptr, theirs.name.c_str());
        const auto known = kindsOfParsers.find(theirs.parser);
        const std::set<ValueKind> &kinds = known == kindsOfParsers.end() ? kindsOfOtherParsers : known->second;
        QVERIFY2(kinds.contains(ours->value), qPrintable(QString::fromStdString(theirs.name + " is read by " + theirs.parser)));
    }
}

void tst_OptionCoverage::lettersAreThoseOfUwsgi()
{
    std::set<char> letters;
    for (const UwsgiOption &theirs : uwsgiOptions()) {
        if (theirs.letter == 0) {
            const Option *ours = findOption(theirs.name);
            QVERIFY2(ours != nullptr && (ours->letter == 0 || ours->name != theirs.name), theirs.name.c_str());
            continue;
        }
        // -s is both socket and uwsgi-socket there, -h both help and usage: the first of them.
        const Option *ours = findOptionByLetter(theirs.letter);
        QVERIFY2(ours != nullptr, theirs.name.c_str());
        const bool first = letters.insert(theirs.letter).second || ours->name == theirs.name;
        const Option *named = findOption(theirs.name);
        QVERIFY2(!first || named == ours || named->value == ours->value, theirs.name.c_str());
    }
}

void tst_OptionCoverage::namesOfOurOwnAreFew()
{
    std::set<std::string, std::less<>> theirs;
    for (const UwsgiOption &option : uwsgiOptions()) {
        theirs.insert(option.name);
    }
    for (const std::span<const Option> part : optionTable()) {
        for (const Option &option : part) {
            QVERIFY2(theirs.contains(option.name) || option.group == Group::Retort, std::string(option.name).c_str());
        }
    }
}

void tst_OptionCoverage::filesOfPeople_data()
{
    QTest::addColumn<QString>("path");

    QStringList folders{QStringLiteral(RETORT_CONFIG_DATA "/inis")};
    if (const QString more = qEnvironmentVariable("RETORT_INI_CORPUS"); !more.isEmpty()) {
        folders.append(more);
    }
    for (const QString &folder : folders) {
        const QFileInfoList files = QDir(folder).entryInfoList({QStringLiteral("*.ini")}, QDir::Files, QDir::Name);
        QVERIFY2(!files.isEmpty(), qPrintable(folder));
        for (const QFileInfo &file : files) {
            QTest::newRow(qPrintable(file.fileName())) << file.absoluteFilePath();
        }
    }
}

void tst_OptionCoverage::filesOfPeople()
{
    QFETCH(QString, path);
    QProcessEnvironment environment;
    environment.insert(QStringLiteral("PORT"), QStringLiteral("8000"));
    environment.insert(QStringLiteral("DJANGO_DEBUG"), QStringLiteral("1"));
    const CheckedConfig config = checkConfigFile(path, environment, QFileInfo(path).absolutePath());
    QVERIFY2(!config.options.empty(), qPrintable(config.findings.isEmpty() ? path : config.findings.first().toString()));

    const Tally tally = tallyOf(config);
    std::set<std::string> missed; // names uWSGI knows and we do not
    for (const UwsgiOption &theirs : uwsgiOptions()) {
        if (tally.unknown.contains(theirs.name)) {
            missed.insert(theirs.name);
        }
    }
    qInfo("honours %d, explains %d, keeps %d, refuses %d, unknown to uWSGI: %s", tally.honoured, tally.explained, tally.kept, tally.refused,
        tally.unknown.empty() ? "none" : qPrintable(joined(tally.unknown)));
    QVERIFY2(missed.empty(), qPrintable(joined(missed)));
    m_total.honoured += tally.honoured;
    m_total.explained += tally.explained;
    m_total.kept += tally.kept;
    m_total.refused += tally.refused;
    m_total.unknown.insert(tally.unknown.begin(), tally.unknown.end());
    ++m_files;
}

void tst_OptionCoverage::cleanupTestCase()
{
    qInfo("%d files: honours %d, explains %d, keeps %d, refuses %d; %d names unknown to uWSGI", m_files, m_total.honoured,
        m_total.explained, m_total.kept, m_total.refused, int(m_total.unknown.size()));
}

QTEST_GUILESS_MAIN(tst_OptionCoverage)
#include "tst_optioncoverage.moc"
