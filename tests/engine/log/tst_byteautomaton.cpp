// SPDX-License-Identifier: Apache-2.0
#include "engine/log/byteautomaton.h"

#include <QElapsedTimer>
#include <QRandomGenerator>
#include <QRegularExpression>
#include <QTest>

#include <array>

using namespace Qt::StringLiterals;
using namespace Retort::Log;

// What it says must be what PCRE says.
class tst_ByteAutomaton final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void matchesAsPcre_data();
    void matchesAsPcre();
    void leavesToPcre_data();
    void leavesToPcre();
    void madeUpExpressionsMatchAsPcre();
    void anyCutIsReadOrLeft();
    void isMadeSoonOrNotAtAll();
    void plainIsPrintable();
};

namespace {

constexpr std::array texts{"", "/", "a", "/users/7", "/users/17/edit?full=1", "/UsErs/abc", "/static/site.css?v=3", "aab", "ab ab", "b",
    "/api/v2/items?page=2&size=50", "GET /", "a.b", "a-b", "]", "^$", "foo", "FOOBAR", "xfoo", "aaaaaaaaab", "0123456789", "_", "~"};

QRegularExpression pcre(const QString &expression)
{
    return QRegularExpression(expression, QRegularExpression::CaseInsensitiveOption | QRegularExpression::DontCaptureOption);
}

QByteArray compare(const QString &expression, const ByteAutomaton &automaton, const QRegularExpression &reference, const QByteArray &text)
{
    const bool expected = reference.match(QString::fromLatin1(text)).hasMatch();
    return automaton.matches(text.toStdString()) == expected
        ? QByteArray()
        : "/" + expression.toUtf8() + "/ on \"" + text + "\" should be " + (expected ? "a match" : "none");
}

// An expression of what the automaton knows, at random.
QString madeUp(QRandomGenerator &random, int depth)
{
    static const QStringList atoms{u"a"_s, u"b"_s, u"C"_s, u"/"_s, u"."_s, u"\\d"_s, u"\\W"_s, u"[a-c]"_s, u"[^b/]"_s, u"[]x-]"_s, u"\\."_s,
        u"^"_s, u"$"_s, u"1"_s, u"\\S"_s, u"[\\d_]"_s, u"[^\\w]"_s};
    static const QStringList repeats{u"*"_s, u"+"_s, u"?"_s, u"*?"_s, u"+?"_s, u"{2}"_s, u"{0,2}"_s, u"{1,}"_s, u"{0}"_s};
    QString made;
    for (int i = random.bounded(1, 4); i > 0; --i) {
        QString part;
        if (depth > 0 && random.bounded(3) == 0) {
            part = (random.bounded(2) == 0 ? u"(?:"_s : u"("_s) + madeUp(random, depth - 1) + u')';
        } else {
            part = atoms.at(random.bounded(static_cast<int>(atoms.size())));
        }
        if (part != u"^" && part != u"$" && random.bounded(3) == 0) {
            part += repeats.at(random.bounded(static_cast<int>(repeats.size())));
        }
        made += part;
    }
    return random.bounded(4) == 0 ? made + u'|' + madeUp(random, 0) : made;
}

QByteArray someText(QRandomGenerator &random)
{
    QByteArray text;
    for (int i = random.bounded(9); i > 0; --i) {
        text += "aAbBcx/.1_-] "[random.bounded(13)];
    }
    return text;
}

} // namespace

void tst_ByteAutomaton::matchesAsPcre_data()
{
    QTest::addColumn<QString>("expression");
    for (const auto *expression : {"", "a", "users", "/users/[0-9]+/", "^/users/\\d+$", "^$", "$^", "^", "$", "a|b", "(a|b)+b", "a{2,}",
             "a{9}b", "(foo|bar)+", "^(foo)?$", "[^a-z]", "[]a]", "[^]a]", "[a-]", "[-a]", "\\.", "\\/", "a\\-b", ".", ".*", "^.{3}$",
             "(?:a.b|\\])", "\\?page=\\d+&", "x*", "()", "(|a)b", "a??b", "\\d{2,3}?5", "[\\d_]+$", "[\\W]", "\\^\\$", "a b", "}",
             "v=3$|^0", "(^a|b$)", "((a*)*)*b", "a$b", "b^a", "[&-+]", "~", "\\S\\s\\S"}) {
        QTest::newRow(*expression == 0 ? "nothing" : expression) << QString::fromLatin1(expression);
    }
}

