// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QHash>
#include <QString>

namespace Retort::Output {

enum class Level : quint8 { Plain, Warning, Error };

// Guesses how grave a line is: from the words of logging, and for whole tracebacks, whose middle lines say nothing. Keeps a
// little state for each worker, since their lines come mixed. A plain value.
class LevelReader final
{
public:
    Level read(int worker, const QString &text);

private:
    QHash<int, bool> m_inTraceback;
};

} // namespace Retort::Output
