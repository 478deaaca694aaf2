// SPDX-License-Identifier: Apache-2.0
#include "ui/requests/filterfield.h"

#include "ui/style/colors.h"
#include "ui/style/icons.h"

#include <QAbstractItemView>
#include <QAction>
#include <QCompleter>
#include <QCoreApplication>
#include <QInputMethodEvent>
#include <QKeyEvent>
#include <QStringListModel>
#include <QTextCharFormat>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Retort::Requests {

FilterField::FilterField(QWidget *parent)
    : QLineEdit(parent)
    , m_words(new QStringListModel(this))
    , m_completer(new QCompleter(m_words, this))
{
    setPlaceholderText(tr("Filter requests"));
    setAccessibleName(tr("Filter requests"));
    setClearButtonEnabled(true);
    addAction(Style::icon(u"filter"_s), QLineEdit::LeadingPosition);
    QAction *help = addAction(Style::icon(u"info"_s), QLineEdit::TrailingPosition);
    help->setText(tr("What can be typed here"));
    help->setToolTip(tr("What can be typed here (?)"));
    connect(help, &QAction::triggered, this, &FilterField::helpWanted);
    m_completer->setWidget(this); // not setCompleter(): it would take the place of the whole text
    m_completer->setCompletionMode(QCompleter::UnfilteredPopupCompletion);
    connect(m_completer, qOverload<const QString &>(&QCompleter::activated), this, &FilterField::accept);
    connect(this, &QLineEdit::textEdited, this, &FilterField::offer);
}

FilterField::~FilterField() = default;

void FilterField::offer()
{
    m_offered = completeFilter(text(), cursorPosition(), m_world ? m_world() : FilterWorld());
    if (m_offered.words.isEmpty()) {
        m_completer->popup()->hide();
        return;
    }
    m_words->setStringList(m_offered.words);
    QRect below = cursorRect();
    below.setHeight(height());
    below.setWidth(m_completer->popup()->sizeHintForColumn(0) + 32);
    m_completer->complete(below);
    m_completer->popup()->setCurrentIndex({}); // it chooses the first, and Enter would take that
}

void FilterField::accept(const QString &word)
{
    if (m_offered.from + m_offered.length > text().size()) {
        return;
    }
    setSelection(static_cast<int>(m_offered.from), static_cast<int>(m_offered.length));
    const bool isName = word.endsWith(u':');
    insert(word);
    if (isName) {
        offer(); // its values
    }
}

void FilterField::keyPressEvent(QKeyEvent *event)
{
    if (event->text() == "?"_L1 && text().isEmpty()) {
        Q_EMIT helpWanted();
        return;
    }
    if (m_completer->popup()->isVisible()) {
        // The list leaves these to us; without a choice, the first is meant by Tab and what was typed by Enter.
        const bool tab = event->key() == Qt::Key_Tab;
        if (tab && !m_offered.words.isEmpty()) {
            const QModelIndex chosen = m_completer->popup()->currentIndex();
            m_completer->popup()->hide();
            accept(chosen.isValid() ? chosen.data().toString() : m_offered.words.first());
            return;
        }
        if (event->key() == Qt::Key_Escape) {
            m_completer->popup()->hide();
            return;
        }
    }
    QLineEdit::keyPressEvent(event);
}

bool FilterField::focusNextPrevChild(bool next)
{
    return !m_completer->popup()->isVisible() && QLineEdit::focusNextPrevChild(next);
}

void FilterField::focusInEvent(QFocusEvent *event)
{
    QLineEdit::focusInEvent(event);
    Q_EMIT focusChanged(true);
}

void FilterField::focusOutEvent(QFocusEvent *event)
{
    QLineEdit::focusOutEvent(event);
    if (event->reason() != Qt::PopupFocusReason) {
        Q_EMIT focusChanged(false);
    }
}

void FilterField::setFault(const QString &sentence, int position, int length)
{
    m_fault = sentence;
    setToolTip(sentence);
    setAccessibleDescription(sentence);
    underline(position, length);
}

void FilterField::clearFault()
{
    if (!m_fault.isEmpty()) {
        m_fault.clear();
        setToolTip({});
        setAccessibleDescription({});
        underline(0, 0);
    }
}

void FilterField::setRecording(bool recording)
{
    const QString text = recording ? tr("Filter requests") : tr("Not recording");
    if (placeholderText() == text) {
        return;
    }
    setPlaceholderText(text);
    QPalette colours;
    if (!recording) {
        colours.setColor(QPalette::PlaceholderText, Style::color(Style::Token::ServerError, palette()));
    }
    setPalette(colours);
}

// A line edit has no formats of its own; those of an input method that composes nothing it takes.
void FilterField::underline(int position, int length)
{
    QList<QInputMethodEvent::Attribute> attributes;
    if (length > 0) {
        QTextCharFormat format;
        format.setUnderlineStyle(QTextCharFormat::SpellCheckUnderline);
        format.setUnderlineColor(Style::color(Style::Token::ServerError, palette()));
        attributes.append({QInputMethodEvent::TextFormat, position - cursorPosition(), length, format});
    }
    QInputMethodEvent event({}, attributes);
    QCoreApplication::sendEvent(this, &event);
}

} // namespace Retort::Requests
