// SPDX-License-Identifier: Apache-2.0
#include "ui/requests/bodyview.h"

#include "ui/requests/jsonmodel.h"
#include "ui/requests/markuphighlighter.h"
#include "ui/requests/pairslist.h"
#include "ui/requests/requestwords.h"
#include "ui/style/colors.h"
#include "ui/style/icons.h"
#include "ui/style/theme.h"

#include <QAction>
#include <QEvent>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QStackedWidget>
#include <QTextBlock>
#include <QToolButton>
#include <QTreeView>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Retort::Requests {

namespace {

using Shape = BodyContent::Shape;

constexpr double lineTint = 0.18;
constexpr int nameWidthPx = 200;
constexpr int openRows = 60; // a container on the second level that is no longer is open at first

} // namespace

BodyView::BodyView(Form form, QWidget *parent)
    : QWidget(parent)
    , m_form(form)
    , m_stack(new QStackedWidget(this))
    , m_text(new QPlainTextEdit)
    , m_highlighter(new MarkupHighlighter(m_text->document()))
    , m_tree(new QTreeView)
    , m_json(new JsonModel(this))
    , m_pairs(new PairsList)
    , m_image(new QLabel)
    , m_words(new QLabel)
    , m_search(new QLineEdit)
    , m_found(new QLabel)
    , m_searchButton(Style::iconButton(u"search"_s, tr("Search in the body (Ctrl+F)")))
    , m_save(Style::iconButton(u"save"_s, tr("Save the body…")))
{
    buildParts();
    buildLayout();
    connect(&m_reader, &BodyReader::done, this, [this](const auto &content) { show(content); });
    connect(m_searchButton, &QToolButton::clicked, this, &BodyView::startSearch);
    connect(m_save, &QToolButton::clicked, this, &BodyView::askWhereToSave);
    connect(m_search, &QLineEdit::textEdited, this, [this] { search(true, true); });
    connect(m_search, &QLineEdit::returnPressed, this, [this] { search(true, false); });
    connect(m_tree, &QWidget::customContextMenuRequested, this, &BodyView::showTreeMenu);
    auto *find = new QAction(this);
    find->setShortcut(QKeySequence::Find);
    find->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    connect(find, &QAction::triggered, this, &BodyView::startSearch);
    addAction(find);
    updateFixedFont();
    clear();
}

BodyView::~BodyView() = default;

void BodyView::buildParts()
{
    m_text->setReadOnly(true);
    m_text->setFrameShape(QFrame::NoFrame);
    m_text->setLineWrapMode(QPlainTextEdit::NoWrap);
    m_text->setTabChangesFocus(true);
    m_text->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_text->setAccessibleName(tr("Body"));
    m_tree->setModel(m_json);
    m_tree->setHeaderHidden(true);
    m_tree->setFrameShape(QFrame::NoFrame);
    m_tree->setUniformRowHeights(true);
    m_tree->header()->setSectionResizeMode(QHeaderView::Interactive);
    m_tree->setColumnWidth(0, nameWidthPx);
    m_tree->setContextMenuPolicy(Qt::CustomContextMenu);
    m_tree->setAccessibleName(tr("Body"));
    m_pairs->setAccessibleName(tr("Body"));
    m_image->setAlignment(Qt::AlignCenter);
    m_image->setMinimumSize(1, 1);
    m_image->setTextFormat(Qt::PlainText);
    m_image->installEventFilter(this);
    m_words->setTextFormat(Qt::PlainText);
    m_words->setWordWrap(true);
    m_words->setForegroundRole(QPalette::PlaceholderText);
    m_words->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_search->setPlaceholderText(tr("Search in the body"));
    m_search->setAccessibleName(m_search->placeholderText());
    m_search->setClearButtonEnabled(true);
    m_search->installEventFilter(this);
    m_found->setForegroundRole(QPalette::PlaceholderText);
}

void BodyView::buildLayout()
{
    for (QWidget *page : {static_cast<QWidget *>(m_text), static_cast<QWidget *>(m_tree), static_cast<QWidget *>(m_pairs),
             static_cast<QWidget *>(m_image)}) {
        m_stack->addWidget(page);
    }
    auto *searching = new QHBoxLayout;
    searching->addWidget(m_search, 1);
    searching->addWidget(m_found);
    auto *below = new QHBoxLayout;
    below->setSpacing(4);
    below->addWidget(m_words, 1);
    below->addWidget(m_searchButton, 0, Qt::AlignTop);
    below->addWidget(m_save, 0, Qt::AlignTop);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 4);
    layout->setSpacing(4);
    layout->addWidget(m_stack, 1);
    layout->addLayout(searching);
    layout->addLayout(below);
}

void BodyView::clear()
{
    m_reader.cancel();
    m_content.reset();
    m_text->clear();
    m_json->setOutline(nullptr);
    m_pairs->clear();
    m_image->clear();
    m_words->clear();
    m_stack->hide();
    endSearch();
    m_searchButton->hide();
    m_save->hide();
}

void BodyView::show(const CapturedBody &body)
{
    clear();
    m_words->setText(tr("Reading %1…").arg(sizeWords(static_cast<quint64>(body.bytes.size()))));
    m_reader.read(body);
}

void BodyView::show(const std::shared_ptr<const BodyContent> &content)
{
    clear();
    m_content = content;
    m_words->setText(bodyWords(*content));
    const bool has = content->shape != Shape::Nothing;
    m_stack->setVisible(has);
    m_save->setVisible(has);
    if (has) {
        showContent();
    }
    m_searchButton->setVisible(has && (m_stack->currentWidget() == m_text || showsTree()));
}

