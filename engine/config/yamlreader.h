// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/base/result.h"
#include "engine/config/treetext.h"

namespace Retort::Config {

// The options below the key `section`, and below "retort", of a yaml file as uWSGI with libyaml reads them: one
// `name: value` a line, a list for repeated ones. Knows no files. A build without libyaml answers with an error.
Result<TreeText, TreeError> readYaml(std::string_view bytes, const MagicVariables &magic, std::string_view section);

} // namespace Retort::Config
