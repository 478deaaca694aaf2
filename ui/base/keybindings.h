// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QKeySequence>
#include <QList>
#include <QString>

class QSettings;

namespace Retort {

// Which keys do what: the standard ones, and what a person made of them, kept in the settings under "keys/". Whoever
// acts on keys adds what it can do, and asks for the keys then. A key belongs to one thing only. Plain; `store`
// outlives it.
class KeyBindings final
{
public:
    enum class Where : quint8 {
        Window, // wherever the focus is
        List,   // while the list of requests has the focus
    };
    struct Binding
    {
        QString id;
        QString name; // translated
        Where where = Where::Window;
        QList<QKeySequence> standard;
        QList<QKeySequence> keys;

        QString keyText() const; // as the platform writes them, divided by commas
    };

    explicit KeyBindings(QSettings &store) : m_store(store) {}

    void add(const QString &id, const QString &name, Where where, const QList<QKeySequence> &standard);
    const QList<Binding> &all() const noexcept { return m_all; }
    QList<QKeySequence> keys(const QString &id) const;

    // What the key does now, if it is not `besides`: nullptr when it is free.
    const Binding *owner(const QKeySequence &key, const QString &besides) const;
    // Takes the key from whoever has it.
    void give(const QString &id, const QKeySequence &key);
    void takeAll(const QString &id);
    void restore(const QString &id);
    void restoreAll();

private:
    void set(Binding &binding, const QList<QKeySequence> &keys);

    QSettings &m_store;
    QList<Binding> m_all;
};

} // namespace Retort
