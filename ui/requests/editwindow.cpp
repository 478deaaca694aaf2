// SPDX-License-Identifier: Apache-2.0
#include "ui/requests/editwindow.h"

#include "ui/requests/bodycontent.h"
#include "ui/requests/copymenu.h"
#include "ui/requests/errortab.h"
#include "ui/requests/requestreplay.h"
#include "ui/requests/requesttools.h"
#include "ui/requests/requestwords.h"
#include "ui/requests/responsetab.h"
#include "ui/style/theme.h"

#include <QClipboard>
#include <QComboBox>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QShortcut>
#include <QSplitter>
#include <QTabWidget>
#include <QTableWidget>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace Retort::Requests {

namespace {

constexpr qsizetype mostEditedBytes = 1024 * 1024; // what is captured of a body

// Blanks and other letters may be typed as they are.
QString encodedTarget(const QString &typed)
{
    QString target;
    for (const char byte : typed.trimmed().toUtf8()) {
        const auto value = static_cast<unsigned char>(byte);
        if (value <= 0x20 || value >= 0x7f) {
            target += u'%' + QString::number(value, 16).toUpper().rightJustified(2, u'0');
        } else {
            target += QLatin1Char(byte);
        }
    }
    return target.startsWith(u'/') ? target : u'/' + target;
}

} // namespace

EditWindow::EditWindow(RequestTools &tools, const QJsonObject &original, const QString &base)
    : QWidget(qobject_cast<QWidget *>(tools.parent()), Qt::Window)
    , m_tools(&tools)
    , m_original(original)
    , m_base(base)
    , m_method(new QComboBox)
    , m_target(new QLineEdit)
    , m_headers(new QTableWidget(0, 2))
    , m_body(new QPlainTextEdit)
    , m_bodyState(new QLabel)
    , m_send(new QPushButton(tr("Send")))
    , m_compare(new QPushButton(tr("Compare with original")))
    , m_copy(new QPushButton(tr("Copy")))
    , m_copyMenu(new CopyMenu(this))
    , m_state(new QLabel)
    , m_tabs(new QTabWidget)
    , m_error(new ErrorTab)
    , m_response(new ResponseTab)
{
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Edit and replay"));
    buildLayout();
    fill(original);
    connectParts();
    checkBody();
    resize(820, 720);
    m_target->setFocus();
}

EditWindow::~EditWindow() = default;

void EditWindow::buildLayout()
{
    m_method->setEditable(true);
    m_method->addItems({u"GET"_s, u"POST"_s, u"PUT"_s, u"PATCH"_s, u"DELETE"_s, u"HEAD"_s, u"OPTIONS"_s});
    m_method->setAccessibleName(tr("Method"));
    m_target->setAccessibleName(tr("Path and query"));
    m_target->setFont(Style::fixedFont());
    m_headers->setHorizontalHeaderLabels({tr("Header"), tr("Value")});
    m_headers->horizontalHeader()->setStretchLastSection(true);
    m_headers->horizontalHeader()->resizeSection(0, 180);
    m_headers->verticalHeader()->hide();
    m_headers->verticalHeader()->setDefaultSectionSize(QFontMetrics(font()).height() + 8);
    m_headers->setAccessibleName(tr("Headers of the request"));
    m_body->setFont(Style::fixedFont());
    m_body->setLineWrapMode(QPlainTextEdit::NoWrap);
    m_body->setTabChangesFocus(true);
    m_body->setPlaceholderText(tr("No body"));
    m_body->setAccessibleName(tr("Body of the request"));
    for (QLabel *label : {m_bodyState, m_state}) {
        label->setTextFormat(Qt::PlainText);
        label->setWordWrap(true);
    }
    m_bodyState->setForegroundRole(QPalette::PlaceholderText);
    m_send->setDefault(true);
    m_send->setToolTip(tr("Ctrl+Enter"));
    m_compare->setEnabled(false);
    m_copy->setMenu(m_copyMenu);
    m_tabs->setDocumentMode(true);
    for (QWidget *tab : std::initializer_list<QWidget *>{m_error, m_response}) {
        tab->setParent(this);  // until there is an answer to show in it
        tab->hide();
    }

    auto *first = new QHBoxLayout;
    first->addWidget(m_method);
    first->addWidget(new QLabel(m_base));
    first->addWidget(m_target, 1);
    auto *buttons = new QHBoxLayout;
    buttons->addWidget(m_send);
    buttons->addWidget(m_compare);
    buttons->addWidget(m_copy);
    buttons->addStretch();
    auto *bodyArea = new QWidget;
    auto *bodyLayout = new QVBoxLayout(bodyArea);
    bodyLayout->setContentsMargins(0, 0, 0, 0);
    bodyLayout->addWidget(m_body, 1);
    bodyLayout->addWidget(m_bodyState);
    auto *answerArea = new QWidget;
    auto *answerLayout = new QVBoxLayout(answerArea);
    answerLayout->setContentsMargins(0, 0, 0, 0);
    answerLayout->addLayout(buttons);
    answerLayout->addWidget(m_state);
    answerLayout->addWidget(m_tabs, 1);
    auto *splitter = new QSplitter(Qt::Vertical);
    splitter->setChildrenCollapsible(false);
    splitter->addWidget(m_headers);
    splitter->addWidget(bodyArea);
    splitter->addWidget(answerArea);
    splitter->setSizes({170, 150, 320});
    auto *layout = new QVBoxLayout(this);
    layout->addLayout(first);
    layout->addWidget(splitter, 1);
}

