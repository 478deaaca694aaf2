// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/base/result.h"

#include <string_view>

// What can be written into an ini file so that uWSGI reads it as it was given (UWSGI.md §1.2, §1.5). Errors are
// BadOption, with a sentence that names the option and says what to do.
namespace Retort::Config {

Result<void> checkIniKey(std::string_view key);

// The value of `key`, before magic variables. Known ones, `%%` and `%(` are good; a % that vanishes is not.
Result<void> checkIniValue(std::string_view key, std::string_view value);

Result<void> checkIniSection(std::string_view section);

// The comment above `key`.
Result<void> checkIniComment(std::string_view key, std::string_view comment);

} // namespace Retort::Config
