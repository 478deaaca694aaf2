// SPDX-License-Identifier: Apache-2.0
#include "engine/config/jsonreader.h"

#include "engine/base/text.h"
#include "engine/config/settings.h"

#include <QJsonArray>
#include <QJsonDocument>

#include <set>

using namespace Qt::StringLiterals;

namespace Retort::Config {
namespace {

QByteArray toBytes(std::string_view text)
{
    return {text.data(), static_cast<qsizetype>(text.size())};
}

// Walks over text that QJsonDocument has found to be valid. It exists because a QJsonObject has lost what counts here:
// the order of the members, those of the same name, how a number was written, and the lines.
class Walker final
{
public:
    Walker(const MagicText &text, std::string_view section) : m_magicText(text), m_text(text.text), m_section(section) {}

    bool run()
    {
        eachMember([this](const std::string &name, std::size_t) {
            if (peek() == '{' && (name == m_section || name == "retort")) {
                m_found = m_found || name == m_section;
                std::set<std::string> seen;
                eachMember([&](const std::string &option, std::size_t at) { member(name, option, at, seen); });
            } else {
                skipValue();
            }
        });
        return m_found;
    }

    TreeText take() { return std::move(m_result); }

private:
    void skipBlanks()
    {
        while (m_at < m_text.size() && std::string_view(" \t\r\n").find(m_text[m_at]) != std::string_view::npos) {
            ++m_at;
        }
    }

    char peek()
    {
        skipBlanks();
        return m_at < m_text.size() ? m_text[m_at] : '\0';
    }

    // Calls visit(name, place) with the reading position at each value; it has to go past it.
    template<typename Visit>
    void eachMember(Visit visit)
    {
        enter();
        while (peek() == '"') {
            const std::size_t at = m_at;
            const std::string name = decoded(token());
            enter(); // the colon
            visit(name, at);
            if (peek() == ',') {
                ++m_at;
            }
        }
        enter(); // the closing brace
    }

    void enter()
    {
        skipBlanks();
        ++m_at;
    }

    void member(const std::string &section, const std::string &name, std::size_t at, std::set<std::string> &seen)
    {
        if (!seen.insert(name).second) {
            remark(at, name,
                Text::tr("the name is there twice. Some builds of uWSGI keep only the last; write a list: \"%1\": [\"…\", \"…\"].")
                    .arg(toText(name)));
        }
        if (peek() != '[') {
            scalar(section, name, at);
            return;
        }
        enter();
        while (peek() != ']' && m_at < m_text.size()) {
            const std::size_t itemAt = m_at;
            scalar(section, name, itemAt);
            if (peek() == ',') {
                ++m_at;
            }
        }
        enter();
    }

    void scalar(const std::string &section, const std::string &name, std::size_t at)
    {
        const char first = peek();
        if (first == '{' || first == '[') {
            remark(at, name,
                Text::tr("uWSGI does not read %1 inside. Write a text, a number, true or false.")
                    .arg(first == '{' ? Text::tr("the object") : Text::tr("the list")));
            skipValue();
            return;
        }
        const std::string_view word = token();
        const std::string value = first == '"'  ? decoded(word)
            : word == "true"                    ? "1"
            : word == "false" || word == "null" ? "0"
                                                : std::string(word);
        m_result.entries.push_back({section, name, value, m_magicText.fileLineAt(at)});
    }

    // A string with its quotes, a number or a word.
    std::string_view token()
    {
        skipBlanks();
        const std::size_t begin = m_at;
        if (m_at < m_text.size() && m_text[m_at] == '"') {
            for (++m_at; m_at < m_text.size() && m_text[m_at] != '"'; ++m_at) {
                m_at += m_text[m_at] == '\\' ? 1 : 0;
            }
            m_at = std::min(m_at + 1, m_text.size());
        } else {
            m_at = std::min(m_text.find_first_of(" \t\r\n,]}", m_at), m_text.size());
        }
        return m_text.substr(begin, m_at - begin);
    }

    void skipValue()
    {
        int depth = 0;
        do {
            const char first = peek();
            if (first == '{' || first == '[') {
                ++depth;
                ++m_at;
            } else if (first == '}' || first == ']') {
                --depth;
                ++m_at;
            } else if (first == ',' || first == ':') {
                ++m_at;
            } else {
                token();
            }
        } while (depth > 0 && m_at < m_text.size());
    }

    static std::string decoded(std::string_view quoted)
    {
        return QJsonDocument::fromJson('[' + toBytes(quoted) + ']').array().first().toString().toStdString();
    }

    void remark(std::size_t at, const std::string &option, const QString &sentence)
    {
        m_result.remarks.push_back({m_magicText.fileLineAt(at), option, sentence});
    }

    const MagicText &m_magicText;
    std::string_view m_text;
    std::string_view m_section;
    std::size_t m_at = 0;
    bool m_found = false;
    TreeText m_result;
};

} // namespace

Result<TreeText, TreeError> readJson(std::string_view bytes, const MagicVariables &magic, std::string_view section)
{
    const MagicText text = withMagic(bytes, magic);
    QJsonParseError problem;
    const QJsonDocument document = QJsonDocument::fromJson(toBytes(text.text), &problem);
    if (problem.error != QJsonParseError::NoError) {
        return std::unexpected(TreeError{
            text.fileLineAt(static_cast<std::size_t>(problem.offset)), Text::tr("this is no valid JSON: %1.").arg(problem.errorString())});
    }
    Walker walker(text, section);
    if (!document.isObject() || !walker.run()) {
        return std::unexpected(TreeError{
            1, Text::tr("there is no object “%1” in this file, so uWSGI would not start. Write {\"%1\": {…}}.").arg(toText(section))});
    }
    TreeText result = walker.take();
    result.remarks.insert(result.remarks.begin(), text.remarks.begin(), text.remarks.end());
    return result;
}

} // namespace Retort::Config
