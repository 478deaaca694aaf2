// SPDX-License-Identifier: Apache-2.0
#include "engine/config/export/names.h"

#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace Retort::Config::Export {

QString installFolderOf(const Site &site, const Inputs &inputs)
{
    return inputs.installFolder.isEmpty() ? u"/srv/"_s + site.name : inputs.installFolder;
}

QString installed(const Site &site, const Inputs &inputs, const QString &place)
{
    const QString folder = installFolderOf(site, inputs);
    return place.isEmpty() ? folder : folder + u'/' + place;
}

QString labelOf(const Site &site)
{
    static const QRegularExpression others(u"[^a-z0-9]+"_s);
    static const QRegularExpression ends(u"^-+|-+$"_s);
    const QString label = site.name.toLower().replace(others, u"-"_s).left(50).remove(ends);
    // Kubernetes wants a letter first for services.
    return label.isEmpty() || label.front().isDigit() ? u"app-"_s + label : label;
}

} // namespace Retort::Config::Export
