// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/requests/bodyreader.h"

#include <QWidget>

class QLabel;
class QLineEdit;
class QPlainTextEdit;
class QStackedWidget;
class QToolButton;
class QTreeView;

namespace Retort::Requests {

class JsonModel;
class MarkupHighlighter;
class PairsList;

// A body as a person wants to see it: JSON as a tree, an image, the fields of a form, source with colours, text, else hex; and
// below what it is, a field to search it (Ctrl+F) and a button to save it. Nothing that a body names is ever fetched.
class BodyView final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(BodyView)

public:
    enum class Form : quint8 {
        Preview,
        Raw, // text, or hex
    };

    explicit BodyView(Form form, QWidget *parent = nullptr);
    ~BodyView() override;

    void clear();
    void show(const CapturedBody &body); // reads it first, on another thread when it is large
    void show(const std::shared_ptr<const BodyContent> &content);
    using QWidget::show;
    void setTarget(const QString &target) { m_target = target; } // names the file to save to

    QString plainText() const;
    QTreeView *tree() const noexcept { return m_tree; }
    JsonModel *json() const noexcept { return m_json; }
    PairsList *pairs() const noexcept { return m_pairs; }
    QString words() const;
    bool showsTree() const;
    bool showsImage() const;
    int markedLine() const; // from 1; 0: none

    // Writes what is shown, without its content coding; the sentence says how it went.
    void saveTo(const QString &path);

public Q_SLOTS:
    void startSearch();

Q_SIGNALS:
    void saved(const QString &sentence, bool well);

protected:
    void changeEvent(QEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void buildParts();
    void buildLayout();
    void showContent();
    void showText();
    void showJson();
    void showPairs();
    void markLine(int line);
    void updateFixedFont();
    void fitImage();
    void search(bool forward, bool fresh);
    void searchJson(const QString &text, bool forward, bool fresh);
    void searchText(const QString &text, bool forward, bool fresh);
    void endSearch();
    void showTreeMenu(const QPoint &position);
    void askWhereToSave();

    Form m_form;
    BodyReader m_reader;
    std::shared_ptr<const BodyContent> m_content;
    QString m_target;
    QStackedWidget *m_stack;
    QPlainTextEdit *m_text;
    MarkupHighlighter *m_highlighter;
    QTreeView *m_tree;
    JsonModel *m_json;
    PairsList *m_pairs;
    QLabel *m_image;
    QLabel *m_words;
    QLineEdit *m_search;
    QLabel *m_found;
    QToolButton *m_searchButton;
    QToolButton *m_save;
};

} // namespace Retort::Requests
