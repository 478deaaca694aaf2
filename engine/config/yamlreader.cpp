// SPDX-License-Identifier: Apache-2.0
#include "engine/config/yamlreader.h"

#include "engine/base/text.h"
#include "engine/config/settings.h"

#include <yaml.h>

#include <algorithm>
#include <map>
#include <optional>

using namespace Qt::StringLiterals;

namespace Retort::Config {
namespace {

std::string toString(const yaml_char_t *text)
{
    return text == nullptr ? std::string() : std::string(reinterpret_cast<const char *>(text));
}

// One event of libyaml, freed with this.
class Event final
{
public:
    Event() = default;
    ~Event() { yaml_event_delete(&m_event); }
    Q_DISABLE_COPY_MOVE(Event)

    bool next(yaml_parser_t &parser) { return yaml_parser_parse(&parser, &m_event) == 1; }
    yaml_event_t *operator->() { return &m_event; }

    const yaml_char_t *anchor() const
    {
        switch (m_event.type) {
        case YAML_SCALAR_EVENT: return m_event.data.scalar.anchor;
        case YAML_SEQUENCE_START_EVENT: return m_event.data.sequence_start.anchor;
        case YAML_MAPPING_START_EVENT: return m_event.data.mapping_start.anchor;
        default: return nullptr; // libyaml's enumeration: the others have none
        }
    }

    const yaml_char_t *tag() const
    {
        switch (m_event.type) {
        case YAML_SCALAR_EVENT: return m_event.data.scalar.tag;
        case YAML_SEQUENCE_START_EVENT: return m_event.data.sequence_start.tag;
        case YAML_MAPPING_START_EVENT: return m_event.data.mapping_start.tag;
        default: return nullptr;
        }
    }

private:
    yaml_event_t m_event{};
};

class Reader final
{
public:
    Reader(const MagicText &text, std::string_view section) : m_magicText(text), m_section(section)
    {
        yaml_parser_initialize(&m_parser);
        const auto *bytes = reinterpret_cast<const unsigned char *>(text.text.data());
        yaml_parser_set_input_string(&m_parser, bytes, text.text.size());
        yaml_parser_set_encoding(&m_parser, YAML_UTF8_ENCODING);
    }
    ~Reader() { yaml_parser_delete(&m_parser); }
    Q_DISABLE_COPY_MOVE(Reader)

    Result<TreeText, TreeError> run()
    {
        for (;;) {
            Event event;
            if (!event.next(m_parser)) {
                return std::unexpected(problem());
            }
            if (event->type == YAML_STREAM_END_EVENT) {
                break;
            }
            m_line = m_magicText.fileLine(static_cast<long long>(event->start_mark.line) + 1);
            if (!take(event)) {
                return std::unexpected(TreeError{m_line, Text::tr("a name that is a list or a reference is nothing an option can have.")});
            }
        }
        if (!m_found) {
            remark(
                {}, Text::tr("there is no “%1:” with options below it in this file, so nothing was read from it.").arg(toText(m_section)));
        }
        return std::move(m_result);
    }

private:
    // A mapping or list that is open.
    struct Level
    {
        bool mapping = false;
        bool nameComes = true;   // of a mapping: what comes next is a name
        bool endsSection = false;
        std::string name;        // of a mapping: the last name that came
    };

    // False at a name that is none.
    bool take(Event &event)
    {
        switch (event->type) {
        case YAML_SCALAR_EVENT: scalar(event); return true;
        case YAML_ALIAS_EVENT: return alias(event);
        case YAML_SEQUENCE_START_EVENT:
        case YAML_MAPPING_START_EVENT: return open(event);
        case YAML_SEQUENCE_END_EVENT:
        case YAML_MAPPING_END_EVENT: close(); return true;
        default: return true; // begin and end of stream and documents
        }
    }

    bool atName() const { return !m_levels.empty() && m_levels.back().mapping && m_levels.back().nameComes; }

    // The name the value at hand belongs to: of the innermost mapping.
    std::string name() const
    {
        const auto mapping = std::find_if(m_levels.rbegin(), m_levels.rend(), [](const Level &level) { return level.mapping; });
        return mapping == m_levels.rend() ? std::string() : mapping->name;
    }

    void valueCame()
    {
        if (!m_levels.empty()) {
            m_levels.back().nameComes = true;
        }
    }