void tst_ByteAutomaton::matchesAsPcre()
{
    QFETCH(QString, expression);
    const auto automaton = ByteAutomaton::fromExpression(expression.toStdString());
    QVERIFY(automaton);
    const QRegularExpression reference = pcre(expression);
    QVERIFY(reference.isValid());
    for (const char *text : texts) {
        const QByteArray wrong = compare(expression, *automaton, reference, text);
        QVERIFY2(wrong.isEmpty(), wrong.constData());
    }
}

void tst_ByteAutomaton::leavesToPcre_data()
{
    QTest::addColumn<QString>("expression");
    for (const auto *expression : {"(?=a)", "(?<!a)b", "(a)\\1", "a++", "a*+", "\\bfoo", "(?i)a", "[[:alpha:]]", "\\x41", "\\Qa\\E",
             "a{,3}", "{", "a{", "(?P<n>a)", "(*ANY)a", "\\n", "^*", "\\", "[a", "[", "(a", "a)", "*", "a**", "\\p{L}", "[\\d-z]",
             "[z-\\d]", "a{1000}", "(((a{200}){200}){200}){200}"}) {
        QTest::newRow(expression) << QString::fromLatin1(expression);
    }
    QTest::newRow("beyond ASCII") << u"ü"_s;
    QTest::newRow("beyond ASCII in a set") << u"[ü]"_s;
    QTest::newRow("as deep as a well") << u"("_s.repeated(200) + u")"_s.repeated(200);
}

void tst_ByteAutomaton::leavesToPcre()
{
    QFETCH(QString, expression);
    QVERIFY(!ByteAutomaton::fromExpression(expression.toStdString()));
}

void tst_ByteAutomaton::madeUpExpressionsMatchAsPcre()
{
    QRandomGenerator random(7);
    int read = 0;
    for (int i = 0; i < 4'000; ++i) {
        const QString expression = madeUp(random, 2);
        const auto automaton = ByteAutomaton::fromExpression(expression.toStdString());
        const QRegularExpression reference = pcre(expression);
        if (!automaton || !reference.isValid()) {
            continue;
        }
        ++read;
        for (int j = 0; j < 12; ++j) {
            const QByteArray wrong = compare(expression, *automaton, reference, someText(random));
            QVERIFY2(wrong.isEmpty(), wrong.constData());
        }
    }
    QVERIFY2(read > 3'500, qPrintable(QString::number(read)));
}

void tst_ByteAutomaton::anyCutIsReadOrLeft()
{
    const std::string whole = "^/(?:a|[^b-d\\]]*)\\d{2,13}?x+(y|z)?$";
    QVERIFY(ByteAutomaton::fromExpression(whole));
    for (std::size_t cut = 0; cut < whole.size(); ++cut) {
        if (const auto automaton = ByteAutomaton::fromExpression(whole.substr(0, cut))) {
            QVERIFY2(pcre(QString::fromStdString(whole.substr(0, cut))).isValid(), whole.substr(0, cut).c_str());
            automaton->matches("/a17xy");
        }
    }
}

// The states of such an expression are two to the power of its length.
void tst_ByteAutomaton::isMadeSoonOrNotAtAll()
{
    QElapsedTimer timer;
    timer.start();
    QVERIFY(!ByteAutomaton::fromExpression("(a|b)*a(a|b){12}c"));
    QVERIFY(!ByteAutomaton::fromExpression(".*a.{60}b.{60}c.{60}d"));
    QVERIFY2(timer.elapsed() < 1'000, qPrintable(QString::number(timer.elapsed())));
}

void tst_ByteAutomaton::plainIsPrintable()
{
    QVERIFY(ByteAutomaton::isPlain("/a b~"));
    QVERIFY(ByteAutomaton::isPlain(""));
    QVERIFY(!ByteAutomaton::isPlain("/a\n"));
    QVERIFY(!ByteAutomaton::isPlain("/\x7f"));
    QVERIFY(!ByteAutomaton::isPlain("/\xc3\xbc"));
}

QTEST_APPLESS_MAIN(tst_ByteAutomaton)
#include "tst_byteautomaton.moc"
