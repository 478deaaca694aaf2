// SPDX-License-Identifier: Apache-2.0
#include "engine/config/inireader.h"

#include "engine/config/valueparsers.h"

#include <algorithm>
#include <optional>
#include <utility>

namespace Retort::Config {
namespace {

class Reader final
{
public:
    explicit Reader(const MagicVariables &magic) : m_magic(magic) {}

    // One line of the file without its end. Magic is applied line by line rather than to the whole text, so
    // that line numbers stay true; a lone % at the end takes the next line in, as it does in uWSGI.
    void feed(std::string_view raw, int line)
    {
        MagicVariables::Substituted substituted = m_magic.substitute(raw);
        if (m_open.empty() && !m_joining) {
            m_line = line;
        }
        m_open += substituted.text;
        for (std::string &lost : substituted.lost) {
            m_lost.push_back({IniRemark::Kind::LostPercent, line, {}, std::move(lost)});
        }
        m_joining = substituted.openEnd;
        if (m_joining) {
            m_lost.push_back({IniRemark::Kind::SwallowedEnd, line, {}, {}});
            return;
        }
        finishLine();
    }

    IniText finish()
    {
        if (m_joining) { // nothing came to be joined: the last % of the file stays
            m_open += '%';
            m_lost.pop_back();
        }
        finishLine();
        return std::move(m_text);
    }

private:
    void finishLine()
    {
        const std::string open = std::exchange(m_open, {});
        std::vector<IniRemark> lost = std::exchange(m_lost, {});
        const std::string_view line = stripped(open);
        const bool comment = !line.empty() && (line.front() == ';' || line.front() == '#');
        // What vanishes from a comment hurts nobody, unless the next line went with it.
        for (IniRemark &remark : lost) {
            if (!comment || remark.kind == IniRemark::Kind::SwallowedEnd) {
                remark.section = m_section.value_or(std::string());
                m_text.remarks.push_back(std::move(remark));
            }
        }
        if (line.empty() || comment) {
            return;
        }
        if (line.front() == '[') {
            header(line);
        } else {
            entry(line);
        }
    }

    void header(std::string_view line)
    {
        const std::string name(line.size() > 1 ? line.substr(1, line.size() - 2) : std::string_view());
        if (line.back() != ']' || stripped(name) != name || name.find(']') != std::string::npos) {
            m_text.remarks.push_back({IniRemark::Kind::BadHeader, m_line, name, std::string(line)});
        }
        m_section = name;
        if (!m_text.hasSection(name)) {
            m_text.sections.push_back(name);
        }
    }

    void entry(std::string_view line)
    {
        if (!m_section) {
            m_text.remarks.push_back({IniRemark::Kind::BeforeHeader, m_line, {}, std::string(line)});
            return;
        }
        const std::size_t equals = line.find('=');
        IniEntry entry;
        entry.section = *m_section;
        entry.line = m_line;
        entry.hasEquals = equals != std::string_view::npos;
        entry.key = std::string(stripped(line.substr(0, equals)));
        if (entry.hasEquals) {
            entry.value = std::string(stripped(line.substr(equals + 1)));
        }
        m_text.entries.push_back(std::move(entry));
    }

    const MagicVariables &m_magic;
    IniText m_text;
    std::optional<std::string> m_section;
    std::string m_open;            // the line being put together
    std::vector<IniRemark> m_lost; // of that line
    bool m_joining = false;
    int m_line = 0;
};

} // namespace

bool IniText::hasSection(std::string_view name) const
{
    return std::find(sections.begin(), sections.end(), name) != sections.end();
}

IniText readIni(std::string_view bytes, const MagicVariables &magic)
{
    if (bytes.starts_with("\xEF\xBB\xBF")) {
        bytes.remove_prefix(3);
    }
    Reader reader(magic);
    for (int line = 1; !bytes.empty(); ++line) {
        const std::size_t end = std::min(bytes.find('\n'), bytes.size());
        reader.feed(bytes.substr(0, end), line);
        bytes.remove_prefix(std::min(end + 1, bytes.size()));
    }
    return reader.finish();
}

} // namespace Retort::Config
