// SPDX-License-Identifier: Apache-2.0
#include "ui/dialogs/textwindow.h"

#include "ui/style/theme.h"

#include <QClipboard>
#include <QDialogButtonBox>
#include <QGuiApplication>
#include <QLabel>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QTextBlock>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace Retort::Dialogs {

namespace {

constexpr int groundAlpha = 40;  // of the tone behind a changed line: the text keeps its contrast

QString withoutControls(const QString &text)
{
    QString shown = text;
    for (QChar &c : shown) {
        const bool isPlain = c == u'\n' || c == u'\t' || (c.unicode() >= 0x20 && c.unicode() != 0x7f);
        const bool isBidi = (c.unicode() >= 0x202a && c.unicode() <= 0x202e) || (c.unicode() >= 0x2066 && c.unicode() <= 0x2069);
        if (!isPlain || isBidi) {
            c = QChar(0xfffd);
        }
    }
    return shown;
}

} // namespace

TextWindow::TextWindow(const QString &title, QWidget *parent)
    : QDialog(parent)
    , m_note(new QLabel)
    , m_text(new QPlainTextEdit)
    , m_buttons(new QDialogButtonBox)
{
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(title);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(12, 12, 12, 12);
    layout->setSpacing(8);
    m_note->setTextFormat(Qt::PlainText);
    m_note->setWordWrap(true);
    m_note->hide();
    m_text->setReadOnly(true);
    m_text->setFont(Style::fixedFont());
    m_text->setLineWrapMode(QPlainTextEdit::NoWrap);
    m_text->setAccessibleName(title);
    layout->addWidget(m_note);
    layout->addWidget(m_text, 1);
    layout->addWidget(m_buttons);
    m_buttons->addButton(tr("Close"), QDialogButtonBox::RejectRole);
    connect(addButton(tr("Copy")), &QPushButton::clicked, this, [this] { QGuiApplication::clipboard()->setText(text()); });
    connect(m_buttons, &QDialogButtonBox::rejected, this, &QDialog::close);
    resize(720, 420);
}

QPushButton *TextWindow::addButton(const QString &label)
{
    return m_buttons->addButton(label, QDialogButtonBox::ActionRole);
}

void TextWindow::setNote(const QString &note)
{
    m_note->setText(note);
    m_note->setVisible(!note.isEmpty());
}

void TextWindow::setText(const QString &text)
{
    m_text->setPlainText(withoutControls(text));
}

void TextWindow::setComparison(const QStringList &lines)
{
    setText(lines.join(u'\n'));
    QList<QTextEdit::ExtraSelection> grounds;
    int first = -1;
    for (QTextBlock block = m_text->document()->begin(); block.isValid(); block = block.next()) {
        const bool isGone = block.text().startsWith("- "_L1);
        if (!isGone && !block.text().startsWith("+ "_L1)) {
            continue;
        }
        first = first < 0 ? block.blockNumber() : first;
        QColor ground = Style::tone(isGone ? Style::Tone::Error : Style::Tone::Ok);
        ground.setAlpha(groundAlpha);
        QTextEdit::ExtraSelection line;
        line.cursor = QTextCursor(block);
        line.format.setBackground(ground);
        line.format.setProperty(QTextFormat::FullWidthSelection, true);
        grounds.append(line);
    }
    m_text->setExtraSelections(grounds);
    if (first >= 0) {
        m_text->setTextCursor(QTextCursor(m_text->document()->findBlockByNumber(first)));
        m_text->centerCursor();
    }
}

QString TextWindow::text() const
{
    return m_text->toPlainText();
}

} // namespace Retort::Dialogs
