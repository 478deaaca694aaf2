// SPDX-License-Identifier: Apache-2.0
#include "ui/editor/terminal.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace Retort;

class tst_Terminal final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theFirstThatIsThere();
    void theFolderStaysOneArgument();
    void noneIsASentence();
};

void tst_Terminal::theFirstThatIsThere()
{
    QStringList asked;
    const auto command = Editor::terminalCommand(u"/home/a"_s, [&](const QString &name) {
        asked += name;
        return asked.size() == 1 ? u"/usr/bin/"_s + name : QString();
    });
    QVERIFY(command);
    QCOMPARE(command->program, u"/usr/bin/"_s + asked.first());
    QCOMPARE(asked.size(), 1);
}

void tst_Terminal::theFolderStaysOneArgument()
{
    const QString folder = u"/home/a b/$(x) \"y\""_s;
    int given = 0;
    for (const QString &name : {u"gnome-terminal"_s, u"konsole"_s, u"wt.exe"_s, u"open"_s}) {
        const auto command = Editor::terminalCommand(folder, [&](const QString &each) { return each == name ? each : QString(); });
        if (command) { // what the platform of this test knows
            QVERIFY(command->arguments.last().endsWith(folder));
            ++given;
        }
    }
    QVERIFY(given > 0);
}

void tst_Terminal::noneIsASentence()
{
    const auto command = Editor::terminalCommand(u"/"_s, [](const QString &) { return QString(); });
    QVERIFY(!command);
    QCOMPARE(command.error().sentence, u"No terminal was found."_s);
}

QTEST_APPLESS_MAIN(tst_Terminal)
#include "tst_terminal.moc"
