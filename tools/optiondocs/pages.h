// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

// The pages made from the option table and the list of commands. Pure functions; what they give is UTF-8 and ends with
// a line end. The completions are patterns, which stand beside the sources as files, with their @NAMES@ replaced.
namespace Retort::Docs {

// man(7); `date` stands in its footer.
std::string manPage(std::string_view date);
std::string bashCompletion(std::string_view pattern);
std::string zshCompletion(std::string_view pattern);
std::string fishCompletion(std::string_view pattern);
// Markdown: every option and what Retort does with it.
std::string optionPage();
// C++ that nobody compiles: the texts of the table that the window shows, for lupdate to find.
std::string translationTexts();

} // namespace Retort::Docs
