// SPDX-License-Identifier: Apache-2.0
#include "ui/requests/bodycontent.h"

#include "ui/requests/requestwords.h"

#include <QBuffer>
#include <QCoreApplication>
#include <QFileInfo>
#include <QImageReader>
#include <QMimeDatabase>
#include <QUrl>
#include <QXmlStreamReader>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Retort::Requests {

namespace {

using Shape = BodyContent::Shape;
using Problem = Content::JsonOutline::Problem;

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(Bodies)
};

QString problemWords(Problem problem)
{
    switch (problem) {
    case Problem::End: return Words::tr("it ends too early");
    case Problem::Value: return Words::tr("here should stand a value");
    case Problem::Name: return Words::tr("here should stand a name in double quotes");
    case Problem::Colon: return Words::tr("here should stand a colon");
    case Problem::Comma: return Words::tr("here should stand a comma or the end");
    case Problem::Number: return Words::tr("this is no number");
    case Problem::String: return Words::tr("a string may not hold this character as it is");
    case Problem::Escape: return Words::tr("there is no such escape");
    case Problem::Behind: return Words::tr("something stands behind the end");
    case Problem::Deep: return Words::tr("it is nested too deep");
    case Problem::Many: return Words::tr("it holds more values than are shown");
    }
    return {};
}

bool isMarkupType(const QString &type)
{
    return type == u"text/html" || type.endsWith(u"/xml") || type.endsWith(u"+xml");
}

bool isXml(const QString &type)
{
    return type.endsWith(u"/xml") || type.endsWith(u"+xml");
}

bool isJsonType(const QString &type)
{
    return type == u"application/json" || type == u"text/json" || type.endsWith(u"+json");
}

bool saysText(const QString &type)
{
    return type.startsWith(u"text/") || isJsonType(type) || isMarkupType(type) || type.endsWith(u"javascript")
        || type == u"application/x-www-form-urlencoded" || type == u"application/graphql" || type == u"application/x-ndjson";
}

// Text has no control characters but those of lines, and few that its charset does not know.
bool isReadable(const BodyText &text)
{
    const QStringView start = QStringView(text.text).first(std::min<qsizetype>(text.text.size(), 4096));
    const auto odd = std::ranges::count_if(
        start, [](QChar c) { return (c < u' ' && c != u'\t' && c != u'\n' && c != u'\r' && c != u'\f' && c != u'\x1b') || c == u'\x7f'; });
    return odd == 0 && start.count(QChar::ReplacementCharacter) * 20 <= start.size();
}

bool readImage(BodyContent &content)
{
    // An SVG may name other files: it is shown as the text it is.
    if (!content.sent.type.startsWith(u"image/") || content.sent.type.startsWith(u"image/svg") || content.isCut()) {
        return false;
    }
    QBuffer buffer;
    buffer.setData(content.bytes);
    QImageReader reader(&buffer);
    reader.setDecideFormatFromContent(true);
    const QSize size = reader.size();
    if (!size.isValid() || qint64{size.width()} * size.height() > BodyContent::mostImagePixels || reader.format().startsWith("svg")) {
        return false;
    }
    if (size.width() > BodyContent::mostImagePx || size.height() > BodyContent::mostImagePx) {
        reader.setScaledSize(size.scaled(BodyContent::mostImagePx, BodyContent::mostImagePx, Qt::KeepAspectRatio));
    }
    content.image = reader.read();
    content.imageSize = size;
    return !content.image.isNull();
}

void readJson(BodyContent &content)
{
    content.json = std::make_shared<Content::JsonOutline>(Content::JsonOutline::of(content.text.text.toStdString()));
    if (const auto &fault = content.json->fault()) {
        content.fault = {fault->line, fault->column, problemWords(fault->problem)};
    }
}

void checkXml(BodyContent &content)
{
    QXmlStreamReader reader(content.text.text);
    while (!reader.atEnd()) {
        reader.readNext();
    }
    // What was cut ends too early, and a page may be several documents' worth of nothing.
    if (reader.hasError() && !content.isCut() && !content.text.text.trimmed().isEmpty()) {
        content.fault = {static_cast<int>(reader.lineNumber()), static_cast<int>(reader.columnNumber()) + 1, reader.errorString()};
    }
}

bool readParts(BodyContent &content)
{
    const std::string boundary = Content::parameter(content.sent.contentType.toStdString(), "boundary");
    if (!content.sent.type.startsWith(u"multipart/") || boundary.empty()) {
        return false;
    }
    content.parts = Content::partsOf({content.bytes.constData(), static_cast<std::size_t>(content.bytes.size())}, boundary);
    return !content.parts.empty();
}

