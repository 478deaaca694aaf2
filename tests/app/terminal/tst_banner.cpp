// SPDX-License-Identifier: Apache-2.0
#include "app/terminal/banner.h"

#include "app/terminal/terminalinfo.h"

#include <QTest>

using namespace Retort;
using namespace Qt::StringLiterals;

class tst_Banner final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void threeLines();
    void coloursOnlyWhenAsked();
    void browsersGetOnlyWebAddresses();
};

void tst_Banner::threeLines()
{
    const Terminal::BannerFacts facts{{u"http://127.0.0.1:5000"_s, u"uwsgi:///tmp/a.sock"_s}, u"app:app in ~/blog"_s,
        u"1 process × 4 threads"_s, u"Python 3.12.4 (.venv)"_s, {}};
    QCOMPARE(Terminal::bannerText(facts, false, false),
        u"  ▸ http://127.0.0.1:5000   uwsgi:///tmp/a.sock\n"
        "  ▸ app:app in ~/blog   1 process × 4 threads\n"
        "  ▸ Python 3.12.4 (.venv)\n"_s);
    QVERIFY(Terminal::bannerText(facts, false, true).contains(u"r reload"_s));
}

void tst_Banner::coloursOnlyWhenAsked()
{
    QVERIFY(!Terminal::bannerText({}, false, true).contains(u'\x1b'));
    QVERIFY(Terminal::bannerText({}, true, true).contains(u'\x1b'));
    qputenv("NO_COLOR", "1");
    QVERIFY(!Terminal::outputStyle().colours);
}

void tst_Banner::browsersGetOnlyWebAddresses()
{
    QVERIFY(!Terminal::openInBrowser(u"file:///etc/passwd"_s));
    QVERIFY(!Terminal::openInBrowser(u"uwsgi://127.0.0.1:3031"_s));
    QVERIFY(!Terminal::openInBrowser(u"--help"_s));
    QVERIFY(!Terminal::openInBrowser(QString()));
}

QTEST_APPLESS_MAIN(tst_Banner)
#include "tst_banner.moc"
