// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

namespace Retort::Config {

enum class HelpExtent : unsigned char {
    Honoured, // what Retort acts on
    All,      // every name uWSGI knows, with what Retort does with it
};

// The text of `retort --help`, made from the option table: grouped, at most 100 columns, UTF-8.
std::string helpText(HelpExtent extent);

} // namespace Retort::Config
