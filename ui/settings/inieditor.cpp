// SPDX-License-Identifier: Apache-2.0
#include "ui/settings/inieditor.h"

#include "ui/settings/tones.h"

#include <QContextMenuEvent>
#include <QFontDatabase>
#include <QMenu>
#include <QPainter>
#include <QTextBlock>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Retort::Ui {
namespace {

constexpr int barWidth = 3;
constexpr int gap = 6;

class Gutter final : public QWidget
{
public:
    explicit Gutter(IniEditor *editor) : QWidget(editor), m_editor(editor) {}
    QSize sizeHint() const override { return {m_editor->gutterWidth(), 0}; }

protected:
    void paintEvent(QPaintEvent *event) override { m_editor->paintGutter(event); }

private:
    IniEditor *m_editor;
};

} // namespace

IniEditor::IniEditor(QWidget *parent) : QPlainTextEdit(parent), m_gutter(new Gutter(this))
{
    setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    setLineWrapMode(NoWrap);
    setUndoRedoEnabled(false);
    setTabChangesFocus(true); // an ini needs no tabs, a keyboard needs a way out
    setAccessibleName(tr("Text of the ini file"));
    connect(this, &QPlainTextEdit::blockCountChanged, this, &IniEditor::placeGutter);
    connect(this, &QPlainTextEdit::updateRequest, this, [this](const QRect &area, int scrolled) {
        if (scrolled != 0) {
            m_gutter->scroll(0, scrolled);
        } else {
            m_gutter->update(0, area.y(), m_gutter->width(), area.height());
        }
    });
    connect(this, &QPlainTextEdit::textChanged, this, [this] {
        if (!m_setting && !isComparing()) {
            Q_EMIT linesEdited();
        }
    });
    placeGutter();
}

QStringList IniEditor::lines() const
{
    QStringList lines;
    for (QTextBlock block = document()->begin(); block.isValid(); block = block.next()) {
        lines.append(block.text());
    }
    return lines;
}

void IniEditor::setLines(const QStringList &wanted)
{
    const QStringList now = lines();
    setReadOnly(false);
    if (now == wanted) {
        return;
    }
    m_setting = true;
    qsizetype head = 0;
    while (head < std::min(now.size(), wanted.size()) - 1 && now[head] == wanted[head]) {
        ++head;
    }
    qsizetype tail = 0;
    while (tail < std::min(now.size(), wanted.size()) - head - 1 && now[now.size() - 1 - tail] == wanted[wanted.size() - 1 - tail]) {
        ++tail;
    }
    QTextCursor cursor(document());
    cursor.setPosition(document()->findBlockByNumber(int(head)).position());
    const QTextBlock last = document()->findBlockByNumber(int(now.size() - 1 - tail));
    cursor.setPosition(last.position() + last.length() - 1, QTextCursor::KeepAnchor);
    cursor.insertText(wanted.mid(head, wanted.size() - tail - head).join(u'\n'));
    m_setting = false;
}

void IniEditor::mark(const QList<int> &changed, const QList<int> &removedAbove)
{
    m_changed = changed;
    m_removedAbove = removedAbove;
    tint();
}

void IniEditor::showFindings(const QList<RowFinding> &findings)
{
    m_findings = findings;
    m_gutter->update();
}

void IniEditor::showComparison(const QStringList &lines)
{
    m_setting = true;
    setReadOnly(true);
    setPlainText(lines.join(u'\n'));
    m_setting = false;
    m_changed.clear();
    m_removedAbove.clear();
    for (int i = 0; i < lines.size(); ++i) {
        if (!lines[i].startsWith(u' ')) {
            m_changed.append(i);
        }
    }
    tint();
}

void IniEditor::goToLine(int line)
{
    setTextCursor(QTextCursor(document()->findBlockByNumber(line - 1)));
    centerCursor();
    setFocus(Qt::OtherFocusReason);
}

void IniEditor::tint()
{
    QList<QTextEdit::ExtraSelection> selections;
    for (const int line : std::as_const(m_changed)) {
        QTextEdit::ExtraSelection selection;
        selection.cursor = QTextCursor(document()->findBlockByNumber(line));
        const bool gone = isComparing() && selection.cursor.block().text().startsWith(u'-');
        QColor color = toneColor(gone ? Tone::Error : Tone::Accent, palette());
        color.setAlphaF(0.12F);
        selection.format.setBackground(color);
        selection.format.setProperty(QTextFormat::FullWidthSelection, true);
        selections.append(selection);
    }
    setExtraSelections(selections);
    m_gutter->update();
}

