// SPDX-License-Identifier: Apache-2.0
#include "ui/requests/comparison.h"

#include "engine/base/linediff.h"
#include "ui/requests/bodycontent.h"
#include "ui/requests/requestwords.h"

#include <QCoreApplication>
#include <QCryptographicHash>
#include <QRegularExpression>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Retort::Requests {

namespace {

using Row = Comparison::Row;
using Part = Comparison::Part;
using Verdict = Comparison::Verdict;

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(Comparing)
};

constexpr qsizetype mostLines = 20'000;
constexpr qsizetype mostNamed = 4; // differences that the sentence tells by name

struct Header
{
    QString name;
    QString value;
    bool used = false;
};

QList<Header> headersOf(const QJsonObject &request)
{
    QList<Header> headers;
    for (const auto &header : request.value("responseHeaders"_L1).toArray()) {
        headers.append({header.toArray().at(0).toString(), header.toArray().at(1).toString(), false});
    }
    return headers;
}

// Two lines are alike when only what looks like an id differs.
QString withoutIds(QString line)
{
    static const QRegularExpression ids(
        u"\\b[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}\\b|\\b(?=[0-9a-fA-F]*[0-9])[0-9a-fA-F]{16,}\\b"_s);
    return line.replace(ids, u"\u2026"_s);
}

QStringList linesOf(const BodyContent &content, bool sortKeys)
{
    QStringList lines;
    if (content.shape == BodyContent::Shape::Json && content.json->size() > 0 && !content.json->fault()) {
        const auto members = sortKeys ? Content::Members::Sorted : Content::Members::AsSent;
        for (const std::string &line : Content::jsonLines(*content.json, members)) {
            lines.append(QString::fromStdString(line));
        }
    } else if (content.isText()) {
        lines = content.text.text.split(u'\n');
    } else if (!content.bytes.isEmpty()) {
        const QByteArray digest = QCryptographicHash::hash(content.bytes, QCryptographicHash::Sha256).toHex().left(15);
        lines.append(Words::tr("%1 that are no text (SHA-256 %2…)")
                .arg(sizeWords(static_cast<quint64>(content.bytes.size())), QString::fromLatin1(digest)));
    }
    return lines.mid(0, mostLines);
}

class Comparer final
{
public:
    Comparer(const QJsonObject &a, const QJsonObject &b, const ComparisonOptions &options) : m_a(a), m_b(b), m_options(options) {}

    Comparison run()
    {
        addFact(Words::tr("Status"), u"status"_s, [](const QJsonValue &value) { return QString::number(value.toInt()); }, true);
        addFact(Words::tr("Time"), u"totalUs"_s, [](const QJsonValue &value) { return durationText(value.toInteger()); }, false);
        addFact(
            Words::tr("Size"), u"bytesOut"_s, [](const QJsonValue &value) { return sizeWords(static_cast<quint64>(value.toInteger())); },
            false);
        addHeaders();
        addBody();
        return std::move(m_result);
    }

private:
    template<typename Show>
    void addFact(const QString &name, const QString &key, Show show, bool counts)
    {
        Row row;
        row.name = name;
        row.a = show(m_a.value(key));
        row.b = show(m_b.value(key));
        row.verdict = row.a == row.b ? Verdict::Same : counts ? Verdict::Different : Verdict::Ignored;
        if (row.verdict == Verdict::Different) {
            m_result.different.append(name.toLower());
        }
        m_result.rows.append(row);
    }

    void addHeader(const Header *a, const Header *b)
    {
        Row row;
        row.part = Part::Headers;
        row.name = a ? a->name : b->name;
        row.hasA = a;
        row.hasB = b;
        row.a = a ? a->value : QString();
        row.b = b ? b->value : QString();
        if (!a || !b || row.a != row.b) {
            // The length follows from a body, whose difference is told.
            const bool isIgnored =
                m_options.ignored.contains(row.name, Qt::CaseInsensitive) || row.name.compare(u"Content-Length", Qt::CaseInsensitive) == 0;
            row.verdict = isIgnored ? Verdict::Ignored : Verdict::Different;
            QStringList &told = isIgnored ? m_result.ignored : m_result.different;
            if (!told.contains(row.name)) {
                told.append(row.name);
            }
        }
        m_result.rows.append(row);
    }

    // In the order of A; what only B has comes behind.
    void addHeaders()
    {
        const QList<Header> first = headersOf(m_a);
        QList<Header> second = headersOf(m_b);
        for (const Header &header : first) {
            auto other = std::ranges::find_if(
                second, [&header](const Header &one) { return !one.used && one.name.compare(header.name, Qt::CaseInsensitive) == 0; });
            addHeader(&header, other != second.end() ? &*other : nullptr);
            if (other != second.end()) {
                other->used = true;
            }
        }
        for (const Header &header : second) {
            if (!header.used) {
                addHeader(nullptr, &header);
            }
        }
    }

