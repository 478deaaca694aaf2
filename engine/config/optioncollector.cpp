// SPDX-License-Identifier: Apache-2.0
#include "engine/config/optioncollector.h"

#include "engine/config/options.h"
#include "engine/config/valueparsers.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>

#include <algorithm>
#include <cstdio>

namespace Retort::Config {
namespace {

constexpr qint64 longestFile = 8 * 1024 * 1024; // bytes; an ini has a few hundred
constexpr std::size_t mostOptions = 20'000;     // loops in files must not fill the memory
constexpr int deepestInclude = 16;

QString shown(std::string_view text)
{
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}

std::unexpected<Error> failure(Errc code, const Origin &origin, const QString &sentence)
{
    return std::unexpected(Error{code, QString::fromStdString(origin.toString()) + QStringLiteral(": ") + sentence});
}

} // namespace

OptionCollector::OptionCollector(const QProcessEnvironment &environment, const QString &startFolder)
    : m_environment(environment)
    , m_startFolder(startFolder)
    , m_host(hostFacts(startFolder.toStdString()))
{
}

Result<void> OptionCollector::add(const GivenOption &option)
{
    if (!m_block) {
        return put(option);
    }
    if (LogicBlock::isEnd(option.name)) {
        m_block.reset();
        return put(option);
    }
    for (std::optional<std::string> &value : m_block->apply(option.value)) {
        GivenOption repeated = option;
        repeated.value = std::move(value);
        if (const Result<void> done = put(repeated); !done) {
            return done;
        }
    }
    return {};
}

Result<void> OptionCollector::put(const GivenOption &given)
{
    const Option *option = findOption(given.name);
    if (m_options.size() >= mostOptions) {
        return failure(Errc::BadFile, given.origin, QStringLiteral("more than %1 options; a loop is probably too long.").arg(mostOptions));
    }
    if (option != nullptr && option->group == Group::Retort && given.origin.kind != Origin::Kind::File) {
        m_retortFromCommandLine.push_back(given);
        return {};
    }
    m_options.push_back(given);
    if (option == nullptr) {
        return {};
    }
    m_options.back().literal = option->immediate;
    if (option->value == ValueKind::Logic) {
        return openBlock(given);
    }
    if (option->name == "ini" || option->name == "include") {
        if (option->name == "include" && !given.text().ends_with(".ini")) {
            note(Finding::Severity::Warning, given.origin, given.name,
                QStringLiteral("uWSGI goes by the ending and cannot load “%1”. Write ini = %1.").arg(shown(given.text())));
        }
        return readIniFile(given.text(), given.origin);
    }
    if (option->value == ValueKind::Placeholder) {
        return setPlaceholder(given);
    }
    return {};
}

Result<void> OptionCollector::setPlaceholder(const GivenOption &given)
{
    const std::string &text = given.text();
    const std::size_t equals = text.find('=');
    if (equals == std::string::npos || equals == 0) {
        return failure(
            Errc::BadOption, given.origin, QStringLiteral("%1: “%2” is not of the form name=value.").arg(shown(given.name), shown(text)));
    }
    GivenOption made{text.substr(0, equals), text.substr(equals + 1), given.origin, true};
    if (given.name != "set") {
        if (findOption(made.name) != nullptr) {
            return failure(Errc::BadOption, given.origin,
                QStringLiteral("%1: “%2” is an option of its own and cannot be a placeholder. Choose another name.")
                    .arg(shown(given.name), shown(made.name)));
        }
        m_placeholders.insert(made.name);
        m_options.push_back(std::move(made));
        return {};
    }
    made.literal = false;
    return put(made);
}

Result<void> OptionCollector::openBlock(const GivenOption &given)
{
    if (LogicBlock::isEnd(given.name)) {
        return {}; // an end without a beginning does nothing
    }
    if (m_block) {
        return failure(Errc::BadFile, given.origin,
            QStringLiteral("%1 inside the %2 of %3: uWSGI does not know blocks inside blocks. Close the first one with endif.")
                .arg(shown(given.name), shown(m_block->opening().name), shown(m_block->opening().origin.toString())));
    }
    if (!LogicBlock::isKnown(given.name)) {
        return failure(Errc::BadFile, given.origin,
            QStringLiteral("%1 is a block of uWSGI that Retort does not read. Use if-env, if-opt, if-exists, if-file, if-dir, "
                           "if-hostname, for, for-times or for-glob.")
                .arg(shown(given.name)));
    }
    m_block.emplace(given, logicSources());
    return {};
}

Result<void> OptionCollector::endOfSource()
{
    if (!m_block) {
        return {};
    }
    const GivenOption opening = m_block->opening();
    m_block.reset();
    return failure(Errc::BadFile, opening.origin,
        QStringLiteral("the %1 that begins here has no end: uWSGI would apply it to all that follows. Close it with “endif =”.")
            .arg(shown(opening.name)));
}

Result<void> OptionCollector::readIniFile(const std::string &text, const Origin &origin)
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
    const IniText ini = readIni({bytes->constData(), static_cast<std::size_t>(bytes->size())}, magic);
    report(ini, specification->section);
    if (++m_depth > deepestInclude) {
        return failure(
            Errc::BadFile, origin, QStringLiteral("files include each other in a circle, or more than %1 deep.").arg(deepestInclude));
    }
    const bool openedOutside = m_block.has_value();
    Result<void> done = addEntries(ini, *specification);
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
            return failure(Errc::BadFile, origin, QStringLiteral("“%1” names a section but no file was read before it.").arg(shown(text)));
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
        const QFileInfo info(path);
        if (!info.exists()) {
            return failure(Errc::FileMissing, origin, QStringLiteral("the file %1 does not exist (looked for %2).").arg(name, path));
        }
        if (!info.isFile()) {
            return failure(Errc::BadFile, origin, QStringLiteral("%1 is not a file (looked at %2).").arg(name, path));
        }
        file.setFileName(path);
        opened = file.open(QIODevice::ReadOnly);
    }
    if (!opened) {
        return failure(Errc::BadFile, origin, QStringLiteral("%1 cannot be read: %2.").arg(name, file.errorString()));
    }
    QByteArray bytes = file.read(longestFile + 1);
    if (bytes.size() > longestFile) {
        return failure(Errc::BadFile, origin, QStringLiteral("%1 is longer than %2 MiB and no ini file.").arg(name).arg(longestFile >> 20));
    }
    return bytes;
}

