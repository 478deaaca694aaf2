// SPDX-License-Identifier: Apache-2.0
#include "ui/settings/fieldvalues.h"

#include "engine/config/options.h"
#include "ui/settings/textlines.h"

#include <QDirIterator>
#include <QFile>
#include <QRandomGenerator>
#include <QTest>

#include <algorithm>

using namespace Retort::Config;
using namespace Retort::Ui;
using namespace Qt::StringLiterals;
using Retort::Result;

class tst_FieldValues final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyOptionHasOneRow();
    void picksTheControl_data();
    void picksTheControl();
    void writes_data();
    void writes();
    void writesLists_data();
    void writesLists();
    void beatsAConditionalLine();
    void changesBetweenFileAndModule();
    void listsWhatItKeeps();
    void randomEditsTouchTheirLinesOnly_data();
    void randomEditsTouchTheirLinesOnly();

private:
    const Field &field(const QString &key) const;

    QList<Field> m_fields = settingsFields();
};

const Field &tst_FieldValues::field(const QString &key) const
{
    const auto found = std::find_if(m_fields.begin(), m_fields.end(), [&](const Field &field) { return field.keys.contains(key); });
    Q_ASSERT(found != m_fields.end());
    return *found;
}

void tst_FieldValues::everyOptionHasOneRow()
{
    QStringList keys;
    for (const Field &field : m_fields) {
        QVERIFY2(!field.label.isEmpty(), qPrintable(field.key()));
        QVERIFY2(!field.help.isEmpty(), qPrintable(field.key()));
        for (const QString &key : field.keys) {
            QVERIFY2(!keys.contains(key), qPrintable(key));
            keys.append(key);
        }
    }
    for (const std::span<const Option> part : optionTable()) {
        for (const Option &option : part) {
            const bool used =
                option.treatment == Treatment::Honours && option.group != Group::Configuration && option.value != ValueKind::Logic;
            const QString name = QString::fromUtf8(option.name.data(), qsizetype(option.name.size()));
            if (used && !QStringList{u"help"_s, u"version"_s, u"no-gui"_s}.contains(name)) {
                QVERIFY2(keys.contains(name), qPrintable(name));
            }
        }
    }
}

void tst_FieldValues::picksTheControl_data()
{
    QTest::addColumn<QByteArray>("line");
    QTest::addColumn<QString>("key");
    QTest::addColumn<FieldControl>("control");
    const auto row = [](const char *name, const QByteArray &line, const QString &key, FieldControl control) {
        QTest::newRow(name) << line << key << control;
    };
    row("nothing given", "", u"processes"_s, FieldControl::Number);
    row("a number", "processes = 4", u"processes"_s, FieldControl::Number);
    row("a number with a comment", "processes = 4 # c", u"processes"_s, FieldControl::Number);
    row("a number by an alias", "workers = 4", u"processes"_s, FieldControl::Number);
    row("a placeholder is text", "processes = %(n)", u"processes"_s, FieldControl::Text);
    row("a number out of range is text", "processes = 9999", u"processes"_s, FieldControl::Text);
    row("no number is text", "processes = two", u"processes"_s, FieldControl::Text);
    row("an address", "http-socket = 127.0.0.1:8000", u"http-socket"_s, FieldControl::HttpAddress);
    row("an address with a comment", "http = :8000 ; web", u"http-socket"_s, FieldControl::HttpAddress);
    row("a path is a list", "http-socket = /tmp/a.sock", u"http-socket"_s, FieldControl::List);
    row("two addresses are a list", "http-socket = :1\nhttp = :2", u"http-socket"_s, FieldControl::List);
    row("a choice", "[retort]\non-error = last-good", u"on-error"_s, FieldControl::Choice);
    row("another choice is text", "[retort]\non-error = shrug", u"on-error"_s, FieldControl::Text);
    row("pairs", "static-map = /s=/srv", u"static-map"_s, FieldControl::Pairs);
    row("pairs that are none", "static-map = /srv", u"static-map"_s, FieldControl::List);
    row("a switch", "lazy-apps = nope", u"lazy-apps"_s, FieldControl::Switch);
    row("a switch by placeholder", "lazy-apps = $(LAZY)", u"lazy-apps"_s, FieldControl::Text);
}

void tst_FieldValues::picksTheControl()
{
    QFETCH(QByteArray, line);
    QFETCH(QString, key);
    const FieldValues values(IniDocument("[uwsgi]\n" + line.toStdString() + '\n'));
    QTEST(values.control(field(key)), "control");
}

