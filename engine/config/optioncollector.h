// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/base/result.h"
#include "engine/config/configformat.h"
#include "engine/config/expander.h"
#include "engine/config/finding.h"
#include "engine/config/givenoption.h"
#include "engine/config/inireader.h"
#include "engine/config/logicblock.h"
#include "engine/config/magic.h"

#include <QProcessEnvironment>
#include <QStringList>

#include <optional>
#include <vector>

namespace Retort::Config {

// Everything that was given, read, expanded and in uWSGI's order, but not yet checked.
struct CollectedOptions
{
    std::vector<GivenOption> options;  // what real uWSGI would have collected
    std::vector<GivenOption> retort;   // keys of [retort] sections, and Retort's own of the command line behind them
    QList<Finding> findings;           // may hold errors
    QStringList files;                 // absolute paths of the files read, the first one first
};

// Puts options together in the order they come: runs logic blocks, reads `ini`, `yaml`, `json`, `xml` and
// `include` where they stand, `inherit` at the end, then expands placeholders (UWSGI.md §1.1, §1.5–1.7). Relative file names start from the
// folder retort was started in, as in uWSGI. Use once: add…, then finish().
class OptionCollector final
{
public:
    OptionCollector(const QProcessEnvironment &environment, const QString &startFolder);

    // The file at this absolute path counts as if it held these bytes: an editor checks what is not saved yet.
    void setUnsaved(const QString &path, const QByteArray &bytes);

    // Errors: a missing file, a block inside a block, a block Retort does not know.
    Result<void> add(const GivenOption &option);
    // "file", "file:section", ":section" of the file read last, "-" for standard input. Without a format the ending of the
    // name decides, and a name with none of the endings is an ini.
    Result<void> readFile(const std::string &specification, const Origin &origin, std::optional<ConfigFormat> format = {});
    // To be called where a source of options ends: a block still open there is an error.
    Result<void> endOfSource();
    // What comes from now on are files given without an option; they beat the command line.
    void beginPositionals() { m_positionalsBegin = m_options.size(); }

    Result<CollectedOptions> finish();

private:
    struct Specification
    {
        QString file;
        std::string section;
        bool sectionGiven = false;
    };

    Result<void> put(const GivenOption &option);
    Result<void> setPlaceholder(const GivenOption &option);
    Result<void> openBlock(const GivenOption &option);
    Result<Specification> parseSpecification(const std::string &text, const Origin &origin);
    Result<QByteArray> readBytes(const QString &file, const Origin &origin);
    Result<void> addIni(const IniText &text, const Specification &specification);
    Result<void> addTree(ConfigFormat format, std::string_view bytes, const MagicVariables &magic, const Specification &specification);
    void report(const IniText &text, const std::string &section);
    void note(Finding::Severity severity, const Origin &origin, const std::string &option, const QString &sentence);
    void expand();
    void warnOfOverriddenCommandLine();
    void warnOfUnknownNames(const std::set<std::string, std::less<>> &referenced);
    LogicSources logicSources() const;
    std::optional<std::string> environmentValue(std::string_view name) const;
    std::optional<std::string> firstValue(std::string_view name) const;
    QString absolute(std::string_view path) const;

    QProcessEnvironment m_environment;
    QString m_startFolder;
    HostFacts m_host;
    std::vector<GivenOption> m_options;
    std::vector<GivenOption> m_retortFromFiles;
    std::vector<GivenOption> m_retortFromCommandLine;
    std::set<std::string, std::less<>> m_placeholders; // made by set, never unknown
    std::set<std::string, std::less<>> m_referenced;
    std::optional<LogicBlock> m_block;
    std::optional<MagicVariables> m_firstFile;
    std::optional<std::size_t> m_positionalsBegin;
    QString m_lastFile;
    QString m_unsavedFile;
    QByteArray m_unsavedBytes;
    QStringList m_files;
    QList<Finding> m_findings;
    int m_depth = 0; // of files reading files
};

} // namespace Retort::Config
