// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QJsonArray>
#include <QTreeWidget>

namespace Retort::Requests {

// Names and values in groups: headers, cookies, the fields of a query or form. They are shown with what cannot be seen made
// visible; Ctrl+C copies a value.
class PairsList final : public QTreeWidget
{
    Q_OBJECT

public:
    using Pairs = QList<std::pair<QString, QString>>;

    explicit PairsList(QWidget *parent = nullptr);

    // A group without pairs is left out.
    void addGroup(const QString &title, const Pairs &pairs);

    static Pairs fromHeaders(const QJsonArray &headers);
    static Pairs fromQuery(QStringView query); // also of a form: %41 and + are decoded
    static Pairs fromCookies(QStringView header);

protected:
    void keyPressEvent(QKeyEvent *event) override;

private:
    static constexpr int mostPairs = 500; // of a group
};

} // namespace Retort::Requests
