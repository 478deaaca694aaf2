// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/base/result.h"
#include "engine/config/treetext.h"

namespace Retort::Config {

// {"uwsgi": {"master": true, "env": ["A=1", "B=2"]}}: the members of the object `section`, and of "retort", in the order
// of the file, as the uWSGI of the distributions reads them. true is 1, false and null are 0. Knows no files.
Result<TreeText, TreeError> readJson(std::string_view bytes, const MagicVariables &magic, std::string_view section);

} // namespace Retort::Config
