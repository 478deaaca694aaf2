// SPDX-License-Identifier: Apache-2.0
#include "engine/gateway/statuspage.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

#include <string>

using namespace Retort::Gateway;

Q_DECLARE_METATYPE(Retort::Gateway::PageForm)

class tst_StatusPage final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void formFollowsAccept_data();
    void formFollowsAccept();
    void textIsEscaped();
    void jsonIsAlwaysValid();
    void plainTextSaysTheSame();
    void headersKeepThePageHarmless();
    void aRetryIsAnnounced();
};

void tst_StatusPage::formFollowsAccept_data()
{
    QTest::addColumn<QByteArray>("accept");
    QTest::addColumn<PageForm>("form");

    const auto row = [](const char *name, const char *accept, PageForm form) { QTest::newRow(name) << QByteArray(accept) << form; };
    row("a browser", "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,*/*;q=0.8", PageForm::Html);
    row("curl", "*/*", PageForm::Text);
    row("no header", "", PageForm::Text);
    row("axios", "application/json, text/plain, */*", PageForm::Json);
    row("a problem type", "application/problem+json", PageForm::Json);
    row("weights count", "text/html;q=0.2, application/json;q=0.9", PageForm::Json);
    row("three digits of weight", "text/html;q=0.501, application/json;q=0.5", PageForm::Html);
    row("weight zero is a refusal", "application/json;q=0, text/html;q=0.1", PageForm::Html);
    row("other parameters are no weights", "application/json; version=1; q=0.1, TEXT/HTML;q=0.3", PageForm::Html);
    row("nonsense", ",;q=,;;q=9,q", PageForm::Text);
}

void tst_StatusPage::formFollowsAccept()
{
    QFETCH(QByteArray, accept);
    QFETCH(PageForm, form);
    QCOMPARE(preferredForm(accept.toStdString()), form);
}

void tst_StatusPage::textIsEscaped()
{
    StatusPage page;
    page.status = 503;
    page.title = "<script>";
    page.sentence = "a & \"b\" 'c' \x1b[31m";
    page.location = "<i>";
    page.details = "line 1\n  <img src=x>";
    const std::string body = renderPage(page, PageForm::Html).body;
    QVERIFY(!body.contains("<script"));
    QVERIFY(!body.contains("<img"));
    QVERIFY(!body.contains("<i>"));
    QVERIFY(!body.contains('\x1b'));
    QVERIFY(body.contains("a &amp; &quot;b&quot; &#39;c&#39; ?[31m"));
    QVERIFY(body.contains("line 1\n  &lt;img src=x&gt;"));
}

void tst_StatusPage::jsonIsAlwaysValid()
{
    StatusPage page;
    page.status = 500;
    page.sentence = "quote \" backslash \\ line\n tab\t escape \x1b </script> umlaut \xc3\xbc broken \xc3 \xff \xed\xa0\x80 \xe4\xbd";
    page.details = std::string("nul \0 end", 9);
    const auto rendered = renderPage(page, PageForm::Json);
    QJsonParseError error;
    const auto document = QJsonDocument::fromJson(QByteArray::fromStdString(rendered.body), &error);
    QCOMPARE(error.error, QJsonParseError::NoError);
    QCOMPARE(document[QStringLiteral("status")].toInt(), 500);
    QCOMPARE(document[QStringLiteral("title")].toString(), QStringLiteral("Internal Server Error"));
    QVERIFY(document[QStringLiteral("error")].toString().contains(
        QStringLiteral("line\n tab\t escape \u001b </script> umlaut ü broken \ufffd \ufffd")));
    QCOMPARE(document[QStringLiteral("details")].toString().size(), qsizetype(9));
    QVERIFY(!rendered.body.contains("</script>"));
}

void tst_StatusPage::plainTextSaysTheSame()
{
    StatusPage page;
    page.status = 502;
    page.sentence = "The worker died.";
    page.details = "signal 9";
    QCOMPARE(renderPage(page, PageForm::Text).body, std::string("502 Bad Gateway\nThe worker died.\n\nsignal 9\n"));
}

void tst_StatusPage::headersKeepThePageHarmless()
{
    StatusPage page;
    page.headers = {{"X-Retort-State", "load-failed"}};
    for (const PageForm form : {PageForm::Html, PageForm::Json, PageForm::Text}) {
        const auto rendered = renderPage(page, form);
        const HeaderList &headers = rendered.head.headers;
        QCOMPARE(headers.value("Content-Length"), std::string_view(std::to_string(rendered.body.size())));
        QCOMPARE(headers.value("Content-Security-Policy"), std::string_view("default-src 'none'; style-src 'unsafe-inline'"));
        QCOMPARE(headers.value("X-Content-Type-Options"), std::string_view("nosniff"));
        QCOMPARE(headers.value("Cache-Control"), std::string_view("no-store"));
        QCOMPARE(headers.value("X-Retort-State"), std::string_view("load-failed"));
        QVERIFY(!headers.contains("Refresh"));
        QVERIFY(headFault(rendered.head).empty());
    }
}

void tst_StatusPage::aRetryIsAnnounced()
{
    StatusPage page;
    page.status = 503;
    page.retrySeconds = 2;
    const auto html = renderPage(page, PageForm::Html);
    QCOMPARE(html.head.headers.value("Retry-After"), std::string_view("2"));
    QCOMPARE(html.head.headers.value("Refresh"), std::string_view("2"));
    QVERIFY(!renderPage(page, PageForm::Json).head.headers.contains("Refresh"));
}

QTEST_APPLESS_MAIN(tst_StatusPage)
#include "tst_statuspage.moc"
