// SPDX-License-Identifier: Apache-2.0
#include "engine/log/requestfilter.h"

#include "engine/log/routetable.h"
#include "tests/support/guardedbytes.h"

#include <QDateTime>
#include <QElapsedTimer>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace Retort;
using Log::FilterField;
using Log::FilterSetting;
using Log::RequestFilter;
using Log::RequestRecord;
using Log::RequestState;

namespace {

constexpr std::int64_t now = 1'795'338'281'000'000; // Sun Nov 22 09:04:41 2026 UTC

// GET /users/7?full=1 from 127.0.0.1: 404, 34 ms (12 ms CPU), 812 bytes, worker 2, load 17, finished 10 s ago.
RequestRecord sample()
{
    RequestRecord record;
    record.sequence = 7;
    record.wallStartUs = now - 10'034'000;
    record.totalUs = 34'000;
    record.appCpuUs = 12'000;
    record.bodyBytesOut = 812;
    record.status = 404;
    record.workerId = 2;
    record.load = 17;
    return record;
}

constexpr std::string_view sampleTarget = "/users/7?full=1";

FilterSetting setting()
{
    FilterSetting setting;
    setting.nowUs = now;
    setting.reloadUs = now - 20'000'000;
    return setting;
}

bool accepts(const RequestFilter &filter, const RequestRecord &record = sample(), std::string_view target = sampleTarget)
{
    const Test::GuardedBytes method("GET");
    const Test::GuardedBytes path(target);
    const Test::GuardedBytes client("127.0.0.1");
    return filter.accepts(record, {method.view(), path.view(), client.view()});
}

// What a program that captures would know: one header, one exception, request 7 is watched.
class SomeFacts final : public Log::RequestFacts
{
public:
    bool records(FilterField field) const override { return field == FilterField::Header || field == FilterField::Error; }
    bool records(RequestState state) const override { return state == RequestState::Watched; }
    bool text(std::uint64_t sequence, FilterField field, std::string_view name, std::string &to) const override
    {
        if (sequence != 7 || (field == FilterField::Header && name != "x-id")) {
            return false;
        }
        to.append(field == FilterField::Header ? "7a" : "KeyError: 'name'");
        return true;
    }
    bool is(std::uint64_t sequence, RequestState) const override { return sequence == 7; }
};

} // namespace

class tst_RequestFilter final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void routesAreFoundByRuleAndEndpoint();
    void accepts_data();
    void accepts();
    void faults_data();
    void faults();
    void anyCutIsAFilterOrAFault_data() { accepts_data(); }
    void anyCutIsAFilterOrAFault();
    void nothingAcceptsEverything();
    void capturedFactsAreAsked();
    void errorsAndAssets_data();
    void errorsAndAssets();
    void nestedRepeatsEndSoon();
};

