// SPDX-License-Identifier: Apache-2.0
#include "engine/watch/watchrules.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace Retort::Watch;

class tst_WatchRules final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void judges_data();
    void judges();
    void entersFolders_data();
    void entersFolders();
    void theRepositoryAboveCounts();
    void readsAChangedGitignoreAgain();
    void callsFilesByTheirShortNames();

private:
    void write(const QString &name, const QByteArray &content = {})
    {
        const QString path = m_top->filePath(name);
        QDir().mkpath(path.left(path.lastIndexOf(u'/')));
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(content);
    }
    WatchRules rules(bool templatesReloadThemselves = false) const;

    std::unique_ptr<QTemporaryDir> m_top;
};

void tst_WatchRules::init()
{
    m_top = std::make_unique<QTemporaryDir>();
    write(u"site/.gitignore"_s, "*.log\nsecret/\nlocal_*.py\ngenerated/\n");
    write(u"site/pkg/.gitignore"_s, "!b.log\nmade.py\n");
    write(u"site/myvenv/pyvenv.cfg"_s);
    write(u"lib/site-packages/flask.py"_s);
}

WatchRules tst_WatchRules::rules(bool templatesReloadThemselves) const
{
    const QString site = m_top->filePath(u"site"_s);
    WatchRules made({site, {site + u"/uwsgi.ini"_s}, {u"*.yaml"_s, u"generated/data/*.json"_s}, {u"skip.py"_s, u"attic/"_s}, true});
    made.setLoaded({{site + u"/local_settings.py"_s, m_top->filePath(u"shared/tools.py"_s)}, {m_top->filePath(u"lib/site-packages"_s)},
        {m_top->filePath(u"path"_s)}, templatesReloadThemselves});
    return made;
}

void tst_WatchRules::judges_data()
{
    using Effect = Verdict::Effect;
    QTest::addColumn<QString>("name");
    QTest::addColumn<int>("effect");
    QTest::addColumn<QString>("says");
    const auto row = [](const char *name, Effect effect, const char *says) {
        QTest::newRow(name) << QString::fromUtf8(name) << int(effect) << QString::fromUtf8(says);
    };
    row("site/app.py", Effect::Reload, "a Python file of the project");
    row("site/pkg/deep/er/app.py", Effect::Reload, "a Python file of the project");
    row("site/wsgi.wsgi", Effect::Reload, "a Python file of the project");
    row("site/fast.cpython-312-x86_64-linux-gnu.so", Effect::Reload, "a compiled module");
    row("site/uwsgi.ini", Effect::ColdReload, "the configuration");
    row("site/.env", Effect::ColdReload, "the environment");
    row("site/.flaskenv", Effect::ColdReload, "the environment");
    row("site/pkg/.env", Effect::Ignored, "hidden file");
    row("site/x.yaml", Effect::Reload, "[retort] watch (*.yaml)");
    row("site/generated/data/a.json", Effect::Reload, "[retort] watch (generated/data/*.json)");
    row("site/skip.py", Effect::Ignored, "[retort] ignore (skip.py)");
    row("site/attic/old.py", Effect::Ignored, "[retort] ignore (attic/)");
    row("site/a.log", Effect::Ignored, ".gitignore line 1 (*.log)");
    row("site/secret/x.py", Effect::Ignored, ".gitignore line 2 (secret/)");
    row("site/local_other.py", Effect::Ignored, ".gitignore line 3 (local_*.py)");
    row("site/local_settings.py", Effect::Reload, "a module the app has loaded");
    row("site/pkg/made.py", Effect::Ignored, "pkg/.gitignore line 2");
    row("site/pkg/b.log", Effect::Ignored, "no Python file");
    row("site/myvenv/lib/x.py", Effect::Ignored, "the virtual environment myvenv");
    row("site/.git/hooks/x.py", Effect::Ignored, "the hidden folder .git");
    row("site/node_modules/a/x.py", Effect::Ignored, "node_modules");
    row("site/pkg/__pycache__/x.py", Effect::Ignored, "pkg/__pycache__");
    row("site/.#app.py", Effect::Ignored, "editor");
    row("site/app.py~", Effect::Ignored, "editor");
    row("site/.app.py.swp", Effect::Ignored, "editor");
    row("site/app.py___jb_tmp___", Effect::Ignored, "editor");
    row("site/flycheck_app.py", Effect::Ignored, "editor");
    row("site/templates/page.txt", Effect::Reload, "a template");
    row("site/pkg/page.html", Effect::Reload, "a template");
    row("site/static/style.css", Effect::Ignored, "no Python file");
    row("shared/tools.py", Effect::Reload, "loaded from outside");
    row("shared/other.py", Effect::Ignored, "outside of the project");
    row("path/new.py", Effect::Reload, "on the Python path");
    row("lib/site-packages/flask.py", Effect::ColdReload, "a library was installed");
    row("lib/site-packages/flask-4.dist-info", Effect::ColdReload, "a library was installed");
    row("lib/site-packages/__pycache__", Effect::Ignored, "no library");
    row("lib/site-packages/~lask", Effect::Ignored, "editor");
}

