// SPDX-License-Identifier: Apache-2.0
#include "engine/config/configformat.h"

#include <QTest>

using namespace Retort::Config;

class tst_ConfigFormat final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void goesByTheEnding_data();
    void goesByTheEnding();
    void goesByTheOption_data();
    void goesByTheOption();
};

void tst_ConfigFormat::goesByTheEnding_data()
{
    QTest::addColumn<QString>("file");
    QTest::addColumn<int>("format"); // -1: none
    QTest::addColumn<QString>("option");
    const auto row = [](const char *file, int format, const char *option) {
        QTest::newRow(file) << QString::fromUtf8(file) << format << QString::fromUtf8(option);
    };

    row("uwsgi.ini", int(ConfigFormat::Ini), "ini");
    row("a/b.yaml", int(ConfigFormat::Yaml), "yaml");
    row("b.yml", int(ConfigFormat::Yaml), "yaml");
    row("b.json", int(ConfigFormat::Json), "json");
    row("b.js", int(ConfigFormat::Json), "json");
    row("b.xml", int(ConfigFormat::Xml), "xml");
    row("b.yaml:production", int(ConfigFormat::Yaml), "yaml");
    row("b.json:uwsgi.ini", int(ConfigFormat::Ini), "ini");
    row("C:\\site\\b.xml", int(ConfigFormat::Xml), "xml");
    row("app.py", -1, "ini");
    row("yaml", -1, "ini");
    row("b.YAML", -1, "ini"); // uWSGI looks at the letters as they are
    row("", -1, "ini");
}

void tst_ConfigFormat::goesByTheEnding()
{
    QFETCH(QString, file);
    QFETCH(int, format);
    const std::optional<ConfigFormat> found = formatOfFile(file);
    QCOMPARE(found ? int(*found) : -1, format);
    QTEST(optionOfFile(file), "option");
}

void tst_ConfigFormat::goesByTheOption_data()
{
    QTest::addColumn<QByteArray>("name");
    QTest::addColumn<int>("format");

    for (const auto &[name, format] : {std::pair("ini", ConfigFormat::Ini), {"yaml", ConfigFormat::Yaml}, {"yml", ConfigFormat::Yaml},
             {"json", ConfigFormat::Json}, {"js", ConfigFormat::Json}, {"xml", ConfigFormat::Xml}, {"xmlconfig", ConfigFormat::Xml}}) {
        QTest::newRow(name) << QByteArray(name) << int(format);
    }
    for (const char *name : {"include", "inherit", "module", "nothing"}) {
        QTest::newRow(name) << QByteArray(name) << -1;
    }
}

void tst_ConfigFormat::goesByTheOption()
{
    QFETCH(QByteArray, name);
    QFETCH(int, format);
    const std::optional<ConfigFormat> found = formatOfOption(name.toStdString());
    QCOMPARE(found ? int(*found) : -1, format);
}

QTEST_GUILESS_MAIN(tst_ConfigFormat)
#include "tst_configformat.moc"
