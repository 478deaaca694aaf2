// SPDX-License-Identifier: Apache-2.0
#include "engine/config/magic.h"

#include <algorithm>
#include <utility>

namespace Retort::Config {
namespace {

// Lower-case letters of the file, and what they are called when they mean the first file.
constexpr std::string_view fileLetters = "dspceno";
constexpr std::string_view firstFileLetters = "DSPCENO";

} // namespace

MagicVariables::MagicVariables(const HostFacts &host, std::string_view absolutePath, std::string_view givenName, std::string_view section)
{
    const std::size_t slash = absolutePath.rfind('/');
    const std::string_view base = slash == std::string_view::npos ? absolutePath : absolutePath.substr(slash + 1);
    const std::string_view folder = slash == std::string_view::npos ? std::string_view() : absolutePath.substr(0, slash);
    const std::size_t dot = base.rfind('.');
    const std::size_t folderSlash = folder.rfind('/');

    set('p', std::string(absolutePath));
    set('s', std::string(base));
    set('d', std::string(folder) + "/");
    set('c', std::string(folderSlash == std::string_view::npos ? folder : folder.substr(folderSlash + 1)));
    set('e', std::string(dot == std::string_view::npos ? std::string_view() : base.substr(dot + 1)));
    set('n', std::string(base.substr(0, dot)));
    set('o', std::string(givenName));
    set('x', std::string(section));
    set('v', host.currentFolder);
    set('h', host.hostName);
    set('k', std::to_string(host.processors));
    set('V', "2.0.21"); // the uWSGI whose behaviour is reproduced; files compare with it
    set('u', std::to_string(host.userId));
    set('U', host.user);
    set('g', std::to_string(host.groupId));
    set('G', host.group);
    set('t', std::to_string(host.startMicros / 1'000'000));
    set('T', std::to_string(host.startMicros));
    set('b', host.program);
    set('[', "\033");
    set('%', "%");
    set('(', "%(");

    std::size_t begin = 0;
    for (char digit = '0'; digit <= '9'; ++digit) {
        begin = folder.find_first_not_of('/', begin);
        const std::size_t end = begin == std::string_view::npos ? begin : std::min(folder.find('/', begin), folder.size());
        set(digit, begin == std::string_view::npos ? std::string() : std::string(folder.substr(begin, end - begin)));
        begin = end;
    }
    setFirstFile(*this);
}

void MagicVariables::set(char name, std::string value)
{
    m_values[static_cast<unsigned char>(name)] = std::move(value);
    m_known[static_cast<unsigned char>(name)] = true;
}

void MagicVariables::setFirstFile(const MagicVariables &first)
{
    for (std::size_t i = 0; i < fileLetters.size(); ++i) {
        set(firstFileLetters[i], first.m_values[static_cast<unsigned char>(fileLetters[i])]);
    }
}

MagicVariables::Substituted MagicVariables::substitute(std::string_view text) const
{
    Substituted result;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] != '%') {
            result.text += text[i];
            continue;
        }
        ++i;
        if (i == text.size()) {
            result.openEnd = true;
            break;
        }
        const auto letter = static_cast<unsigned char>(text[i]);
        if (letter < m_values.size() && m_known[letter]) {
            result.text += m_values[letter];
        } else {
            result.lost.push_back({'%', text[i]});
        }
    }
    return result;
}

} // namespace Retort::Config
