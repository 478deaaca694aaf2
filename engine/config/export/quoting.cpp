// SPDX-License-Identifier: Apache-2.0
#include "engine/config/export/quoting.h"

#include "engine/base/secretnames.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QRegularExpression>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Retort::Config::Export {
namespace {

bool isControl(QChar character)
{
    // The line and paragraph separators end a line in YAML, too.
    return character.category() == QChar::Other_Control || character == QChar(0x2028) || character == QChar(0x2029);
}

std::unexpected<Error> cannotHold(const QString &value, const QString &format, const QString &what)
{
    return std::unexpected(
        Error{Errc::BadOption, u"“%1” cannot be written for %2: it contains %3."_s.arg(commentText(value), format, what)});
}

bool hasControl(const QString &value)
{
    return std::any_of(value.begin(), value.end(), isControl);
}

QString backslashed(QString value)
{
    return u'"' + value.replace(u'\\', u"\\\\"_s).replace(u'"', u"\\\""_s) + u'"';
}

} // namespace

Result<QString> nginxQuoted(const QString &value)
{
    if (hasControl(value)) {
        return cannotHold(value, u"nginx"_s, u"control characters"_s);
    }
    if (value.contains(u'$')) {
        return cannotHold(value, u"nginx"_s, u"“$”, which begins a variable there"_s);
    }
    return backslashed(value);
}

Result<QString> apacheQuoted(const QString &value)
{
    if (hasControl(value)) {
        return cannotHold(value, u"Apache"_s, u"control characters"_s);
    }
    if (value.contains("${"_L1)) {
        return cannotHold(value, u"Apache"_s, u"“${”, which begins a variable there"_s);
    }
    return backslashed(value);
}

Result<QString> systemdQuoted(const QString &value)
{
    if (hasControl(value)) {
        return cannotHold(value, u"systemd"_s, u"control characters"_s);
    }
    static const QRegularExpression plain(u"^[A-Za-z0-9_@:=,./+-]+$"_s);
    if (plain.match(value).hasMatch()) {
        return value;
    }
    QString doubled = value;
    return backslashed(doubled.replace(u'%', u"%%"_s).replace(u'$', u"$$"_s));
}

Result<QString> shellQuoted(const QString &value)
{
    if (hasControl(value)) {
        return cannotHold(value, u"a shell"_s, u"control characters"_s);
    }
    static const QRegularExpression plain(u"^[A-Za-z0-9_@%:=,./+-]+$"_s);
    if (plain.match(value).hasMatch()) {
        return value;
    }
    QString quoted = value;
    return u'\'' + quoted.replace(u'\'', u"'\\''"_s) + u'\'';
}

Result<QString> jsonQuoted(const QString &value)
{
    if (hasControl(value)) {
        return cannotHold(value, u"this file"_s, u"control characters"_s);
    }
    return backslashed(value);
}

Result<QString> jsonList(const QStringList &values)
{
    QStringList quoted;
    for (const QString &value : values) {
        const auto text = jsonQuoted(value);
        if (!text) {
            return text;
        }
        quoted.append(*text);
    }
    return u'[' + quoted.join(", "_L1) + u']';
}

QString commentText(QString text)
{
    std::replace_if(text.begin(), text.end(), isControl, u' ');
    return text.size() > 100 ? text.left(99) + u'…' : text;
}

bool isSecret(const QString &name, const QString &value)
{
    // Also inside a word, as in SECRETKEY: here a name too many costs a line of typing, one too few a password.
    static const QRegularExpression part(u"(token|key|secret|passw|pwd|passphrase|credential|private|salt|auth|dsn|cookie|signature)"_s,
        QRegularExpression::CaseInsensitiveOption);
    static const QRegularExpression addressWithPassword(u"://[^/@\\s]*:[^/@\\s]+@"_s);
    return isSecretName(name.toStdString()) || part.match(name).hasMatch() || addressWithPassword.match(value).hasMatch();
}

} // namespace Retort::Config::Export
