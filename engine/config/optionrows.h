// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/config/options.h"

#include <span>

namespace Retort::Config {

// The parts of the option table, one function per source file; optionTable() puts them together.
std::span<const Option> servingOptions() noexcept;
std::span<const Option> workersOptions() noexcept;
std::span<const Option> systemOptions() noexcept;
std::span<const Option> keptFirstOptions() noexcept;
std::span<const Option> keptSecondOptions() noexcept;

// A row for a name uWSGI knows and Retort only keeps.
constexpr Option kept(std::string_view name, char letter, Argument argument, ValueKind value, bool immediate = false) noexcept
{
    Option option;
    option.name = name;
    option.letter = letter;
    option.argument = argument;
    option.value = value;
    option.immediate = immediate;
    return option;
}

} // namespace Retort::Config
