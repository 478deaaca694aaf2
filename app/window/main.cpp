// SPDX-License-Identifier: Apache-2.0
// retort-window: the desktop program. `retort` starts it; the engines it starts are `retort --no-gui`.
#include "app/terminal/signals.h"
#include "app/window/tabs.h"
#include "engine/control/runtimedir.h"
#include "ui/base/preferences.h"
#include "ui/mainwindow/mainwindow.h"
#include "ui/mainwindow/singleinstance.h"
#include "ui/style/icons.h"
#include "ui/style/theme.h"

#include <QApplication>
#include <QDir>
#include <QLibraryInfo>
#include <QLocale>
#include <QSettings>
#include <QTimer>
#include <QTranslator>

#include <cstdio>
#include <memory>

namespace {

using namespace Retort;
using namespace Qt::StringLiterals;

constexpr int failed = 1;
constexpr int enginesAnswerMs = 700;  // by then those that run have said who they are

int fail(const QString &sentence)
{
    std::fprintf(stderr, "retort: %s\n", qUtf8Printable(sentence));
    return failed;
}

QString engineProgram()
{
#ifdef Q_OS_WIN
    return QDir(QCoreApplication::applicationDirPath()).filePath(u"retort.exe"_s);
#else
    return QDir(QCoreApplication::applicationDirPath()).filePath(u"retort"_s);
#endif
}

// Ours, and that of Qt's own dialogs.
void translate(QApplication &application, const QString &language)
{
    const QLocale locale = language.isEmpty() ? QLocale::system() : QLocale(language);
    QLocale::setDefault(locale);
    auto *qtTexts = new QTranslator(&application);
    if (qtTexts->load(locale, u"qtbase"_s, u"_"_s, QLibraryInfo::path(QLibraryInfo::TranslationsPath))) {
        QCoreApplication::installTranslator(qtTexts);
    }
    auto *texts = new QTranslator(&application);
    if (texts->load(locale, u"retort"_s, u"_"_s, u":/retort/translations"_s)) {
        QCoreApplication::installTranslator(texts);
    }
}

// Where the last window did not get to say goodbye.
bool crashedBefore(QSettings &store)
{
    const bool open = store.value("session/open"_L1, false).toBool();
    store.setValue("session/open"_L1, true);
    store.sync();
    return open;
}

void tellOfCrash(Window::MainWindow &window, bool serversRun)
{
    const QString sentence = serversRun ? QCoreApplication::translate("Main", "Retort was closed unexpectedly. Your servers kept running.")
                                        : QCoreApplication::translate("Main", "Retort was closed unexpectedly.");
    window.showNotice(sentence, States::Severity::Info, {{States::Do::CopyReport, QCoreApplication::translate("Main", "Copy report")}});
}

int runWindow(QApplication &application, const Control::RuntimeDir &runtimeDir, Window::SingleInstance &instance)
{
    QSettings store;
    const Preferences preferences = Preferences::read(store);
    translate(application, preferences.language);
    Style::applyTheme(Style::themeFromName(preferences.theme));
    const bool crashed = crashedBefore(store);
    Sites::SiteList sites(store, engineProgram(), runtimeDir);
    Window::MainWindow window(store, sites, tabMakers());
    sites.restore();
    window.restoreSession();
    QObject::connect(&instance, &Window::SingleInstance::startedAgain, &window, &Window::MainWindow::openArguments);
    window.openArguments(QDir::currentPath(), QCoreApplication::arguments().mid(1));
    if (crashed) {
        QTimer::singleShot(enginesAnswerMs, &window, [&window, &sites] { tellOfCrash(window, sites.servingCount() > 0); });
    }
    // Ctrl-C in the terminal is the close button; the end of the session is no time for questions.
    Terminal::Signals signalled;
    QObject::connect(&signalled, &Terminal::Signals::received, &window, [&window](Terminal::Signals::Kind kind, int count) {
        if (kind == Terminal::Signals::Kind::Interrupt && count == 1) {
            window.close();
        } else if (kind == Terminal::Signals::Kind::Interrupt || kind == Terminal::Signals::Kind::Terminate
            || kind == Terminal::Signals::Kind::HangUp || kind == Terminal::Signals::Kind::Quit) {
            window.leaveQuietly();
        }
    });
    const int result = QApplication::exec();
    store.setValue("session/open"_L1, false);
    return result;
}

} // namespace

int main(int argc, char **argv)
{
    QApplication application(argc, argv);
    QCoreApplication::setApplicationName(u"retort"_s);
    QCoreApplication::setOrganizationName(u"retort"_s);
    QCoreApplication::setApplicationVersion(QStringLiteral(RETORT_VERSION));
    QGuiApplication::setDesktopFileName(u"retort"_s);
    QApplication::setWindowIcon(Style::applicationIcon());
    QApplication::setQuitOnLastWindowClosed(false);
    const auto runtimeDir = Control::RuntimeDir::open();
    if (!runtimeDir) {
        return fail(runtimeDir.error().sentence);
    }
    Window::SingleInstance instance(runtimeDir->folder());
    if (instance.isFirst()) {
        return runWindow(application, *runtimeDir, instance);
    }
    QObject::connect(&instance, &Window::SingleInstance::handedOver, &application, [] { QCoreApplication::exit(0); });
    QObject::connect(
        &instance, &Window::SingleInstance::failed, &application, [](const QString &sentence) { QCoreApplication::exit(fail(sentence)); });
    instance.handOver(QDir::currentPath(), QCoreApplication::arguments().mid(1));
    return QApplication::exec();
}
