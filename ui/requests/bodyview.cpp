// SPDX-License-Identifier: Apache-2.0
#include "ui/requests/bodyview.h"

#include <QBuffer>
#include <QFontDatabase>
#include <QHeaderView>
#include <QImageReader>
#include <QJsonDocument>
#include <QLabel>
#include <QPlainTextEdit>
#include <QStackedWidget>
#include <QTreeWidget>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace Retort::Requests {

namespace {

constexpr int mostNodes = 5'000;        // of a JSON tree: what a tree widget makes in a moment
constexpr int mostDepth = 60;
constexpr int openDepth = 2;
constexpr int mostImagePixels = 16'000'000; // 64 MB decoded
constexpr int mostShownPx = 1'024;      // on a side

QString valueText(const QJsonValue &value)
{
    switch (value.type()) {
    case QJsonValue::Null: return u"null"_s;
    case QJsonValue::Bool: return value.toBool() ? u"true"_s : u"false"_s;
    case QJsonValue::Double: return QString::number(value.toDouble(), 'g', QLocale::FloatingPointShortest);
    case QJsonValue::String: return u'"' + shownLine(value.toString(), 300).replace(u"\\u000a"_s, u"\\n"_s) + u'"';
    case QJsonValue::Array: return BodyView::tr("[%1]").arg(value.toArray().size());
    case QJsonValue::Object: return BodyView::tr("{%1}").arg(value.toObject().size());
    case QJsonValue::Undefined: break;
    }
    return {};
}

class TreeFiller final
{
public:
    void add(QTreeWidgetItem *parent, const QString &name, const QJsonValue &value, int depth)
    {
        if (m_room-- <= 0 || depth > mostDepth) {
            if (m_room == -1 || depth > mostDepth) {
                new QTreeWidgetItem(parent, {u"…"_s});
            }
            return;
        }
        auto *item = new QTreeWidgetItem(parent, {shownLine(name, 200), valueText(value)});
        const QJsonArray array = value.toArray();
        for (qsizetype index = 0; index < array.size() && m_room >= 0; ++index) {
            add(item, QString::number(index), array.at(index), depth + 1);
        }
        const QJsonObject object = value.toObject();
        for (auto member = object.begin(); member != object.end() && m_room >= 0; ++member) {
            add(item, member.key(), member.value(), depth + 1);
        }
        item->setExpanded(depth < openDepth);
    }

private:
    int m_room = mostNodes;
};

} // namespace

BodyView::BodyView(Form form, QWidget *parent)
    : QWidget(parent)
    , m_form(form)
    , m_stack(new QStackedWidget(this))
    , m_text(new QPlainTextEdit(this))
    , m_tree(new QTreeWidget(this))
    , m_image(new QLabel(this))
    , m_words(new QLabel(this))
{
    m_text->setReadOnly(true);
    m_text->setFrameShape(QFrame::NoFrame);
    m_text->setLineWrapMode(QPlainTextEdit::NoWrap);
    m_text->setTabChangesFocus(true);
    m_text->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    m_text->setAccessibleName(tr("Body"));
    m_tree->setColumnCount(2);
    m_tree->setHeaderHidden(true);
    m_tree->setFrameShape(QFrame::NoFrame);
    m_tree->setUniformRowHeights(true);
    m_tree->header()->setSectionResizeMode(QHeaderView::Interactive);
    m_tree->setColumnWidth(0, 200);
    m_tree->setAccessibleName(tr("Body"));
    m_image->setAlignment(Qt::AlignCenter);
    m_image->setMinimumSize(1, 1);
    m_image->setTextFormat(Qt::PlainText);
    m_words->setTextFormat(Qt::PlainText);
    m_words->setWordWrap(true);
    m_words->setForegroundRole(QPalette::PlaceholderText);
    for (QWidget *page : {static_cast<QWidget *>(m_text), static_cast<QWidget *>(m_tree), static_cast<QWidget *>(m_image)}) {
        m_stack->addWidget(page);
    }
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 4);
    layout->setSpacing(4);
    layout->addWidget(m_stack, 1);
    layout->addWidget(m_words);
}

BodyView::~BodyView() = default;

void BodyView::clear()
{
    m_text->clear();
    m_tree->clear();
    m_image->clear();
    m_words->clear();
}

void BodyView::show(const CapturedBody &body)
{
    clear();
    m_words->setText(bodyWords(body));
    m_stack->setVisible(!body.bytes.isEmpty());
    if (m_form == Form::Preview && (showJson(body) || showImage(body))) {
        return;
    }
    m_text->setPlainText(body.isText() ? shownText(body.text()) : hexText(body.bytes));
    m_stack->setCurrentWidget(m_text);
}

// A body that was cut, or is no JSON whatever its type says, is text.
bool BodyView::showJson(const CapturedBody &body)
{
    const bool mayBe = body.isJson() && body.encoding.isEmpty() && !body.cut;
    const QJsonDocument document = mayBe ? QJsonDocument::fromJson(body.bytes) : QJsonDocument();
    if (document.isNull()) {
        return false;
    }
    const QJsonValue root = document.isArray() ? QJsonValue(document.array()) : QJsonValue(document.object());
    TreeFiller().add(m_tree->invisibleRootItem(), u"$"_s, root, 0);
    m_stack->setCurrentWidget(m_tree);
    return true;
}

bool BodyView::showImage(const CapturedBody &body)
{
    if (!body.isImage() || !body.encoding.isEmpty() || body.cut || body.type == u"image/svg+xml") {
        return false; // an SVG may name other files: it is shown as the text it is
    }
    QBuffer buffer;
    buffer.setData(body.bytes);
    QImageReader reader(&buffer);
    reader.setDecideFormatFromContent(true);
    const QSize size = reader.size();
    if (!size.isValid() || qint64{size.width()} * size.height() > mostImagePixels || reader.format().startsWith("svg")) {
        return false;
    }
    if (size.width() > mostShownPx || size.height() > mostShownPx) {
        reader.setScaledSize(size.scaled(mostShownPx, mostShownPx, Qt::KeepAspectRatio));
    }
    const QImage image = reader.read();
    if (image.isNull()) {
        return false;
    }
    m_image->setPixmap(QPixmap::fromImage(image));
    m_image->setAccessibleName(tr("Image, %1 by %2 pixels").arg(size.width()).arg(size.height()));
    m_words->setText(m_words->text() + u" · "_s + tr("%1 × %2").arg(size.width()).arg(size.height()));
    m_stack->setCurrentWidget(m_image);
    return true;
}

QString BodyView::plainText() const
{
    return m_text->toPlainText();
}

bool BodyView::showsTree() const
{
    return m_stack->currentWidget() == m_tree;
}

bool BodyView::showsImage() const
{
    return m_stack->currentWidget() == m_image;
}

} // namespace Retort::Requests
