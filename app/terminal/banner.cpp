// SPDX-License-Identifier: Apache-2.0
#include "app/terminal/banner.h"

using namespace Qt::StringLiterals;

namespace Retort::Terminal {

namespace {

QString line(const QString &first, const QString &rest, bool colours, bool emphasised)
{
    const QString gap = rest.isEmpty() ? QString() : u"   "_s;
    if (!colours) {
        return u"  ▸ "_s + first + gap + rest + u'\n';
    }
    const QString strong = emphasised ? u"\x1b[1m"_s : QString();
    return u"  \x1b[36m▸\x1b[0m "_s + strong + first + u"\x1b[0m"_s + gap + u"\x1b[2m"_s + rest + u"\x1b[0m\n"_s;
}

} // namespace

QString bannerText(const BannerFacts &facts, bool colours, bool keys)
{
    QString text = line(facts.addresses.value(0), facts.addresses.mid(1).join(u"   "_s), colours, true);
    text += line(facts.app, facts.workers, colours, false);
    text += line(facts.python, keys ? u"r reload · o open · h help · q quit"_s : QString(), colours, false);
    for (const QString &choice : facts.choices) {
        text += line(choice, {}, colours, false);
    }
    return text;
}

} // namespace Retort::Terminal
