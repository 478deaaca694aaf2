// SPDX-License-Identifier: Apache-2.0
// retort-screenshots OUTPUT-FOLDER light|dark LANGUAGE NAME-SUFFIX: runs the window as a person would see it, on copies of
// the projects beside this file, and writes what it shows. The engine is the real one.
#include "app/window/tabs.h"
#include "engine/control/runtimedir.h"
#include "tests/screenshots/picture.h"
#include "tests/support/statestage.h"
#include "ui/dialogs/newsitedialog.h"
#include "ui/mainwindow/mainwindow.h"
#include "ui/requests/requeststab.h"
#include "ui/settings/settingstab.h"
#include "ui/states/statestrip.h"
#include "ui/style/icons.h"
#include "ui/style/theme.h"

#include <QApplication>
#include <QDir>
#include <QFile>
#include <QLocale>
#include <QProcess>
#include <QSettings>
#include <QTcpServer>
#include <QTemporaryDir>
#include <QTranslator>

#include <cstdio>

using namespace Retort;
using namespace Qt::StringLiterals;

namespace {

constexpr char brokenApp[] = "from flask import Flask\n\napp = Flask(__name__)\n\n\n@app.get(\"/\")\ndef index():\n    return \"shop\n";

struct Order
{
    QString folder;
    QString theme;
    QString language;
    QString suffix;
};

quint16 freePort()
{
    QTcpServer probe;
    for (quint16 port = 8000; port < 8100; port += 10) {
        if (probe.listen(QHostAddress::LocalHost, port)) {
            return port;
        }
    }
    return 8000;
}

bool replaceIn(const QString &path, const QByteArray &what, const QByteArray &with)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadWrite)) {
        return false;
    }
    const QByteArray text = file.readAll().replace(what, with);
    return file.resize(0) && file.seek(0) && file.write(text) == text.size();
}

class Session final
{
public:
    Session(const Order &order, QTemporaryDir &home, const Control::RuntimeDir &runtime)
        : m_order(order)
        , m_home(home)
        , m_store(home.filePath(u"window.ini"_s), QSettings::IniFormat)
        , m_sites(m_store, QDir(QCoreApplication::applicationDirPath()).filePath(u"retort"_s), runtime)
        , m_window(m_store, m_sites, tabMakers())
    {
    }
    Session(const Session &) = delete;
    Session &operator=(const Session &) = delete;
    ~Session()
    {
        for (qsizetype row = 0; row < m_sites.count(); ++row) {
            m_sites.at(row)->stop(Sites::Site::StopMode::AtOnce);
        }
        waitUntil([this] { return m_sites.servingCount() == 0 && m_sites.endingCount() == 0; });
    }

    bool run()
    {
        if (!prepare()) {
            std::fputs("The projects cannot be copied.\n", stderr);
            return false;
        }
        m_window.show();
        m_window.resize(1180, 760);
        show(m_blog);
        m_blog->start();
        if (!waitUntil([this] { return isServingLoad(1); })) {
            std::fprintf(stderr, "The sample does not start: %s\n", qUtf8Printable(m_window.currentPage()->strip().text()));
            return false;
        }
        return fillBlog() && pictureBlog() && pictureShop() && pictureNewSite();
    }

private:
    bool prepare();
    bool isServingLoad(quint32 load) const { return m_blog->facts().engineState == u"serving"_s && m_blog->facts().load >= load; }
    bool fillBlog();
    bool pictureBlog();
    bool pictureShop();
    bool pictureNewSite();
    Sites::Site *addSite(const QString &name, const QStringList &arguments);
    bool picture(QWidget &widget, const QString &name) { return takePicture(widget, m_order.folder, name + m_order.suffix); }
    void show(Sites::Site *site) { m_window.openArguments(site->record().folder, {site->record().folder}); }

    Order m_order;
    QTemporaryDir &m_home;
    QSettings m_store;
    Sites::SiteList m_sites;
    Window::MainWindow m_window;
    Sites::Site *m_blog = nullptr;
    Sites::Site *m_shop = nullptr;
};

bool Session::prepare()
{
    const QDir projects(QStringLiteral(PROJECTS_FOLDER));
    for (const QString &file : {u"blog/app.py"_s, u"blog/uwsgi.ini"_s, u"api/app.py"_s}) {
        const QString target = m_home.filePath(file);
        if (!QDir().mkpath(QFileInfo(target).path()) || !QFile::copy(projects.filePath(file), target)) {
            return false;
        }
    }
    // Where somebody works on 8000 already, the pictures show another port.
    const QString ini = m_home.filePath(u"blog/uwsgi.ini"_s);
    const QString port = QString::number(freePort());
    if (!replaceIn(ini, "8000", port.toLatin1())) {
        return false;
    }
    // As most projects have one; it also keeps the paths of this machine out of the pictures.
    if (QProcess::execute(
            u"python3"_s, {u"-m"_s, u"venv"_s, u"--without-pip"_s, u"--system-site-packages"_s, m_home.filePath(u"blog/.venv"_s)})
        != 0) {
        return false;
    }
    QFile shop(m_home.filePath(u"shop/app.py"_s));
    if (!QDir().mkpath(m_home.filePath(u"shop"_s)) || !shop.open(QIODevice::WriteOnly) || shop.write(brokenApp) < 0) {
        return false;
    }
    shop.close();
    m_blog = addSite(u"blog"_s, {u"uwsgi.ini"_s});
    m_shop = addSite(u"shop"_s, {u"--wsgi-file"_s, u"app.py"_s, u"--callable"_s, u"app"_s, u"--http-socket"_s, u"127.0.0.1:0"_s});
    return m_blog && m_shop && addSite(u"api"_s, {u"--wsgi-file"_s, u"app.py"_s});
}

