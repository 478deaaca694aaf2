// SPDX-License-Identifier: Apache-2.0
#include "ui/routes/routereader.h"

#include "engine/log/escape.h"

#include <QJsonArray>

using namespace Qt::StringLiterals;

namespace Retort::Routes {

namespace {

constexpr qsizetype mostRoutes = 5'000; // as the engine does

std::string textOf(const QJsonValue &value)
{
    std::string text;
    Log::appendEscaped(text, value.toString().toStdString());
    return text;
}

std::vector<std::string> textsOf(const QJsonValue &value)
{
    std::vector<std::string> texts;
    const QJsonArray array = value.toArray();
    for (const auto &text : array) {
        texts.push_back(textOf(text));
    }
    return texts;
}

} // namespace

RouteMap readRoutes(const QJsonObject &answer)
{
    if (answer.value("source"_L1).toString().isEmpty()) {
        return {};
    }
    std::vector<Log::Route> routes;
    const QJsonArray listed = answer.value("routes"_L1).toArray();
    for (qsizetype i = 0; i < std::min(listed.size(), mostRoutes); ++i) {
        const QJsonObject json = listed.at(i).toObject();
        Log::Route route;
        route.mount = textOf(json.value("mount"_L1));
        route.host = textOf(json.value("host"_L1));
        route.rule = textOf(json.value("rule"_L1));
        route.endpoint = textOf(json.value("endpoint"_L1));
        route.methods = textsOf(json.value("methods"_L1));
        route.arguments = textsOf(json.value("arguments"_L1));
        route.file = textOf(json.value("file"_L1));
        route.line = json.value("line"_L1).toInt();
        route.view = textOf(json.value("view"_L1));
        route.strictSlashes = json.value("strictSlashes"_L1).toBool(true);
        route.websocket = json.value("websocket"_L1).toBool();
        routes.push_back(std::move(route));
    }
    const auto count = static_cast<qint64>(routes.size());
    return {std::make_shared<const Log::RouteTable>(std::move(routes)), std::max(count, answer.value("total"_L1).toInteger())};
}

} // namespace Retort::Routes