    void addBody()
    {
        const auto contentOf = [](const QJsonObject &request) {
            return readBody(capturedBody(request.value("responseBody"_L1), request.value("responseHeaders"_L1).toArray()));
        };
        const BodyContent first = contentOf(m_a);
        const BodyContent second = contentOf(m_b);
        m_result.bodiesKnown = first.sent.known && second.sent.known;
        if (!m_result.bodiesKnown) {
            return;
        }
        m_linesA = linesOf(first, m_options.sortKeys);
        m_linesB = linesOf(second, m_options.sortKeys);
        LineNumbers<QString> numbers;
        const auto numbered = [&](const QStringList &lines) {
            if (!m_options.ignoreIds) {
                return numbers.of(lines);
            }
            QStringList plain = lines;
            std::ranges::transform(plain, plain.begin(), withoutIds);
            return numbers.of(plain);
        };
        const std::vector<int> numbersA = numbered(m_linesA);
        addSteps(lineDiff(numbersA, numbered(m_linesB)));
        if (m_result.differentLines > 0) {
            m_result.different.append(m_result.differentLines == 1 ? Words::tr("1 line of the body")
                                                                   : Words::tr("%1 lines of the body").arg(m_result.differentLines));
        }
        if (m_hasIds) {
            m_result.ignored.append(Words::tr("ids in the body"));
        }
    }

    // Lines that replace each other stand side by side.
    void addSteps(const std::vector<DiffStep> &steps)
    {
        using Kind = DiffStep::Kind;
        for (auto step = steps.begin(); step != steps.end();) {
            if (step->kind == Kind::Same) {
                addLine(static_cast<qsizetype>(step->before), static_cast<qsizetype>(step->now), Verdict::Same);
                ++step;
                continue;
            }
            const auto added = std::find_if(step, steps.end(), [](const DiffStep &one) { return one.kind != Kind::Removed; });
            const auto end = std::find_if(added, steps.end(), [](const DiffStep &one) { return one.kind != Kind::Added; });
            for (auto removed = step, put = added; removed != added || put != end;) {
                const qsizetype a = removed != added ? static_cast<qsizetype>((removed++)->before) : -1;
                const qsizetype b = put != end ? static_cast<qsizetype>((put++)->now) : -1;
                addLine(a, b, Verdict::Different);
                ++m_result.differentLines;
            }
            step = end;
        }
    }

    void addLine(qsizetype a, qsizetype b, Verdict verdict)
    {
        Row row;
        row.part = Part::Body;
        row.hasA = a >= 0;
        row.hasB = b >= 0;
        row.a = row.hasA ? m_linesA.at(a) : QString();
        row.b = row.hasB ? m_linesB.at(b) : QString();
        row.lineA = static_cast<int>(a) + 1;
        row.lineB = static_cast<int>(b) + 1;
        row.verdict = verdict == Verdict::Same && row.a != row.b ? Verdict::Ignored : verdict;
        m_hasIds = m_hasIds || row.verdict == Verdict::Ignored;
        m_result.rows.append(row);
    }

    const QJsonObject &m_a;
    const QJsonObject &m_b;
    const ComparisonOptions &m_options;
    Comparison m_result;
    QStringList m_linesA;
    QStringList m_linesB;
    bool m_hasIds = false;
};

QString listOf(const QStringList &names)
{
    QStringList shown;
    for (const QString &name : names.mid(0, mostNamed)) {
        shown.append(shownLine(name, 60));
    }
    const QString list = shown.join(u", "_s);
    return names.size() > mostNamed ? Words::tr("%1 and %2 more").arg(list).arg(names.size() - mostNamed) : list;
}

} // namespace

QStringList ComparisonOptions::usuallyIgnored()
{
    return {u"Date"_s, u"Set-Cookie"_s, u"X-Request-Id"_s, u"ETag"_s, u"Server-Timing"_s};
}

QString Comparison::sentence() const
{
    QString text;
    if (!different.isEmpty()) {
        text = Words::tr("Different: %1.").arg(listOf(different));
    } else if (!ignored.isEmpty()) {
        text = Words::tr("Same except %1.").arg(listOf(ignored));
    } else {
        text = Words::tr("Same.");
    }
    return bodiesKnown ? text : text + u' ' + Words::tr("The bodies were not recorded.");
}

Comparison compareRequests(const QJsonObject &a, const QJsonObject &b, const ComparisonOptions &options)
{
    return Comparer(a, b, options).run();
}

QJsonObject requestOfText(const QString &text, const QJsonObject &like)
{
    QJsonObject request = like;
    const QByteArray bytes = text.toUtf8();
    QJsonArray headers;
    for (const auto &header : like.value("responseHeaders"_L1).toArray()) {
        if (header.toArray().at(0).toString().compare(u"Content-Encoding", Qt::CaseInsensitive) != 0) {
            headers.append(header);
        }
    }
    request.insert("responseHeaders"_L1, headers);
    request.insert("responseBody"_L1,
        QJsonObject{{u"base64"_s, QString::fromLatin1(bytes.toBase64())}, {u"bytes"_s, bytes.size()}, {u"cut"_s, false}});
    request.insert("bytesOut"_L1, bytes.size());
    return request;
}

} // namespace Retort::Requests