void tst_RequestFilter::accepts_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<bool>("accepted");

    QTest::newRow("text anywhere in the target") << u"users"_s << true;
    QTest::newRow("text in the query") << u"full=1"_s << true;
    QTest::newRow("text that is not there") << u"orders"_s << false;
    QTest::newRow("text in other case") << u"USERS"_s << true;
    QTest::newRow("text longer than the target") << u"/users/7?full=1&x"_s << false;
    QTest::newRow("a path is a text") << u"/users/7"_s << true;
    QTest::newRow("star in a text") << u"/users/*full"_s << true;
    QTest::newRow("parts around a star keep their order") << u"full*users"_s << false;
    QTest::newRow("quoted text") << u"\"users/7\""_s << true;
    QTest::newRow("a star between quotes is a star") << u"\"users/*\""_s << false;
    QTest::newRow("an escaped quote") << uR"("a\"b")"_s << false;
    QTest::newRow("regular expression") << u"/users/[0-9]+\\?/"_s << true;
    QTest::newRow("regular expression that does not match") << u"/^users/"_s << false;
    QTest::newRow("regular expression with bars and parentheses") << u"/(orders|users)/"_s << true;
    QTest::newRow("regular expression in other case") << u"/USERS/"_s << true;
    QTest::newRow("status") << u"status:404"_s << true;
    QTest::newRow("status of a class") << u"status:4xx"_s << true;
    QTest::newRow("another class") << u"status:5xx"_s << false;
    QTest::newRow("one of several statuses") << u"status:200,404,410"_s << true;
    QTest::newRow("a least status") << u"status:>=400"_s << true;
    QTest::newRow("a status below") << u"status:<404"_s << false;
    QTest::newRow("a range of statuses") << u"status:400..404"_s << true;
    QTest::newRow("no answer") << u"status:cut"_s << false;
    QTest::newRow("method") << u"method:get"_s << true;
    QTest::newRow("method is a whole word") << u"method:ge"_s << false;
    QTest::newRow("one of several methods") << u"method:POST,GET"_s << true;
    QTest::newRow("path") << u"path:/users"_s << true;
    QTest::newRow("path has no query") << u"path:full"_s << false;
    QTest::newRow("whole path") << u"path:=/users/7"_s << true;
    QTest::newRow("whole path that is a part") << u"path:=/users"_s << false;
    QTest::newRow("whole path with a star") << u"path:=/users/*"_s << true;
    QTest::newRow("whole path between quotes") << u"path:=\"/users/7\""_s << true;
    QTest::newRow("path by expression") << u"path:/^.users.\\d$/"_s << true;
    QTest::newRow("time above") << u"time:>30ms"_s << true;
    QTest::newRow("time above itself") << u"time:>34ms"_s << false;
    QTest::newRow("time at least") << u"time:34"_s << true;
    QTest::newRow("time in seconds") << u"time:>0.03s"_s << true;
    QTest::newRow("time below") << u"time:<1s"_s << true;
    QTest::newRow("time between") << u"time:1ms..34ms"_s << true;
    QTest::newRow("cpu time") << u"cpu:>12ms"_s << false;
    QTest::newRow("size above") << u"size:>0.5k"_s << true;
    QTest::newRow("size in megabytes") << u"size:>1mb"_s << false;
    QTest::newRow("worker") << u"worker:2"_s << true;
    QTest::newRow("other worker") << u"worker:1,3"_s << false;
    QTest::newRow("load") << u"load:>=17"_s << true;
    QTest::newRow("client") << u"client:127."_s << true;
    QTest::newRow("is slow") << u"is:slow"_s << false;
    QTest::newRow("is one of several") << u"is:slow,error,asset"_s << false;
    QTest::newRow("since minutes") << u"since:5m"_s << true;
    QTest::newRow("since seconds") << u"since:9s"_s << false;
    QTest::newRow("since reload") << u"since:reload"_s << true;
    QTest::newRow("since a clock time") << u"since:09:04"_s << true;
    QTest::newRow("since a later clock time") << u"since:09:04:32"_s << false;
    QTest::newRow("since a clock time of yesterday") << u"since:23:59"_s << true;
    QTest::newRow("within a period") << u"when:9:04:31..9:04:31"_s << true;
    QTest::newRow("after a period") << u"when:9:04:11..9:04:30"_s << false;
    QTest::newRow("negated") << u"-status:404"_s << false;
    QTest::newRow("negated twice") << u"--status:404"_s << true;
    QTest::newRow("negated text") << u"-orders"_s << true;
    QTest::newRow("a minus inside a text") << u"users-7"_s << false;
    QTest::newRow("both") << u"users status:404"_s << true;
    QTest::newRow("both, one fails") << u"users status:500"_s << false;
    QTest::newRow("either") << u"orders | status:404"_s << true;
    QTest::newRow("and binds closer than or") << u"users | orders status:500"_s << true;
    QTest::newRow("parentheses") << u"(users | orders) status:500"_s << false;
    QTest::newRow("negated parentheses") << u"-(users status:500)"_s << true;
    QTest::newRow("a group right after a term") << u"users(status:404)"_s << true;
    QTest::newRow("no blanks") << u"orders|users"_s << true;
    QTest::newRow("blanks around") << u"  users  "_s << true;
    QTest::newRow("names in other case") << u"STATUS:404"_s << true;
}

void tst_RequestFilter::accepts()
{
    QFETCH(QString, text);
    QFETCH(bool, accepted);
    const auto filter = RequestFilter::fromText(text, setting());
    QVERIFY2(filter, filter ? "" : qPrintable(filter.error().sentence));
    QCOMPARE(::accepts(*filter), accepted);
    QVERIFY(!filter->acceptsAll());
}

