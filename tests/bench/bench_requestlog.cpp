// SPDX-License-Identifier: Apache-2.0
// The request table under load: rows loaded, 20,000 requests a second fed through the inbox as the control socket
// would, and filters changed, below the capacity and at it. Prints the budgets of the table and what they cost.
//
//   bench_requestlog [--rows 1000000] [--rate 20000] [--seconds 10] [--screenshots FOLDER]
#include "engine/base/clock.h"
#include "tests/support/palettes.h"
#include "tests/support/requestjson.h"
#include "ui/requests/requestchart.h"
#include "ui/requests/requestinbox.h"
#include "ui/requests/requestreader.h"
#include "ui/requests/requeststab.h"

#include <QApplication>
#include <QCommandLineParser>
#include <QDir>
#include <QElapsedTimer>
#include <QEventLoop>
#include <QFile>
#include <QJsonArray>
#include <QScrollBar>
#include <QSettings>
#include <QStyleFactory>
#include <QTemporaryDir>
#include <QTimer>

#include <algorithm>
#include <cstdio>
#include <ctime>
#include <vector>

using namespace Qt::StringLiterals;
using namespace Retort;
using Requests::RequestsTab;
using Requests::RequestTableModel;

namespace {

class Times final
{
public:
    void add(qint64 us) { m_us.push_back(us); }
    void print(const char *name, const char *budget)
    {
        std::ranges::sort(m_us);
        const auto at = [this](double share) {
            return m_us.empty() ? 0.0
                                : static_cast<double>(m_us[static_cast<std::size_t>(share * static_cast<double>(m_us.size() - 1))]) / 1e3;
        };
        std::printf(
            "  %-22s %6zu times   p50 %7.2f   p99 %7.2f   max %7.2f ms   %s\n", name, m_us.size(), at(0.5), at(0.99), at(1), budget);
    }
    void clear() { m_us.clear(); }

private:
    std::vector<qint64> m_us;
};

// Times every event, and those that paint the table.
class TimedApplication final : public QApplication
{
public:
    using QApplication::QApplication;

    bool notify(QObject *receiver, QEvent *event) override
    {
        const bool paints = receiver == painted && event->type() == QEvent::Paint;
        const bool outer = m_depth++ == 0;
        const qint64 started = monotonicUs();
        const std::clock_t startedCpu = std::clock();
        const bool result = QApplication::notify(receiver, event);
        const qint64 us = monotonicUs() - started;
        const qint64 cpuUs = qint64{std::clock() - startedCpu} * 1'000'000 / CLOCKS_PER_SEC;
        --m_depth;
        if (paints) {
            paint.add(us);
            paintCpu.add(cpuUs);
        }
        if (outer) {
            longest = std::max(longest, us);
            longestCpu = std::max(longestCpu, cpuUs);
        }
        return result;
    }

