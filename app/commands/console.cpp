// SPDX-License-Identifier: Apache-2.0
#include "app/commands/console.h"

#include <QJsonDocument>

#include <cstdio>

namespace Retort::Commands {
namespace {

void put(const QByteArray &bytes, std::FILE *file)
{
    std::fwrite(bytes.constData(), 1, static_cast<std::size_t>(bytes.size()), file);
    std::fflush(file);
}

} // namespace

void print(const QString &text)
{
    put(text.toUtf8(), stdout);
}

void printJson(const QJsonObject &object)
{
    put(QJsonDocument(object).toJson(QJsonDocument::Compact) + '\n', stdout);
}

void complain(const QString &line)
{
    put(line.toUtf8() + '\n', stderr);
}

int fail(const QString &sentence, ExitCode code)
{
    complain(QStringLiteral("retort: ") + sentence);
    return code;
}

} // namespace Retort::Commands
