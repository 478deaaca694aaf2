// SPDX-License-Identifier: Apache-2.0
#include "ui/settings/fields.h"

#include "engine/config/options.h"
#include "engine/config/settings.h"

#include <QCoreApplication>
#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace Retort::Ui {
namespace {

// A Field as it can stand in the program: texts still in English.
struct Row
{
    SettingsSection section;
    FieldControl control;
    const char *keys; // divided by spaces; Retort's own begin with "retort/"
    const char *label;
    const char *help;
    const char *unit = "";
    const char *fallback = "";
    qint64 least = 0;
    qint64 most = 0;
};

constexpr qint64 day = 86'400;
constexpr qint64 mostBytes = 1'099'511'627'776; // 1 TiB: what a spin box of ours can show exactly, and more than anybody posts
constexpr qint64 mostCount = 2'147'483'647;

using S = SettingsSection;
using C = FieldControl;

// A class, so that lupdate sees to which context the texts belong.
struct Words
{
    Q_DECLARE_TR_FUNCTIONS(Retort::Ui::Fields)

public:
    static constexpr Row rows[]{
        {S::Application, C::Folder, "chdir", QT_TR_NOOP("Folder"),
            QT_TR_NOOP("Where the app starts; its own relative paths begin here. %d is the folder of this file."), "",
            QT_TR_NOOP("folder of this file")},
        {S::Application, C::App, "module wsgi-file", QT_TR_NOOP("App"),
            QT_TR_NOOP("A module to import, such as shop.wsgi, or a Python file. The list shows what was found in the folder.")},
        {S::Application, C::Text, "callable", QT_TR_NOOP("Callable"),
            QT_TR_NOOP("The variable of the module that is the app. A factory is written behind the module: shop:create_app('dev')."), "",
            QT_TR_NOOP("application, app or create_app()")},
        {S::Application, C::Python, "home", QT_TR_NOOP("Python"),
            QT_TR_NOOP("The virtual environment whose packages the app sees. Without one Retort looks in the project folder."), "",
            QT_TR_NOOP("found by itself")},
        {S::Application, C::List, "pythonpath", QT_TR_NOOP("Extra paths"),
            QT_TR_NOOP("Folders to put first in sys.path. The last one comes first, as in uWSGI.")},
        {S::Application, C::Pairs, "mount", QT_TR_NOOP("Mounted apps"),
            QT_TR_NOOP("Further apps, each below a path of its own: a module, or a Python file.")},

        {S::Address, C::HttpAddress, "http-socket http http11-socket", QT_TR_NOOP("Port"),
            QT_TR_NOOP("Where browsers reach the site. On this network, anyone nearby can open it."), "", QT_TR_NOOP("a free one")},
        {S::Address, C::List, "socket uwsgi-socket", QT_TR_NOOP("uwsgi socket"),
            QT_TR_NOOP("For nginx or Apache in front: an address such as 127.0.0.1:3031, or a path such as app.sock.")},
        {S::Address, C::Text, "retort/site-name", QT_TR_NOOP("Name"), QT_TR_NOOP("What the site is called in the list and in retort ps."),
            "", QT_TR_NOOP("name of the folder")},
        {S::Address, C::List, "retort/allowed-hosts", QT_TR_NOOP("Allowed hosts"),
            QT_TR_NOOP("Host names the site answers to besides localhost while it is on this computer only; * is any.")},

        {S::Workers, C::Number, "processes", QT_TR_NOOP("Processes"),
            QT_TR_NOOP("Each is a Python of its own and loads the app itself. One is enough for debugging."), "", "1", 1, 256},
        {S::Workers, C::Number, "threads", QT_TR_NOOP("Threads"),
            QT_TR_NOOP("Requests each process answers at once. With one, a slow request holds up the others."), "", "4", 1, 256},
        {S::Workers, C::Switch, "lazy-apps", QT_TR_NOOP("Load the app in each process"),
            QT_TR_NOOP("Retort always does; real uWSGI loads it once and forks, unless this is on.")},
        {S::Workers, C::Number, "max-requests", QT_TR_NOOP("Replace after"),
            QT_TR_NOOP("A process is replaced after so many requests, which hides leaks of memory. 0 is never."), QT_TR_NOOP("requests"),
            QT_TR_NOOP("never"), 0, mostCount},
        {S::Workers, C::Number, "reload-on-rss", QT_TR_NOOP("Replace above"),
            QT_TR_NOOP("A process is replaced when it takes more memory. 0 is never."), QT_TR_NOOP("MB"), QT_TR_NOOP("never"), 0,
            1'048'576},

        {S::Reload, C::Number, "py-autoreload", QT_TR_NOOP("Look for changes every"),
            QT_TR_NOOP("For real uWSGI: seconds between looks at the files of the app. 0 is off."), QT_TR_NOOP("s"), QT_TR_NOOP("off"), 0,
            day},
        {S::Reload, C::List, "retort/watch", QT_TR_NOOP("Also watch"),
            QT_TR_NOOP("Patterns of files whose change reloads the app, besides its own: config/*.toml")},
        {S::Reload, C::List, "retort/ignore", QT_TR_NOOP("Do not watch"),
            QT_TR_NOOP("Patterns of files whose change does not matter: generated/*")},
        {S::Reload, C::Choice, "retort/on-error", QT_TR_NOOP("When the import fails"),
            QT_TR_NOOP("What visitors get until the error is fixed. Retort loads again when you save.")},
        {S::Reload, C::Switch, "retort/standby", QT_TR_NOOP("Keep a process ready"),
            QT_TR_NOOP(
                "A spare process has the packages loaded, so that a reload takes a moment only. It costs the memory of one process.")},
        {S::Reload, C::List, "touch-reload", QT_TR_NOOP("Reload on touch of"),
            QT_TR_NOOP("Files whose change reloads the app, in uWSGI as well.")},

        {S::Environment, C::Environment, "env", QT_TR_NOOP("Variables"),
            QT_TR_NOOP("The variables of this file beat those of your shell, and these beat .env and .flaskenv.")},
        {S::Environment, C::Switch, "retort/dotenv", QT_TR_NOOP("Read .env and .flaskenv"),
            QT_TR_NOOP("As flask run does. Real uWSGI does not read them.")},
        {S::Environment, C::List, "unenv", QT_TR_NOOP("Remove variables"),
            QT_TR_NOOP("Names of variables of your shell the app must not see.")},

        {S::StaticFiles, C::Pairs, "static-map", QT_TR_NOOP("Folders"),
            QT_TR_NOOP("Files below a URL, served without asking the app. Retort does not serve them yet: the app gets these requests.")},
        {S::StaticFiles, C::List, "static-expires", QT_TR_NOOP("Cache time"),
            QT_TR_NOOP("A pattern of paths and the seconds browsers may keep these files: /static/.* 3600. For real uWSGI.")},

        {S::Limits, C::Number, "harakiri", QT_TR_NOOP("Request time"),
            QT_TR_NOOP(
                "A request that takes longer gets 504 and its process is replaced. 0 is any time, which leaves room for a debugger."),
            QT_TR_NOOP("s"), QT_TR_NOOP("any time"), 0, 365 * day},
        {S::Limits, C::Number, "limit-post", QT_TR_NOOP("Body size"),
            QT_TR_NOOP("The client gets 413 for a request body above that. 0 is 1 GiB."), QT_TR_NOOP("bytes"), QT_TR_NOOP("1 GiB"), 0,
            mostBytes},
        {S::Limits, C::Number, "buffer-size", QT_TR_NOOP("Head size"),
            QT_TR_NOOP("Room for the headers of a request in real uWSGI, 4096 by default. Retort always has 65535."), QT_TR_NOOP("bytes"),
            "65535", 1, 65'535},
        {S::Limits, C::Number, "http-keepalive", QT_TR_NOOP("Keep-alive"),
            QT_TR_NOOP("How long a connection without a request stays open."), QT_TR_NOOP("s"), "60", 0, day},
        {S::Limits, C::Number, "http-timeout", QT_TR_NOOP("Silence of the app"),
            QT_TR_NOOP("The client gets 504 when the app sends nothing for so long. 0 is any time."), QT_TR_NOOP("s"),
            QT_TR_NOOP("any time"), 0, day},
        {S::Limits, C::Number, "socket-timeout", QT_TR_NOOP("Silence of the client"),
            QT_TR_NOOP("How long to wait for the next piece of a request body."), QT_TR_NOOP("s"), "30", 0, day},

        {S::Logging, C::Switch, "disable-logging", QT_TR_NOOP("A line per request"),
            QT_TR_NOOP("Turned off, only errors and messages are printed.")},
        {S::Logging, C::LogFormat, "log-format", QT_TR_NOOP("Format"),
            QT_TR_NOOP("Text with variables such as %(method) and %(uri). The line under it is an example."), "",
            QT_TR_NOOP("uWSGI's line")},
        {S::Logging, C::File, "logto", QT_TR_NOOP("File"), QT_TR_NOOP("Where the log goes instead of the terminal."), "",
            QT_TR_NOOP("terminal")},
        {S::Logging, C::Switch, "memory-report", QT_TR_NOOP("Memory in each line"),
            QT_TR_NOOP("Each request line begins with the memory of its process.")},
    };
};

QString translated(const char *text)
{
    return *text == '\0' ? QString() : Words::tr(text);
}

void addSpecifics(Field &field)
{
    const QString key = field.key();
    if (field.control == C::Switch) {
        const bool words = key == u"standby" || key == u"dotenv";
        field.on = words ? u"on"_s : u"true"_s;
        field.off = words ? u"off"_s : u"false"_s;
        field.inverted = key == u"disable-logging";
        field.defaultOn = words;
    } else if (key == u"on-error") {
        field.choices = {u"page"_s, u"last-good"_s};
        field.choiceLabels = {Words::tr("Show the error page"), Words::tr("Keep the last version that worked")};
        field.defaultText = u"page"_s;
    } else if (key == u"error-pages") {
        field.control = C::Choice;
        field.choices = {u"full"_s, u"short"_s};
        field.choiceLabels = {Words::tr("Full, with the traceback for this computer"), Words::tr("Short")};
    } else if (field.isList() && field.control != C::List) {
        field.separator = key == u"add-header" ? u':' : u'=';
        field.columns = key == u"env" ? QStringList{Words::tr("Name"), Words::tr("Value")}
            : key == u"static-map"    ? QStringList{Words::tr("URL"), Words::tr("Folder")}
            : key == u"mount"         ? QStringList{Words::tr("Path"), Words::tr("App")}
                                      : QStringList{Words::tr("Header"), Words::tr("Value")};
    }
}

Field fieldOf(const Row &row)
{
    Field field;
    field.section = row.section;
    field.control = row.control;
    QString keys = QString::fromLatin1(row.keys);
    if (keys.startsWith(u"retort/")) {
        field.iniSection = u"retort"_s;
        keys.remove(0, 7);
    }
    field.keys = keys.split(u' ');
    field.label = translated(row.label);
    field.help = translated(row.help);
    field.unit = translated(row.unit);
    field.least = row.least;
    field.most = row.most;
    field.defaultText = translated(row.fallback);
    addSpecifics(field);
    return field;
}

C controlFor(const Config::Option &option)
{
    switch (option.value) {
    case Config::ValueKind::Flag:
    case Config::ValueKind::InvertedFlag: return C::Switch;
    case Config::ValueKind::Int:
    case Config::ValueKind::Int16:
    case Config::ValueKind::Int64:
    case Config::ValueKind::Megabytes: return C::Number;
    case Config::ValueKind::List:
    case Config::ValueKind::Address: return option.name == "add-header" ? C::Pairs : C::List;
    case Config::ValueKind::Text:
    case Config::ValueKind::ConfigFile:
    case Config::ValueKind::Placeholder:
    case Config::ValueKind::Logic:
    case Config::ValueKind::Mode: break;
    }
    const bool folder = option.name.starts_with("chdir");
    const bool file = option.name.find("pidfile") != std::string_view::npos || option.name.starts_with("logto");
    return folder ? C::Folder : file ? C::File : C::Text;
}

// Options of the table, for which there is no row above: their names are their labels, as in uWSGI's own lists.
Field fieldOf(const Config::Option &option)
{
    Field field;
    field.control = controlFor(option);
    field.iniSection = option.group == Config::Group::Retort ? u"retort"_s : u"uwsgi"_s;
    field.keys = {Config::toText(option.name)};
    field.label = field.key();
    field.label.replace(u'-', u' ');
    field.label[0] = field.label[0].toUpper();
    field.help = QCoreApplication::translate("Options", option.help.data());
    if (!field.help.isEmpty()) {
        field.help = Words::tr("%1.").arg(field.help.left(1).toUpper() + field.help.mid(1));
    }
    field.defaultText = Config::toText(option.defaultText);
    field.most = mostCount;
    addSpecifics(field);
    field.inverted = false; // named after the option, it says what the option says
    return field;
}

bool belongsToForm(const Config::Option &option)
{
    const bool directive = option.group == Config::Group::Configuration && option.name != "strict";
    const bool command = option.name == "help" || option.name == "version" || option.name == "no-gui" || option.name == "show-config";
    return option.treatment == Config::Treatment::Honours && !directive && !command;
}

} // namespace

QList<Field> settingsFields()
{
    QList<Field> fields;
    QStringList covered;
    for (const Row &row : Words::rows) {
        fields.append(fieldOf(row));
        covered += fields.last().keys;
    }
    for (const std::span<const Config::Option> part : Config::optionTable()) {
        for (const Config::Option &option : part) {
            if (belongsToForm(option) && !covered.contains(Config::toText(option.name))) {
                fields.append(fieldOf(option));
            }
        }
    }
    return fields;
}

QString sectionTitle(SettingsSection section)
{
    switch (section) {
    case S::Application: return Words::tr("Application");
    case S::Address: return Words::tr("Address");
    case S::Workers: return Words::tr("Workers");
    case S::Reload: return Words::tr("Reload");
    case S::Environment: return Words::tr("Environment");
    case S::StaticFiles: return Words::tr("Static files");
    case S::Limits: return Words::tr("Limits");
    case S::Logging: return Words::tr("Logging");
    case S::More: return Words::tr("More options");
    }
    return {};
}

QString keptSentence(const QString &key)
{
    const Config::Option *option = Config::findOption(key.toStdString());
    if (option == nullptr) {
        return Words::tr("kept, not used by Retort; uWSGI does not know it either");
    }
    static const QRegularExpression quoted(u"`([^`]*)`"_s);
    const QString why = QCoreApplication::translate("Options", option->explanation.data()).replace(quoted, u"“\\1”"_s);
    switch (option->treatment) {
    case Config::Treatment::Explains: return Words::tr("kept, not used by Retort: %1").arg(why);
    case Config::Treatment::Refuses: return Words::tr("Retort cannot serve with it: %1").arg(why);
    case Config::Treatment::Honours:
        return option->group == Config::Group::Retort ? Words::tr("has no effect here; it belongs into the section [retort]")
                                                      : Words::tr("used by Retort; change it in the text");
    case Config::Treatment::Keeps: break;
    }
    return Words::tr("kept, not used by Retort");
}

} // namespace Retort::Ui
