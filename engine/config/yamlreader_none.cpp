// SPDX-License-Identifier: Apache-2.0
// Stands in for yamlreader.cpp in a build without libyaml.
#include "engine/config/yamlreader.h"

#include "engine/base/text.h"

namespace Retort::Config {

Result<TreeText, TreeError> readYaml(std::string_view, const MagicVariables &, std::string_view)
{
    return std::unexpected(TreeError{1,
        Text::tr("this Retort was built without libyaml and reads no YAML. Build it where libyaml is installed, "
                 "or write the options into an ini file.")});
}

} // namespace Retort::Config