void tst_FieldValues::writes_data()
{
    QTest::addColumn<QByteArray>("before");
    QTest::addColumn<QString>("key");
    QTest::addColumn<QString>("value");
    QTest::addColumn<QByteArray>("after");
    const auto row = [](const char *name, const QByteArray &before, const QString &key, const QString &value, const QByteArray &after) {
        QTest::newRow(name) << before << key << value << after;
    };
    row("one line", "[uwsgi]\nprocesses=1\n#c\n", u"processes"_s, u"2"_s, "[uwsgi]\nprocesses=2\n#c\n");
    row("an alias stays", "[uwsgi]\nworkers = 1\n", u"processes"_s, u"2"_s, "[uwsgi]\nworkers = 2\n");
    row("the last of two spellings counts", "[uwsgi]\nvenv = /a\nhome = /b\n", u"home"_s, u"/c"_s, "[uwsgi]\nvenv = /a\nhome = /c\n");
    row("an underscore stays", "[uwsgi]\nhttp_socket = :1\n", u"http-socket"_s, u":2"_s, "[uwsgi]\nhttp_socket = :2\n");
    row("a new section for our own keys", "[uwsgi]\na=1\n", u"watch"_s, u"x"_s, "[uwsgi]\na=1\n\n[retort]\nwatch=x\n");
    row("not in a block", "[uwsgi]\nif-env = CI\nthreads = 1\nendif =\n", u"threads"_s, u"2"_s,
        "[uwsgi]\nif-env = CI\nthreads = 1\nendif =\n");
}

void tst_FieldValues::writes()
{
    QFETCH(QByteArray, before);
    QFETCH(QString, key);
    QFETCH(QString, value);
    QFETCH(QByteArray, after);
    IniDocument document(before.toStdString());
    QCOMPARE(writeValue(document, field(key), value).has_value(), before != after);
    QCOMPARE(QByteArray::fromStdString(document.bytes()), after);
}

void tst_FieldValues::writesLists_data()
{
    QTest::addColumn<QByteArray>("before");
    QTest::addColumn<QStringList>("values");
    QTest::addColumn<QByteArray>("after");
    const auto row = [](const char *name, const QByteArray &before, const QStringList &values, const QByteArray &after) {
        QTest::newRow(name) << QByteArray("[uwsgi]\n" + before) << values << QByteArray("[uwsgi]\n" + after);
    };
    row("one more", "pythonpath = a\nx=1\n", {u"a"_s, u"b"_s}, "pythonpath = a\npythonpath = b\nx=1\n");
    row("as the last one is spelt", "pp=a\nx=1\n", {u"a"_s, u"b"_s}, "pp=a\npp=b\nx=1\n");
    row("one changed", "pythonpath = a\n#c\npp = b\npythonpath = c\n", {u"a"_s, u"B"_s, u"c"_s},
        "pythonpath = a\n#c\npp = B\npythonpath = c\n");
    row("the middle gone", "pythonpath = a\n#c\npp = b\npythonpath = c\n", {u"a"_s, u"c"_s}, "pythonpath = a\n#c\npythonpath = c\n");
    row("all gone", "pp = b\nx=1\n", {}, "x=1\n");
    row("conditional ones stay", "pp = a\nif-env = CI\npp = b\nendif =\n", {u"c"_s}, "pp = c\nif-env = CI\npp = b\nendif =\n");
    row("new ones go behind the block", "if-env = CI\npp = b\nendif =\n", {u"c"_s}, "if-env = CI\npp = b\nendif =\npp = c\n");
    row("none of it when one is refused", "pp = a\npp = b\n", {u"c"_s, u"5% off"_s}, "pp = a\npp = b\n");
}

void tst_FieldValues::writesLists()
{
    QFETCH(QByteArray, before);
    QFETCH(QStringList, values);
    IniDocument document(before.toStdString());
    const Result<void> done = writeList(document, field(u"pythonpath"_s), values);
    QTEST(QByteArray::fromStdString(document.bytes()), "after");
    if (done) {
        QCOMPARE(FieldValues(document).values(field(u"pythonpath"_s)), values);
    }
}

void tst_FieldValues::beatsAConditionalLine()
{
    IniDocument document("[uwsgi]\nif-exists = .venv\nvenv = %(_)\nendif =\n");
    const Field &home = field(u"home"_s);
    QVERIFY(FieldValues(document).isConditional(home));
    QVERIFY(!writeValue(document, home, u"/v"_s));
    QVERIFY(writeAlways(document, home, u"/v"_s));
    QCOMPARE(document.bytes(), std::string("[uwsgi]\nif-exists = .venv\nvenv = %(_)\nendif =\nvenv = /v\n"));
    QVERIFY(!FieldValues(document).isConditional(home));
    QVERIFY(removeField(document, home)); // what was added goes, what was there stays
    QCOMPARE(document.bytes(), std::string("[uwsgi]\nif-exists = .venv\nvenv = %(_)\nendif =\n"));
}

