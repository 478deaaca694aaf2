// SPDX-License-Identifier: Apache-2.0
#include "ui/requests/requestcopy.h"

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace Retort::Requests {

namespace {

// Of both `requests` and the test client, which have a function for each of these and one for all others.
constexpr std::array pythonMethods{"GET"_L1, "HEAD"_L1, "POST"_L1, "PUT"_L1, "PATCH"_L1, "DELETE"_L1, "OPTIONS"_L1};

bool isPythonMethod(const QString &method)
{
    return std::ranges::find(pythonMethods, method) != pythonMethods.end();
}

QString pythonHeaders(const CopySource &source)
{
    QStringList pairs;
    for (const auto &[name, value] : source.headers) {
        pairs += pythonQuoted(name) + u": " + pythonQuoted(value);
    }
    return u"{" + pairs.join(u", "_s) + u'}';
}

QString curl(const CopySource &source)
{
    QStringList words{u"curl"_s};
    if (source.method == u"HEAD") {
        words += u"--head"_s;
    } else if (source.method != u"GET" || source.body) {
        words += {u"-X"_s, shellQuoted(source.method)};
    }
    words += shellQuoted(source.url());
    for (const auto &[name, value] : source.headers) {
        words += {u"-H"_s, shellQuoted(name + u": " + value)};
    }
    if (source.body) {
        words += {u"--data-binary"_s, shellQuoted(QString::fromUtf8(*source.body))};
    }
    return words.join(u' ');
}

QString httpie(const CopySource &source)
{
    QStringList words{u"http"_s, shellQuoted(source.method), shellQuoted(source.url())};
    for (const auto &[name, value] : source.headers) {
        words += shellQuoted(name + u':' + value);
    }
    if (source.body) {
        words += {u"--raw"_s, shellQuoted(QString::fromUtf8(*source.body))};
    }
    return words.join(u' ');
}

QString pythonCall(const CopySource &source, const QString &object, const QString &anyMethod, const QString &address)
{
    const bool known = isPythonMethod(source.method);
    const bool methodFirst = object == u"requests";
    QStringList arguments{pythonQuoted(address)};
    if (!known) {
        methodFirst ? arguments.prepend(pythonQuoted(source.method)) : arguments.append(u"method="_s + pythonQuoted(source.method));
    }
    if (!source.headers.isEmpty()) {
        arguments += u"headers="_s + pythonHeaders(source);
    }
    if (source.body) {
        arguments += u"data="_s + pythonQuoted(*source.body);
    }
    return object + u'.' + (known ? source.method.toLower() : anyMethod) + u'(' + arguments.join(u", "_s) + u')';
}

} // namespace

QString copyText(const CopySource &source, CopyForm form)
{
    switch (form) {
    case CopyForm::Url: return source.url();
    case CopyForm::Curl: return curl(source);
    case CopyForm::Httpie: return httpie(source);
    case CopyForm::PythonRequests: return pythonCall(source, u"requests"_s, u"request"_s, source.url());
    case CopyForm::FlaskClient: return pythonCall(source, u"client"_s, u"open"_s, source.target);
    }
    return {};
}

QString shellQuoted(const QString &text)
{
    const auto isPlain = [](QChar character) {
        return character.unicode() < 0x80 && (character.isLetterOrNumber() || u"-_./:=@%+,"_s.contains(character));
    };
    if (!text.isEmpty() && std::ranges::all_of(text, isPlain)) {
        return text;
    }
    QString quoted = text;
    quoted.replace(u'\'', u"'\\''"_s);
    return u'\'' + quoted + u'\'';
}

QString pythonQuoted(const QString &text)
{
    QString quoted = u"\""_s;
    for (const QChar character : text) {
        if (character == u'"' || character == u'\\') {
            quoted += u'\\';
            quoted += character;
        } else if (character.unicode() < 0x20 || character.unicode() == 0x7f) {
            quoted += u"\\x%1"_s.arg(static_cast<int>(character.unicode()), 2, 16, QLatin1Char('0'));
        } else {
            quoted += character;
        }
    }
    return quoted + u'"';
}

QString pythonQuoted(const QByteArray &bytes)
{
    QString quoted = u"b\""_s;
    for (const char byte : bytes) {
        const auto value = static_cast<unsigned char>(byte);
        if (byte == '"' || byte == '\\') {
            quoted += u'\\';
            quoted += QLatin1Char(byte);
        } else if (value < 0x20 || value >= 0x7f) {
            quoted += u"\\x%1"_s.arg(static_cast<int>(value), 2, 16, QLatin1Char('0'));
        } else {
            quoted += QLatin1Char(byte);
        }
    }
    return quoted + u'"';
}

} // namespace Retort::Requests
