// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/config/options.h"

#include <string>

namespace Retort::Config {

enum class HelpExtent : unsigned char {
    Usual, // the few options most projects use
    All,   // every name uWSGI knows, with what Retort does with it
};

// The text of `retort --help`, made from the option table: grouped, at most 100 columns, UTF-8.
std::string helpText(HelpExtent extent);

// What an option does, its default, its other names, and what Retort makes of it.
std::string optionSentence(const Option &option);

} // namespace Retort::Config
