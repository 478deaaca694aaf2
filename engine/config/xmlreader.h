// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/base/result.h"
#include "engine/config/treetext.h"

namespace Retort::Config {

// <uwsgi><master/><env>A=1</env></uwsgi>: the elements inside <uwsgi>, which is the root or a child of it, as uWSGI with
// libxml2 reads them; an empty element is 1. `id` chooses among several: elements with another id do not count. Entries
// of <retort> have that section, all others `id` or "uwsgi". Knows no files and fetches nothing.
Result<TreeText, TreeError> readXml(std::string_view bytes, const MagicVariables &magic, std::string_view id);

} // namespace Retort::Config
