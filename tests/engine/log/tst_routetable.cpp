// SPDX-License-Identifier: Apache-2.0
#include "engine/log/routetable.h"

#include "engine/base/clock.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QRandomGenerator>
#include <QTest>

#include <array>

using namespace Qt::StringLiterals;
using namespace Retort;
using Log::Route;
using Log::RouteTable;

namespace {

Route rule(std::string text, std::vector<std::string> methods = {"GET", "HEAD", "OPTIONS"})
{
    Route route;
    route.rule = std::move(text);
    route.methods = std::move(methods);
    return route;
}

// Of a list, by chance.
template<typename T, std::size_t N>
T one(QRandomGenerator &random, const std::array<T, N> &of)
{
    return of[random.bounded(static_cast<quint32>(N))];
}

} // namespace

class tst_RouteTable final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void finds_data();
    void finds();
    void mountsAreTakenOff();
    void rulesOfOneHostComeLast();
    void oddRulesHurtNobody_data();
    void oddRulesHurtNobody();
    void choosesAsWerkzeugDoes();
    void aSitesRoutesAreFoundFast();
};

void tst_RouteTable::finds_data()
{
    QTest::addColumn<QByteArray>("method");
    QTest::addColumn<QByteArray>("target");
    QTest::addColumn<QByteArray>("expected");
    const auto row = [](const char *name, const char *method, const char *target, const char *expected) {
        QTest::newRow(name) << QByteArray(method) << QByteArray(target) << QByteArray(expected);
    };
    row("the root", "GET", "/", "/");
    row("with a query", "GET", "/?page=2", "/");
    row("a number", "GET", "/users/7?full=1", "/users/<int:id>");
    row("no number", "GET", "/users/anna", "/users/<name>");
    row("fixed before open", "GET", "/users/me", "/users/me");
    row("escaped", "GET", "/users/m%65", "/users/me");
    row("another method", "POST", "/users/7", "/users/<int:id> POST");
    row("no rule for that method", "DELETE", "/users/7", "");
    row("a path", "GET", "/static/css/site.css", "/static/<path:filename>");
    row("no path", "GET", "/static/", "");
    row("a slash that is missing is redirected", "GET", "/blog", "");
    row("with its slash", "GET", "/blog/", "/blog/");
    row("several parts of one segment", "GET", "/v2.11", "/v<int:major>.<int:minor>");
    row("a range", "GET", "/page/12", "/page/<int(min=1, max=20):number>");
    row("out of range", "GET", "/page/21", "");
    row("a choice", "GET", "/lang/de", "/lang/<any(de, \"en\"):code>");
    row("none of the choices", "GET", "/lang/fr", "");
    row("two letters", "GET", "/code/\xc3\xbc\xc3\x9f", "/code/<string(length=2):code>");
    row("three letters", "GET", "/code/abc", "");
    row("a uuid", "GET", "/o/0f8fad5b-d9cb-469f-a165-70867728950e", "/o/<uuid:id>");
    row("a float", "GET", "/f/-1.5", "/f/<float(signed=True):value>");
    row("a converter of the app", "GET", "/own/x", "/own/<hashid:id>");
    row("unknown", "GET", "/nothing", "");
}

void tst_RouteTable::finds()
{
    QFETCH(QByteArray, method);
    QFETCH(QByteArray, target);
    QFETCH(QByteArray, expected);
    const RouteTable table({rule("/users/<name>"), rule("/users/<int:id>"), rule("/users/<int:id>", {"POST"}), rule("/users/me"), rule("/"),
        rule("/static/<path:filename>"), rule("/blog/"), rule("/v<int:major>.<int:minor>"), rule("/page/<int(min=1, max=20):number>"),
        rule("/lang/<any(de, \"en\"):code>"), rule("/code/<string(length=2):code>"), rule("/o/<uuid:id>"),
        rule("/f/<float(signed=True):value>"), rule("/own/<hashid:id>")});
    const int found = table.match(method.toStdString(), target.toStdString());
    const Route *const route = found == RouteTable::none ? nullptr : &table.routes()[static_cast<std::size_t>(found)];
    QCOMPARE(QByteArray::fromStdString(route ? route->rule + (route->methods.front() == "POST" ? " POST" : "") : ""), expected);
}

void tst_RouteTable::mountsAreTakenOff()
{
    Route root = rule("/<path:all>"), shop = rule("/cart"), start = rule("/");
    shop.mount = start.mount = "/shop";
    const RouteTable table({root, shop, start});
    QCOMPARE(table.match("GET", "/shop/cart"), 1);
    QCOMPARE(table.match("GET", "/shop/"), 2);
    QCOMPARE(table.match("GET", "/shop"), 2);
    QCOMPARE(table.match("GET", "/shop/other"), RouteTable::none);  // another app is not asked
    QCOMPARE(table.match("GET", "/shopping"), 0);
}

void tst_RouteTable::rulesOfOneHostComeLast()
{
    Route admin = rule("/users");
    admin.host = "admin";
    const RouteTable table({admin, rule("/users"), rule("/")});
    QCOMPARE(table.match("GET", "/users"), 1);
}

void tst_RouteTable::oddRulesHurtNobody_data()
{
    QTest::addColumn<QByteArray>("text");
    for (const char *text : {"", "//", "<", "<>", "/<", "/<:>", "/<int", "/<int(:x>", "/<int(,=,):x>", "/<any():x>", "/<path:a><path:b>/x",
             "/<string(minlength=99999999999999999999):x>", "no slash", "/<int(max='):x>"}) {
        QTest::newRow(text) << QByteArray(text);
    }
}

