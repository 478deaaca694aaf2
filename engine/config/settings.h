// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/config/finding.h"
#include "engine/config/givenoption.h"
#include "engine/config/options.h"

#include <QString>
#include <QStringList>

#include <optional>
#include <string_view>
#include <vector>

namespace Retort::Config {

// Collected options seen through the table: asked by name, answered with a checked value. Aliases and `_` for `-`
// are the same option; of a repeated single value the last counts. What is doubtful or wrong becomes a finding
// with the place it was written at, and the default is answered. Views the options given: keep them alive.
class Settings final
{
public:
    struct Entry
    {
        const Option *option = nullptr;
        const GivenOption *given = nullptr;
    };

    Settings(const std::vector<GivenOption> &options, QList<Finding> &findings);

    const std::vector<Entry> &entries() const noexcept { return m_entries; }
    // The last one of that name; nullptr when it was never given.
    const GivenOption *last(std::string_view name) const;
    std::vector<const GivenOption *> all(std::string_view name) const;
    bool has(std::string_view name) const { return last(name) != nullptr; }

    bool flag(std::string_view name, bool fallback);
    // uWSGI's reading of the number; outside of the range, or no number at all, is an error.
    std::optional<qint64> integer(std::string_view name, qint64 least, qint64 most);
    void integer(std::string_view name, qint64 least, qint64 most, int &into);
    QString text(std::string_view name) const;
    QStringList list(std::string_view name) const;

    void note(Finding::Severity severity, const GivenOption &given, const QString &sentence);
    void fail(const GivenOption &given, const QString &sentence) { note(Finding::Severity::Error, given, sentence); }

private:
    std::vector<Entry> m_entries;
    QList<Finding> &m_findings;
};

// Text for people and paths; bytes that are no UTF-8 come out as replacement characters.
QString toText(std::string_view bytes);

} // namespace Retort::Config
