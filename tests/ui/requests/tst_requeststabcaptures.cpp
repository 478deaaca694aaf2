// SPDX-License-Identifier: Apache-2.0
#include "ui/requests/capturefacts.h"
#include "ui/requests/requeststab.h"

#include "tests/support/requestjson.h"

#include <QJsonArray>
#include <QSettings>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <array>
#include <memory>

using namespace Qt::StringLiterals;
using namespace Retort;
using Requests::RequestsTab;

// The tab and what lies in the engine: captured data that filters ask for, and requests that lines of output lead to.
class tst_RequestsTabCaptures final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup() { m_tab.reset(); }
    void aRequestIsShownWhateverHidesIt();
    void capturedDataIsAskedFor();

private:
    void append(const QJsonArray &records);
    void settle() { QTRY_VERIFY(!m_tab->model().isFiltering()); }

    QTemporaryDir m_settings;
    std::unique_ptr<RequestsTab> m_tab;
};

void tst_RequestsTabCaptures::initTestCase()
{
    QVERIFY(m_settings.isValid());
    QSettings::setDefaultFormat(QSettings::IniFormat);
    QSettings::setPath(QSettings::IniFormat, QSettings::UserScope, m_settings.path());
    QCoreApplication::setOrganizationName(u"retort-test"_s);
}

void tst_RequestsTabCaptures::init()
{
    QSettings().clear();
    m_tab = std::make_unique<RequestsTab>();
    m_tab->resize(1180, 700);
    m_tab->show();
}

void tst_RequestsTabCaptures::append(const QJsonArray &records)
{
    const quint64 before = m_tab->model().counts().requests;
    m_tab->takeBatch(Log::RecordBatch::of(records, 0));
    QTRY_COMPARE(m_tab->model().counts().requests, before + static_cast<quint64>(records.size()));
}

void tst_RequestsTabCaptures::aRequestIsShownWhateverHidesIt()
{
    append({Test::requestJson(1, u"/one"_s), Test::requestJson(2, u"/two"_s), Test::requestJson(3, u"/style.css"_s)});
    const auto time = [this](int row) { return m_tab->model().row(row).record->wallStartUs; };
    const std::array times{time(0), time(1), time(2)};
    QVERIFY(m_tab->showRequest(2, times[1]));
    QCOMPARE(m_tab->table()->currentRequest().record->sequence, 2u);
    QVERIFY(!m_tab->showRequest(2, times[1] + 1)); // of an engine before
    QVERIFY(!m_tab->showRequest(9, times[1]));

    m_tab->setFilter(u"path:/two"_s);
    m_tab->setHideAssets(true);
    settle();
    QCOMPARE(m_tab->model().rowCount(), 1);
    QVERIFY(m_tab->showRequest(3, times[2]));
    QCOMPARE(m_tab->filterText(), QString());
    QVERIFY(!m_tab->hidesAssets());
    QCOMPARE(m_tab->table()->currentRequest().record->sequence, 3u);
}

void tst_RequestsTabCaptures::capturedDataIsAskedFor()
{
    // The engine, which has captured that requests 2 and 5 printed “hello”.
    QStringList asked;
    QList<std::function<void()>> answers;
    m_tab->setCaptures(new Requests::CaptureFacts([&](const QJsonObject &question, Requests::CaptureFacts::Answer answer) {
        asked.append(question.value("term"_L1).toString());
        answers.append([question, answer] {
            QJsonArray matches;
            for (const qint64 sequence : {2, 5}) {
                const bool isAsked =
                    sequence >= question.value("since"_L1).toInteger() && sequence < question.value("until"_L1).toInteger(1'000);
                if (isAsked && question.value("term"_L1) == "out:hello"_L1) {
                    matches.append(QJsonArray{sequence, Test::requestJson(sequence, u"/"_s).value("time"_L1)});
                }
            }
            answer({{u"ok"_s, true}, {u"matches"_s, matches}});
        });
        return true;
    }));
    append({Test::requestJson(1, u"/one"_s), Test::requestJson(2, u"/two"_s), Test::requestJson(3, u"/three"_s)});
    QVERIFY(asked.isEmpty());
    QSignalSpy faults(m_tab.get(), &RequestsTab::filterFault);
    m_tab->setFilter(u"out:hello"_s);
    QCOMPARE(asked, QStringList{u"out:hello"_s});
    QCOMPARE(m_tab->model().rowCount(), 3); // until it is known
    answers.takeFirst()();
    settle();
    QCOMPARE(m_tab->model().rowCount(), 1);
    QCOMPARE(m_tab->model().row(0).record->sequence, 2u);
    QCOMPARE(m_tab->filterText(), u"out:hello"_s);

    m_tab->takeBatch(Log::RecordBatch::of({Test::requestJson(4, u"/four"_s), Test::requestJson(5, u"/five"_s)}, 0));
    QCOMPARE(answers.size(), 1);
    answers.takeFirst()();
    QTRY_COMPARE(m_tab->model().rowCount(), 2);
    QCOMPARE(m_tab->model().row(1).record->sequence, 5u);

    m_tab->setFilter(u"-out:hello path:/three,/five"_s);
    settle();
    QCOMPARE(m_tab->model().rowCount(), 1);
    QCOMPARE(asked.size(), 2); // of which is known nothing new is asked
    QCOMPARE(faults.count(), 0);
    m_tab->setFilter(u"route:x"_s);
    QCOMPARE(faults.count(), 1);
    m_tab->setFilter({});
    append({Test::requestJson(6, u"/six"_s)});
    QCOMPARE(m_tab->model().rowCount(), 6);
    QCOMPARE(asked.size(), 2);
}

QTEST_MAIN(tst_RequestsTabCaptures)
#include "tst_requeststabcaptures.moc"
