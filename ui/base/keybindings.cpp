// SPDX-License-Identifier: Apache-2.0
#include "ui/base/keybindings.h"

#include <QSettings>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Retort {

namespace {

QString storeKey(const QString &id)
{
    return u"keys/"_s + id;
}

// An empty list cannot be told from a missing one in every kind of store: it is one empty text.
QStringList toStore(const QList<QKeySequence> &keys)
{
    QStringList texts;
    for (const QKeySequence &key : keys) {
        texts += key.toString(QKeySequence::PortableText);
    }
    return texts.isEmpty() ? QStringList{QString()} : texts;
}

QList<QKeySequence> fromStore(const QStringList &texts)
{
    QList<QKeySequence> keys;
    for (const QString &text : texts) {
        if (const QKeySequence key(text, QKeySequence::PortableText); !key.isEmpty()) {
            keys += key;
        }
    }
    return keys;
}

} // namespace

QString KeyBindings::Binding::keyText() const
{
    QStringList texts;
    for (const QKeySequence &key : keys) {
        texts += key.toString(QKeySequence::NativeText);
    }
    return texts.join(", "_L1);
}

void KeyBindings::add(const QString &id, const QString &name, Where where, const QList<QKeySequence> &standard)
{
    const QVariant stored = m_store.value(storeKey(id));
    m_all.append({id, name, where, standard, stored.isValid() ? fromStore(stored.toStringList()) : standard});
}

QList<QKeySequence> KeyBindings::keys(const QString &id) const
{
    const auto found = std::ranges::find(m_all, id, &Binding::id);
    return found == m_all.end() ? QList<QKeySequence>() : found->keys;
}

const KeyBindings::Binding *KeyBindings::owner(const QKeySequence &key, const QString &besides) const
{
    const auto found =
        std::ranges::find_if(m_all, [&](const Binding &binding) { return binding.id != besides && binding.keys.contains(key); });
    return found == m_all.end() ? nullptr : &*found;
}

void KeyBindings::give(const QString &id, const QKeySequence &key)
{
    for (Binding &binding : m_all) {
        QList<QKeySequence> keys = binding.keys;
        if (binding.id == id) {
            set(binding, {key});
        } else if (keys.removeAll(key) > 0) {
            set(binding, keys);
        }
    }
}

void KeyBindings::takeAll(const QString &id)
{
    if (const auto found = std::ranges::find(m_all, id, &Binding::id); found != m_all.end()) {
        set(*found, {});
    }
}

void KeyBindings::restore(const QString &id)
{
    const auto found = std::ranges::find(m_all, id, &Binding::id);
    if (found == m_all.end()) {
        return;
    }
    const QList<QKeySequence> standard = found->standard;
    for (Binding &binding : m_all) {
        QList<QKeySequence> keys = binding.keys;
        if (binding.id != id && keys.removeIf([&](const QKeySequence &key) { return standard.contains(key); }) > 0) {
            set(binding, keys);
        }
    }
    set(*found, standard);
}

void KeyBindings::restoreAll()
{
    for (Binding &binding : m_all) {
        set(binding, binding.standard);
    }
}

void KeyBindings::set(Binding &binding, const QList<QKeySequence> &keys)
{
    binding.keys = keys;
    if (keys == binding.standard) {
        m_store.remove(storeKey(binding.id));
    } else {
        m_store.setValue(storeKey(binding.id), toStore(keys));
    }
}

} // namespace Retort
