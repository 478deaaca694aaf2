// SPDX-License-Identifier: Apache-2.0
// retort-optiondocs PATTERNS FOLDER DATE TEXTS: writes the pages below FOLDER, in the layout of /usr/share, and
// the file TEXTS for lupdate.
#include "tools/optiondocs/pages.h"

#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <system_error>

namespace {

bool write(const std::filesystem::path &path, const std::string &text)
{
    std::error_code error;
    std::filesystem::create_directories(path.parent_path(), error);
    std::ofstream file(path, std::ios::binary | std::ios::trunc);
    file << text;
    file.close();
    if (!file || text.empty()) { // a pattern that is missing makes an empty page
        std::fprintf(stderr, "retort-optiondocs: %s cannot be written.\n", path.string().c_str());
    }
    return file && !text.empty();
}

std::string content(const std::filesystem::path &path)
{
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

} // namespace

int main(int argc, char **argv)
{
    using namespace Retort::Docs;
    if (argc != 5) {
        std::fputs("Usage: retort-optiondocs PATTERNS FOLDER DATE TEXTS\n", stderr);
        return 2;
    }
    const std::filesystem::path patterns(argv[1]);
    const std::filesystem::path folder(argv[2]);
    const bool done = write(folder / "man/man1/retort.1", manPage(argv[3]))
        && write(folder / "bash-completion/completions/retort", bashCompletion(content(patterns / "retort.bash")))
        && write(folder / "zsh/site-functions/_retort", zshCompletion(content(patterns / "_retort")))
        && write(folder / "fish/vendor_completions.d/retort.fish", fishCompletion(content(patterns / "retort.fish")))
        && write(folder / "doc/retort/options.md", optionPage()) && write(argv[4], translationTexts());
    return done ? 0 : 1;
}
