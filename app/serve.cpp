// SPDX-License-Identifier: Apache-2.0
#include "app/serve.h"

#include "app/filemask.h"
#include "app/installedparts.h"
#include "app/terminal/banner.h"
#include "app/terminal/keyinput.h"
#include "app/terminal/signals.h"
#include "app/terminal/terminalinfo.h"
#include "engine/config/pythonfinder.h"
#include "engine/control/runtimedir.h"
#include "engine/engine.h"
#include "engine/sitereport.h"

#include <QCoreApplication>
#include <QDir>
#include <QProcessEnvironment>

#include <cstdio>
#include <memory>

namespace Retort {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("Serve", text);
}

int fail(const QString &sentence)
{
    std::fprintf(stderr, "retort: %s\n", qUtf8Printable(sentence));
    return ServeFailed;
}

Log::LogRules logRules(const Config::LogConfig &config, bool onTerminal)
{
    Log::LogRules rules;
    // A format that was asked for is what the person wants to see, on a terminal too.
    rules.style = onTerminal && config.format.isEmpty() ? Log::LogRules::Style::Terminal : Log::LogRules::Style::Uwsgi;
    rules.requests = config.requests;
    rules.log4xx = config.log4xx;
    rules.log5xx = config.log5xx;
    rules.logZero = config.logZero;
    rules.slowMs = config.slowMs;
    rules.bigBytes = config.bigBytes;
    rules.format = config.format.toStdString();
    rules.date = config.date.toStdString();
    rules.formatStrftime = config.formatStrftime;
    rules.micros = config.micros;
    rules.memoryReport = config.memoryReport;
    rules.forwardedFor = config.forwardedFor;
    return rules;
}

// "~/blog" instead of the whole path.
QString shortFolder(const QString &folder)
{
    const QString home = QDir::homePath();
    return home != u"/" && folder.startsWith(home + u'/') ? QStringLiteral("~") + folder.mid(home.size()) : folder;
}

// A serving session in a terminal or a container: the engine and the person in front of it.
class Session final : public QObject
{
public:
    Session(Engine &engine, Log::LineWriter &writer, bool onTerminal);

    void showBanner();
    int exitCode() const noexcept { return m_exitCode; }

private:
    void signalled(Terminal::Signals::Kind kind, int count);
    void pressed(QChar key);
    void loaded(quint32 load, const QJsonObject &report);
    void loadFailed(bool oldCodeServes);
    QString workersSentence() const;

    Engine &m_engine;
    Log::LineWriter &m_writer;
    bool m_onTerminal;
    Terminal::Signals m_signals;
    std::unique_ptr<Terminal::KeyInput> m_keys;
    int m_exitCode = ServeDone;
};

Session::Session(Engine &engine, Log::LineWriter &writer, bool onTerminal) : m_engine(engine), m_writer(writer), m_onTerminal(onTerminal)
{
    connect(&m_signals, &Terminal::Signals::received, this, &Session::signalled);
    connect(&engine, &Engine::loaded, this, [this](quint32 load, qint64, const QJsonObject &report) { loaded(load, report); });
    connect(&engine, &Engine::loadFailed, this, [this](const QJsonObject &, bool oldCodeServes) { loadFailed(oldCodeServes); });
    connect(&engine, &Engine::stopped, this, [] { QCoreApplication::quit(); }, Qt::QueuedConnection);
    if (onTerminal && Terminal::inputIsTerminal()) {
        m_keys = std::make_unique<Terminal::KeyInput>();
        connect(m_keys.get(), &Terminal::KeyInput::pressed, this, &Session::pressed);
    }
}

QString Session::workersSentence() const
{
    const auto &config = m_engine.config();
    return tr("%1 × %2").arg(config.processes == 1 ? tr("1 process") : tr("%1 processes").arg(config.processes),
        config.threads == 1 ? tr("1 thread") : tr("%1 threads").arg(config.threads));
}

void Session::showBanner()
{
    const Config::ServerConfig &config = m_engine.config();
    Terminal::BannerFacts facts;
    facts.addresses = m_engine.addresses();
    const QString wanted = !config.app.module.isEmpty() ? config.app.module : config.app.wsgiFile;
    facts.app = tr("%1 in %2").arg(wanted.isEmpty() ? tr("the app") : wanted, shortFolder(config.projectFolder));
    facts.workers = workersSentence();
    facts.python = m_engine.python().reason;
    facts.choices = config.choices;
    const bool keys = m_keys && m_keys->isActive();
    const QString banner = Terminal::bannerText(facts, m_onTerminal && Terminal::outputStyle().colours, keys);
    for (const QString &line : banner.split(u'\n', Qt::SkipEmptyParts)) {
        m_writer.writeLine(line.toStdString());
    }
}

void Session::loaded(quint32 load, const QJsonObject &report)
{
    if (load == 1) {
        m_engine.say(tr("Serving %1.").arg(appSentence(report)));
    }
}

void Session::loadFailed(bool oldCodeServes)
{
    if (m_engine.config().needApp && !oldCodeServes && m_engine.pool().load() == 1) {
        m_engine.say(tr("need-app is set and there is no app: stopping."));
        m_exitCode = ServeNoApp;
        m_engine.stop(Control::StopMode::AtOnce);
    }
}

