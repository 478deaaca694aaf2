// SPDX-License-Identifier: Apache-2.0
#include "ui/output/levelreader.h"

#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace Retort::Output {

Level LevelReader::read(quint64 source, const QString &text)
{
    static const QRegularExpression error(uR"(\b(ERROR|CRITICAL|FATAL)\b|^\w+(\.\w+)*(Error|Exception)\b)"_s);
    static const QRegularExpression warning(uR"(\bWARN(ING)?\b|Warning:)"_s);
    if (text.startsWith("Traceback (most recent call last)"_L1)) {
        m_inTraceback.insert(source);
        return Level::Error;
    }
    if (m_inTraceback.contains(source)) {
        // The frames are indented; the line behind them names the exception and ends it.
        if (!text.startsWith(u' ') && !text.isEmpty()) {
            m_inTraceback.remove(source);
        }
        return Level::Error;
    }
    if (error.match(text).hasMatch()) {
        return Level::Error;
    }
    return warning.match(text).hasMatch() ? Level::Warning : Level::Plain;
}

} // namespace Retort::Output