Shape textShape(BodyContent &content)
{
    const QString &type = content.sent.type;
    const QString declared = QString::fromStdString(Content::parameter(content.sent.contentType.toStdString(), "charset"));
    // JSON is UTF-8 whatever a parameter says (RFC 8259 §8.1).
    content.text = bodyText(
        content.bytes, {.declared = isJsonType(type) ? QString() : declared, .looksInside = isMarkupType(type), .isCut = content.isCut()});
    const bool asItSays = saysText(type) || content.text.told == BodyText::Told::ByMark || isUtf8(content.bytes, content.isCut());
    if (!asItSays || !isReadable(content.text)) {
        content.text = {};
        return Shape::Bytes;
    }
    if (type == u"application/x-www-form-urlencoded") {
        return Shape::Form;
    }
    const QString start = content.text.text.left(64).trimmed();
    if (isJsonType(type) || (type.isEmpty() && (start.startsWith(u'{') || start.startsWith(u'[')))) {
        readJson(content);
        return isJsonType(type) || content.fault.line == 0 ? Shape::Json : Shape::Text;
    }
    if (isXml(type)) {
        checkXml(content);
    }
    return isMarkupType(type) ? Shape::Markup : Shape::Text;
}

QString readingWords(const BodyContent &content)
{
    const QString coding = shownLine(content.coding, 40);
    switch (content.reading) {
    case Content::Reading::Whole: break;
    case Content::Reading::Cut: return content.sent.cut ? QString() : Words::tr("its %1 data ends too early").arg(coding);
    case Content::Reading::TooLarge:
        return Words::tr("only the first %1 were unpacked").arg(sizeWords(static_cast<quint64>(content.bytes.size())));
    case Content::Reading::Broken: return Words::tr("its %1 data is damaged").arg(coding);
    case Content::Reading::Unknown: return Words::tr("compressed (%1), shown as it was sent").arg(coding);
    }
    return {};
}

} // namespace

BodyContent readBody(const CapturedBody &body)
{
    BodyContent content;
    content.sent = body;
    if (body.bytes.isEmpty()) {
        return content;
    }
    const QByteArray codings = body.encoding.toLatin1();
    if (codings.isEmpty()) {
        content.bytes = body.bytes;
    } else {
        const Content::Decoded decoded =
            Content::decodeContent({body.bytes.constData(), static_cast<std::size_t>(body.bytes.size())}, codings.toStdString());
        content.bytes = QByteArray::fromStdString(decoded.bytes);
        content.reading = decoded.reading;
        content.coding = QString::fromStdString(decoded.coding);
    }
    const bool isPacked =
        content.reading == Content::Reading::Unknown || (content.reading == Content::Reading::Broken && content.bytes.isEmpty());
    if (isPacked) {
        content.bytes = content.bytes.isEmpty() ? body.bytes : content.bytes;
        content.shape = Shape::Bytes;
    } else if (readImage(content)) {
        content.shape = Shape::Image;
    } else if (readParts(content)) {
        content.shape = Shape::Parts;
        content.text = bodyText(content.bytes, {});
    } else {
        content.shape = textShape(content);
    }
    content.shown = content.isText() ? shownText(content.text.text) : hexText(content.bytes);
    return content;
}

QString bodyWords(const BodyContent &content)
{
    const CapturedBody &sent = content.sent;
    if (!sent.known) {
        return Words::tr("The body was not recorded.");
    }
    if (sent.size == 0) {
        return Words::tr("No body.");
    }
    QStringList parts{sizeWords(static_cast<quint64>(sent.size))};
    if (!sent.type.isEmpty()) {
        parts.prepend(shownLine(sent.type, 100));
    }
    if (content.shape == Shape::Image) {
        parts += Words::tr("%1 × %2").arg(content.imageSize.width()).arg(content.imageSize.height());
    }
    if (!sent.encoding.isEmpty() && content.reading == Content::Reading::Whole) {
        parts += Words::tr("%1, %2 unpacked").arg(shownLine(sent.encoding, 40), sizeWords(static_cast<quint64>(content.bytes.size())));
    }
    if (sent.cut) {
        parts += Words::tr("cut at %1").arg(sizeWords(static_cast<quint64>(sent.bytes.size())));
    }
    if (const QString words = readingWords(content); !words.isEmpty()) {
        parts += words;
    }
    if (content.isText() && !content.text.unknown.isEmpty()) {
        parts += Words::tr("the charset “%1” is not known, read as %2").arg(shownLine(content.text.unknown, 40), content.text.charset);
    } else if (content.isText() && content.text.charset != u"UTF-8") {
        parts += content.text.told == BodyText::Told::Guessed ? Words::tr("no charset, read as %1").arg(content.text.charset)
                                                              : content.text.charset;
    }
    return parts.join(u" · "_s);
}

QString proposedFileName(const QString &target, const BodyContent &content)
{
    QString name = QUrl::fromPercentEncoding(target.section(u'?', 0, 0).section(u'/', -1).toUtf8());
    std::ranges::replace_if(name, [](QChar c) { return !c.isLetterOrNumber() && c != u'-' && c != u'_' && c != u'.'; }, u'_');
    while (name.startsWith(u'.')) {
        name.remove(0, 1);
    }
    name = name.left(80);
    if (name.isEmpty()) {
        name = u"response"_s;
    }
    const QString suffix = QMimeDatabase().mimeTypeForName(content.sent.type).preferredSuffix();
    return QFileInfo(name).suffix().isEmpty() && !suffix.isEmpty() ? name + u'.' + suffix : name;
}

} // namespace Retort::Requests