void Session::signalled(Terminal::Signals::Kind kind, int count)
{
    using Kind = Terminal::Signals::Kind;
    switch (kind) {
    case Kind::Interrupt:
    case Kind::Terminate: m_engine.stop(count > 1 ? Control::StopMode::AtOnce : Control::StopMode::Graceful); return;
    case Kind::Quit: m_engine.stop(Control::StopMode::AtOnce); return;
    case Kind::HangUp:
        if (m_onTerminal && !Terminal::outputIsTerminal()) {
            m_engine.stop(Control::StopMode::Graceful);  // the terminal was closed: nobody could stop us any more
        } else {
            m_engine.reload({});
        }
        return;
    case Kind::User1: m_engine.say(m_engine.status().sentence); return;
    case Kind::User2:
        if (const Result<void> reopened = m_writer.reopen(); !reopened) {
            m_engine.say(reopened.error().sentence);
        }
        return;
    case Kind::WindowSize: m_engine.requestLog().setTerminalStyle(Terminal::outputStyle()); return;
    case Kind::Stop:
        if (m_keys) {
            m_keys->suspend();
        }
        return;
    case Kind::Continue:
        if (m_keys) {
            m_keys->resume();
        }
        return;
    }
}

void Session::pressed(QChar key)
{
    switch (key.toLower().unicode()) {
    case u'r': m_engine.reload({}); break;
    case u'o':
        for (QString address : m_engine.addresses()) {
            if (address.startsWith(u"http://")) {
                address.replace(QStringLiteral("//0.0.0.0:"), QStringLiteral("//127.0.0.1:"))
                    .replace(QStringLiteral("//[::]:"), QStringLiteral("//[::1]:"));
                Terminal::openInBrowser(address);
                break;
            }
        }
        break;
    case u'q': m_engine.stop(Control::StopMode::Graceful); break;
    case u'h':
    case u'?': m_engine.say(tr("r reload · o open in browser · q quit · Ctrl-C twice: stop at once")); break;
    default: break;
    }
}

Result<std::unique_ptr<Log::LineWriter>> openWriter(const Config::LogConfig &config)
{
    if (!config.file.isEmpty()) {
        return Log::LineWriter::toFile(config.file);
    }
    return std::make_unique<Log::LineWriter>(2);
}

// The options in effect as an ini, in the words of uWSGI.
void showConfiguration(Engine &engine)
{
    engine.say(QStringLiteral(";uWSGI instance configuration"));
    engine.say(QStringLiteral("[uwsgi]"));
    for (const auto &[name, value] : engine.config().options) {
        engine.say(name + QStringLiteral(" = ") + value.value_or(QString()));
    }
    engine.say(QStringLiteral(";end of configuration"));
}

// Where no option says it: on in front of a person. The window, which has no terminal, says so by RETORT_RELOAD.
bool wantsWatching(const Config::WatchConfig &watch, bool onTerminal)
{
    using Mode = Config::WatchConfig::Mode;
    const bool isWindow = qgetenv("RETORT_RELOAD") == "on";
    qunsetenv("RETORT_RELOAD");  // it is not the app's business
    return watch.mode == Mode::On || (watch.mode == Mode::Auto && (onTerminal || isWindow));
}

// The same command line over files that may say something else by now.
Result<SiteSettings> readSettings(const QStringList &arguments)
{
    const QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    auto loaded = Config::loadConfig(arguments, environment, QDir::currentPath());
    if (!loaded) {
        return std::unexpected(loaded.error());
    }
    auto python = Config::findPython(loaded->server, environment);
    if (!python) {
        return std::unexpected(python.error());
    }
    return SiteSettings{loaded->server, *python};
}

} // namespace

int serve(const Config::LoadedConfig &loaded, const QStringList &arguments)
{
    const bool onTerminal = loaded.server.log.file.isEmpty() && Terminal::outputIsTerminal();
    if (loaded.server.umask) {
        setFileMask(*loaded.server.umask);
    }
    const auto parts = findInstalledParts();
    if (!parts) {
        return fail(parts.error().sentence);
    }
    auto python = Config::findPython(loaded.server, QProcessEnvironment::systemEnvironment());
    if (!python) {
        return fail(python.error().sentence);
    }
    auto runtimeDir = Control::RuntimeDir::open();
    if (!runtimeDir) {
        return fail(runtimeDir.error().sentence);
    }
    auto writer = openWriter(loaded.server.log);
    if (!writer) {
        return fail(writer.error().sentence);
    }
    Engine engine(loaded.server, *python, *parts, logRules(loaded.server.log, onTerminal), *runtimeDir, **writer);
    engine.setReadSettings([arguments] { return readSettings(arguments); });
    if (wantsWatching(loaded.server.watch, onTerminal)) {
        engine.watchFiles();
    }
    Session session(engine, **writer, onTerminal);
    if (onTerminal) {
        engine.requestLog().setTerminalStyle(Terminal::outputStyle());
    }
    for (const Config::Finding &finding : loaded.findings) {
        engine.say(finding.toString());
    }
    if (loaded.showConfig) {
        showConfiguration(engine);
    }
    if (!loaded.noGui) {
        engine.say(tr("The window (retort-window) is not installed: serving in the terminal, as with --no-gui."));
    }
    if (const Result<void> started = engine.start(); !started) {
        (*writer)->flush();
        return fail(started.error().sentence);
    }
    session.showBanner();
    QCoreApplication::exec();
    (*writer)->flush();
    return session.exitCode();
}

} // namespace Retort
