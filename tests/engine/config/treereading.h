// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/base/result.h"
#include "engine/config/treetext.h"

#include <QByteArray>
#include <QStringList>

#include <string>

// What the tests of the yaml, json and xml readers have in common.
namespace Retort::Config::Test {

inline MagicVariables magic()
{
    HostFacts host;
    host.currentFolder = "/srv";
    host.processors = 2;
    return {host, "/srv/site/uwsgi.conf", "uwsgi.conf", {}};
}

// "key=value" a line, with "retort/" before those of that section; or the error.
inline QByteArray flattened(const Result<TreeText, TreeError> &read)
{
    if (!read) {
        return "error in line " + QByteArray::number(read.error().line);
    }
    std::string out;
    for (const TreeEntry &entry : read->entries) {
        out += (entry.section == "retort" ? "retort/" : "") + entry.key + '=' + entry.value + '\n';
    }
    return QByteArray::fromStdString(out);
}

inline QByteArray linesOf(const Result<TreeText, TreeError> &read)
{
    QByteArrayList lines;
    for (const TreeEntry &entry : read ? read->entries : std::vector<TreeEntry>()) {
        lines.append(QByteArray::number(entry.line));
    }
    return lines.join(' ');
}

// "line option: sentence" of each remark.
inline QString remarksOf(const Result<TreeText, TreeError> &read)
{
    QStringList list;
    for (const TreeRemark &remark : read ? read->remarks : std::vector<TreeRemark>()) {
        list.append(QStringLiteral("%1 %2: %3").arg(remark.line).arg(QString::fromStdString(remark.option), remark.sentence));
    }
    return list.join(u'\n');
}

} // namespace Retort::Config::Test
