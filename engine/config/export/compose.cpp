// SPDX-License-Identifier: Apache-2.0
#include "engine/config/export/backend.h"
#include "engine/config/export/heading.h"
#include "engine/config/export/names.h"
#include "engine/config/export/quoting.h"
#include "engine/config/export/targets.h"

using namespace Qt::StringLiterals;

namespace Retort::Config::Export {
namespace {

// nginx hands out static files itself, so it needs them, too.
Result<QString> volumes(const Site &site, const Inputs &inputs)
{
    QString text = u"    volumes:\n      - \"./nginx.conf:/etc/nginx/conf.d/default.conf:ro\"\n"_s;
    for (const StaticFiles &files : site.staticFiles) {
        // Compose reads $ as a variable and : as the end of the path.
        if (files.place.contains(u'$') || files.place.contains(u':')) {
            return std::unexpected(
                Error{Errc::BadOption, u"“%1” cannot be written for Compose: it contains “$” or “:”."_s.arg(commentText(files.place))});
        }
        const auto volume = jsonQuoted(u"./%1:%2:ro"_s.arg(files.place, installed(site, inputs, files.place)));
        if (!volume) {
            return volume;
        }
        text += u"      - %1\n"_s.arg(*volume);
    }
    return text;
}

} // namespace

Result<QList<File>> composeFiles(const Site &site, const Inputs &inputs)
{
    const Backend backend = containerBackend(site, ListenerProtocol::Uwsgi);
    auto files = dockerFiles(site, inputs);
    const auto server = nginxServer(site, inputs, u"app:%1"_s.arg(backend.port));
    const auto places = volumes(site, inputs);
    const auto command =
        jsonList(QStringList{u"uwsgi"_s, site.fileOption, QString(site.iniFile).replace(u'$', u"$$"_s)} + backend.arguments);
    if (!files || !server) {
        return std::unexpected(files ? server.error() : files.error());
    }
    if (!places || !command) {
        return std::unexpected(places ? command.error() : places.error());
    }
    QString text = uwsgiHeading(site, u"%1 with nginx in front: docker compose up --build"_s.arg(site.name));
    text += u"\nname: \"%1\"\nservices:\n  app:\n    build: .\n    command: %2\n    restart: unless-stopped\n"
            "    # Secrets belong into a file that is in no repository: NAME=value lines.\n    # env_file: app.env\n"
            "    expose: [\"%3\"]\n    deploy:\n      replicas: %4\n"_s.arg(
                labelOf(site), *command, QString::number(backend.port), QString::number(inputs.replicas));
    text += u"  web:\n    image: nginx:1-alpine\n    restart: unless-stopped\n    depends_on: [app]\n    ports: [\"80:80\"]\n"_s + *places;
    files->prepend({u"nginx.conf"_s, frontHeading(site, u"nginx of compose.yaml."_s) + u'\n' + *server});
    files->prepend({u"compose.yaml"_s, text});
    return files;
}

} // namespace Retort::Config::Export
