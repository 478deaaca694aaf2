// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QPalette>
#include <QSyntaxHighlighter>

namespace Retort::Requests {

// Colours the source of HTML and XML: tags, names and values of attributes, comments. It only colours: what is wrong stays as it
// is. Off until setOn(true).
class MarkupHighlighter final : public QSyntaxHighlighter
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(MarkupHighlighter)

public:
    explicit MarkupHighlighter(QTextDocument *document);
    ~MarkupHighlighter() override;

    void setOn(bool on) { m_on = on; } // counts from the next text on
    void setPalette(const QPalette &palette);

protected:
    void highlightBlock(const QString &text) override;

private:
    // What goes on over the end of a line.
    enum State { Text, Comment, Tag, SingleQuoted, DoubleQuoted };

    int tagStep(const QString &text, int at, State &state);
    int valueStep(const QString &text, int at, State &state);

    bool m_on = false;
    QColor m_tag;
    QColor m_attribute;
    QColor m_value;
    QColor m_comment;
};

} // namespace Retort::Requests
