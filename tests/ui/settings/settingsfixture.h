// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "tests/support/writefile.h"
#include "ui/settings/fieldrow.h"
#include "ui/settings/settingstab.h"

#include <QFile>
#include <QLineEdit>
#include <QPushButton>
#include <QTemporaryDir>
#include <QTest>

#include <memory>

namespace Retort::Test {

// A Settings tab with a file of its own, and the ways of a user into it.
class SettingsFixture
{
public:
    void reset(const QProcessEnvironment &environment = {})
    {
        m_tab.reset();
        m_folder = std::make_unique<QTemporaryDir>();
        m_tab = std::make_unique<Ui::SettingsTab>(environment, nullptr);
        m_tab->resize(1000, 700);
    }
    void clear() { m_tab.reset(); }

    QString path(const QString &name = QStringLiteral("uwsgi.ini")) const { return m_folder->filePath(name); }
    Ui::SettingsTab &tab() const { return *m_tab; }

    void open(const QByteArray &bytes)
    {
        writeFile(path(), bytes);
        m_tab->openIni(path());
        m_tab->show();
        m_tab->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(m_tab.get()));
    }

    QByteArray content() const
    {
        QFile file(path());
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }

    Ui::FieldRow *row(const QString &key) const { return m_tab->findChild<Ui::FieldRow *>(QStringLiteral("row-") + key); }

    template<typename Widget>
    Widget *control(const QString &key) const
    {
        Ui::FieldRow *found = row(key);
        return found != nullptr && found->editor() != nullptr ? found->editor()->template findChild<Widget *>() : nullptr;
    }

    QPushButton *button(const QString &text) const
    {
        for (QPushButton *button : m_tab->findChildren<QPushButton *>()) {
            if (button->text() == text && button->isVisible()) {
                return button;
            }
        }
        return nullptr;
    }

    static void type(QLineEdit *line, const QString &what)
    {
        QVERIFY(line != nullptr);
        line->setFocus();
        line->selectAll();
        if (what.isEmpty()) {
            QTest::keyClick(line, Qt::Key_Delete);
        } else {
            QTest::keyClicks(line, what);
        }
    }

private:
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<Ui::SettingsTab> m_tab;
};

} // namespace Retort::Test
