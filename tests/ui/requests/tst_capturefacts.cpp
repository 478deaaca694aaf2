// SPDX-License-Identifier: Apache-2.0
#include "ui/requests/capturefacts.h"

#include <QJsonArray>
#include <QTest>

#include <memory>

using namespace Qt::StringLiterals;
using namespace Retort;
using Requests::CaptureFacts;

namespace {

struct Question
{
    QJsonObject asked;
    CaptureFacts::Answer answer;

    QString term() const { return asked.value("term"_L1).toString(); }
};

QJsonObject matches(const QList<std::pair<int, int>> &requests) // sequence, time
{
    QJsonArray list;
    for (const auto &[sequence, time] : requests) {
        list.append(QJsonArray{sequence, time});
    }
    return {{u"ok"_s, true}, {u"matches"_s, list}};
}

} // namespace

class tst_CaptureFacts final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup() { m_facts.reset(); }
    void aTermIsAskedOnceForAll();
    void newRowsWaitForTheirAnswer();
    void otherTermsMakeOlderOnesStale();
    void rowsKeepTheirOrder();
    void withoutTermsNothingWaits();
    void withoutAnEngineNothingIsMet();
    void anEngineThatIsSilentHoldsNothingUp();
    void answersThatComeTooLateAreHarmless();

private:
    bool accepts(const QString &filter, int sequence, int time) const;
    std::function<void()> note(const QString &word)
    {
        return [this, word] { m_notes.append(word); };
    }

    std::unique_ptr<CaptureFacts> m_facts;
    QList<Question> m_questions;
    QStringList m_notes;
    bool m_connected = true;
};

void tst_CaptureFacts::init()
{
    m_questions.clear();
    m_notes.clear();
    m_connected = true;
    m_facts = std::make_unique<CaptureFacts>([this](const QJsonObject &question, CaptureFacts::Answer answer) {
        if (m_connected) {
            m_questions.append({question, std::move(answer)});
        }
        return m_connected;
    });
}

bool tst_CaptureFacts::accepts(const QString &text, int sequence, int time) const
{
    const auto filter = Log::RequestFilter::fromText(text, {.facts = m_facts->facts()});
    Log::RequestRecord record;
    record.sequence = static_cast<std::uint64_t>(sequence);
    record.wallStartUs = time;
    return filter && filter->accepts(record, {});
}

void tst_CaptureFacts::aTermIsAskedOnceForAll()
{
    const auto filter = Log::RequestFilter::fromText(u"status:0 out:a,b -(res.body:\"x y\" | out:a,b)"_s, {.facts = m_facts->facts()});
    QVERIFY(filter);
    const QStringList terms = filter->capturedTerms();
    QCOMPARE(terms, (QStringList{u"out:a,b"_s, u"res.body:\"x y\""_s}));
    QVERIFY(!m_facts->isReady(terms));
    m_facts->prepare(terms, note(u"ready"_s));
    m_facts->prepare(terms, note(u"ready again"_s)); // the same field, typed in once more
    QCOMPARE(m_questions.size(), 2);
    QCOMPARE(m_questions[0].term(), u"out:a,b"_s);
    QCOMPARE(m_questions[0].asked.value("since"_L1).toInt(-1), 0);
    m_questions[0].answer(matches({{7, 70}}));
    QVERIFY(m_notes.isEmpty());
    m_questions[1].answer(matches({{8, 80}}));
    QCOMPARE(m_notes, QStringList{u"ready again"_s});
    QVERIFY(m_facts->isReady(terms));
    QVERIFY(accepts(u"out:a,b"_s, 7, 70));
    QVERIFY(!accepts(u"out:a,b"_s, 8, 80));
    QVERIFY(!accepts(u"out:a,b"_s, 7, 71)); // of another engine
    QVERIFY(accepts(u"res.body:\"x y\""_s, 8, 80));
    QVERIFY(accepts(u"-out:a,b"_s, 8, 80));
    QVERIFY(!accepts(u"out:b"_s, 7, 70)); // was not asked
}

void tst_CaptureFacts::newRowsWaitForTheirAnswer()
{
    m_facts->prepare({u"out:x"_s}, note(u"ready"_s));
    m_questions.takeFirst().answer(matches({}));
    m_facts->pass(5, 10, note(u"rows"_s));
    QCOMPARE(m_notes, QStringList{u"ready"_s});
    QCOMPARE(m_questions.size(), 1);
    QCOMPARE(m_questions[0].asked.value("since"_L1).toInt(), 5);
    QCOMPARE(m_questions[0].asked.value("until"_L1).toInt(), 10);
    m_questions.takeFirst().answer(matches({{6, 60}}));
    QCOMPARE(m_notes.last(), u"rows"_s);
    QVERIFY(accepts(u"out:x"_s, 6, 60));
}

