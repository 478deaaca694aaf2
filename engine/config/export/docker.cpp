// SPDX-License-Identifier: Apache-2.0
#include "engine/config/export/backend.h"
#include "engine/config/export/heading.h"
#include "engine/config/export/names.h"
#include "engine/config/export/quoting.h"
#include "engine/config/export/targets.h"

using namespace Qt::StringLiterals;

namespace Retort::Config::Export {
namespace {

// The environment stands where the ini and the systemd unit expect it, so that one ini fits all.
QString packageLines(const Site &site, const QString &environment)
{
    const QString pip = u"%1/bin/pip install --no-cache-dir"_s.arg(environment);
    QString text = u"RUN python -m venv %1 && %2 uwsgi\n"_s.arg(environment, pip);
    if (site.hasRequirements) {
        return text + u"COPY requirements.txt ./\nRUN %1 -r requirements.txt\n"_s.arg(pip);
    }
    if (site.hasPyproject) {
        return text + u"COPY . .\nRUN %1 .\n"_s.arg(pip);
    }
    return text
        + u"# Neither requirements.txt nor pyproject.toml was there: name the packages of the app here.\n# RUN %1 flask\n"_s.arg(pip);
}

constexpr char16_t ignored[] =
    u"# Not for the image: history, environments, caches, and what holds secrets.\n"
    ".git\n.venv\nvenv\nenv\n__pycache__\n**/__pycache__\n**/*.pyc\n.env\n.flaskenv\n.pytest_cache\n.mypy_cache\n"
    "node_modules\n*.sock\n*.pid\n*.log\nDockerfile\n.dockerignore\ncompose.yaml\n";

// The environment of this computer must not be copied over the one that was built.
QString ignoredFiles(const Site &site)
{
    const QString text = QString::fromUtf16(ignored);
    return text.contains(u'\n' + site.virtualenv + u'\n') ? text : text + site.virtualenv + u'\n';
}

} // namespace

Result<QList<File>> dockerFiles(const Site &site, const Inputs &inputs)
{
    const Backend backend = containerBackend(site, ListenerProtocol::Http);
    const QString folder = installFolderOf(site, inputs);
    const QString environment = installed(site, inputs, site.virtualenv);
    // RUN and ENV would need quoting of their own kind; names like that are not worth it.
    if (const auto plain = shellQuoted(environment); !plain || *plain != environment) {
        return std::unexpected(
            Error{Errc::BadOption, u"“%1” cannot be written for Docker: it contains blanks or quotes."_s.arg(commentText(environment))});
    }
    // A file given without an option is read last and would beat the arguments (UWSGI.md §1.1).
    const bool alone = backend.arguments.isEmpty() && site.iniFile.endsWith(".ini"_L1);
    const auto command = jsonList(
        (alone ? QStringList{u"uwsgi"_s, site.iniFile} : QStringList{u"uwsgi"_s, site.fileOption, site.iniFile}) + backend.arguments);
    if (!command) {
        return std::unexpected(command.error());
    }
    const QString image = u"python:%1-slim"_s.arg(site.pythonVersion.isEmpty() ? u"3.12"_s : site.pythonVersion);
    QString text = uwsgiHeading(site, u"Image of %1: docker build -t %2 ."_s.arg(site.name, labelOf(site)));
    if (site.pythonVersion.isEmpty()) {
        text += u"# The Python of the project is not known: 3.12 is a guess.\n"_s;
    }
    text += u"\nFROM %1 AS build\n# uWSGI comes as source and is compiled.\n"
            "RUN apt-get update && apt-get install -y --no-install-recommends build-essential && rm -rf /var/lib/apt/lists/*\n"
            "WORKDIR %2\n"_s.arg(image, folder);
    text += packageLines(site, environment);
    text += u"\nFROM %1\nENV PATH=%2/bin:$PATH PYTHONUNBUFFERED=1\nWORKDIR %3\n"
            "RUN useradd --system --uid 10001 --home-dir %3 --no-create-home app\n"
            "COPY --from=build %2 %2\nCOPY . .\n"
            "# By number, so that Kubernetes can see that it is not root.\nUSER 10001\nEXPOSE %4\nCMD %5\n"_s.arg(
                image, environment, folder, QString::number(backend.port), *command);
    return QList<File>{{u"Dockerfile"_s, text}, {u".dockerignore"_s, ignoredFiles(site)}};
}

} // namespace Retort::Config::Export