void tst_RequestFilter::faults_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<int>("position");
    QTest::addColumn<int>("length");
    QTest::addColumn<QString>("part"); // of the sentence

    QTest::newRow("unknown name") << u"users colour:red"_s << 6 << 7 << u"“colour:”"_s;
    QTest::newRow("no value") << u"status:"_s << 0 << 7 << u"404, 5xx"_s;
    QTest::newRow("no value after a comma") << u"status:404,"_s << 10 << 1 << u"needs a value"_s;
    QTest::newRow("bad status") << u"status:4x"_s << 7 << 2 << u"“4x”"_s;
    QTest::newRow("second value bad") << u"status:404,many"_s << 11 << 4 << u"“many”"_s;
    QTest::newRow("bad unit") << u"time:>3days"_s << 5 << 6 << u">200ms"_s;
    QTest::newRow("bad size") << u"size:big"_s << 5 << 3 << u">1mb"_s;
    QTest::newRow("number too large") << u"size:99999999999999gb"_s << 5 << 16 << u"cannot read"_s;
    QTest::newRow("since without a unit") << u"since:5"_s << 6 << 1 << u"cannot read"_s;
    QTest::newRow("bad period") << u"when:9:04"_s << 5 << 4 << u"14:02:11..14:02:30"_s;
    QTest::newRow("unknown state") << u"is:blue"_s << 3 << 4 << u"“blue”"_s;
    QTest::newRow("bad expression") << u"/users(/"_s << 6 << 1 << u"regular expression"_s;
    QTest::newRow("open parenthesis") << u"(users"_s << 0 << 1 << u"not closed"_s;
    QTest::newRow("open parenthesis without anything") << u"users ("_s << 6 << 1 << u"not closed"_s;
    QTest::newRow("stray parenthesis") << u"users)"_s << 5 << 1 << u"closes nothing"_s;
    QTest::newRow("only a parenthesis") << u")"_s << 0 << 1 << u"closes nothing"_s;
    QTest::newRow("empty parentheses") << u"( )"_s << 2 << 1 << u"nothing between"_s;
    QTest::newRow("bar at the end") << u"users |"_s << 6 << 1 << u"both sides"_s;
    QTest::newRow("bar at the start") << u"| users"_s << 0 << 1 << u"both sides"_s;
    QTest::newRow("two bars") << u"a || b"_s << 3 << 1 << u"both sides"_s;
    QTest::newRow("bar before a parenthesis") << u"(a |)"_s << 3 << 1 << u"both sides"_s;
    QTest::newRow("only a minus") << u"users -"_s << 6 << 1 << u"after it"_s;
    QTest::newRow("open quote") << u"a \"b c"_s << 2 << 4 << u"not closed"_s;
    QTest::newRow("too deep") << u"("_s.repeated(60) + u"a"_s + u")"_s.repeated(60) << 50 << 1 << u"50"_s;
    QTest::newRow("too long") << u"a"_s.repeated(5000) << 0 << 5000 << u"4096"_s;
    QTest::newRow("headers are not recorded") << u"header:x-id=7"_s << 0 << 13 << u"the text of headers is not recorded yet"_s;
    QTest::newRow("types are not recorded") << u"a type:json b"_s << 2 << 9 << u"the response type is not recorded yet"_s;
    QTest::newRow("output is not recorded") << u"out:x"_s << 0 << 5 << u"not recorded yet"_s;
    QTest::newRow("watching is not recorded") << u"is:error,watched"_s << 9 << 7 << u"whether a request is watched is not recorded yet"_s;
}

void tst_RequestFilter::faults()
{
    QFETCH(QString, text);
    QFETCH(int, position);
    QFETCH(int, length);
    QFETCH(QString, part);
    const auto filter = RequestFilter::fromText(text, setting());
    QVERIFY(!filter);
    const Log::FilterFault &fault = filter.error();
    QVERIFY2(fault.sentence.contains(part), qPrintable(fault.sentence));
    QVERIFY2(fault.sentence.endsWith(u'.'), qPrintable(fault.sentence));
    QCOMPARE(fault.position, position);
    QCOMPARE(fault.length, length);
}

void tst_RequestFilter::anyCutIsAFilterOrAFault()
{
    QFETCH(QString, text);
    for (qsizetype cut = 0; cut <= text.size(); ++cut) {
        const auto filter = RequestFilter::fromText(QStringView(text).first(cut), setting());
        if (filter) {
            ::accepts(*filter);
            continue;
        }
        QVERIFY(!filter.error().sentence.isEmpty());
        QVERIFY(filter.error().position >= 0);
        QVERIFY(filter.error().length > 0);
        QVERIFY2(filter.error().position + filter.error().length <= cut, qPrintable(text.first(cut)));
    }
}

void tst_RequestFilter::nothingAcceptsEverything()
{
    QVERIFY(RequestFilter().acceptsAll());
    const auto blank = RequestFilter::fromText(u"  ");
    QVERIFY(blank && blank->acceptsAll());
    QVERIFY(::accepts(*blank));
    const auto noReload = RequestFilter::fromText(u"since:reload");
    QVERIFY(!noReload);
    QCOMPARE(noReload.error().sentence, u"There was no reload yet."_s);
}

