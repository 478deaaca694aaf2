// SPDX-License-Identifier: Apache-2.0
#include "ui/requests/listkeys.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace Retort::Requests {

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(Retort::Requests::ListKeys)
};

} // namespace

QList<ListKey> listKeys()
{
    using C = RequestTable::Command;
    const QKeySequence undo = QKeySequence::keyBindings(QKeySequence::Undo).value(0, QKeySequence(Qt::CTRL | Qt::Key_Z));
    return {{C::Open, u"open"_s, Words::tr("Show the details"), Qt::Key_Return},
        {C::Close, u"close"_s, Words::tr("Close the details, then clear the filter"), Qt::Key_Escape},
        {C::Next, u"next"_s, Words::tr("Next request"), Qt::Key_J}, {C::Previous, u"previous"_s, Words::tr("Previous request"), Qt::Key_K},
        {C::First, u"first"_s, Words::tr("First request"), Qt::Key_Home},
        {C::Newest, u"newest"_s, Words::tr("Newest request"), Qt::Key_End},
        {C::NextTab, u"nextTab"_s, Words::tr("Next detail tab"), Qt::Key_Right},
        {C::PreviousTab, u"previousTab"_s, Words::tr("Previous detail tab"), Qt::Key_Left},
        {C::Page, u"page"_s, Words::tr("Page through the details"), Qt::Key_Space},
        {C::Replay, u"replay"_s, Words::tr("Replay"), Qt::Key_R}, {C::Edit, u"edit"_s, Words::tr("Edit and replay"), Qt::Key_E},
        {C::Watch, u"watch"_s, Words::tr("Watch"), Qt::Key_P}, {C::Compare, u"compare"_s, Words::tr("Compare"), Qt::Key_D},
        {C::CopyCurl, u"copyCurl"_s, Words::tr("Copy as cURL"), Qt::Key_C},
        {C::CopyUrl, u"copyUrl"_s, Words::tr("Copy the URL"), Qt::Key_U},
        {C::Browser, u"browser"_s, Words::tr("Open in browser"), Qt::Key_O},
        {C::Editor, u"editor"_s, Words::tr("Open the view in the editor"), Qt::Key_V},
        {C::Hide, u"hide"_s, Words::tr("Hide requests like this"), Qt::Key_X},
        {C::Delete, u"delete"_s, Words::tr("Delete"), Qt::Key_Delete}, {C::Undo, u"undo"_s, Words::tr("Undo deleting or clearing"), undo}};
}

} // namespace Retort::Requests
