// SPDX-License-Identifier: Apache-2.0
#include "ui/sites/siteoptions.h"

#include "engine/config/inifile.h"

#include <QCoreApplication>

#include <array>

using namespace Qt::StringLiterals;

namespace Retort::Sites {

namespace {

// Options whose value is an address.
constexpr std::array<const char *, 7> addressOptions{
    "http", "http-socket", "http11-socket", "https", "https-socket", "socket", "uwsgi-socket"};

Result<Config::IniFile> openIni(const SiteRecord &record)
{
    return Config::IniFile::read(record.iniFile());
}

// "127.0.0.1:8000" or ":8000" with another port; unchanged when it has another one.
QString withPort(const QString &address, int from, int to)
{
    const QString ending = u":%1"_s.arg(from);
    return address.endsWith(ending) ? address.chopped(ending.size()) + u":%1"_s.arg(to) : address;
}

Result<void> changePortInIni(SiteRecord &record, int from, int to)
{
    Result<Config::IniFile> file = openIni(record);
    if (!file) {
        return std::unexpected(file.error());
    }
    const std::string section = record.iniSection().toStdString();
    bool changed = false;
    for (const char *option : addressOptions) {
        const auto value = file->document().lastValue(section, option);
        const QString old = QString::fromStdString(value.value_or(std::string()));
        if (const QString fresh = withPort(old, from, to); fresh != old) {
            if (const auto done = file->document().set(section, option, fresh.toStdString()); !done) {
                return done;
            }
            changed = true;
        }
    }
    if (!changed) {
        return std::unexpected(Error{Errc::BadOption,
            QCoreApplication::translate("Sites", "No address with port %1 stands in %2.").arg(from).arg(record.iniFile())});
    }
    return file->save();
}

} // namespace

Result<void> setOption(SiteRecord &record, const QString &key, const QString &value)
{
    if (!record.iniFile().isEmpty()) {
        Result<Config::IniFile> file = openIni(record);
        if (!file) {
            return std::unexpected(file.error());
        }
        const std::string literal = Config::IniDocument::escaped(value.toStdString());
        if (const auto done = file->document().set(record.iniSection().toStdString(), key.toStdString(), literal); !done) {
            return done;
        }
        return file->save();
    }
    const QString option = u"--"_s + key;
    const qsizetype at = record.arguments.indexOf(option);
    if (at >= 0 && at + 1 < record.arguments.size()) {
        record.arguments[at + 1] = value;
    } else {
        record.arguments << option << value;
    }
    return {};
}

Result<void> changePort(SiteRecord &record, int from, int to)
{
    if (!record.iniFile().isEmpty()) {
        return changePortInIni(record, from, to);
    }
    bool changed = false;
    for (QString &argument : record.arguments) {
        const QString fresh = withPort(argument, from, to);
        changed = changed || fresh != argument;
        argument = fresh;
    }
    if (!changed) {
        record.arguments << u"--http"_s << u"127.0.0.1:%1"_s.arg(to);
    }
    return {};
}

} // namespace Retort::Sites
