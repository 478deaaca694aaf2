// SPDX-License-Identifier: Apache-2.0
#include "engine/config/export/backend.h"
#include "engine/config/export/heading.h"
#include "engine/config/export/names.h"
#include "engine/config/export/quoting.h"
#include "engine/config/export/targets.h"

using namespace Qt::StringLiterals;

namespace Retort::Config::Export {
namespace {

Result<QString> commandLine(const Site &site, const Inputs &inputs)
{
    QStringList words{installed(site, inputs, site.virtualenv) + u"/bin/uwsgi"_s, site.fileOption, site.iniFile};
    words += localBackend(site, inputs).arguments;
    if (!site.master) {
        words.append(u"--master"_s); // only a master tells systemd that it is ready
    }
    QStringList quoted;
    for (const QString &word : words) {
        const auto text = systemdQuoted(word);
        if (!text) {
            return text;
        }
        quoted.append(*text);
    }
    return quoted.join(u' ');
}

constexpr char16_t serviceEnd[] = uR"(KillSignal=SIGQUIT
Restart=on-failure
RestartSec=2
# The folder of the socket: /run/%1.
RuntimeDirectory=%1
RuntimeDirectoryMode=0750
UMask=0027

# The app may write to its own folder, and see no home folder.
NoNewPrivileges=true
PrivateTmp=true
PrivateDevices=true
ProtectSystem=full
ProtectHome=true
ProtectKernelTunables=true
ProtectControlGroups=true
RestrictSUIDSGID=true

[Install]
WantedBy=multi-user.target
)";

} // namespace

Result<QList<File>> systemdFiles(const Site &site, const Inputs &inputs)
{
    const auto command = commandLine(site, inputs);
    if (!command) {
        return std::unexpected(command.error());
    }
    QString text = uwsgiHeading(site, u"systemd unit of %1: goes to /etc/systemd/system/."_s.arg(site.name));
    text += u"\n[Unit]\nDescription=uWSGI for %1\nAfter=network.target\n\n[Service]\nType=notify\nNotifyAccess=all\n"_s.arg(site.name);
    text += u"User=%1\n# The web server's group, so that it may open the socket.\nGroup=www-data\n"_s.arg(inputs.user);
    text += u"WorkingDirectory=%1\n# Secrets belong here, not into the unit or the ini: NAME=value lines, mode 0600.\n"
            "EnvironmentFile=-/etc/%2.env\n"_s.arg(installFolderOf(site, inputs), site.name);
    text += u"ExecStart="_s + *command + u'\n' + QString::fromUtf16(serviceEnd).arg(site.name);
    return QList<File>{{site.name + u".service"_s, text}};
}

} // namespace Retort::Config::Export
