// SPDX-License-Identifier: Apache-2.0
#include "engine/workers/crashfacts.h"

#include <QRegularExpression>
#include <QStringList>

using namespace Qt::StringLiterals;

namespace Retort::Workers {

namespace {

bool isCLibrary(const QString &name)
{
    return name.startsWith("libc.so"_L1) || name.startsWith("libc-"_L1) || name.startsWith("libpthread"_L1) || name.startsWith("ld-"_L1);
}

// The C stack begins with the handler itself, in Python; then the C library calls it; the frame behind that is the one that crashed.
QString crashedLibrary(const QStringList &binaries)
{
    bool isBehindHandler = false;
    for (const QString &binary : binaries) {
        const QString name = binary.section(u'/', -1);
        if (isCLibrary(name)) {
            isBehindHandler = true;
        } else if (isBehindHandler) {
            return name.startsWith("python"_L1) || name.startsWith("libpython"_L1) ? QString() : name;
        }
    }
    return {};
}

} // namespace

CrashPlace crashPlace(const QByteArray &lastOutput)
{
    static const QRegularExpression frame(u"^  File \"(.+)\", line (\\d+) in (.+)$"_s);
    static const QRegularExpression binary(u"^  Binary file \"(.+)\", at "_s);
    const QString text = QString::fromUtf8(lastOutput);
    const qsizetype begin = text.lastIndexOf("Fatal Python error: "_L1);
    CrashPlace place;
    if (begin < 0) {
        return place;
    }
    bool isCurrent = false;
    QStringList binaries;
    const QStringList lines = text.sliced(begin).split(u'\n');
    for (const QString &line : lines) {
        if (!line.startsWith(u' ')) {
            isCurrent = line.startsWith("Current thread "_L1);
        }
        if (const auto match = frame.match(line); isCurrent && place.file.isEmpty() && match.hasMatch()) {
            place.file = match.captured(1);
            place.line = match.captured(2).toInt();
            place.function = match.captured(3);
        } else if (const auto native = binary.match(line); native.hasMatch()) {
            binaries.append(native.captured(1));
        }
    }
    place.library = crashedLibrary(binaries);
    return place;
}

} // namespace Retort::Workers
