// SPDX-License-Identifier: Apache-2.0
#include "engine/control/runtimedir.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Retort::Control {

namespace {

constexpr qsizetype socketPathBytes = 103;  // sun_path of macOS; Linux has four more
constexpr qsizetype nameRoom = 40;
constexpr qsizetype suffixBytes = 8;        // "-99" and ".sock"

bool mayStandInName(QChar character)
{
    const char16_t code = character.unicode();
    return (code >= u'a' && code <= u'z') || (code >= u'A' && code <= u'Z') || (code >= u'0' && code <= u'9') || code == u'_'
        || code == u'-' || code == u'.';
}

} // namespace

QString RuntimeDir::siteName(const QString &wanted, int number) const
{
    QString name;
    for (const QChar character : wanted) {
        name += mayStandInName(character) ? character : u'_';
    }
    while (name.startsWith(u'.') || name.startsWith(u'-')) {  // hidden, or taken for an option
        name.remove(0, 1);
    }
    const qsizetype room = socketPathBytes - m_folder.toUtf8().size() - 1 - suffixBytes;
    name.truncate(std::clamp(room, qsizetype{1}, nameRoom));
    if (name.isEmpty()) {
        name = u"site"_s.left(std::max(room, qsizetype{1}));
    }
    return number > 1 ? u"%1-%2"_s.arg(name).arg(number) : name;
}

bool RuntimeDir::hasRoom(const QString &folder)
{
    return folder.toUtf8().size() + 1 + 8 + suffixBytes <= socketPathBytes;
}

} // namespace Retort::Control
