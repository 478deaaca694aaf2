// SPDX-License-Identifier: Apache-2.0
#include "engine/config/optioncollector.h"

#include "engine/base/text.h"
#include "engine/config/configformat.h"
#include "engine/config/options.h"

namespace Retort::Config {
namespace {

constexpr std::size_t mostOptions = 20'000; // loops in files must not fill the memory

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

void OptionCollector::setUnsaved(const QString &path, const QByteArray &bytes)
{
    m_unsavedFile = path;
    m_unsavedBytes = bytes;
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
        return failure(Errc::BadFile, given.origin, Text::tr("more than %1 options; a loop is probably too long.").arg(mostOptions));
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
    if (option->value == ValueKind::ConfigFile && option->name != "inherit") {
        const std::optional<ConfigFormat> format = formatOfOption(given.name);
        if (!format && (!formatOfFile(shown(given.text())) || given.text().find(':') != std::string::npos)) {
            note(Finding::Severity::Warning, given.origin, given.name,
                Text::tr("uWSGI goes by the ending and cannot load “%1”. Write ini = %1.").arg(shown(given.text())));
        }
        return readFile(given.text(), given.origin, format);
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
            Errc::BadOption, given.origin, Text::tr("%1: “%2” is not of the form name=value.").arg(shown(given.name), shown(text)));
    }
    GivenOption made{text.substr(0, equals), text.substr(equals + 1), given.origin, true};
    if (given.name != "set") {
        if (findOption(made.name) != nullptr) {
            return failure(Errc::BadOption, given.origin,
                Text::tr("%1: “%2” is an option of its own and cannot be a placeholder. Choose another name.")
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
            Text::tr("%1 inside the %2 of %3: uWSGI does not know blocks inside blocks. Close the first one with endif.")
                .arg(shown(given.name), shown(m_block->opening().name), shown(m_block->opening().origin.toString())));
    }
    if (!LogicBlock::isKnown(given.name)) {
        return failure(Errc::BadFile, given.origin,
            Text::tr("%1 is a block of uWSGI that Retort does not read. Use if-env, if-opt, if-exists, if-file, if-dir, "
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
        Text::tr("the %1 that begins here has no end: uWSGI would apply it to all that follows. Close it with “endif =”.")
            .arg(shown(opening.name)));
}

void OptionCollector::note(Finding::Severity severity, const Origin &origin, const std::string &option, const QString &sentence)
{
    m_findings.append({severity, QString::fromStdString(origin.toString()), shown(option), sentence});
}

} // namespace Retort::Config
