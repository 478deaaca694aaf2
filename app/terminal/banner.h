// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QString>
#include <QStringList>

namespace Retort::Terminal {

// What the first three lines of a terminal session say.
struct BannerFacts
{
    QStringList addresses;  // the first one is opened by the key o
    QString app;            // "app:app in ~/blog"
    QString workers;        // "1 process × 4 threads"
    QString python;         // "Python 3.12.4 (.venv)"
    QStringList choices;    // what Retort chose by itself: one more line each
};

//   ▸ http://127.0.0.1:5000   http://[::1]:5000
//   ▸ app:app in ~/blog   1 process × 4 threads
//   ▸ Python 3.12.4 (.venv)   r reload · o open · q quit
// Ends with a line end. `keys` adds the key help to the last line.
QString bannerText(const BannerFacts &facts, bool colours, bool keys);

} // namespace Retort::Terminal
