// SPDX-License-Identifier: Apache-2.0
#include "ui/output/levelreader.h"

#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace Retort::Output {

Level LevelReader::read(int worker, const QString &text)
{
    static const QRegularExpression error(uR"(\b(ERROR|CRITICAL|FATAL)\b|^\w+(\.\w+)*(Error|Exception)\b)"_s);
    static const QRegularExpression warning(uR"(\bWARN(ING)?\b|Warning:)"_s);
    bool &inTraceback = m_inTraceback[worker];
    if (text.startsWith("Traceback (most recent call last)"_L1)) {
        inTraceback = true;
        return Level::Error;
    }
    if (inTraceback) {
        // The frames are indented; the line behind them names the exception and ends it.
        inTraceback = text.startsWith(u' ') || text.isEmpty();
        return Level::Error;
    }
    if (error.match(text).hasMatch()) {
        return Level::Error;
    }
    return warning.match(text).hasMatch() ? Level::Warning : Level::Plain;
}

} // namespace Retort::Output