void tst_FieldValues::changesBetweenFileAndModule()
{
    IniDocument document("[uwsgi]\nwsgi = app:app\nmaster = true\n");
    QVERIFY(writeAs(document, field(u"module"_s), u"module"_s, u"shop"_s));
    QCOMPARE(document.bytes(), std::string("[uwsgi]\nwsgi = shop\nmaster = true\n"));
    QVERIFY(writeAs(document, field(u"module"_s), u"wsgi-file"_s, u"a.py"_s));
    QCOMPARE(document.bytes(), std::string("[uwsgi]\nmaster = true\nwsgi-file = a.py\n"));
}

void tst_FieldValues::listsWhatItKeeps()
{
    const FieldValues values(
        IniDocument("[uwsgi]\nvaccum = 1\nif-env = A\ncheaper = 2\nendif=\nthreads = 1\nini = x.ini\n[x]\ny=1\n[retort]\nz=1\n"));
    QStringList kept;
    for (const FieldValues::Named &named : values.others(m_fields)) {
        kept.append(named.section + u'/' + named.line.key + u' ' + named.line.block);
    }
    QCOMPARE(kept, (QStringList{u"uwsgi/vaccum "_s, u"uwsgi/cheaper if-env = A"_s, u"retort/z "_s}));
    QVERIFY(keptSentence(u"vaccum"_s).startsWith(u"kept, not used by Retort"));
    QVERIFY(keptSentence(u"cheaper"_s).startsWith(u"kept, not used by Retort: "));
}

void tst_FieldValues::randomEditsTouchTheirLinesOnly_data()
{
    QTest::addColumn<QByteArray>("text");
    QStringList folders{QString::fromUtf8(RETORT_INI_FUZZ_CORPUS)};
    if (const QString more = qEnvironmentVariable("RETORT_INI_CORPUS"); !more.isEmpty()) {
        folders.append(more);
    }
    for (const QString &folder : std::as_const(folders)) {
        for (QDirIterator files(folder, QDir::Files); files.hasNext();) {
            QFile file(files.next());
            QVERIFY2(file.open(QIODevice::ReadOnly), qPrintable(file.fileName()));
            QTest::newRow(qPrintable(file.fileName())) << file.readAll();
        }
    }
    QTest::newRow("a file as people write it") << QByteArray(
        "; deployed by ansible\r\n[uwsgi]\r\n  base = /srv/caf\xE9\r\nchdir   = %(base)\r\nmodule  = shop.wsgi:application ; the app\r\n"
        "processes = 4  # cores\r\nmaster\r\nenv = A=1\r\nenv = SECRET_KEY = x = y\r\nif-env = CI\r\n\tthreads = 1\r\nenv = CI=1\r\nendif "
        "=\r\n"
        "[retort]\r\nwatch = *.toml\r\n\r\n[uwsgi]\r\nvaccum = true\r\npp=/a\r\npythonpath = /b");
}

// Random edits of random fields: lines that do not speak of the field keep their bytes and their order.
void tst_FieldValues::randomEditsTouchTheirLinesOnly()
{
    QFETCH(QByteArray, text);
    QRandomGenerator random(quint32(text.size()));
    IniDocument document(text.toStdString());
    const QStringList samples{u"1"_s, u"true"_s, u"/a b"_s, u"%d.venv"_s, u"A=B=C"_s, u"127.0.0.1:9"_s, u"50%"_s, u"x"_s, u"off"_s};
    for (int round = 0; round < 150; ++round) {
        const Field &field = m_fields[random.bounded(int(m_fields.size()))];
        QStringList values;
        for (int i = int(random.bounded(field.isList() ? 4 : 2)); i > 0; --i) {
            values.append(samples[random.bounded(int(samples.size()))]);
        }
        const std::string before = document.bytes();
        const FieldValues old(document);
        const Result<void> done =
            field.isList() || values.isEmpty() ? writeList(document, field, values) : writeValue(document, field, values.first());
        if (!done) {
            QCOMPARE(document.bytes(), before);
            QVERIFY(!done.error().sentence.isEmpty());
            continue;
        }
        QList<int> mine;
        for (const GivenLine &line : old.lines(field)) {
            mine.append(line.line);
        }
        const QStringList was = displayLines(before);
        for (const QString &line : comparison(was, displayLines(document.bytes()))) {
            if (!line.startsWith(u"- ")) {
                continue;
            }
            const bool own = std::any_of(mine.begin(), mine.end(), [&](int at) { return was[at - 1] == line.mid(2); });
            const bool unended = line.mid(2) == was.last(); // a line without end gets one when others follow
            const bool joined = before.find("%\n") != std::string::npos;
            QVERIFY2(own || unended || joined, qPrintable(field.key() + u": "_s + line));
        }
        // What is behind the last edited line, and before the first, is the same bytes.
        if (mine.isEmpty() && values.isEmpty()) {
            QCOMPARE(document.bytes(), before);
        }
        QStringList now = FieldValues(document).values(field);
        if (field.isList()) {
            QCOMPARE(now.size(), values.size());
        }
    }
}

QTEST_GUILESS_MAIN(tst_FieldValues)
#include "tst_fieldvalues.moc"