Result<void> OptionCollector::addEntries(const IniText &text, const Specification &specification)
{
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
            QStringLiteral("there is no section [%1] in this file, so nothing was read from it.").arg(shown(section)));
    }
    for (const IniRemark &remark : text.remarks) {
        const Origin origin{Origin::Kind::File, file, remark.line};
        switch (remark.kind) {
        case IniRemark::Kind::LostPercent:
            if (remark.section == section) {
                note(Finding::Severity::Warning, origin, {},
                    QStringLiteral("“%1” means nothing to uWSGI and disappears. Write %% for a percent sign.").arg(shown(remark.detail)));
            }
            break;
        case IniRemark::Kind::SwallowedEnd:
            note(Finding::Severity::Warning, origin, {},
                QStringLiteral("the % at the end of the line joins the next line to it. Write %% for a percent sign."));
            break;
        case IniRemark::Kind::BadHeader:
            note(Finding::Severity::Warning, origin, {},
                QStringLiteral("uWSGI reads the section header “%1” as section “%2”. Write [%3] alone on its line.")
                    .arg(shown(remark.detail), shown(remark.section), shown(section)));
            break;
        case IniRemark::Kind::BeforeHeader:
            note(Finding::Severity::Warning, origin, {},
                QStringLiteral("this line stands before any section and is ignored. Put [%1] above it.").arg(shown(section)));
            break;
        }
    }
}

void OptionCollector::note(Finding::Severity severity, const Origin &origin, const std::string &option, const QString &sentence)
{
    m_findings.append({severity, QString::fromStdString(origin.toString()), shown(option), sentence});
}

} // namespace Retort::Config
