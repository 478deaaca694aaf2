// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/content/jsonoutline.h"

#include <QAbstractItemModel>
#include <QHash>

#include <memory>

namespace Retort::Requests {

// A JSON document as a tree of names and values, which gives rows in batches as a view asks for them: half a million values
// cost nothing until somebody looks. Texts are made fit to be looked at.
class JsonModel final : public QAbstractItemModel
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(JsonModel)

public:
    enum Column { Name, Value, ColumnCount };
    static constexpr int batch = 500;

    explicit JsonModel(QObject *parent = nullptr);
    ~JsonModel() override;

    void setOutline(std::shared_ptr<const Content::JsonOutline> outline);
    const Content::JsonOutline *outline() const noexcept { return m_outline.get(); }

    // The value with that number; its row is given even if no view has asked for it yet.
    QModelIndex indexOf(std::size_t node);
    static std::size_t nodeOf(const QModelIndex &index) { return static_cast<std::size_t>(index.internalId()); }

    QString path(const QModelIndex &index) const;
    QString fullValue(const QModelIndex &index) const; // a string without its quotes, else the text as it was sent

    // The next value after `from` whose name or own text holds that, any case; from the start again after the last. -1: none.
    qint64 find(const QString &text, qint64 from, bool forward) const;
    int countOf(const QString &text) const; // up to mostCounted
    static constexpr int mostCounted = 1'000;

    QModelIndex index(int row, int column, const QModelIndex &parent = {}) const override;
    QModelIndex parent(const QModelIndex &index) const override;
    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    bool hasChildren(const QModelIndex &parent = {}) const override;
    bool canFetchMore(const QModelIndex &parent) const override;
    void fetchMore(const QModelIndex &parent) override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;

private:
    bool holds(std::size_t node, const QString &text, const std::string &lower) const;
    void give(std::size_t node, int rows);

    std::shared_ptr<const Content::JsonOutline> m_outline;
    QHash<quint32, int> m_given; // rows of containers with more than a batch, where more than one was asked for
};

} // namespace Retort::Requests
