// SPDX-License-Identifier: Apache-2.0
#include "ui/settings/fields.h"

#include "engine/config/options.h"
#include "engine/config/settings.h"

#include <QCoreApplication>
#include <QRegularExpression>

#include <array>

using namespace Qt::StringLiterals;

namespace Retort::Ui {
namespace {

constexpr char context[] = "Retort::Ui::Fields";

QString tr(const char *text)
{
    return *text == '\0' ? QString() : QCoreApplication::translate(context, text);
}

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

#define TEXT(text) QT_TRANSLATE_NOOP("Retort::Ui::Fields", text)

constexpr std::array rows{
    Row{S::Application, C::Folder, "chdir", TEXT("Folder"),
        TEXT("Where the app starts; its own relative paths begin here. %d is the folder of this file."), "", TEXT("folder of this file")},
    Row{S::Application, C::App, "module wsgi-file", TEXT("App"),
        TEXT("A module to import, such as shop.wsgi, or a Python file. The list shows what was found in the folder.")},
    Row{S::Application, C::Text, "callable", TEXT("Callable"),
        TEXT("The variable of the module that is the app. A factory is written behind the module: shop:create_app('dev')."), "",
        TEXT("application, app or create_app()")},
    Row{S::Application, C::Python, "home", TEXT("Python"),
        TEXT("The virtual environment whose packages the app sees. Without one Retort looks in the project folder."), "",
        TEXT("found by itself")},
    Row{S::Application, C::List, "pythonpath", TEXT("Extra paths"),
        TEXT("Folders to put first in sys.path. The last one comes first, as in uWSGI.")},
    Row{S::Application, C::Pairs, "mount", TEXT("Mounted apps"),
        TEXT("Further apps, each below a path of its own: a module, or a Python file.")},

    Row{S::Address, C::HttpAddress, "http-socket http http11-socket", TEXT("Port"),
        TEXT("Where browsers reach the site. On this network, anyone nearby can open it."), "", TEXT("a free one")},
    Row{S::Address, C::List, "socket uwsgi-socket", TEXT("uwsgi socket"),
        TEXT("For nginx or Apache in front: an address such as 127.0.0.1:3031, or a path such as app.sock.")},
    Row{S::Address, C::Text, "retort/site-name", TEXT("Name"), TEXT("What the site is called in the list and in retort ps."), "",
        TEXT("name of the folder")},
    Row{S::Address, C::List, "retort/allowed-hosts", TEXT("Allowed hosts"),
        TEXT("Host names the site answers to besides localhost while it is on this computer only; * is any.")},

    Row{S::Workers, C::Number, "processes", TEXT("Processes"),
        TEXT("Each is a Python of its own and loads the app itself. One is enough for debugging."), "", "1", 1, 256},
    Row{S::Workers, C::Number, "threads", TEXT("Threads"),
        TEXT("Requests each process answers at once. With one, a slow request holds up the others."), "", "4", 1, 256},
    Row{S::Workers, C::Switch, "lazy-apps", TEXT("Load the app in each process"),
        TEXT("Retort always does; real uWSGI loads it once and forks, unless this is on.")},
    Row{S::Workers, C::Number, "max-requests", TEXT("Replace after"),
        TEXT("A process is replaced after so many requests, which hides leaks of memory. 0 is never."), TEXT("requests"), TEXT("never"), 0,
        mostCount},
    Row{S::Workers, C::Number, "reload-on-rss", TEXT("Replace above"), TEXT("A process is replaced when it takes more memory. 0 is never."),
        TEXT("MB"), TEXT("never"), 0, 1'048'576},

    Row{S::Reload, C::Number, "py-autoreload", TEXT("Look for changes every"),
        TEXT("For real uWSGI: seconds between looks at the files of the app. 0 is off."), TEXT("s"), TEXT("off"), 0, day},
    Row{S::Reload, C::List, "retort/watch", TEXT("Also watch"),
        TEXT("Patterns of files whose change reloads the app, besides its own: config/*.toml")},
    Row{S::Reload, C::List, "retort/ignore", TEXT("Do not watch"), TEXT("Patterns of files whose change does not matter: generated/*")},
    Row{S::Reload, C::Choice, "retort/on-error", TEXT("When the import fails"),
        TEXT("What visitors get until the error is fixed. Retort loads again when you save.")},
    Row{S::Reload, C::Switch, "retort/standby", TEXT("Keep a process ready"),
        TEXT("A spare process has the packages loaded, so that a reload takes a moment only. It costs the memory of one process.")},
    Row{S::Reload, C::List, "touch-reload", TEXT("Reload on touch of"), TEXT("Files whose change reloads the app, in uWSGI as well.")},

    Row{S::Environment, C::Environment, "env", TEXT("Variables"),
        TEXT("The variables of this file beat those of your shell, and these beat .env and .flaskenv.")},
    Row{S::Environment, C::Switch, "retort/dotenv", TEXT("Read .env and .flaskenv"),
        TEXT("As flask run does. Real uWSGI does not read them.")},
    Row{S::Environment, C::List, "unenv", TEXT("Remove variables"), TEXT("Names of variables of your shell the app must not see.")},

    Row{S::StaticFiles, C::Pairs, "static-map", TEXT("Folders"),
        TEXT("Files below a URL, served without asking the app. Retort does not serve them yet: the app gets these requests.")},
    Row{S::StaticFiles, C::List, "static-expires", TEXT("Cache time"),
        TEXT("A pattern of paths and the seconds browsers may keep these files: /static/.* 3600. For real uWSGI.")},

    Row{S::Limits, C::Number, "harakiri", TEXT("Request time"),
        TEXT("A request that takes longer gets 504 and its process is replaced. 0 is any time, which leaves room for a debugger."),
        TEXT("s"), TEXT("any time"), 0, 365 * day},
    Row{S::Limits, C::Number, "limit-post", TEXT("Body size"), TEXT("The client gets 413 for a request body above that. 0 is 1 GiB."),
        TEXT("bytes"), TEXT("1 GiB"), 0, mostBytes},
    Row{S::Limits, C::Number, "buffer-size", TEXT("Head size"),
        TEXT("Room for the headers of a request in real uWSGI, 4096 by default. Retort always has 65535."), TEXT("bytes"), "65535", 1,
        65'535},
    Row{S::Limits, C::Number, "http-keepalive", TEXT("Keep-alive"), TEXT("How long a connection without a request stays open."), TEXT("s"),
        "60", 0, day},
    Row{S::Limits, C::Number, "http-timeout", TEXT("Silence of the app"),
        TEXT("The client gets 504 when the app sends nothing for so long. 0 is any time."), TEXT("s"), TEXT("any time"), 0, day},
    Row{S::Limits, C::Number, "socket-timeout", TEXT("Silence of the client"),
        TEXT("How long to wait for the next piece of a request body."), TEXT("s"), "30", 0, day},

    Row{S::Logging, C::Switch, "disable-logging", TEXT("A line per request"), TEXT("Turned off, only errors and messages are printed.")},
    Row{S::Logging, C::LogFormat, "log-format", TEXT("Format"),
        TEXT("Text with variables such as %(method) and %(uri). The line under it is an example."), "", TEXT("uWSGI's line")},
    Row{S::Logging, C::File, "logto", TEXT("File"), TEXT("Where the log goes instead of the terminal."), "", TEXT("terminal")},
    Row{S::Logging, C::Switch, "memory-report", TEXT("Memory in each line"),
        TEXT("Each request line begins with the memory of its process.")},
};

#undef TEXT

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
        field.choiceLabels = {QCoreApplication::translate(context, "Show the error page"),
            QCoreApplication::translate(context, "Keep the last version that worked")};
        field.defaultText = u"page"_s;
    } else if (key == u"error-pages") {
        field.control = C::Choice;
        field.choices = {u"full"_s, u"short"_s};
        field.choiceLabels = {QCoreApplication::translate(context, "Full, with the traceback for this computer"),
            QCoreApplication::translate(context, "Short")};
    } else if (field.isList() && field.control != C::List) {
        field.separator = key == u"add-header" ? u':' : u'=';
        field.columns = key == u"env"
            ? QStringList{QCoreApplication::translate(context, "Name"), QCoreApplication::translate(context, "Value")}
            : key == u"static-map"
            ? QStringList{QCoreApplication::translate(context, "URL"), QCoreApplication::translate(context, "Folder")}
            : key == u"mount" ? QStringList{QCoreApplication::translate(context, "Path"), QCoreApplication::translate(context, "App")}
                              : QStringList{QCoreApplication::translate(context, "Header"), QCoreApplication::translate(context, "Value")};
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
    field.label = tr(row.label);
    field.help = tr(row.help);
    field.unit = tr(row.unit);
    field.least = row.least;
    field.most = row.most;
    field.defaultText = tr(row.fallback);
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
        field.help = field.help.left(1).toUpper() + field.help.mid(1) + u'.';
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
    for (const Row &row : rows) {
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
    case S::Application: return QCoreApplication::translate(context, "Application");
    case S::Address: return QCoreApplication::translate(context, "Address");
    case S::Workers: return QCoreApplication::translate(context, "Workers");
    case S::Reload: return QCoreApplication::translate(context, "Reload");
    case S::Environment: return QCoreApplication::translate(context, "Environment");
    case S::StaticFiles: return QCoreApplication::translate(context, "Static files");
    case S::Limits: return QCoreApplication::translate(context, "Limits");
    case S::Logging: return QCoreApplication::translate(context, "Logging");
    case S::More: return QCoreApplication::translate(context, "More options");
    }
    return {};
}

QString keptSentence(const QString &key)
{
    const Config::Option *option = Config::findOption(key.toStdString());
    if (option == nullptr) {
        return QCoreApplication::translate(context, "kept, not used by Retort; uWSGI does not know it either");
    }
    static const QRegularExpression quoted(u"`([^`]*)`"_s);
    const QString why = QCoreApplication::translate("Options", option->explanation.data()).replace(quoted, u"“\\1”"_s);
    switch (option->treatment) {
    case Config::Treatment::Explains: return QCoreApplication::translate(context, "kept, not used by Retort: %1").arg(why);
    case Config::Treatment::Refuses: return QCoreApplication::translate(context, "Retort cannot serve with it: %1").arg(why);
    case Config::Treatment::Honours:
        return option->group == Config::Group::Retort
            ? QCoreApplication::translate(context, "has no effect here; it belongs into the section [retort]")
            : QCoreApplication::translate(context, "used by Retort; change it in the text");
    case Config::Treatment::Keeps: break;
    }
    return QCoreApplication::translate(context, "kept, not used by Retort");
}

} // namespace Retort::Ui
