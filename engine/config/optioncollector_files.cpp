// SPDX-License-Identifier: Apache-2.0
// How the collector reads files: where they are, in which format, and what it says about what they look like.
#include "engine/config/optioncollector.h"

#include "engine/base/text.h"
#include "engine/config/jsonreader.h"
#include "engine/config/xmlreader.h"
#include "engine/config/yamlreader.h"

#include <QFile>
#include <QFileInfo>

#include <cstdio>

namespace Retort::Config {
namespace {

constexpr qint64 longestFile = 8 * 1024 * 1024; // bytes; an ini has a few hundred
constexpr int deepestInclude = 16;

QString shown(std::string_view text)
{
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}

std::unexpected<Error> failure(Errc code, const Origin &origin, const QString &sentence)
{
    return std::unexpected(Error{code, QString::fromStdString(origin.toString()) + QStringLiteral(": ") + sentence});
}

// The formats in which a section is the name of something that holds the options.
Result<TreeText, TreeError> readKeyed(ConfigFormat format, std::string_view bytes, const MagicVariables &magic, std::string_view section)
{
    return format == ConfigFormat::Yaml ? readYaml(bytes, magic, section) : readJson(bytes, magic, section);
}

} // namespace

Result<void> OptionCollector::readFile(const std::string &text, const Origin &origin, std::optional<ConfigFormat> format)
{
    const Result<Specification> specification = parseSpecification(text, origin);
    if (!specification) {
        return std::unexpected(specification.error());
    }
    const Result<QByteArray> bytes = readBytes(specification->file, origin);
    if (!bytes) {
        return std::unexpected(bytes.error());
    }
    m_lastFile = specification->file;
    const std::string given = specification->file.toStdString();
    const QString path = absolute(given);
    MagicVariables magic(m_host, path.toStdString(), given, specification->sectionGiven ? specification->section : std::string());
    if (m_firstFile) {
        magic.setFirstFile(*m_firstFile);
    } else {
        m_firstFile = magic;
    }
    if (!m_files.contains(path)) {
        m_files.append(path);
    }
    if (++m_depth > deepestInclude) {
        return failure(Errc::BadFile, origin, Text::tr("files include each other in a circle, or more than %1 deep.").arg(deepestInclude));
    }
    const bool openedOutside = m_block.has_value();
    const ConfigFormat kind = format.value_or(formatOfFile(specification->file).value_or(ConfigFormat::Ini));
    const std::string_view content(bytes->constData(), static_cast<std::size_t>(bytes->size()));
    Result<void> done =
        kind == ConfigFormat::Ini ? addIni(readIni(content, magic), *specification) : addTree(kind, content, magic, *specification);
    --m_depth;
    return done && !openedOutside ? endOfSource() : done;
}

Result<OptionCollector::Specification> OptionCollector::parseSpecification(const std::string &text, const Origin &origin)
{
    Specification specification;
    specification.section = "uwsgi";
    specification.file = shown(text);
    const std::size_t colon = text.rfind(':');
    // "C:\site\uwsgi.ini" has a colon, too: what follows it there is a path.
    if (colon != std::string::npos && text.find_first_of("/\\", colon) == std::string::npos) {
        specification.sectionGiven = true;
        specification.file = shown(std::string_view(text).substr(0, colon));
        if (colon + 1 < text.size()) {
            specification.section = text.substr(colon + 1);
        }
    }
    if (specification.file.isEmpty()) {
        if (m_lastFile.isEmpty()) {
            return failure(Errc::BadFile, origin, Text::tr("“%1” names a section but no file was read before it.").arg(shown(text)));
        }
        specification.file = m_lastFile;
    }
    return specification;
}

Result<QByteArray> OptionCollector::readBytes(const QString &name, const Origin &origin)
{
    QFile file;
    bool opened = false;
    if (name == u"-") {
        opened = file.open(stdin, QIODevice::ReadOnly);
    } else {
        const QString path = absolute(name.toStdString());
        if (!m_unsavedFile.isEmpty() && path == m_unsavedFile) {
            return m_unsavedBytes;
        }
        const QFileInfo info(path);
        if (!info.exists()) {
            return failure(Errc::FileMissing, origin, Text::tr("the file %1 does not exist (looked for %2).").arg(name, path));
        }
        if (!info.isFile()) {
            return failure(Errc::BadFile, origin, Text::tr("%1 is not a file (looked at %2).").arg(name, path));
        }
        file.setFileName(path);
        opened = file.open(QIODevice::ReadOnly);
    }
    if (!opened) {
        return failure(Errc::BadFile, origin, Text::tr("%1 cannot be read: %2.").arg(name, file.errorString()));
    }
    QByteArray bytes = file.read(longestFile + 1);
    if (bytes.size() > longestFile) {
        return failure(
            Errc::BadFile, origin, Text::tr("%1 is longer than %2 MiB and no configuration file.").arg(name).arg(longestFile >> 20));
    }
    return bytes;
}

Result<void> OptionCollector::addTree(
    ConfigFormat format, std::string_view bytes, const MagicVariables &magic, const Specification &specification)
{
    const std::string name = specification.file.toStdString();
    const std::string_view id = specification.sectionGiven ? std::string_view(specification.section) : std::string_view();
    const Result<TreeText, TreeError> text =
        format == ConfigFormat::Xml ? readXml(bytes, magic, id) : readKeyed(format, bytes, magic, specification.section);
    if (!text) {
        return failure(Errc::BadFile, Origin{Origin::Kind::File, name, text.error().line}, text.error().sentence);
    }
    for (const TreeRemark &remark : text->remarks) {
        note(Finding::Severity::Warning, Origin{Origin::Kind::File, name, remark.line}, remark.option, remark.sentence);
    }
    for (const TreeEntry &entry : text->entries) {
        const GivenOption option{entry.key, entry.value, Origin{Origin::Kind::File, name, entry.line}, false};
        if (entry.section == "retort" && specification.section != "retort") {
            m_retortFromFiles.push_back(option);
        } else if (Result<void> done = add(option); !done) {
            return done;
        }
    }
    return {};
}

Result<void> OptionCollector::addIni(const IniText &text, const Specification &specification)
{
    report(text, specification.section);
    const std::string name = specification.file.toStdString();
    for (const IniEntry &entry : text.entries) {
        const GivenOption option{entry.key, entry.value, Origin{Origin::Kind::File, name, entry.line}, false};
        if (entry.section == specification.section) {
            if (Result<void> done = add(option); !done) {
                return done;
            }
        } else if (entry.section == "retort") {
            m_retortFromFiles.push_back(option);
        }
    }
    return {};
}

void OptionCollector::report(const IniText &text, const std::string &section)
{
    const std::string file = m_lastFile.toStdString();
    if (!text.hasSection(section)) {
        note(Finding::Severity::Warning, Origin{Origin::Kind::File, file, 1}, {},
            Text::tr("there is no section [%1] in this file, so nothing was read from it.").arg(shown(section)));
    }
    for (const IniRemark &remark : text.remarks) {
        const Origin origin{Origin::Kind::File, file, remark.line};
        switch (remark.kind) {
        case IniRemark::Kind::LostPercent:
            if (remark.section == section) {
                note(Finding::Severity::Warning, origin, {},
                    Text::tr("“%1” means nothing to uWSGI and disappears. Write %% for a percent sign.").arg(shown(remark.detail)));
            }
            break;
        case IniRemark::Kind::SwallowedEnd:
            note(Finding::Severity::Warning, origin, {},
                Text::tr("the % at the end of the line joins the next line to it. Write %% for a percent sign."));
            break;
        case IniRemark::Kind::BadHeader:
            note(Finding::Severity::Warning, origin, {},
                Text::tr("uWSGI reads the section header “%1” as section “%2”. Write [%3] alone on its line.")
                    .arg(shown(remark.detail), shown(remark.section), shown(section)));
            break;
        case IniRemark::Kind::BeforeHeader:
            note(Finding::Severity::Warning, origin, {},
                Text::tr("this line stands before any section and is ignored. Put [%1] above it.").arg(shown(section)));
            break;
        }
    }
}

} // namespace Retort::Config
