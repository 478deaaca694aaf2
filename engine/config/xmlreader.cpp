// SPDX-License-Identifier: Apache-2.0
#include "engine/config/xmlreader.h"

#include "engine/base/text.h"
#include "engine/config/settings.h"
#include "engine/config/valueparsers.h"

#include <QXmlStreamReader>

using namespace Qt::StringLiterals;

namespace Retort::Config {
namespace {

class Reader final
{
public:
    Reader(const MagicText &text, std::string_view id)
        : m_magicText(text)
        , m_id(toText(id))
        , m_section(id.empty() ? "uwsgi" : id)
        , m_xml(QByteArray(text.text.data(), static_cast<qsizetype>(text.text.size())))
    {
    }

    Result<TreeText, TreeError> run()
    {
        if (m_xml.readNextStartElement()) {
            if (m_xml.name() == "uwsgi"_L1) {
                options(m_section);
            } else {
                children();
            }
        }
        while (!m_xml.atEnd()) {
            m_xml.readNext();
        }
        if (m_xml.hasError()) {
            return std::unexpected(TreeError{line(), Text::tr("this is no valid XML: %1").arg(m_xml.errorString())});
        }
        if (!m_found) {
            return std::unexpected(TreeError{1,
                Text::tr("there is no <uwsgi%1> in this file, so uWSGI would not start. Put the options inside one.")
                    .arg(m_id.isEmpty() ? QString() : u" id=\"%1\""_s.arg(m_id))});
        }
        return std::move(m_result);
    }

private:
    int line() const { return m_magicText.fileLine(m_xml.lineNumber()); }

    // Elements without an id belong to every one that is asked for.
    bool isAskedFor() const
    {
        const QStringView id = m_xml.attributes().value("id"_L1);
        return m_id.isEmpty() || !m_xml.attributes().hasAttribute("id"_L1) || id == m_id;
    }

    // Below a root of another name: the first <uwsgi> that fits, and Retort's own.
    void children()
    {
        while (m_xml.readNextStartElement()) {
            if (!m_found && m_xml.name() == "uwsgi"_L1 && isAskedFor()) {
                options(m_section);
            } else if (m_xml.name() == "retort"_L1) {
                options("retort");
            } else {
                m_xml.skipCurrentElement();
            }
        }
    }

    void options(const std::string &section)
    {
        m_found = m_found || section == m_section;
        while (!m_xml.atEnd()) {
            m_xml.readNext();
            if (m_xml.isEndElement()) {
                return;
            }
            if (m_xml.isCDATA()) { // Python code, to uWSGI
                add(section, u"eval"_s, m_xml.text().toString(), line());
            } else if (m_xml.isStartElement() && !isAskedFor()) {
                m_xml.skipCurrentElement();
            } else if (m_xml.isStartElement() && m_xml.name() == "app"_L1) {
                app(section);
            } else if (m_xml.isStartElement()) {
                option(section);
            }
        }
    }

    void option(const std::string &section)
    {
        const QString name = m_xml.name().toString();
        const int at = line();
        Content content = readContent();
        if (content.nested) {
            remark(at, name, Text::tr("an element inside an option: uWSGI crashes at it. Write <%1>value</%1>.").arg(name));
            return;
        }
        const std::string value = content.text.toStdString();
        if (stripped(value) != value || value.find('\n') != std::string::npos) {
            remark(at, name,
                Text::tr("blanks and line ends around the value are part of it, to uWSGI. Write <%1>value</%1> without them.").arg(name));
        }
        add(section, name, content.empty ? u"1"_s : content.text, at);
    }

    // <app mountpoint="/x"><module>foo</module></app> is mount = /x=foo.
    void app(const std::string &section)
    {
        const int at = line();
        const QString mountPoint = m_xml.attributes().value("mountpoint"_L1).toString();
        const QString domain = m_xml.attributes().value("domain"_L1).toString();
        const Content content = readContent();
        const QString what = content.nested ? content.inner : content.text;
        const QString where = !mountPoint.isEmpty() ? mountPoint + u'=' : !domain.isEmpty() ? domain + u"|="_s : QString();
        if (!what.isEmpty()) {
            add(section, u"mount"_s, where + what, at);
        }
    }

    struct Content
    {
        QString text;  // up to the first comment or element
        QString inner; // the text of the first element inside
        bool nested = false;
        bool empty = true;
    };

    Content readContent()
    {
        Content content;
        bool open = true;
        while (!m_xml.atEnd()) {
            m_xml.readNext();
            if (m_xml.isEndElement()) {
                return content;
            }
            if (m_xml.isCharacters() && open) {
                content.text += m_xml.text();
                content.empty = false;
            } else if (m_xml.isStartElement()) {
                const QString inner = m_xml.readElementText(QXmlStreamReader::SkipChildElements);
                content.inner = content.nested ? content.inner : inner;
                content.nested = true;
            } else {
                open = open && content.empty; // libxml2's first node ends at a comment
            }
        }
        return content;
    }

    void add(const std::string &section, const QString &name, const QString &value, int at)
    {
        m_result.entries.push_back({section, name.toStdString(), value.toStdString(), at});
    }

    void remark(int at, const QString &option, const QString &sentence)
    {
        m_result.remarks.push_back({at, option.toStdString(), sentence});
    }

    const MagicText &m_magicText;
    QString m_id;
    std::string m_section;
    QXmlStreamReader m_xml;
    bool m_found = false;
    TreeText m_result;
};

} // namespace

Result<TreeText, TreeError> readXml(std::string_view bytes, const MagicVariables &magic, std::string_view id)
{
    const MagicText text = withMagic(bytes, magic);
    Result<TreeText, TreeError> result = Reader(text, id).run();
    if (result) {
        result->remarks.insert(result->remarks.begin(), text.remarks.begin(), text.remarks.end());
    }
    return result;
}

} // namespace Retort::Config