void tst_RequestFilter::capturedFactsAreAsked()
{
    FilterSetting withFacts = setting();
    withFacts.facts = std::make_shared<SomeFacts>();
    const auto asks = [&](const QString &text, std::uint64_t sequence = 7) {
        RequestRecord record = sample();
        record.sequence = sequence;
        const auto filter = RequestFilter::fromText(text, withFacts);
        return filter && ::accepts(*filter, record);
    };
    QVERIFY(asks(u"header:X-Id=7"_s));
    QVERIFY(asks(u"header:x-id"_s));
    QVERIFY(!asks(u"header:x-id=8"_s));
    QVERIFY(!asks(u"header:x-other"_s));
    QVERIFY(asks(u"header:x-other,x-id"_s));
    QVERIFY(asks(u"error:keyerror"_s));
    QVERIFY(!asks(u"error:KeyError"_s, 8));
    QVERIFY(asks(u"is:watched"_s));
    QVERIFY(!asks(u"is:watched"_s, 8));
    QVERIFY(!RequestFilter::fromText(u"type:json", withFacts));
    QVERIFY(!RequestFilter::fromText(u"header:=7", withFacts));
}

void tst_RequestFilter::errorsAndAssets_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<int>("flags");
    QTest::addColumn<QByteArray>("target");
    QTest::addColumn<bool>("error");
    QTest::addColumn<bool>("asset");

    QTest::newRow("a page") << 200 << 0 << "/a"_ba << false << false;
    QTest::newRow("not found") << 404 << 0 << "/a"_ba << false << false;
    QTest::newRow("a server error") << 500 << 0 << "/a"_ba << true << false;
    QTest::newRow("an exception after the head") << 200 << int(RequestRecord::Exception) << "/a"_ba << true << false;
    QTest::newRow("broke off") << 200 << int(RequestRecord::Truncated) << "/a"_ba << true << false;
    QTest::newRow("the client left") << 0 << int(RequestRecord::ClientGone) << "/a"_ba << false << false;
    QTest::newRow("a style sheet") << 200 << 0 << "/static/site.css?v=3"_ba << false << true;
    QTest::newRow("an image in capitals") << 200 << 0 << "/LOGO.PNG"_ba << false << true;
    QTest::newRow("the longest ending") << 200 << 0 << "/app.webmanifest"_ba << false << true;
    QTest::newRow("an ending longer than any") << 200 << 0 << "/a.abcdefghijklmnop"_ba << false << false;
    QTest::newRow("a dot in a folder") << 200 << 0 << "/v1.js/users"_ba << false << false;
    QTest::newRow("an ending in the query") << 200 << 0 << "/a?file=b.png"_ba << false << false;
    QTest::newRow("a dot at the end") << 200 << 0 << "/a."_ba << false << false;
    QTest::newRow("nothing") << 200 << 0 << ""_ba << false << false;
}

void tst_RequestFilter::errorsAndAssets()
{
    QFETCH(int, status);
    QFETCH(int, flags);
    QFETCH(QByteArray, target);
    QFETCH(bool, error);
    QFETCH(bool, asset);
    RequestRecord record;
    record.status = static_cast<std::uint16_t>(status);
    record.flags = static_cast<std::uint16_t>(flags);
    QCOMPARE(::accepts(*RequestFilter::fromText(u"is:error"), record, target.toStdString()), error);
    QCOMPARE(::accepts(*RequestFilter::fromText(u"is:asset"), record, target.toStdString()), asset);
}

void tst_RequestFilter::nestedRepeatsEndSoon()
{
    const auto filter = RequestFilter::fromText(u"/(a+)+$/");
    QVERIFY(filter);
    const std::string evil = std::string(200, 'a') + "b";
    QElapsedTimer timer;
    timer.start();
    for (int i = 0; i < 100; ++i) {
        QVERIFY(!::accepts(*filter, sample(), evil));
    }
    QVERIFY2(timer.elapsed() < 5'000, qPrintable(QString::number(timer.elapsed())));
}

void tst_RequestFilter::routesAreFoundByRuleAndEndpoint()
{
    Log::Route route;
    route.rule = "/users/<int:id>";
    route.endpoint = "users.show";
    Log::FilterSetting setting;
    QVERIFY(!RequestFilter::fromText(u"route:users.show", setting)); // nobody knows the routes
    setting.routes = std::make_shared<const Log::RouteTable>(std::vector{route});
    for (const QStringView text : {u"route:users.show", u"route:\"=/users/<int:id>\"", u"route:=\"/users/<int:id>\"", u"route:users.*"}) {
        const auto filter = RequestFilter::fromText(text, setting);
        QVERIFY2(filter, qPrintable(text.toString()));
        QCOMPARE(filter->accepts({}, {"GET", "/users/7?full=1", ""}), !text.startsWith(u"route:\""));
        QVERIFY(!filter->accepts({}, {"GET", "/users/anna", ""}));
    }
    const auto others = RequestFilter::fromText(u"-route:users.show", setting);
    QVERIFY(others && others->accepts({}, {"GET", "/users/anna", ""}));
}

QTEST_APPLESS_MAIN(tst_RequestFilter)
#include "tst_requestfilter.moc"
