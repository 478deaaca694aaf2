// SPDX-License-Identifier: Apache-2.0
// The tab as people see it, light and dark. With RETORT_PICTURES=folder the pictures are kept there.
#include "ui/settings/settingstab.h"

#include "tests/support/palettes.h"
#include "tests/support/writefile.h"
#include "ui/settings/fieldrow.h"
#include "ui/settings/inieditor.h"
#include "ui/settings/tones.h"

#include <QApplication>
#include <QComboBox>
#include <QDoubleSpinBox>
#include <QLineEdit>
#include <QSpinBox>
#include <QStyleFactory>
#include <QTemporaryDir>
#include <QTest>
#include <QToolButton>

using namespace Retort::Ui;
using namespace Retort::Test;
using namespace Qt::StringLiterals;

class tst_SettingsPicture final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void picture_data();
    void picture();

private:
    void keep(QWidget &widget, const QString &name);

    QTemporaryDir m_folder;
};

namespace {

constexpr char ini[] = "# Read by retort and by real uWSGI\n"
                       "[uwsgi]\n"
                       "chdir = %d\n"
                       "module = shop.wsgi\n"
                       "callable = app\n"
                       "\n"
                       "# Packages come from here, where it is.\n"
                       "if-exists = %d.venv\n"
                       "virtualenv = %(_)\n"
                       "endif =\n"
                       "\n"
                       "http-socket = 127.0.0.1:8000\n"
                       "processes = 2  # one for each core\n"
                       "threads = 4\n"
                       "master = true\n"
                       "vaccum = true\n"
                       "cheaper = 1\n"
                       "env = DJANGO_SETTINGS_MODULE=shop.settings\n"
                       "env = SECRET_KEY=correct horse battery staple\n"
                       "static-map = /static=%dstatic\n"
                       "log-format = %(addr) %(method) %(uri) %(status) %(msecs) ms\n"
                       "harakiri = 30s\n"
                       "\n"
                       "[retort]\n"
                       "watch = config/*.toml\n";

} // namespace

void tst_SettingsPicture::initTestCase()
{
    QApplication::setStyle(QStyleFactory::create(u"Fusion"_s));
    writeFile(m_folder.filePath(u"shop/.env"_s), "DEBUG=1\nSECRET_KEY=other\n");
    writeFile(m_folder.filePath(u"shop/app.py"_s), "from flask import Flask\napp = Flask(__name__)\n");
}

void tst_SettingsPicture::picture_data()
{
    QTest::addColumn<bool>("dark");
    QTest::addColumn<QSize>("size");
    QTest::addColumn<QString>("part");
    for (const bool dark : {false, true}) {
        const auto row = [dark](const char *name, const QSize &size, const QString &part) {
            QTest::newRow(qPrintable(QString::fromUtf8(name) + (dark ? u"-dark"_s : u"-light"_s))) << dark << size << part;
        };
        row("top", {1180, 760}, {});
        row("environment", {1180, 760}, u"env"_s);
        row("logging", {1180, 760}, u"log-format"_s);
        row("more", {1180, 760}, u"kept"_s);
        row("narrow", {500, 480}, {});
    }
}

void tst_SettingsPicture::picture()
{
    QFETCH(bool, dark);
    QFETCH(QSize, size);
    QFETCH(QString, part);
    QApplication::setPalette(dark ? darkPalette() : lightPalette());
    const QString path = m_folder.filePath(u"shop/uwsgi.ini"_s);
    writeFile(path, ini);
    SettingsTab tab(QProcessEnvironment(), nullptr);
    tab.resize(size);
    tab.openIni(path);
    tab.showText(size.width() > 700);
    tab.show();
    QVERIFY(QTest::qWaitForWindowExposed(&tab));
    tab.findChild<FieldRow *>(u"row-http-socket"_s)->findChild<QSpinBox *>()->setValue(8080);
    tab.findChild<FieldRow *>(u"row-threads"_s)->findChild<QDoubleSpinBox *>()->setValue(8);
    const auto findings = [&] {
        int count = 0;
        for (const QLabel *label : tab.findChildren<QLabel *>()) {
            count += label->text().contains(u"did you mean"_s) ? 1 : 0;
        }
        return count;
    };
    QTRY_VERIFY(findings() > 0);
    if (part == u"kept") {
        tab.findChild<QToolButton *>(u"moreOptions"_s)->click();
        tab.goToKey(u"master"_s);
    } else {
        tab.goToKey(part.isEmpty() ? u"http-socket"_s : part);
    }
    QTest::qWait(100); // help comes a moment after the focus
    keep(tab, QString::fromUtf8(QTest::currentDataTag()));

    // Nothing is cut off: keys, the sentence of the bar, buttons.
    QWidget *bar = tab.findChild<QWidget *>(u"changeBar"_s);
    QVERIFY(bar->isVisible() && tab.rect().contains(QRect(bar->mapTo(&tab, QPoint()), bar->size())));
    for (const QAbstractButton *button : tab.findChildren<QAbstractButton *>()) {
        if (button->isVisible() && !button->text().isEmpty()) {
            QVERIFY2(button->width() >= button->sizeHint().width() - 2, qPrintable(button->text()));
        }
    }
    for (const QLineEdit *line : tab.findChildren<QLineEdit *>()) {
        if (line->isVisible() && line->objectName().isEmpty() && qobject_cast<QComboBox *>(line->parentWidget()) == nullptr) {
            QVERIFY2(line->height() >= line->minimumSizeHint().height(), qPrintable(line->text()));
        }
    }
    QCOMPARE(tab.size(), size); // it fits
    // Each coloured text can be read.
    for (const Tone tone : {Tone::Muted, Tone::Accent, Tone::Warning, Tone::Error}) {
        const QColor color = toneColor(tone, tab.palette());
        const int distance = std::abs(color.lightness() - tab.palette().color(QPalette::Window).lightness());
        QVERIFY2(distance > 80, qPrintable(color.name()));
    }
}

void tst_SettingsPicture::keep(QWidget &widget, const QString &name)
{
    const QPixmap picture = widget.grab();
    QCOMPARE(picture.size(), widget.size() * widget.devicePixelRatioF());
    const QString folder = qEnvironmentVariable("RETORT_PICTURES");
    if (!folder.isEmpty()) {
        QVERIFY(picture.save(folder + u"/settings-"_s + name + u".png"_s));
    }
}

QTEST_MAIN(tst_SettingsPicture)
#include "tst_settingspicture.moc"
