// SPDX-License-Identifier: Apache-2.0
#include "ui/states/installcommand.h"

#include <QDir>
#include <QFile>
#include <QHash>

using namespace Qt::StringLiterals;

namespace Retort::States {

namespace {

bool hasFile(const QString &folder, const QString &name)
{
    return QFile::exists(QDir(folder).filePath(name));
}

// uv writes its version into what it makes, and puts no pip there.
bool isMadeByUv(const QString &prefix)
{
    QFile file(QDir(prefix).filePath(u"pyvenv.cfg"_s));
    return file.open(QIODevice::ReadOnly) && file.read(4096).contains("\nuv = ");
}

QString quoted(const QString &text)
{
#ifdef Q_OS_WIN
    return u'"' + text + u'"';
#else
    QString inner = text;
    return u'\'' + inner.replace(u'\'', "'\\''"_L1) + u'\'';
#endif
}

QString inFolder(const QString &folder, const QString &command)
{
    return u"cd %1 && %2"_s.arg(quoted(QDir::toNativeSeparators(folder)), command);
}

} // namespace

Installer installerOf(const QString &folder, const QString &prefix)
{
    if (hasFile(folder, u"uv.lock"_s)) {
        return Installer::Uv;
    }
    if (hasFile(folder, u"poetry.lock"_s)) {
        return Installer::Poetry;
    }
    if (hasFile(folder, u"Pipfile"_s)) {
        return Installer::Pipenv;
    }
    return isMadeByUv(prefix) ? Installer::UvPip : Installer::Pip;
}

QString packageOf(const QString &module)
{
    static const QHash<QString, QString> others{{u"bs4"_s, u"beautifulsoup4"_s}, {u"cv2"_s, u"opencv-python"_s},
        {u"dateutil"_s, u"python-dateutil"_s}, {u"dotenv"_s, u"python-dotenv"_s}, {u"fitz"_s, u"PyMuPDF"_s}, {u"git"_s, u"GitPython"_s},
        {u"jose"_s, u"python-jose"_s}, {u"jwt"_s, u"PyJWT"_s}, {u"ldap"_s, u"python-ldap"_s}, {u"magic"_s, u"python-magic"_s},
        {u"MySQLdb"_s, u"mysqlclient"_s}, {u"OpenSSL"_s, u"pyOpenSSL"_s}, {u"PIL"_s, u"Pillow"_s}, {u"psycopg2"_s, u"psycopg2-binary"_s},
        {u"rest_framework"_s, u"djangorestframework"_s}, {u"sklearn"_s, u"scikit-learn"_s}, {u"slugify"_s, u"python-slugify"_s},
        {u"corsheaders"_s, u"django-cors-headers"_s}, {u"debug_toolbar"_s, u"django-debug-toolbar"_s}, {u"yaml"_s, u"PyYAML"_s}};
    const QString top = module.section(u'.', 0, 0);
    return others.value(top, top);
}

QString installCommand(Installer installer, const QString &folder, const QString &prefix, const QString &package)
{
#ifdef Q_OS_WIN
    const QString python = quoted(QDir::toNativeSeparators(prefix + "/Scripts/python.exe"_L1));
#else
    const QString python = quoted(prefix + "/bin/python3"_L1);
#endif
    switch (installer) {
    case Installer::Pip: break;
    case Installer::UvPip: return u"uv pip install --python %1 %2"_s.arg(python, package);
    case Installer::Uv: return inFolder(folder, u"uv add "_s + package);
    case Installer::Poetry: return inFolder(folder, u"poetry add "_s + package);
    case Installer::Pipenv: return inFolder(folder, u"pipenv install "_s + package);
    }
    return u"%1 -m pip install %2"_s.arg(python, package);
}

} // namespace Retort::States