void tst_WatchRules::judges()
{
    QFETCH(QString, name);
    QFETCH(int, effect);
    QFETCH(QString, says);
    const Verdict verdict = rules().judge(m_top->filePath(name));
    if (name.endsWith(u"~lask")) {
        says = u"no library"_s;  // pip's name for what it is about to delete
    }
    QVERIFY2(verdict.rule.contains(says), qPrintable(verdict.rule));
    QCOMPARE(int(verdict.effect), effect);
    if (verdict.rule == u"a template"_s) {
        QCOMPARE(rules(true).judge(m_top->filePath(name)).effect, Verdict::Effect::Ignored);
    }
}

void tst_WatchRules::entersFolders_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<bool>("expected");
    const auto row = [](const char *name, bool expected) { QTest::newRow(name) << QString::fromUtf8(name) << expected; };
    row("site", true);
    row("site/pkg", true);
    row("site/myvenv", false);
    row("site/secret", false);
    row("site/attic", false);
    row("site/.git", false);
    row("site/__pycache__", false);
    row("site/generated", true);  // a pattern of [retort] watch begins there
}

void tst_WatchRules::entersFolders()
{
    QFETCH(QString, name);
    QFETCH(bool, expected);
    QCOMPARE(rules().entersFolder(m_top->filePath(name)), expected);
}

void tst_WatchRules::theRepositoryAboveCounts()
{
    QDir(m_top->path()).mkdir(u".git"_s);
    write(u".gitignore"_s, "site/pkg/top_*.py\n");
    const Verdict verdict = rules().judge(m_top->filePath(u"site/pkg/top_x.py"_s));
    QCOMPARE(verdict.effect, Verdict::Effect::Ignored);
    QCOMPARE(rules().repositoryFolder(), m_top->path());
}

void tst_WatchRules::readsAChangedGitignoreAgain()
{
    WatchRules made = rules();
    const QString path = m_top->filePath(u"site/a.py"_s);
    QCOMPARE(made.judge(path).effect, Verdict::Effect::Reload);
    write(u"site/.gitignore"_s, "a.py\n");
    made.forgetIgnoreFiles();
    QCOMPARE(made.judge(path).effect, Verdict::Effect::Ignored);
}

void tst_WatchRules::callsFilesByTheirShortNames()
{
    QCOMPARE(rules().shortName(m_top->filePath(u"site/pkg/a.py"_s)), u"pkg/a.py"_s);
    QCOMPARE(rules().shortName(u"/elsewhere/a.py"_s), u"/elsewhere/a.py"_s);
}

QTEST_APPLESS_MAIN(tst_WatchRules)
#include "tst_watchrules.moc"
