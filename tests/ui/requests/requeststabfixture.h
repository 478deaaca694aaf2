// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "tests/support/requestjson.h"
#include "ui/requests/filterbar.h"
#include "ui/requests/requeststab.h"

#include <QJsonArray>
#include <QSettings>
#include <QTemporaryDir>
#include <QTest>
#include <QToolButton>

#include <memory>

namespace Retort::Test {

// A Requests tab as a window has it, with settings of its own, for the tests of the tab and of its filters.
class RequestsTabFixture
{
public:
    void start()
    {
        QVERIFY(m_settings.isValid());
        QSettings::setDefaultFormat(QSettings::IniFormat);
        QSettings::setPath(QSettings::IniFormat, QSettings::UserScope, m_settings.path());
        QCoreApplication::setOrganizationName(QStringLiteral("retort-test"));
    }

    void open()
    {
        QSettings().clear();
        m_tab = std::make_unique<Requests::RequestsTab>();
        m_tab->setBaseAddress(QUrl(QStringLiteral("http://blog.localhost:8000/")));
        m_tab->resize(1180, 700);
        m_tab->show();
        QVERIFY(QTest::qWaitForWindowExposed(m_tab.get()));
    }

    void append(const QJsonArray &records, quint64 skipped = 0)
    {
        const quint64 before = m_tab->model().counts().requests;
        m_tab->takeBatch(Log::RecordBatch::of(records, skipped));
        QTRY_COMPARE(m_tab->model().counts().requests, before + static_cast<quint64>(records.size()));
    }

    void select(int row) { m_tab->table()->setCurrentIndex(m_tab->model().index(row, 0)); }
    void settle() { QTRY_VERIFY(!m_tab->model().isFiltering()); }

    QToolButton *chip(const QString &text) const
    {
        for (QToolButton *button : m_tab->findChild<Requests::FilterBar *>()->findChildren<QToolButton *>()) {
            if (button->text() == text) {
                return button;
            }
        }
        return nullptr;
    }

    QTemporaryDir m_settings;
    std::unique_ptr<Requests::RequestsTab> m_tab;
};

} // namespace Retort::Test