void EditWindow::connectParts()
{
    connect(m_send, &QPushButton::clicked, this, &EditWindow::send);
    connect(m_compare, &QPushButton::clicked, this, &EditWindow::compare);
    connect(m_headers, &QTableWidget::cellChanged, this, [this] {
        keepEmptyRow();
        checkBody();
    });
    connect(m_body, &QPlainTextEdit::textChanged, this, &EditWindow::checkBody);
    connect(m_copyMenu, &CopyMenu::copyWanted, this, [this](CopyForm form) {
        QJsonObject now = request();
        for (const QString &key : {u"status"_s, u"responseHeaders"_s, u"responseBody"_s, u"time"_s, u"totalUs"_s}) {
            now.insert(key, m_answer.value(key));
        }
        QGuiApplication::clipboard()->setText(copyText(copySource(now, m_base, m_copyMenu->secrets()), form));
    });
    for (const QKeyCombination keys : {Qt::CTRL | Qt::Key_Return, Qt::CTRL | Qt::Key_Enter}) {
        connect(new QShortcut(keys, this), &QShortcut::activated, this, &EditWindow::send);
    }
    connect(new QShortcut(Qt::Key_Escape, this), &QShortcut::activated, this, &QWidget::close);
    auto *remove = new QShortcut(QKeySequence::Delete, m_headers);
    remove->setContext(Qt::WidgetShortcut);
    connect(remove, &QShortcut::activated, this, [this] {
        if (m_headers->currentRow() >= 0 && m_headers->currentRow() < m_headers->rowCount() - 1) {
            m_headers->removeRow(m_headers->currentRow());
            checkBody();
        }
    });
}

void EditWindow::fill(const QJsonObject &original)
{
    m_method->setCurrentText(original.value("method"_L1).toString(u"GET"_s));
    m_target->setText(original.value("uri"_L1).toString());
    const QJsonArray list = original.value("requestHeaders"_L1).toArray();
    for (const auto &header : list) {
        const QString name = header.toArray().at(0).toString();
        if (name.compare(u"Content-Length", Qt::CaseInsensitive) != 0) { // follows from the body
            addHeader(name, header.toArray().at(1).toString());
        }
    }
    if (list.isEmpty()) {
        addHeader(u"Host"_s, m_base.section(u"//"_s, 1));
    }
    keepEmptyRow();
    const CapturedBody sent = capturedBody(original.value("requestBody"_L1), list);
    const QString text = QString::fromUtf8(sent.bytes);
    if (!sent.bytes.isEmpty() && (!isUtf8(sent.bytes, false) || text.contains(QChar(u'\0')) || text.contains(u'\r'))) {
        m_bytes = sent.bytes; // an editor would change its line ends, too
        m_body->setReadOnly(true);
    } else {
        m_body->setPlainText(text);
    }
    if (sent.cut) {
        showState(tr("Only the first %1 of the body were kept.").arg(sizeWords(static_cast<quint64>(sent.bytes.size()))));
    }
}

void EditWindow::addHeader(const QString &name, const QString &value)
{
    const int row = m_headers->rowCount();
    m_headers->insertRow(row);
    m_headers->setItem(row, 0, new QTableWidgetItem(name));
    m_headers->setItem(row, 1, new QTableWidgetItem(value));
}

void EditWindow::keepEmptyRow()
{
    const int last = m_headers->rowCount() - 1;
    const auto isEmpty = [this](int row, int column) {
        const QTableWidgetItem *item = m_headers->item(row, column);
        return !item || item->text().isEmpty();
    };
    if (last < 0 || !isEmpty(last, 0) || !isEmpty(last, 1)) {
        const QSignalBlocker blocker(m_headers);
        addHeader({}, {});
    }
}

