// SPDX-License-Identifier: Apache-2.0
#include "engine/watch/ignorefile.h"

#include <QFile>

namespace Retort::Watch {

namespace {

constexpr qint64 maxBytes = 1024 * 1024;  // the longest .gitignore of a real project has about 10 KiB

QString withSlash(const QString &folder)
{
    return folder.endsWith(u'/') ? folder : folder + u'/';
}

} // namespace

IgnoreFile::IgnoreFile(const QString &path, const QString &folder) : m_path(path), m_prefix(withSlash(folder))
{
    QFile file(path);
    if (file.open(QIODevice::ReadOnly)) {
        read(QString::fromUtf8(file.read(maxBytes)));
    }
}

IgnoreFile IgnoreFile::fromText(QStringView text, const QString &folder)
{
    IgnoreFile file;
    file.m_prefix = withSlash(folder);
    file.read(text);
    return file;
}

void IgnoreFile::read(QStringView text)
{
    int number = 0;
    for (const QStringView line : text.split(u'\n')) {
        ++number;
        if (auto pattern = PathPattern::fromLine(line)) {
            m_lines.append({std::move(*pattern), number});
        }
    }
}

std::optional<IgnoreFile::Match> IgnoreFile::match(const QString &path, bool isFolder) const
{
    if (m_lines.isEmpty() || !path.startsWith(m_prefix)) {
        return std::nullopt;
    }
    const QString relative = path.mid(m_prefix.size());
    for (auto line = m_lines.crbegin(); line != m_lines.crend(); ++line) {
        if (line->pattern.matches(relative, isFolder)) {
            return Match{!line->pattern.isNegated(), line->pattern.text(), line->number};
        }
    }
    return std::nullopt;
}

} // namespace Retort::Watch