Sites::Site *Session::addSite(const QString &name, const QStringList &arguments)
{
    return m_sites.add(Sites::SiteRecord::make(name, m_home.filePath(name), arguments));
}

// What a person does within some minutes: looks around, sends a form, meets an error, changes the code.
bool Session::fillBlog()
{
    const QUrl site(States::browserAddress(m_blog->facts().addresses));
    const auto get = [&site](const QByteArray &target) { return request(site, "GET", target); };
    bool all = true;
    for (const char *target : {"/", "/posts/1", "/posts/3", "/static/style.css", "/api/posts", "/search?q=copper", "/feed.xml"}) {
        all = get(target) && all;
        letPass(420);
    }
    all = request(site, "POST", "/comments", "name=Ada&text=Fine") && get("/posts/1") && get("/posts/7") && all;
    QFile app(m_home.filePath(u"blog/app.py"_s));
    all = app.open(QIODevice::Append) && app.write("\n\nPOSTS[7] = \"Seven\"\n") > 0 && all;
    app.close();
    all = waitUntil([this] { return isServingLoad(2); }) && all;
    for (const char *target : {"/posts/7", "/", "/posts/2", "/api/posts", "/search?q=glass", "/missing", "/posts/9", "/posts/1"}) {
        letPass(300);
        all = get(target) && all;
    }
    return all;
}

bool Session::pictureBlog()
{
    Window::SitePage *page = m_window.currentPage();
    auto *requests = page ? page->findChild<Requests::RequestsTab *>() : nullptr;
    auto *settings = page ? page->findChild<Ui::SettingsTab *>() : nullptr;
    if (!requests || !settings || !waitUntil([requests] { return requests->model().counts().requests >= 18; })) {
        std::fputs("The window did not show the requests.\n", stderr);
        return false;
    }
    Requests::RequestTable *table = requests->table();
    for (int row = table->model()->rowCount() - 1; row >= 0; --row) {
        const Requests::RequestRow shown = requests->model().row(row);
        if (shown.record && shown.record->status >= 500) {
            table->setCurrentIndex(table->model()->index(row, 0));
            break;
        }
    }
    bool all = picture(m_window, u"requests"_s);
    requests->setFilter(u"status:>=400"_s);
    all = picture(m_window, u"filter"_s) && all;
    requests->setFilter({});
    page->showTab(Window::SitePage::Tab::Output);
    all = picture(m_window, u"output"_s) && all;
    page->showTab(Window::SitePage::Tab::Routes);
    all = picture(m_window, u"routes"_s) && all;
    page->showTab(Window::SitePage::Tab::Settings);
    settings->showText(true);
    settings->goToKey(u"threads"_s);
    return picture(m_window, u"settings"_s) && all;
}

bool Session::pictureShop()
{
    show(m_shop);
    m_shop->start();
    Window::SitePage *page = m_window.currentPage();
    const bool told = waitUntil([page] { return page && !page->view().messages.isEmpty(); });
    letPass(400);
    bool all = told && picture(m_window, u"error"_s);
    page->showTab(Window::SitePage::Tab::Settings);
    return picture(m_window, u"noini"_s) && all;
}

bool Session::pictureNewSite()
{
    m_window.openNewSite(m_home.filePath(u"blog/app.py"_s));
    auto *dialog = m_window.findChild<Dialogs::NewSiteDialog *>();
    if (!dialog) {
        return false;
    }
    letPass(1500);  // it looks for apps and Pythons
    const bool taken = picture(*dialog, u"newsite"_s);
    dialog->reject();
    return taken;
}

// Every row of the table of states, with an engine that a script plays.
bool pictureStates(const Order &order)
{
    bool all = true;
    for (const Test::StateScript &script : Test::stateScripts()) {
        Test::StateStage stage;
        if (!script.play(stage)) {
            std::fprintf(stderr, "The state “%s” was not reached.\n", script.name);
            all = false;
        }
        const QString name = QString::fromLatin1(script.name).replace(u' ', u'-');
        all = takePicture(stage.window(), order.folder, "state-"_L1 + name + order.suffix) && all;
    }
    return all;
}

} // namespace

int main(int argc, char **argv)
{
    QApplication application(argc, argv);
    QCoreApplication::setApplicationName(u"retort-screenshots"_s);
    QApplication::setQuitOnLastWindowClosed(false);
    const QStringList arguments = QCoreApplication::arguments();
    if (arguments.size() != 5) {
        std::fputs("Usage: retort-screenshots OUTPUT-FOLDER light|dark LANGUAGE NAME-SUFFIX\n", stderr);
        return 2;
    }
    const Order order{arguments[1], arguments[2], arguments[3], arguments[4]};
    QTemporaryDir home(QDir::temp().filePath(u"demo-XXXXXX"_s));
    QSettings::setDefaultFormat(QSettings::IniFormat);
    QSettings::setPath(QSettings::IniFormat, QSettings::UserScope, home.path());  // of the tabs, which make their own
    qputenv("XDG_RUNTIME_DIR", home.path().toLocal8Bit());
    QLocale::setDefault(QLocale(order.language));
    QTranslator texts;
    if (texts.load(QLocale(order.language), u"retort"_s, u"_"_s, QStringLiteral(TRANSLATIONS_FOLDER))) {
        QCoreApplication::installTranslator(&texts);
    }
    Style::applyTheme(Style::themeFromName(order.theme));
    const auto runtime = Control::RuntimeDir::open();
    if (!home.isValid() || !runtime || !QDir().mkpath(order.folder)) {
        std::fputs("The folders for the pictures cannot be made.\n", stderr);
        return 1;
    }
    const bool states = pictureStates(order);
    Session session(order, home, *runtime);
    return session.run() && states ? 0 : 1;
}
