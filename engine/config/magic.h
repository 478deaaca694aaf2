// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <string>
#include <string_view>
#include <vector>

namespace Retort::Config {

// What the computer and this start contribute to magic variables; the same for every file of a run.
struct HostFacts
{
    std::string currentFolder;  // where retort was started
    std::string hostName;
    std::string user;
    std::string group;
    unsigned userId = 0;
    unsigned groupId = 0;
    int processors = 1;
    long long startMicros = 0;  // since 1970
    std::string program;        // path of our executable
};

HostFacts hostFacts(std::string currentFolder);

// The magic variables of one file (UWSGI.md §1.5): `%p`, `%d`, `%k` … A value that can be copied.
class MagicVariables final
{
public:
    // `absolutePath` and `givenName` are of the file; `section` is what stood after its colon.
    MagicVariables(const HostFacts &host, std::string_view absolutePath, std::string_view givenName, std::string_view section);

    // The capital forms (%P, %D …) are those of the first file that was read.
    void setFirstFile(const MagicVariables &first);

    struct Substituted
    {
        std::string text;
        std::vector<std::string> lost;  // "%Y" and the like: unknown letters vanish
        bool openEnd = false;           // the text ended with a lone %, which swallows the line end
    };

    // `%x` for its value, `%%` for `%`; `%(` stays for the expander.
    Substituted substitute(std::string_view text) const;

private:
    std::array<std::string, 128> m_values;
    std::array<bool, 128> m_known{};

    void set(char name, std::string value);
};

} // namespace Retort::Config
