// SPDX-License-Identifier: Apache-2.0
#include "ui/requests/pairslist.h"

#include "ui/requests/bodycontent.h"
#include "ui/requests/capturedtext.h"
#include "ui/requests/requestwords.h"

#include <QClipboard>
#include <QContextMenuEvent>
#include <QGuiApplication>
#include <QHeaderView>
#include <QKeyEvent>
#include <QMenu>
#include <QUrl>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Retort::Requests {

namespace {

constexpr int valueRole = Qt::UserRole;
constexpr qsizetype mostFieldBytes = 64 * 1024; // of a field of a form: who sends more sends a file

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
    setTextElideMode(Qt::ElideNone);
    setHorizontalScrollMode(ScrollPerPixel);
    header()->setSectionResizeMode(0, QHeaderView::Interactive);
    header()->setSectionResizeMode(1, QHeaderView::ResizeToContents); // a few hundred short texts
    header()->setStretchLastSection(false);
    setColumnWidth(0, 180);
}

void PairsList::addGroup(const QString &title, const Pairs &pairs, Folded folded)
{
    if (pairs.isEmpty()) {
        return;
    }
    auto *group = new QTreeWidgetItem(this, {tr("%1 (%2)").arg(title, QString::number(pairs.size()))});
    for (const auto &[name, value] : pairs.first(std::min<qsizetype>(pairs.size(), mostPairs))) {
        auto *item = new QTreeWidgetItem(group, {shownLine(name, 200), shownLine(value)});
        item->setData(0, valueRole, name);
        item->setData(1, valueRole, value);
    }
    if (pairs.size() > mostPairs) {
        new QTreeWidgetItem(group, {tr("… (%1 more)").arg(pairs.size() - mostPairs)});
    }
    group->setFirstColumnSpanned(true);
    group->setExpanded(folded == Folded::No);
}

Pairs PairsList::fromHeaders(const QJsonArray &headers)
{
    Pairs pairs;
    for (const auto &header : headers) {
        const QJsonArray pair = header.toArray();
        pairs.append({pair.at(0).toString(), pair.at(1).toString()});
    }
    return pairs;
}

Pairs PairsList::fromQuery(QStringView query)
{
    Pairs pairs;
    for (const QStringView part : query.split(u'&', Qt::SkipEmptyParts)) {
        const qsizetype equals = part.indexOf(u'=');
        pairs.append({decoded(equals < 0 ? part : part.first(equals)), equals < 0 ? QString() : decoded(part.sliced(equals + 1))});
    }
    return pairs;
}

Pairs PairsList::fromCookies(QStringView header)
{
    Pairs pairs;
    for (const QStringView part : header.split(u';', Qt::SkipEmptyParts)) {
        const qsizetype equals = part.indexOf(u'=');
        pairs.append({(equals < 0 ? part : part.first(equals)).trimmed().toString(),
            equals < 0 ? QString() : part.sliced(equals + 1).trimmed().toString()});
    }
    return pairs;
}

PartPairs PairsList::fromParts(const BodyContent &content)
{
    PartPairs pairs;
    for (const Content::Part &part : content.parts) {
        const QString name = QString::fromStdString(part.name);
        const auto size = static_cast<qsizetype>(part.size);
        if (!part.isFile) {
            pairs.fields.append(
                {name, QString::fromUtf8(content.bytes.mid(static_cast<qsizetype>(part.at), std::min(size, mostFieldBytes)))});
            continue;
        }
        QStringList words{part.fileName.empty() ? tr("no file") : QString::fromStdString(part.fileName)};
        if (!part.type.empty()) {
            words += QString::fromStdString(part.type);
        }
        words += part.isWhole ? sizeWords(part.size) : tr("%1 of it were kept").arg(sizeWords(part.size));
        pairs.files.append({name, words.join(u" · "_s)});
    }
    return pairs;
}

Pairs PairsList::sorted(Pairs pairs)
{
    std::ranges::stable_sort(
        pairs, [](const auto &one, const auto &other) { return one.first.compare(other.first, Qt::CaseInsensitive) < 0; });
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

void PairsList::contextMenuEvent(QContextMenuEvent *event)
{
    const QTreeWidgetItem *item = itemAt(event->pos());
    if (!item || !item->parent()) {
        return;
    }
    const QString name = item->data(0, valueRole).toString();
    const QString value = item->data(1, valueRole).toString();
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    const auto add = [menu, this](const QString &title, const QString &text) {
        menu->addAction(title, this, [text] { QGuiApplication::clipboard()->setText(text); });
    };
    add(tr("Copy value"), value);
    add(tr("Copy name"), name);
    add(tr("Copy name and value"), name + u": " + value);
    menu->popup(event->globalPos());
}

} // namespace Retort::Requests