void tst_RouteTable::oddRulesHurtNobody()
{
    QFETCH(QByteArray, text);
    const RouteTable table({rule(text.toStdString())});
    for (const char *target : {"", "/", "//", "/7", "/a/b/x", "*", "/%", "/%2", "/%2f%00", "/\xff"}) {
        QVERIFY(table.match("GET", target) <= 0);
    }
    // A path that makes backtracking long ends all the same.
    const RouteTable slow({rule("/<a>-<b>-<c>-<d>-<e>-<f>!"), rule("/<path:a>/<path:b>/<path:c>!")});
    const std::string dashes = "/" + std::string(8'000, '-');
    const std::int64_t started = monotonicUs();
    QCOMPARE(slow.match("GET", dashes), RouteTable::none);
    QVERIFY(monotonicUs() - started < 1'000'000);
}

// Many rules, many paths, and the real thing as the judge.
void tst_RouteTable::choosesAsWerkzeugDoes()
{
    constexpr std::array<const char *, 20> segments{"users", "<name>", "<int:id>", "me", "<path:rest>", "v<int:major>", "v<int:a>.<int:b>",
        "<a>-<b>", "new", "<uuid:id>", "<float:price>", "<any(red, green):colour>", "<string(length=2):code>", "<int(signed=True):n>",
        "<string(minlength=3, maxlength=5):word>", "<name>.json", "<int(min=5, max=8):few>", "<int(fixed_digits=3):three>", "", "index"};
    constexpr std::array<const char *, 22> words{"users", "me", "7", "-7", "v2", "v2.1", "a-b", "new",
        "0f8fad5b-d9cb-469f-a165-70867728950e", "1.5", "red", "green", "de", "word", "x.json", "6", "123", "", "index", "red-green",
        "12345", "v"};
    constexpr std::array<const char *, 3> methods{"GET", "POST", "DELETE"};
    QRandomGenerator random(20'261'127);
    for (int round = 0; round < 6; ++round) {
        QJsonArray rules, requests;
        std::vector<Route> routes;
        for (int i = 0; i < 40; ++i) {
            QString text;
            for (quint32 depth = 1 + random.bounded(4u); depth > 0; --depth) {
                text += u'/' + QString::fromLatin1(one(random, segments));
            }
            // A name may stand in a rule only once.
            QString unique;
            int number = 0;
            for (const QChar letter : std::as_const(text)) {
                unique += letter == u'>' ? u"_%1>"_s.arg(number++) : QString(letter);
            }
            Route route = rule(unique.toStdString(), {});
            QJsonValue asked;
            if (random.bounded(2u) == 0) {
                const char *method = one(random, methods);
                route.methods = {method};
                QJsonArray list{QString::fromLatin1(method)};
                if (route.methods.front() == "GET") {
                    route.methods.emplace_back("HEAD");
                }
                asked = list;
            }
            route.strictSlashes = random.bounded(4u) != 0;
            rules.append(QJsonArray{unique, asked, route.strictSlashes});
            routes.push_back(route);
        }
        for (int i = 0; i < 1'500; ++i) {
            QString path;
            for (quint32 depth = 1 + random.bounded(4u); depth > 0; --depth) {
                path += u'/' + QString::fromLatin1(one(random, words));
            }
            requests.append(QJsonArray{QString::fromLatin1(one(random, methods)), path});
        }
        QProcess werkzeug;
        werkzeug.start(QFile::exists(u"/usr/bin/python3"_s) ? u"/usr/bin/python3"_s : u"python3"_s, {QFINDTESTDATA("werkzeug_matches.py")});
        werkzeug.write(QJsonDocument(QJsonObject{{u"rules"_s, rules}, {u"requests"_s, requests}}).toJson());
        werkzeug.closeWriteChannel();
        QVERIFY(werkzeug.waitForFinished());
        const QByteArray said = werkzeug.readAllStandardOutput();
        if (said.isEmpty()) {
            QSKIP("Werkzeug 2.2 or later is not installed.");
        }
        const QJsonArray chosen = QJsonDocument::fromJson(said).array();
        QCOMPARE(chosen.size(), requests.size());
        const RouteTable table(routes);
        for (int i = 0; i < requests.size(); ++i) {
            const QJsonArray request = requests.at(i).toArray();
            const int found = table.match(request.at(0).toString().toStdString(), request.at(1).toString().toStdString());
            const auto text = [&rules](int index) { return index < 0 ? u"none"_s : rules.at(index).toArray().at(0).toString(); };
            QVERIFY2(found == chosen.at(i).toInt(),
                qPrintable(u"round %1, %2 %3: %4, Werkzeug %5"_s.arg(round).arg(
                    request.at(0).toString(), request.at(1).toString(), text(found), text(chosen.at(i).toInt()))));
        }
    }
}

void tst_RouteTable::aSitesRoutesAreFoundFast()
{
    std::vector<Route> routes;
    for (int i = 0; i < 5'000; ++i) {
        routes.push_back(rule("/api/v1/resource" + std::to_string(i) + "/<int:id>/items/<name>"));
    }
    const RouteTable table(routes);
    const std::int64_t started = monotonicUs();
    for (int i = 0; i < 5'000; ++i) {
        QCOMPARE(table.match("GET", "/api/v1/resource" + std::to_string(i) + "/7/items/anna?x=1"), i);
    }
    QVERIFY(monotonicUs() - started < 500'000);  // 100 us each, a hundred times what it takes
}

QTEST_GUILESS_MAIN(tst_RouteTable)
#include "tst_routetable.moc"