QJsonArray EditWindow::headers() const
{
    QJsonArray list;
    for (int row = 0; row < m_headers->rowCount(); ++row) {
        const QString name = m_headers->item(row, 0) ? m_headers->item(row, 0)->text().trimmed() : QString();
        if (!name.isEmpty()) {
            list.append(QJsonArray{name, m_headers->item(row, 1) ? m_headers->item(row, 1)->text().trimmed() : QString()});
        }
    }
    return list;
}

QByteArray EditWindow::body() const
{
    return m_body->isReadOnly() ? m_bytes : m_body->toPlainText().toUtf8();
}

QJsonObject EditWindow::request() const
{
    const QByteArray bytes = body();
    const QString target = encodedTarget(m_target->text());
    return {{u"method"_s, m_method->currentText().trimmed()}, {u"uri"_s, target}, {u"target"_s, target}, {u"requestHeaders"_s, headers()},
        {u"bytesIn"_s, bytes.size()},
        {u"requestBody"_s,
            QJsonObject{{u"base64"_s, QString::fromLatin1(bytes.toBase64())}, {u"bytes"_s, bytes.size()}, {u"cut"_s, false}}}};
}

// A body that says it is JSON is checked while it is typed.
void EditWindow::checkBody()
{
    const QByteArray bytes = body();
    const CapturedBody typed = capturedBody(request().value("requestBody"_L1), headers());
    QString words;
    if (m_body->isReadOnly()) {
        words = tr("%1 that cannot be edited as text are sent as they were.").arg(sizeWords(static_cast<quint64>(bytes.size())));
    } else if (const bool isJson = typed.type.endsWith(u"/json") || typed.type.endsWith(u"+json");
        isJson && !bytes.isEmpty() && bytes.size() <= mostEditedBytes) {
        const BodyContent content = readBody(typed);
        words = content.fault.line == 0
            ? tr("Well-formed JSON.")
            : tr("Line %1, column %2: %3.")
                  .arg(QString::number(content.fault.line), QString::number(content.fault.column), content.fault.sentence);
    }
    m_bodyState->setText(words);
    m_bodyState->setVisible(!words.isEmpty());
}

void EditWindow::send()
{
    const auto bytes = replayBytes(request());
    if (!bytes) {
        showState(tr("Not sent: %1").arg(bytes.error()));
        return;
    }
    if (!m_tools) {
        return;
    }
    showState(tr("Sent, waiting for the answer…"));
    m_send->setEnabled(false);
    const auto finished = [here = QPointer(this)](quint64 sequence) {
        if (here && here->m_tools) {
            here->m_tools->details(sequence, 0, [here](const QJsonObject &answer) {
                if (here) {
                    here->showAnswer(answer);
                }
            });
        }
    };
    const auto failed = [here = QPointer(this)](const QString &sentence) {
        if (here) {
            here->m_send->setEnabled(true);
            here->showState(tr("Not sent: %1").arg(sentence));
        }
    };
    m_tools->send(*bytes, finished, failed);
}

void EditWindow::showAnswer(const QJsonObject &request)
{
    m_answer = request;
    m_send->setEnabled(true);
    m_compare->setEnabled(m_original.contains("responseHeaders"_L1));
    const int status = request.value("status"_L1).toInt();
    QStringList parts{status == 0 ? tr("no answer") : QString::number(status) + u' ' + reasonPhrase(status),
        durationText(request.value("totalUs"_L1).toInteger()), sizeWords(static_cast<quint64>(request.value("bytesOut"_L1).toInteger())),
        tr("load %1").arg(request.value("load"_L1).toInteger())};
    showState(parts.join(u" · "_s));
    m_tabs->clear();
    if (m_error->presentDetails(request) == DetailTab::Has::Something) {
        m_tabs->addTab(m_error, m_error->title());
    }
    if (m_response->presentDetails(request) == DetailTab::Has::Something) {
        m_tabs->addTab(m_response, m_response->title());
    } else if (m_tabs->count() == 0) {
        showState(m_state->text() + u'\n' + tr("Nothing is recorded now, so there is no answer to show."));
    }
}

void EditWindow::showState(const QString &sentence)
{
    m_state->setText(sentence);
}

QString EditWindow::state() const
{
    return m_state->text();
}

void EditWindow::compare()
{
    if (m_tools) {
        m_tools->openComparison(m_original, m_answer);
    }
}

} // namespace Retort::Requests
