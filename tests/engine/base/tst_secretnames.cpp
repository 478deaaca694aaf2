// SPDX-License-Identifier: Apache-2.0
#include "engine/base/secretnames.h"

#include <QTest>

// Names of parameters and variables whose values are not to be shown.
class tst_SecretNames final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void judges_data();
    void judges();
    void takesWordsOfTheCaller();
};

void tst_SecretNames::judges_data()
{
    QTest::addColumn<QByteArray>("name");
    QTest::addColumn<bool>("expected");

    for (const char *name : {"token", "KEY", "api_key", "accessToken", "user[password]", "X-Amz-Signature", "DB_PASS", "AWS_ACCESS_KEY_ID",
             "clientSecret", "api-key", "PIN"}) {
        QTest::newRow(name) << QByteArray(name) << true;
    }
    for (const char *name : {"", "monkey", "keyboard", "author", "passenger", "MODE", "page", "code"}) {
        QTest::addRow("not “%s”", name) << QByteArray(name) << false;
    }
}

void tst_SecretNames::judges()
{
    QFETCH(QByteArray, name);
    QTEST(Retort::isSecretName(name.toStdString()), "expected");
}

void tst_SecretNames::takesWordsOfTheCaller()
{
    constexpr std::array<std::string_view, 1> words{"code"};
    QVERIFY(Retort::nameHasWord("auth_CODE", words));
    QVERIFY(!Retort::nameHasWord("encoder", words));
    QVERIFY(!Retort::nameHasWord("token", words));
}

QTEST_APPLESS_MAIN(tst_SecretNames)
#include "tst_secretnames.moc"
