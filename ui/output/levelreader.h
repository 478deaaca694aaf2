// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QSet>
#include <QString>

namespace Retort::Output {

enum class Level : quint8 { Plain, Warning, Error };

// Guesses how grave a line is: from the words of logging, and for whole tracebacks, whose middle lines say nothing. Keeps a
// little state for each source, since their lines come mixed. A plain value.
class LevelReader final
{
public:
    Level read(quint64 source, const QString &text);

private:
    QSet<quint64> m_inTraceback;
};

} // namespace Retort::Output
