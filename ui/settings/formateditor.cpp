// SPDX-License-Identifier: Apache-2.0
#include "ui/settings/formateditor.h"

#include "engine/gateway/request.h"
#include "engine/log/logformat.h"
#include "engine/log/requestline.h"
#include "ui/settings/simpleeditors.h"
#include "ui/settings/tones.h"

#include <QFontDatabase>
#include <QHBoxLayout>
#include <QMenu>
#include <QToolButton>
#include <QVBoxLayout>

#include <array>

using namespace Qt::StringLiterals;

namespace Retort::Ui {
namespace {

struct Variable
{
    const char *name;
    const char *meaning;
};
constexpr std::array variables{
    Variable{"addr", QT_TRANSLATE_NOOP("Retort::Ui::FormatEditor", "Client address")},
    Variable{"method", QT_TRANSLATE_NOOP("Retort::Ui::FormatEditor", "Method")},
    Variable{"uri", QT_TRANSLATE_NOOP("Retort::Ui::FormatEditor", "Path and query")},
    Variable{"proto", QT_TRANSLATE_NOOP("Retort::Ui::FormatEditor", "Protocol")},
    Variable{"status", QT_TRANSLATE_NOOP("Retort::Ui::FormatEditor", "Status")},
    Variable{"rsize", QT_TRANSLATE_NOOP("Retort::Ui::FormatEditor", "Bytes of the body")},
    Variable{"msecs", QT_TRANSLATE_NOOP("Retort::Ui::FormatEditor", "Milliseconds")},
    Variable{"micros", QT_TRANSLATE_NOOP("Retort::Ui::FormatEditor", "Microseconds")},
    Variable{"ltime", QT_TRANSLATE_NOOP("Retort::Ui::FormatEditor", "Time, as Apache writes it")},
    Variable{"ctime", QT_TRANSLATE_NOOP("Retort::Ui::FormatEditor", "Time, as uWSGI writes it")},
    Variable{"host", QT_TRANSLATE_NOOP("Retort::Ui::FormatEditor", "Host")},
    Variable{"uagent", QT_TRANSLATE_NOOP("Retort::Ui::FormatEditor", "Browser")},
    Variable{"referer", QT_TRANSLATE_NOOP("Retort::Ui::FormatEditor", "Referring page")},
    Variable{"user", QT_TRANSLATE_NOOP("Retort::Ui::FormatEditor", "User")},
    Variable{"pid", QT_TRANSLATE_NOOP("Retort::Ui::FormatEditor", "Process")},
    Variable{"wid", QT_TRANSLATE_NOOP("Retort::Ui::FormatEditor", "Worker")},
};

Gateway::Trace exampleTrace()
{
    Gateway::Trace trace;
    trace.wallStartUs = 1'795'338'281'000'123; // 22 November 2026
    trace.startedUs = 1'000'000;
    trace.acceptedUs = 1'001'000;
    trace.dispatchedUs = 1'003'000;
    trace.respondedUs = 1'030'000;
    trace.answeredUs = 1'033'000;
    trace.finishedUs = 1'035'200;
    trace.bodyBytesOut = 812;
    trace.headBytesOut = 67;
    trace.headerCount = 2;
    trace.status = 200;
    trace.switches = 1;
    trace.workerId = 1;
    trace.slot = 0;
    trace.workerPid = 8975;
    trace.workerRequests = 7;
    return trace;
}

} // namespace

QString exampleLine(const QString &format)
{
    Gateway::Request request;
    for (const auto &[name, value] : std::initializer_list<Gateway::VarBlock::Pair>{{"REQUEST_METHOD", "GET"},
             {"REQUEST_URI", "/users/7?full=1"}, {"SERVER_PROTOCOL", "HTTP/1.1"}, {"REMOTE_ADDR", "127.0.0.1"},
             {"HTTP_HOST", "localhost:8000"}, {"HTTP_USER_AGENT", "Mozilla/5.0"}, {"HTTP_REFERER", "http://localhost:8000/"}}) {
        request.vars.add(name, value);
    }
    const Gateway::Trace trace = exampleTrace();
    const Log::RequestFields fields = Log::RequestFields::of(request.vars);
    const Log::LoggedRequest logged{request, fields, trace, 7, 8970};
    Log::LogTime time;
    std::string line;
    if (format.isEmpty()) {
        Log::appendRequestLine(line, logged, {}, time);
    } else {
        Log::LogFormat(format.toStdString()).append(line, logged, {}, time);
    }
    return QString::fromStdString(line);
}

FormatEditor::FormatEditor(const Field &field, EditorContext *context, QWidget *parent)
    : FieldEditor(field, context, parent)
    , m_line(new QLineEdit(this))
    , m_example(new ToneLabel(Tone::Muted, this))
{
    nameControl(m_line);
    m_line->setPlaceholderText(field.defaultText);
    m_example->setWordWrap(true);
    m_example->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    auto *button = new QToolButton(this);
    button->setText(tr("Variables"));
    button->setPopupMode(QToolButton::InstantPopup);
    button->setFocusPolicy(Qt::StrongFocus);
    nameControl(button, tr("variables"));
    auto *menu = new QMenu(button);
    for (const Variable &variable : variables) {
        const QString name = u"%(%1)"_s.arg(QString::fromLatin1(variable.name));
        menu->addAction(tr(variable.meaning) + u'\t' + name, this, [this, name] { insert(name); });
    }
    button->setMenu(menu);
    auto *row = new QHBoxLayout;
    row->addWidget(m_line, 1);
    row->addWidget(button);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins({});
    column->setSpacing(4);
    column->addLayout(row);
    column->addWidget(m_example);
    connect(m_line, &QLineEdit::textEdited, this, [this](const QString &text) { take(model()->setValue(this->field(), text.trimmed())); });
    refresh();
}

void FormatEditor::refresh()
{
    const QString format = model()->values().value(field());
    showInLine(m_line, format, !refusal().isEmpty());
    m_example->setText(exampleLine(format));
}

void FormatEditor::insert(const QString &variable)
{
    const bool gap = m_line->cursorPosition() > 0 && !m_line->text().left(m_line->cursorPosition()).endsWith(u' ');
    m_line->insert(gap ? u' ' + variable : variable);
    model()->endStep();
    take(model()->setValue(field(), m_line->text().trimmed()));
    m_line->setFocus(Qt::OtherFocusReason);
}

} // namespace Retort::Ui
