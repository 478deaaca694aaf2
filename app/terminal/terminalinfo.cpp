// SPDX-License-Identifier: Apache-2.0
#include "app/terminal/terminalinfo.h"

#include <QProcess>
#include <QUrl>

using namespace Qt::StringLiterals;

namespace Retort::Terminal {

bool openInBrowser(const QString &address)
{
    const QUrl url(address, QUrl::StrictMode);
    if (!url.isValid() || (url.scheme() != "http"_L1 && url.scheme() != "https"_L1)) {
        return false;
    }
    // The address is an argument of its own: no shell sees it (on Windows neither, cmd's "start" is avoided).
    const QString encoded = url.toString(QUrl::FullyEncoded);
#if defined(Q_OS_WIN)
    return QProcess::startDetached(u"rundll32.exe"_s, {u"url.dll,FileProtocolHandler"_s, encoded});
#elif defined(Q_OS_MACOS)
    return QProcess::startDetached(u"/usr/bin/open"_s, {encoded});
#else
    return QProcess::startDetached(u"xdg-open"_s, {encoded});
#endif
}

} // namespace Retort::Terminal