    const QObject *painted = nullptr;
    Times paint;
    Times paintCpu;        // without what other programs of a busy machine took
    qint64 longest = 0;    // one event: as long as the window does nothing else
    qint64 longestCpu = 0;

private:
    int m_depth = 0;
};

TimedApplication *timed()
{
    return static_cast<TimedApplication *>(QCoreApplication::instance());
}

double memoryMb()
{
    QFile status(u"/proc/self/status"_s);
    if (!status.open(QIODevice::ReadOnly)) {
        return 0;
    }
    const QByteArray all = status.readAll();
    const qsizetype at = all.indexOf("VmRSS:");
    return at < 0 ? 0 : all.mid(at + 6, all.indexOf("kB", at) - at - 6).trimmed().toDouble() / 1024;
}

void load(RequestTableModel &model, qint64 rows)
{
    const QJsonArray sample = Test::someRequests(1, 1'000);
    std::vector<Requests::RequestReader> readers(static_cast<std::size_t>(sample.size()));
    for (qsizetype i = 0; i < sample.size(); ++i) {
        readers[static_cast<std::size_t>(i)].read(sample.at(i).toObject());
    }
    for (qint64 row = 0; row < rows; ++row) {
        const auto &reader = readers[static_cast<std::size_t>(row % sample.size())];
        Log::RequestRecord record = reader.record();
        record.sequence = static_cast<std::uint64_t>(row);
        model.add(record, Requests::RowKind::Request, reader.texts());
        if (row % 50'000 == 49'999) {
            model.endBatch();
        }
    }
    model.endBatch();
}

void wait(int ms)
{
    QEventLoop loop;
    QTimer::singleShot(ms, &loop, &QEventLoop::quit);
    loop.exec();
}

void feed(RequestsTab &tab, int rate, int seconds, const char *name)
{
    Times ticks, inserts, insertsCpu;
    qint64 insertStarted = 0;
    std::clock_t insertStartedCpu = 0;
    qint64 taken = 0;
    auto *inbox = tab.findChild<Requests::RequestInbox *>();
    // Ours is the last to hear of both, so the table's own work on the beginning is not in it; that is nearly nothing.
    const auto a = QObject::connect(&tab.model(), &QAbstractItemModel::rowsAboutToBeInserted, &tab, [&] {
        insertStarted = monotonicUs();
        insertStartedCpu = std::clock();
    });
    const auto b = QObject::connect(&tab.model(), &QAbstractItemModel::rowsInserted, &tab, [&] {
        inserts.add(monotonicUs() - insertStarted);
        insertsCpu.add(qint64{std::clock() - insertStartedCpu} * 1'000'000 / CLOCKS_PER_SEC);
    });
    const auto c = QObject::connect(inbox, &Requests::RequestInbox::ticked, &tab, [&](qint64 us, qsizetype records) {
        ticks.add(us);
        taken += records;
    });
    const QJsonArray batch = Test::someRequests(1, std::max(1, rate * 33 / 1'000));
    timed()->paint.clear();
    timed()->paintCpu.clear();
    timed()->longest = timed()->longestCpu = 0;
    QTimer feeder;
    QElapsedTimer clock;
    qint64 fed = 0;
    feeder.setTimerType(Qt::PreciseTimer);
    QObject::connect(&feeder, &QTimer::timeout, &tab, [&] {
        while (fed < clock.elapsed() * rate / 1'000) {
            tab.append(batch, 0);
            fed += batch.size();
        }
    });
    clock.start();
    feeder.start(33);
    wait(seconds * 1'000);
    feeder.stop();
    for (const auto &connection : {a, b, c}) {
        QObject::disconnect(connection);
    }
    std::printf("%s: %d requests/s for %d s, %lld taken, %lld waiting, %.0f MB\n", name, rate, seconds, static_cast<long long>(taken),
        static_cast<long long>(inbox->waiting()), memoryMb());
    ticks.print("tick, all of it", "");
    inserts.print("insert, view included", "budget 3 ms");
    insertsCpu.print("  of it processor time", "");
    timed()->paint.print("paint of the table", "budget 6 ms");
    timed()->paintCpu.print("  of it processor time", "");
    std::printf("  %-22s %.1f ms, of it processor time %.1f ms\n", "longest event", static_cast<double>(timed()->longest) / 1e3,
        static_cast<double>(timed()->longestCpu) / 1e3);
}

void changeFilter(RequestsTab &tab, const QString &text, const char *budget)
{
    wait(200);
    timed()->longest = 0;
    QElapsedTimer clock;
    clock.start();
    const qint64 started = monotonicUs();
    const std::clock_t startedCpu = std::clock();
    tab.setFilter(text);
    const qint64 call = monotonicUs() - started;
    QEventLoop loop;
    if (tab.model().isFiltering()) {
        const auto done = QObject::connect(&tab.model(), &RequestTableModel::filteringChanged, &loop, &QEventLoop::quit);
        loop.exec();
        QObject::disconnect(done);
    }
    const qint64 us = monotonicUs() - started;
    const double cpuMs = static_cast<double>(std::clock() - startedCpu) * 1e3 / CLOCKS_PER_SEC;
    wait(50); // its painting
    std::printf("  filter %-24s %8d rows of %8llu  %7.1f ms (processor %6.1f), longest event %6.1f ms   %s\n",
        qPrintable(text.isEmpty() ? u"(none)"_s : text), tab.model().rowCount(), tab.model().counts().requests,
        static_cast<double>(us) / 1e3, cpuMs, static_cast<double>(std::max(call, timed()->longest)) / 1e3, budget);
}

void changeFilters(RequestsTab &tab, const char *budget)
{
    for (const QString &text :
        {u"users"_s, u"status:5xx"_s, u"-is:asset time:>10ms"_s, u"/users/[0-9]+/"_s, u"nothing-has-this"_s, QString()}) {
        changeFilter(tab, text, budget);
    }
}

void sortBy(RequestsTab &tab, int column)
{
    wait(200);
    timed()->longest = timed()->longestCpu = 0;
    QEventLoop loop;
    const auto done = QObject::connect(&tab.model(), &QAbstractItemModel::modelReset, &loop, &QEventLoop::quit);
    const qint64 started = monotonicUs();
    const std::clock_t startedCpu = std::clock();
    tab.model().sortBy(column, Qt::DescendingOrder);
    loop.exec();
    QObject::disconnect(done);
    std::printf("  sort by %-22s %8d rows  %7.1f ms (processor %6.1f), longest event %6.1f ms, of it processor time %.1f ms\n",
        qPrintable(RequestTableModel::columnName(column)), tab.model().rowCount(), static_cast<double>(monotonicUs() - started) / 1e3,
        static_cast<double>(std::clock() - startedCpu) * 1e3 / CLOCKS_PER_SEC, static_cast<double>(timed()->longest) / 1e3,
        static_cast<double>(timed()->longestCpu) / 1e3);
}

void show(RequestsTab &tab)
{
    tab.resize(1180, 760);
    tab.show();
    timed()->painted = tab.table()->viewport();
    wait(200);
}

// A table as people have it, in both themes and in both arrangements.
void takeScreenshots(const QString &folder)
{
    QDir().mkpath(folder);
    for (const bool dark : {false, true}) {
        QApplication::setPalette(dark ? Test::darkPalette() : Test::lightPalette());
        RequestsTab tab;
        tab.setBaseAddress(QUrl(u"http://blog.localhost:8000"_s));
        tab.resize(1180, 760);
        tab.show();
        const qint64 now = wallClockUs();
        for (int i = 0; i < 600; ++i) {
            QJsonArray one = Test::someRequests(1'000 + i, 1);
            QJsonObject record = one.at(0).toObject();
            record.insert(u"time"_s, now - (600 - i) * 95'000);
            if (i % 23 == 5) {
                record.insert(u"method"_s, u"POST"_s);
            }
            if (i % 31 == 7) {
                record.insert(u"clientGone"_s, true);
                record.insert(u"status"_s, 0);
            }
            tab.append({record}, 0);
            if (i == 590 || i == 300) {
                tab.addMarker(u"reload · views.py · 212 ms · load 17"_s, now - (600 - i) * 95'000);
            }
        }
        wait(400);
        tab.setHideAssets(true);
        wait(200);
        const QString name = folder + (dark ? u"/dark"_s : u"/light"_s);
        const int last = tab.model().rowCount() - 3;
        tab.table()->setCurrentIndex(tab.model().index(last, 0));
        tab.table()->setFocus();
        wait(200);
        tab.grab().save(name + u"-wide.png"_s);
        tab.setFilter(u"status:5xx,404"_s);
        tab.setFilterBarVisible(true);
        tab.resize(860, 640);
        wait(200);
        tab.table()->verticalScrollBar()->setValue(100);
        tab.takeBatch(Log::RecordBatch::of(Test::someRequests(5'000, 100), 12'340));
        wait(200);
        tab.grab().save(name + u"-narrow.png"_s);
        tab.setFilter(u"nothing-has-this"_s);
        tab.setRecording(false);
        wait(200);
        tab.clear();
        tab.append({}, 0);
        tab.undo();
        wait(200);
        tab.grab().save(name + u"-nothing.png"_s);
    }
}

} // namespace

int main(int argc, char **argv)
{
    TimedApplication application(argc, argv);
    QTemporaryDir settings;
    QSettings::setDefaultFormat(QSettings::IniFormat);
    QSettings::setPath(QSettings::IniFormat, QSettings::UserScope, settings.path());
    QCoreApplication::setOrganizationName(u"bench"_s);
    QApplication::setStyle(QStyleFactory::create(u"Fusion"_s));
    QCommandLineParser parser;
    parser.addHelpOption();
    parser.addOptions(
        {{u"rows"_s, u"Rows loaded before."_s, u"n"_s, u"1000000"_s}, {u"rate"_s, u"Requests a second."_s, u"n"_s, u"20000"_s},
            {u"seconds"_s, u"For how long."_s, u"n"_s, u"10"_s}, {u"screenshots"_s, u"Only take pictures of a demo."_s, u"folder"_s}});
    parser.process(application);
    if (parser.isSet(u"screenshots"_s)) {
        takeScreenshots(parser.value(u"screenshots"_s));
        return 0;
    }
    const qint64 rows = parser.value(u"rows"_s).toLongLong();
    const int rate = parser.value(u"rate"_s).toInt();
    const int seconds = parser.value(u"seconds"_s).toInt();
    QSettings().setValue("requests/hideAssets"_L1, false);
    std::printf("empty window: %.0f MB\n", memoryMb());
    {
        RequestsTab tab(static_cast<std::size_t>(rows) + static_cast<std::size_t>(rate) * static_cast<std::size_t>(seconds) * 2);
        show(tab);
        load(tab.model(), std::min<qint64>(100'000, rows));
        changeFilters(tab, "budget 50 ms");
        load(tab.model(), rows - std::min<qint64>(100'000, rows));
        wait(200);
        std::printf("%lld rows: %.0f MB (budget 200)\n", static_cast<long long>(rows), memoryMb());
        changeFilters(tab, "budget 300 ms");
        sortBy(tab, RequestTableModel::Time);
        sortBy(tab, RequestTableModel::Path);
        std::printf("sorted: %.0f MB\n", memoryMb());
        tab.table()->follow();
        feed(tab, rate, seconds, "below capacity");
        tab.setFilter(u"status:5xx"_s);
        wait(500);
        feed(tab, rate, seconds, "below capacity, filtered");
        std::printf("%zu rows: %.0f MB\n", static_cast<std::size_t>(tab.model().counts().requests), memoryMb());
    }
    RequestsTab tab(static_cast<std::size_t>(rows));
    show(tab);
    load(tab.model(), rows);
    wait(200);
    feed(tab, rate, seconds, "at capacity, following");
    tab.table()->verticalScrollBar()->setValue(tab.table()->verticalScrollBar()->maximum() / 2);
    feed(tab, rate, seconds, "at capacity, scrolled up");
    return 0;
}
