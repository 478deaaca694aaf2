// SPDX-License-Identifier: Apache-2.0
#include "ui/style/colors.h"

#include "tests/support/palettes.h"

#include <QTest>

using namespace Retort::Style;

class tst_Colors final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readOnBaseAndPanel();
    void thePaletteDecides();
    void statusesHaveTheirColour();
};

void tst_Colors::readOnBaseAndPanel()
{
    for (const Ground ground : {Ground::Light, Ground::Dark}) {
        const QPalette groundd = (ground == Ground::Light ? Retort::Test::lightPalette() : Retort::Test::darkPalette());
        for (const Token token :
            {Token::Ok, Token::Redirect, Token::ClientError, Token::ServerError, Token::Replay, Token::Accent, Token::Muted}) {
            QVERIFY(contrast(color(token, ground), groundd.color(QPalette::Base)) >= 4.5);
            QVERIFY(contrast(color(token, ground), groundd.color(QPalette::Window)) >= 4.5);
        }
        QVERIFY(contrast(groundd.color(QPalette::Text), groundd.color(QPalette::Base)) >= 7);
        QVERIFY(contrast(groundd.color(QPalette::HighlightedText), groundd.color(QPalette::Highlight)) >= 4.5);
    }
}

void tst_Colors::thePaletteDecides()
{
    QCOMPARE(groundOf(Retort::Test::lightPalette()), Ground::Light);
    QCOMPARE(groundOf(Retort::Test::darkPalette()), Ground::Dark);
    QCOMPARE(color(Token::Ok, Retort::Test::darkPalette()), color(Token::Ok, Ground::Dark));
    QCOMPARE(mixed(Qt::black, Qt::white, 0.5), QColor(128, 128, 128));
}

void tst_Colors::statusesHaveTheirColour()
{
    QCOMPARE(tokenOfStatus(200), Token::Ok);
    QCOMPARE(tokenOfStatus(304), Token::Redirect);
    QCOMPARE(tokenOfStatus(404), Token::ClientError);
    QCOMPARE(tokenOfStatus(503), Token::ServerError);
    QCOMPARE(tokenOfStatus(0), Token::Muted);
}

QTEST_MAIN(tst_Colors)
#include "tst_colors.moc"
