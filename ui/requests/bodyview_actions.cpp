// SPDX-License-Identifier: Apache-2.0
// What one can do with a body that is shown: search it, copy parts of it, save it.
#include "ui/requests/bodyview.h"

#include "ui/requests/jsonmodel.h"

#include <QClipboard>
#include <QFileDialog>
#include <QFutureWatcher>
#include <QGuiApplication>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QPlainTextEdit>
#include <QPromise>
#include <QSaveFile>
#include <QStackedWidget>
#include <QThreadPool>
#include <QToolButton>
#include <QTreeView>

using namespace Qt::StringLiterals;

namespace Retort::Requests {

void BodyView::startSearch()
{
    if (m_searchButton->isHidden()) {
        return;
    }
    m_search->show();
    m_found->show();
    m_search->setFocus();
    m_search->selectAll();
}

void BodyView::endSearch()
{
    m_search->clear();
    m_search->hide();
    m_found->clear();
    m_found->hide();
}

// `fresh`: from where one stands, which may be what is looked for; else the next one.
void BodyView::search(bool forward, bool fresh)
{
    const QString text = m_search->text();
    if (text.isEmpty()) {
        m_found->clear();
    } else if (showsTree()) {
        searchJson(text, forward, fresh);
    } else {
        searchText(text, forward, fresh);
    }
}

void BodyView::searchJson(const QString &text, bool forward, bool fresh)
{
    const QModelIndex current = m_tree->currentIndex();
    const qint64 at = current.isValid() ? static_cast<qint64>(JsonModel::nodeOf(current)) : 0;
    const qint64 found = m_json->find(text, fresh ? at - 1 : at, forward);
    if (found < 0) {
        m_found->setText(tr("not found"));
        return;
    }
    const QModelIndex index = m_json->indexOf(static_cast<std::size_t>(found));
    for (QModelIndex above = index.parent(); above.isValid(); above = above.parent()) {
        m_tree->expand(above);
    }
    m_tree->setCurrentIndex(index);
    m_tree->scrollTo(index);
    const int count = m_json->countOf(text);
    m_found->setText(count < JsonModel::mostCounted ? tr("%1 found").arg(count) : tr("%1 or more found").arg(count));
}

void BodyView::searchText(const QString &text, bool forward, bool fresh)
{
    QTextCursor from = m_text->textCursor();
    if (fresh) {
        from.setPosition(from.selectionStart());
    }
    const QTextDocument::FindFlags flags = forward ? QTextDocument::FindFlags() : QTextDocument::FindBackward;
    QTextCursor found = m_text->document()->find(text, from, flags);
    if (found.isNull()) { // round the end
        from.movePosition(forward ? QTextCursor::Start : QTextCursor::End);
        found = m_text->document()->find(text, from, flags);
    }
    if (found.isNull()) {
        m_found->setText(tr("not found"));
        return;
    }
    m_text->setTextCursor(found);
    m_found->setText(tr("%1 found").arg(m_text->toPlainText().count(text, Qt::CaseInsensitive)));
}

void BodyView::showTreeMenu(const QPoint &position)
{
    const QModelIndex index = m_tree->indexAt(position).siblingAtColumn(0);
    if (!index.isValid()) {
        return;
    }
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    const auto copy = [](const QString &text) { QGuiApplication::clipboard()->setText(text); };
    menu->addAction(tr("Copy value"), this, [this, index, copy] { copy(m_json->fullValue(index)); });
    menu->addAction(tr("Copy path"), this, [this, index, copy] { copy(m_json->path(index)); });
    menu->addSeparator();
    menu->addAction(tr("Open all below"), this, [this, index] { m_tree->expandRecursively(index, 3); });
    menu->popup(m_tree->viewport()->mapToGlobal(position));
}

void BodyView::askWhereToSave()
{
    auto *dialog = new QFileDialog(this, tr("Save the body"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->selectFile(proposedFileName(m_target, *m_content));
    connect(dialog, &QFileDialog::fileSelected, this, &BodyView::saveTo);
    dialog->open();
}

void BodyView::saveTo(const QString &path)
{
    if (!m_content) {
        return;
    }
    auto *watcher = new QFutureWatcher<QString>(this);
    connect(watcher, &QFutureWatcherBase::finished, this, [this, watcher, path] {
        const QString problem = watcher->result();
        watcher->deleteLater();
        const QString sentence = problem.isEmpty() ? tr("Saved as %1.").arg(shownLine(path, 200)) : tr("Not saved: %1.").arg(problem);
        if (m_content) {
            m_words->setText(sentence + u'\n' + bodyWords(*m_content));
        }
        Q_EMIT saved(sentence, problem.isEmpty());
    });
    auto promise = std::make_shared<QPromise<QString>>();
    watcher->setFuture(promise->future());
    promise->start();
    QThreadPool::globalInstance()->start([promise, path, content = m_content] {
        QSaveFile file(path);
        const bool well = file.open(QIODevice::WriteOnly) && file.write(content->bytes) == content->bytes.size() && file.commit();
        promise->addResult(well ? QString() : file.errorString());
        promise->finish();
    });
}

} // namespace Retort::Requests
