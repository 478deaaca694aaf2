// SPDX-License-Identifier: Apache-2.0
#include "ui/requests/jsonmodel.h"

#include "ui/requests/capturedtext.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Retort::Requests {

namespace {

using Kind = Content::JsonOutline::Kind;

bool isContainer(Kind kind) noexcept
{
    return kind == Kind::Array || kind == Kind::Object;
}

QString toText(std::string_view utf8)
{
    return QString::fromUtf8(utf8.data(), static_cast<qsizetype>(utf8.size()));
}

constexpr qsizetype mostValue = 300; // characters of a cell

// Whether bytes as they stand in JSON hold that text, any case. Letters of ASCII are compared as bytes: a million values in
// some twenty milliseconds.
bool bytesHold(std::string_view bytes, const QString &text, const std::string &lowered)
{
    const bool needsReading = lowered.empty() || bytes.contains('\\');
    if (needsReading) {
        const std::string read = bytes.starts_with('"') ? Content::unescapedJson(bytes) : std::string(bytes);
        return toText(read).contains(text, Qt::CaseInsensitive);
    }
    const auto lower = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; };
    const auto inside = bytes.starts_with('"') ? bytes.substr(1, bytes.size() - 2) : bytes;
    return std::ranges::search(inside, lowered, {}, lower).begin() != inside.end();
}

// Empty when it is no ASCII.
std::string lowered(const QString &text)
{
    const bool isAscii = std::ranges::all_of(text, [](QChar c) { return c < u'\u0080'; });
    return isAscii ? text.toLower().toStdString() : std::string();
}

} // namespace

JsonModel::JsonModel(QObject *parent) : QAbstractItemModel(parent) {}

JsonModel::~JsonModel() = default;

void JsonModel::setOutline(std::shared_ptr<const Content::JsonOutline> outline)
{
    beginResetModel();
    m_outline = std::move(outline);
    m_given.clear();
    endResetModel();
}

QModelIndex JsonModel::indexOf(std::size_t node)
{
    if (!m_outline || node >= m_outline->size()) {
        return {};
    }
    if (node == 0) {
        return createIndex(0, 0, quintptr{0});
    }
    const auto &known = m_outline->node(node);
    indexOf(known.parent); // its row first
    give(known.parent, static_cast<int>(known.row) + 1);
    return createIndex(static_cast<int>(known.row), 0, node);
}

QModelIndex JsonModel::index(int row, int column, const QModelIndex &parent) const
{
    if (!hasIndex(row, column, parent)) {
        return {};
    }
    return createIndex(row, column, parent.isValid() ? m_outline->child(nodeOf(parent), static_cast<std::size_t>(row)) : 0);
}

QModelIndex JsonModel::parent(const QModelIndex &index) const
{
    if (!index.isValid() || nodeOf(index) == 0) {
        return {};
    }
    const std::size_t parent = m_outline->node(nodeOf(index)).parent;
    return createIndex(static_cast<int>(m_outline->node(parent).row), 0, parent);
}

int JsonModel::rowCount(const QModelIndex &parent) const
{
    if (!m_outline || m_outline->size() == 0 || parent.column() > 0) {
        return 0;
    }
    if (!parent.isValid()) {
        return 1;
    }
    const auto node = static_cast<quint32>(nodeOf(parent));
    return std::min(static_cast<int>(m_outline->node(node).childCount), m_given.value(node, batch));
}

int JsonModel::columnCount(const QModelIndex &) const
{
    return ColumnCount;
}

bool JsonModel::hasChildren(const QModelIndex &parent) const
{
    return rowCount(parent) > 0;
}

bool JsonModel::canFetchMore(const QModelIndex &parent) const
{
    return parent.isValid() && parent.column() == 0 && rowCount(parent) < static_cast<int>(m_outline->node(nodeOf(parent)).childCount);
}

void JsonModel::fetchMore(const QModelIndex &parent)
{
    if (canFetchMore(parent)) {
        give(nodeOf(parent), rowCount(parent) + batch);
    }
}

void JsonModel::give(std::size_t node, int rows)
{
    const auto &known = m_outline->node(node);
    const QModelIndex parent = createIndex(node == 0 ? 0 : static_cast<int>(known.row), 0, node);
    const int given = rowCount(parent);
    const int wanted = std::min(rows, static_cast<int>(known.childCount));
    if (wanted > given) {
        beginInsertRows(parent, given, wanted - 1);
        m_given.insert(static_cast<quint32>(node), wanted);
        endInsertRows();
    }
}

QVariant JsonModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid() || (role != Qt::DisplayRole && role != Qt::AccessibleTextRole)) {
        return {};
    }
    const std::size_t number = nodeOf(index);
    const auto &node = m_outline->node(number);
    if (index.column() == Name) {
        return node.nameLength > 0 ? shownLine(toText(m_outline->nameOf(number)), mostValue)
            : number == 0          ? u"$"_s
                                   : QString::number(node.row);
    }
    switch (node.kind) {
    case Kind::Array: return tr("[%1]").arg(node.childCount);
    case Kind::Object: return tr("{%1}").arg(node.childCount);
    case Kind::String: {
        const QString text = toText(m_outline->stringOf(number));
        return QString(u'"' + shownLine(text, mostValue).replace(u"\\u000a"_s, u"\\n"_s) + u'"');
    }
    case Kind::Null:
    case Kind::True:
    case Kind::False:
    case Kind::Number: break;
    }
    return shownLine(toText(m_outline->textOf(number)), mostValue);
}

QString JsonModel::path(const QModelIndex &index) const
{
    return index.isValid() ? QString::fromStdString(m_outline->pathOf(nodeOf(index))) : QString();
}

QString JsonModel::fullValue(const QModelIndex &index) const
{
    if (!index.isValid()) {
        return {};
    }
    const std::size_t number = nodeOf(index);
    return m_outline->node(number).kind == Kind::String ? toText(m_outline->stringOf(number)) : toText(m_outline->textOf(number));
}

bool JsonModel::holds(std::size_t node, const QString &text, const std::string &lower) const
{
    const auto &known = m_outline->node(node);
    const auto name = std::string_view(m_outline->text()).substr(known.nameAt, known.nameLength);
    return (!name.empty() && bytesHold(name, text, lower)) || (!isContainer(known.kind) && bytesHold(m_outline->textOf(node), text, lower));
}

qint64 JsonModel::find(const QString &text, qint64 from, bool forward) const
{
    const auto size = m_outline ? static_cast<qint64>(m_outline->size()) : 0;
    const std::string lower = lowered(text);
    for (qint64 step = 1; step <= size && !text.isEmpty(); ++step) {
        const qint64 node = ((forward ? from + step : from - step) % size + size) % size;
        if (holds(static_cast<std::size_t>(node), text, lower)) {
            return node;
        }
    }
    return -1;
}

int JsonModel::countOf(const QString &text) const
{
    int count = 0;
    const std::string lower = lowered(text);
    for (std::size_t node = 0; m_outline && !text.isEmpty() && count < mostCounted && node < m_outline->size(); ++node) {
        count += holds(node, text, lower) ? 1 : 0;
    }
    return count;
}

} // namespace Retort::Requests
