// SPDX-License-Identifier: Apache-2.0
#include "engine/net/portowner.h"

#include <QDir>
#include <QFile>
#include <QRegularExpression>

#include <unistd.h>

#include <charconv>
#include <vector>

namespace Retort::Net {

namespace {

constexpr std::string_view listenState = "0A";

std::vector<std::string_view> words(std::string_view line)
{
    std::vector<std::string_view> found;
    while (true) {
        const auto start = line.find_first_not_of(' ');
        if (start == std::string_view::npos) {
            return found;
        }
        line.remove_prefix(start);
        found.push_back(line.substr(0, line.find(' ')));
        line.remove_prefix(found.back().size());
    }
}

template<typename Number>
std::optional<Number> number(std::string_view text, int base)
{
    Number value = 0;
    const auto result = std::from_chars(text.data(), text.data() + text.size(), value, base);
    return result.ec == std::errc() && result.ptr == text.data() + text.size() ? std::optional(value) : std::nullopt;
}

QByteArray contents(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

bool holdsOneOf(const QString &process, const std::set<std::uint64_t> &inodes)
{
    const QString folder = process + QStringLiteral("/fd");
    const QStringList entries = QDir(folder).entryList(QDir::AllEntries | QDir::System | QDir::NoDotAndDotDot);
    for (const QString &entry : entries) {
        char target[64];
        const QByteArray path = QFile::encodeName(folder + QLatin1Char('/') + entry);
        const ssize_t length = ::readlink(path.constData(), target, sizeof target);
        std::string_view text(target, length > 0 ? std::size_t(length) : 0);
        if (text.starts_with("socket:[") && text.ends_with(']')) {
            text.remove_prefix(8);
            text.remove_suffix(1);
            if (const auto inode = number<std::uint64_t>(text, 10); inode && inodes.contains(*inode)) {
                return true;
            }
        }
    }
    return false;
}

} // namespace

// "  0: 0100007F:1388 00000000:0000 0A 00000000:00000000 00:00000000 00000000  1000  0 12345 1 …":
// the second word is the local address, the fourth the state, the tenth the inode.
std::set<std::uint64_t> listeningInodes(std::string_view table, quint16 port)
{
    std::set<std::uint64_t> inodes;
    while (!table.empty()) {
        const auto end = table.find('\n');
        const auto columns = words(table.substr(0, end));
        table.remove_prefix(end == std::string_view::npos ? table.size() : end + 1);
        if (columns.size() < 10 || columns[3] != listenState) {
            continue;
        }
        const auto colon = columns[1].rfind(':');
        const auto inode = number<std::uint64_t>(columns[9], 10);
        if (colon != std::string_view::npos && number<quint16>(columns[1].substr(colon + 1), 16) == port && inode) {
            inodes.insert(*inode);
        }
    }
    return inodes;
}

QString scriptName(const QString &program, const QByteArray &commandLine)
{
    static const QRegularExpression interpreter(QStringLiteral("^(node|python|ruby|perl|php|deno|bun)"));
    static const QRegularExpression plainName(QStringLiteral("^[\\w.-]{1,40}$"));
    static const QRegularExpression scriptEnding(QStringLiteral("\\.[cm]?js$"));
    if (!interpreter.match(program).hasMatch()) {
        return {};
    }
    const QList<QByteArray> arguments = commandLine.split('\0');
    for (qsizetype i = 1; i < arguments.size(); ++i) {
        const bool isModule = arguments.at(i) == "-m" && i + 1 < arguments.size();
        if (!isModule && (arguments.at(i).isEmpty() || arguments.at(i).startsWith('-'))) {
            continue;
        }
        QString name = QString::fromUtf8(arguments.at(isModule ? i + 1 : i)).section(QLatin1Char('/'), -1);
        name.remove(scriptEnding);
        return plainName.match(name).hasMatch() ? name : QString();
    }
    return {};
}

std::optional<PortOwner> portOwner(quint16 port)
{
    std::set<std::uint64_t> inodes = listeningInodes(contents(QStringLiteral("/proc/net/tcp")).toStdString(), port);
    inodes.merge(listeningInodes(contents(QStringLiteral("/proc/net/tcp6")).toStdString(), port));
    if (inodes.empty()) {
        return std::nullopt;
    }
    // Servers that fork share the socket; the lowest number is most likely the one the user started.
    std::optional<PortOwner> owner;
    const QStringList processes = QDir(QStringLiteral("/proc")).entryList(QDir::Dirs | QDir::NoDotAndDotDot);
    for (const QString &name : processes) {
        bool isPid = false;
        const qint64 pid = name.toLongLong(&isPid);
        const QString process = QStringLiteral("/proc/") + name;
        if (isPid && (!owner || pid < owner->pid) && holdsOneOf(process, inodes)) {
            const QString program = QString::fromUtf8(contents(process + QStringLiteral("/comm")).trimmed());
            owner = PortOwner{program, pid, scriptName(program, contents(process + QStringLiteral("/cmdline")))};
        }
    }
    return owner;
}

} // namespace Retort::Net