    void scalar(Event &event)
    {
        const std::string text(reinterpret_cast<const char *>(event->data.scalar.value), event->data.scalar.length);
        remarkMarks(event);
        if (event.anchor() != nullptr) {
            m_anchors[toString(event.anchor())] = text;
        }
        if (atName()) {
            m_levels.back().name = text;
            m_levels.back().nameComes = false;
            return;
        }
        const bool nothing = text.empty() && event->data.scalar.style == YAML_PLAIN_SCALAR_STYLE;
        if (nothing && !m_inside.empty()) {
            remark(name(), Text::tr("uWSGI does not see a name without a value. Write “%1: true”.").arg(toText(name())));
        } else {
            add(text);
        }
        valueCame();
    }

    bool alias(Event &event)
    {
        if (atName()) {
            return false;
        }
        const auto known = m_anchors.find(toString(event->data.alias.anchor));
        if (!m_inside.empty() && known != m_anchors.end()) {
            remark(name(), Text::tr("uWSGI does not know references. Write the value itself: %1.").arg(toText(known->second)));
            add(known->second);
        } else if (!m_inside.empty()) {
            remark(name(), Text::tr("a reference to anything but a single value is not read. Write the options themselves."));
        }
        valueCame();
        return true;
    }

    bool open(Event &event)
    {
        if (atName()) {
            return false;
        }
        remarkMarks(event);
        Level level;
        level.mapping = event->type == YAML_MAPPING_START_EVENT;
        if (level.mapping && !m_inside.empty()) {
            remark(name(), Text::tr("uWSGI takes what stands inside for options of their own. Write each of them one level up."));
        } else if (level.mapping) {
            level.endsSection = enter(event->data.mapping_start.style == YAML_BLOCK_MAPPING_STYLE);
        }
        m_levels.push_back(std::move(level));
        return true;
    }

    // Whether the mapping that begins here is one we were sent for.
    bool enter(bool block)
    {
        const bool below = !m_levels.empty() && m_levels.back().mapping;
        const std::string &asked = below ? m_levels.back().name : std::string();
        const bool ours = asked == "retort" && m_levels.size() == 1 && m_section != "retort";
        if (!below || (!ours && asked != m_section)) {
            return false;
        }
        if (!ours && (m_found || !block)) {
            remark({},
                m_found ? Text::tr("“%1:” is there twice; uWSGI reads the first one only. Put the options together.").arg(toText(asked))
                        : Text::tr("uWSGI reads nothing between braces. Write one “name: value” a line below “%1:”.").arg(toText(asked)));
            m_found = true;
            return false;
        }
        m_found = m_found || !ours;
        m_inside = asked;
        return true;
    }

    void close()
    {
        if (m_levels.back().endsSection) {
            m_inside.clear();
        }
        m_levels.pop_back();
        valueCame();
    }

    void add(const std::string &value)
    {
        if (!m_inside.empty()) {
            m_result.entries.push_back({m_inside, name(), value, m_line});
        }
    }

    // Anchors and tags end uWSGI's reading, without more than a line in its log.
    void remarkMarks(const Event &event)
    {
        if (event.anchor() != nullptr || event.tag() != nullptr) {
            remark(m_inside.empty() ? std::string() : name(),
                Text::tr("uWSGI stops reading at “%1” and does not see what follows. Leave it out.")
                    .arg(event.anchor() != nullptr ? u'&' + toText(toString(event.anchor())) : toText(toString(event.tag()))));
        }
    }

    void remark(const std::string &option, const QString &sentence) { m_result.remarks.push_back({m_line, option, sentence}); }

    TreeError problem() const
    {
        const bool placed = m_parser.error == YAML_SCANNER_ERROR || m_parser.error == YAML_PARSER_ERROR;
        const int line = placed ? m_magicText.fileLine(static_cast<long long>(m_parser.problem_mark.line) + 1)
                                : m_magicText.fileLineAt(m_parser.problem_offset);
        return {line, Text::tr("this is no valid YAML: %1.").arg(QString::fromUtf8(m_parser.problem))};
    }

    const MagicText &m_magicText;
    std::string m_section;
    yaml_parser_t m_parser{};
    std::vector<Level> m_levels;
    std::map<std::string, std::string> m_anchors; // of single values
    std::string m_inside;                         // the section we are in
    bool m_found = false;
    int m_line = 1;
    TreeText m_result;
};

} // namespace

Result<TreeText, TreeError> readYaml(std::string_view bytes, const MagicVariables &magic, std::string_view section)
{
    const MagicText text = withMagic(bytes, magic);
    Result<TreeText, TreeError> result = Reader(text, section).run();
    if (result) {
        result->remarks.insert(result->remarks.begin(), text.remarks.begin(), text.remarks.end());
    }
    return result;
}

} // namespace Retort::Config
