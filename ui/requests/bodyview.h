// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/requests/capturedtext.h"

#include <QWidget>

class QLabel;
class QPlainTextEdit;
class QStackedWidget;
class QTreeWidget;

namespace Retort::Requests {

// A body as a person wants to see it: JSON as a tree, an image, text, else hex; and below what it is. Images are decoded only
// up to a size that cannot hurt, and nothing that a body names is ever fetched.
class BodyView final : public QWidget
{
    Q_OBJECT

public:
    enum class Form : quint8 {
        Preview,
        Raw,  // text, or hex
    };

    explicit BodyView(Form form, QWidget *parent = nullptr);
    ~BodyView() override;

    void clear();
    void show(const CapturedBody &body);
    using QWidget::show;

    QString plainText() const;
    QTreeWidget *tree() const noexcept { return m_tree; }
    bool showsTree() const;
    bool showsImage() const;

private:
    bool showJson(const CapturedBody &body);
    bool showImage(const CapturedBody &body);

    Form m_form;
    QStackedWidget *m_stack;
    QPlainTextEdit *m_text;
    QTreeWidget *m_tree;
    QLabel *m_image;
    QLabel *m_words;
};

} // namespace Retort::Requests