void BodyView::showContent()
{
    const bool preview = m_form == Form::Preview;
    const bool brokenJson = m_content->fault.line > 0 && !m_content->isCut(); // the place is seen in its text
    if (preview && m_content->shape == Shape::Json && !brokenJson && m_content->json->size() > 0) {
        showJson();
    } else if (preview && m_content->shape == Shape::Image) {
        m_stack->setCurrentWidget(m_image);
        m_image->setAccessibleName(tr("Image, %1 by %2 pixels").arg(m_content->imageSize.width()).arg(m_content->imageSize.height()));
        fitImage();
    } else if (preview && (m_content->shape == Shape::Form || m_content->shape == Shape::Parts)) {
        showPairs();
    } else {
        showText();
    }
    if (m_content->fault.line > 0 && !m_content->isCut()) {
        m_words->setText(tr("Line %1, column %2: %3.")
                             .arg(QString::number(m_content->fault.line), QString::number(m_content->fault.column),
                                 shownLine(m_content->fault.sentence, 200))
            + u'\n' + m_words->text());
        markLine(m_content->fault.line);
    }
}

void BodyView::showText()
{
    m_highlighter->setOn(m_content->shape == Shape::Markup);
    m_text->setPlainText(m_content->shown);
    m_stack->setCurrentWidget(m_text);
}

void BodyView::showJson()
{
    m_json->setOutline(m_content->json);
    m_stack->setCurrentWidget(m_tree);
    const QModelIndex root = m_json->index(0, 0);
    m_tree->expand(root);
    for (int row = 0; row < std::min(m_json->rowCount(root), openRows); ++row) {
        const QModelIndex child = m_json->index(row, 0, root);
        m_tree->setExpanded(child, m_json->rowCount(child) <= openRows);
    }
}

void BodyView::showPairs()
{
    m_stack->setCurrentWidget(m_pairs);
    if (m_content->shape == Shape::Form) {
        m_pairs->addGroup(tr("Form"), PairsList::fromQuery(m_content->text.text));
        return;
    }
    const PartPairs pairs = PairsList::fromParts(*m_content);
    m_pairs->addGroup(tr("Fields"), pairs.fields);
    m_pairs->addGroup(tr("Files"), pairs.files);
}

void BodyView::markLine(int line)
{
    const QTextBlock block = m_text->document()->findBlockByNumber(line - 1);
    if (m_stack->currentWidget() != m_text || !block.isValid()) {
        return;
    }
    QTextEdit::ExtraSelection marked;
    marked.cursor = QTextCursor(block);
    marked.format.setProperty(QTextFormat::FullWidthSelection, true);
    marked.format.setBackground(
        Style::mixed(palette().color(QPalette::Base), Style::color(Style::Token::ServerError, palette()), lineTint));
    m_text->setExtraSelections({marked});
    m_text->setTextCursor(marked.cursor);
    m_text->centerCursor();
}

int BodyView::markedLine() const
{
    const QList<QTextEdit::ExtraSelection> marked = m_text->extraSelections();
    return marked.isEmpty() ? 0 : marked.first().cursor.blockNumber() + 1;
}

// Never larger than it is, and as large as there is room.
void BodyView::fitImage()
{
    if (!m_content || m_content->image.isNull()) {
        return;
    }
    const qreal ratio = devicePixelRatioF();
    const QSize room = m_image->contentsRect().size() * ratio;
    const QSize own = m_content->image.size();
    const QSize size = own.width() > room.width() || own.height() > room.height() ? own.scaled(room, Qt::KeepAspectRatio) : own;
    QPixmap pixmap = QPixmap::fromImage(
        size == own ? m_content->image : m_content->image.scaled(size.expandedTo({1, 1}), Qt::IgnoreAspectRatio, Qt::SmoothTransformation));
    pixmap.setDevicePixelRatio(size == own ? 1 : ratio);
    m_image->setPixmap(pixmap);
}

QString BodyView::plainText() const
{
    return m_text->toPlainText();
}

QString BodyView::words() const
{
    return m_words->text();
}

bool BodyView::showsTree() const
{
    return m_content && m_stack->currentWidget() == m_tree;
}

bool BodyView::showsImage() const
{
    return m_content && m_stack->currentWidget() == m_image;
}

void BodyView::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::FontChange || event->type() == QEvent::PaletteChange) {
        updateFixedFont();
    }
}

void BodyView::updateFixedFont()
{
    QFont font = Style::fixedFont();
    font.setPointSizeF(this->font().pointSizeF());
    m_text->setFont(font);
    m_tree->setFont(font);
    m_highlighter->setPalette(palette());
}

bool BodyView::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_image && event->type() == QEvent::Resize) {
        fitImage();
    }
    if (watched == m_search && event->type() == QEvent::KeyPress) {
        const auto *key = static_cast<QKeyEvent *>(event);
        if (key->key() == Qt::Key_Escape) {
            endSearch();
            m_stack->currentWidget()->setFocus();
            return true;
        }
        if ((key->key() == Qt::Key_Return || key->key() == Qt::Key_Enter) && key->modifiers() == Qt::ShiftModifier) {
            search(false, false);
            return true;
        }
    }
    return QWidget::eventFilter(watched, event);
}

} // namespace Retort::Requests