int IniEditor::gutterWidth() const
{
    const auto digits = QString::number(std::max(10, blockCount())).size();
    return barWidth + gap + fontMetrics().horizontalAdvance(u"▲"_s) + fontMetrics().horizontalAdvance(u'9') * int(digits) + 2 * gap;
}

void IniEditor::placeGutter()
{
    setViewportMargins(gutterWidth(), 0, 0, 0);
    const QRect area = contentsRect();
    m_gutter->setGeometry(area.left(), area.top(), gutterWidth(), area.height());
}

void IniEditor::paintGutter(QPaintEvent *event)
{
    QPainter painter(m_gutter);
    painter.fillRect(event->rect(), palette().color(QPalette::Window));
    painter.setFont(font());
    const int signWidth = fontMetrics().horizontalAdvance(u"▲"_s);
    for (QTextBlock block = firstVisibleBlock(); block.isValid(); block = block.next()) {
        const QRect area = blockBoundingGeometry(block).translated(contentOffset()).toRect();
        if (area.top() > event->rect().bottom()) {
            break;
        }
        const int number = block.blockNumber();
        if (m_changed.contains(number)) {
            painter.fillRect(0, area.top(), barWidth, area.height(), toneColor(Tone::Accent, palette()));
        }
        if (m_removedAbove.contains(number)) {
            painter.fillRect(0, area.top() - 1, m_gutter->width(), 2, toneColor(Tone::Error, palette()));
        }
        if (isComparing()) {
            continue;
        }
        const QRect line(barWidth + gap, area.top(), m_gutter->width() - barWidth - 2 * gap, fontMetrics().height());
        painter.setPen(toneColor(Tone::Muted, palette()));
        painter.drawText(line, Qt::AlignRight, QString::number(number + 1));
        Config::Finding::Severity worst = Config::Finding::Severity::Note;
        for (const RowFinding &finding : std::as_const(m_findings)) {
            worst = finding.line == number + 1 ? std::max(worst, finding.severity) : worst;
        }
        if (worst != Config::Finding::Severity::Note) {
            const bool error = worst == Config::Finding::Severity::Error;
            painter.setPen(toneColor(error ? Tone::Error : Tone::Warning, palette()));
            painter.drawText(QRect(line.left(), line.top(), signWidth, line.height()), Qt::AlignCenter, error ? u"▲"_s : u"△"_s);
        }
    }
}

void IniEditor::resizeEvent(QResizeEvent *event)
{
    QPlainTextEdit::resizeEvent(event);
    placeGutter();
}

void IniEditor::changeEvent(QEvent *event)
{
    QPlainTextEdit::changeEvent(event);
    if (event->type() == QEvent::PaletteChange) {
        tint();
    } else if (event->type() == QEvent::FontChange) {
        placeGutter();
    }
}

// Without this the editor claims the keys and does nothing, since it has no undo of its own.
bool IniEditor::event(QEvent *event)
{
    if (event->type() == QEvent::ShortcutOverride) {
        auto *key = static_cast<QKeyEvent *>(event);
        if (key->matches(QKeySequence::Undo) || key->matches(QKeySequence::Redo)) {
            event->ignore();
            return true;
        }
    }
    return QPlainTextEdit::event(event);
}

void IniEditor::keyPressEvent(QKeyEvent *event)
{
    if (event->matches(QKeySequence::Undo)) {
        Q_EMIT undoWanted();
    } else if (event->matches(QKeySequence::Redo)) {
        Q_EMIT redoWanted();
    } else {
        QPlainTextEdit::keyPressEvent(event);
    }
}

void IniEditor::contextMenuEvent(QContextMenuEvent *event)
{
    auto *menu = new QMenu(this); // not exec(): nothing here waits
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->addAction(tr("Undo"), this, &IniEditor::undoWanted);
    menu->addAction(tr("Redo"), this, &IniEditor::redoWanted);
    menu->addSeparator();
    menu->addAction(tr("Cut"), this, &QPlainTextEdit::cut)->setEnabled(textCursor().hasSelection() && !isReadOnly());
    menu->addAction(tr("Copy"), this, &QPlainTextEdit::copy)->setEnabled(textCursor().hasSelection());
    menu->addAction(tr("Paste"), this, &QPlainTextEdit::paste)->setEnabled(canPaste());
    menu->addSeparator();
    menu->addAction(tr("Select all"), this, &QPlainTextEdit::selectAll);
    menu->popup(event->globalPos());
}

} // namespace Retort::Ui
