// SPDX-License-Identifier: Apache-2.0
#include "ui/requests/pairslist.h"

#include "ui/requests/capturedtext.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QHeaderView>
#include <QKeyEvent>
#include <QUrl>

using namespace Qt::StringLiterals;

namespace Retort::Requests {

namespace {

constexpr int valueRole = Qt::UserRole;

QString decoded(QStringView text)
{
    return QUrl::fromPercentEncoding(text.toString().replace(u'+', u' ').toUtf8());
}

} // namespace

PairsList::PairsList(QWidget *parent) : QTreeWidget(parent)
{
    setColumnCount(2);
    setHeaderHidden(true);
    setFrameShape(QFrame::NoFrame);
    setUniformRowHeights(true);
    setTextElideMode(Qt::ElideRight);
    header()->setSectionResizeMode(QHeaderView::Interactive);
    setColumnWidth(0, 180);
}

void PairsList::addGroup(const QString &title, const Pairs &pairs)
{
    if (pairs.isEmpty()) {
        return;
    }
    auto *group = new QTreeWidgetItem(this, {tr("%1 (%2)").arg(title, QString::number(pairs.size()))});
    for (const auto &[name, value] : pairs.first(std::min<qsizetype>(pairs.size(), mostPairs))) {
        auto *item = new QTreeWidgetItem(group, {shownLine(name, 200), shownLine(value)});
        item->setData(1, valueRole, value);
    }
    if (pairs.size() > mostPairs) {
        new QTreeWidgetItem(group, {tr("… (%1 more)").arg(pairs.size() - mostPairs)});
    }
    group->setFirstColumnSpanned(true);
    group->setExpanded(true);
}

PairsList::Pairs PairsList::fromHeaders(const QJsonArray &headers)
{
    Pairs pairs;
    for (const auto &header : headers) {
        const QJsonArray pair = header.toArray();
        pairs.append({pair.at(0).toString(), pair.at(1).toString()});
    }
    return pairs;
}

PairsList::Pairs PairsList::fromQuery(QStringView query)
{
    Pairs pairs;
    for (const QStringView part : query.split(u'&', Qt::SkipEmptyParts)) {
        const qsizetype equals = part.indexOf(u'=');
        pairs.append({decoded(equals < 0 ? part : part.first(equals)), equals < 0 ? QString() : decoded(part.sliced(equals + 1))});
    }
    return pairs;
}

PairsList::Pairs PairsList::fromCookies(QStringView header)
{
    Pairs pairs;
    for (const QStringView part : header.split(u';', Qt::SkipEmptyParts)) {
        const qsizetype equals = part.indexOf(u'=');
        pairs.append({(equals < 0 ? part : part.first(equals)).trimmed().toString(),
            equals < 0 ? QString() : part.sliced(equals + 1).trimmed().toString()});
    }
    return pairs;
}

void PairsList::keyPressEvent(QKeyEvent *event)
{
    if (event->matches(QKeySequence::Copy) && currentItem() && currentItem()->parent()) {
        QGuiApplication::clipboard()->setText(currentItem()->data(1, valueRole).toString());
        return;
    }
    QTreeWidget::keyPressEvent(event);
}

} // namespace Retort::Requests
