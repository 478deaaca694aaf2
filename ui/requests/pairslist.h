// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QJsonArray>
#include <QTreeWidget>

namespace Retort::Requests {

struct BodyContent;

using Pairs = QList<std::pair<QString, QString>>;

// What a multipart body holds: the values of fields, and of files their name, type and size.
struct PartPairs
{
    Pairs fields;
    Pairs files;
};

// Names and values in groups: headers, cookies, the fields of a query or form. They are shown with what cannot be seen made
// visible; long values scroll. Ctrl+C copies a value, the menu a name or both.
class PairsList final : public QTreeWidget
{
    Q_OBJECT

public:
    enum class Folded : quint8 { No, Yes };

    explicit PairsList(QWidget *parent = nullptr);

    // A group without pairs is left out.
    void addGroup(const QString &title, const Pairs &pairs, Folded folded = Folded::No);

    static Pairs fromHeaders(const QJsonArray &headers);
    static Pairs fromQuery(QStringView query); // also of a form: %41 and + are decoded
    static Pairs fromCookies(QStringView header);
    static PartPairs fromParts(const BodyContent &content);
    // By name, any case; those of one name stay in their order.
    static Pairs sorted(Pairs pairs);

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;

private:
    static constexpr int mostPairs = 500; // of a group
};

} // namespace Retort::Requests