void tst_CaptureFacts::otherTermsMakeOlderOnesStale()
{
    m_facts->prepare({u"out:x"_s}, note(u"x"_s));
    const Question old = m_questions.takeFirst();
    m_facts->prepare({u"out:y"_s}, note(u"y"_s));
    old.answer(matches({{1, 1}}));
    QVERIFY(m_notes.isEmpty());
    m_questions.takeFirst().answer(matches({}));
    QCOMPARE(m_notes, QStringList{u"y"_s});
    // What is known is not asked again; what is no longer wanted is forgotten.
    m_facts->prepare({u"out:y"_s, u"out:z"_s}, note(u"yz"_s));
    QCOMPARE(m_questions.size(), 1);
    QCOMPARE(m_questions[0].term(), u"out:z"_s);
    m_questions.takeFirst().answer(matches({}));
    m_facts->prepare({u"out:x"_s}, {});
    QCOMPARE(m_questions.size(), 1);
}

void tst_CaptureFacts::rowsKeepTheirOrder()
{
    m_facts->prepare({u"out:x"_s}, {});
    m_questions.takeFirst().answer(matches({}));
    m_facts->pass(1, 3, note(u"first"_s));
    m_facts->inTurn(note(u"marker"_s));
    m_facts->pass(3, 5, note(u"second"_s));
    m_questions[1].answer(matches({}));
    QVERIFY(m_notes.isEmpty());
    m_questions[0].answer(matches({}));
    QCOMPARE(m_notes, (QStringList{u"first"_s, u"marker"_s, u"second"_s}));
    m_facts->inTurn(note(u"at once"_s));
    QCOMPARE(m_notes.last(), u"at once"_s);

    m_facts->pass(5, 7, note(u"cleared"_s));
    m_facts->dropWaiting();
    m_questions.last().answer(matches({}));
    QVERIFY(!m_notes.contains(u"cleared"_s));
}

void tst_CaptureFacts::withoutTermsNothingWaits()
{
    m_facts->pass(1, 3, note(u"rows"_s));
    QCOMPARE(m_notes, QStringList{u"rows"_s});
    m_facts->prepare({u"out:x"_s}, {});
    m_questions.takeFirst().answer(matches({}));
    m_facts->prepare({}, note(u"none"_s));
    m_facts->pass(3, 5, note(u"more rows"_s));
    QCOMPARE(m_notes, (QStringList{u"rows"_s, u"none"_s, u"more rows"_s}));
    QVERIFY(m_questions.isEmpty());
}

void tst_CaptureFacts::withoutAnEngineNothingIsMet()
{
    m_connected = false;
    m_facts->prepare({u"out:x"_s}, note(u"ready"_s));
    m_facts->pass(1, 3, note(u"rows"_s));
    QCOMPARE(m_notes, (QStringList{u"ready"_s, u"rows"_s}));
    QVERIFY(!accepts(u"out:x"_s, 1, 1));
}

void tst_CaptureFacts::anEngineThatIsSilentHoldsNothingUp()
{
    m_facts->prepare({u"out:x"_s}, note(u"ready"_s));
    m_facts->pass(1, 3, note(u"rows"_s));
    QTRY_COMPARE_WITH_TIMEOUT(m_notes, (QStringList{u"ready"_s, u"rows"_s}), CaptureFacts::patienceMs * 3);
    m_questions[0].answer(matches({{1, 1}})); // better late
    QVERIFY(accepts(u"out:x"_s, 1, 1));
    QCOMPARE(m_notes.size(), 2);
}

void tst_CaptureFacts::answersThatComeTooLateAreHarmless()
{
    m_facts->prepare({u"out:x"_s}, note(u"ready"_s));
    m_facts->pass(1, 3, note(u"rows"_s));
    m_facts.reset();
    for (const Question &question : std::as_const(m_questions)) {
        question.answer(matches({{1, 1}}));
    }
    QVERIFY(m_notes.isEmpty());
}

QTEST_GUILESS_MAIN(tst_CaptureFacts)
#include "tst_capturefacts.moc"
