// SPDX-License-Identifier: Apache-2.0
#include "ui/states/centrepages.h"

#include "ui/states/stateview.h"
#include "ui/style/icons.h"
#include "ui/style/theme.h"

#include <QEvent>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace Retort::States {

namespace {

constexpr int flaskSize = 96;
constexpr int widestText = 460;
constexpr QSize tracebackSize{560, 220};

QLabel *titleLabel(const QString &text)
{
    auto *label = new QLabel(text);
    QFont font = label->font();
    font.setPointSizeF(font.pointSizeF() * 1.5);
    font.setWeight(QFont::DemiBold);
    label->setFont(font);
    label->setAlignment(Qt::AlignCenter);
    label->setTextFormat(Qt::PlainText);
    return label;
}

QLabel *mutedLabel(const QString &text)
{
    auto *label = new QLabel(text);
    label->setForegroundRole(QPalette::PlaceholderText);
    label->setAlignment(Qt::AlignCenter);
    label->setWordWrap(true);
    label->setMinimumWidth(widestText);
    label->setTextFormat(Qt::PlainText);
    return label;
}

QLabel *valueLabel()
{
    auto *label = new QLabel;
    label->setTextFormat(Qt::PlainText);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    label->setWordWrap(true);
    return label;
}

// A column in the middle of the page, a little above the centre, where the eye expects it.
QVBoxLayout *centred(QWidget *page)
{
    page->setBackgroundRole(QPalette::Base);
    page->setAutoFillBackground(true);
    auto *outer = new QVBoxLayout(page);
    auto *row = new QHBoxLayout;
    auto *column = new QVBoxLayout;
    outer->addStretch(2);
    outer->addLayout(row);
    outer->addStretch(3);
    row->addStretch(1);
    row->addLayout(column);
    row->addStretch(1);
    column->setSpacing(12);
    return column;
}

QHBoxLayout *buttonRow(std::initializer_list<QWidget *> buttons)
{
    auto *row = new QHBoxLayout;
    row->setSpacing(8);
    row->addStretch(1);
    for (QWidget *button : buttons) {
        row->addWidget(button);
    }
    row->addStretch(1);
    return row;
}

QPushButton *button(const QString &text, bool isDefault)
{
    auto *button = new QPushButton(text);
    button->setAutoDefault(true);
    button->setDefault(isDefault);
    button->setMinimumSize(button->sizeHint() + QSize(24, 4));
    return button;
}

} // namespace

NoSitePage::NoSitePage(QWidget *parent) : QWidget(parent), m_flask(new QLabel)
{
    auto *column = centred(this);
    m_flask->setAlignment(Qt::AlignCenter);
    column->addWidget(m_flask);
    column->addWidget(titleLabel(tr("Drop a project folder here")));
    column->addWidget(mutedLabel(tr("Retort finds the app, the Python and a free port.")));
    column->addSpacing(4);
    auto *choose = button(tr("Choose folder…"), true);
    auto *sample = button(tr("Try the sample"), false);
    column->addLayout(buttonRow({choose, sample}));
    auto *attach = new QPushButton(tr("Attach to a running server"));
    attach->setFlat(true);
    attach->setCursor(Qt::PointingHandCursor);
    column->addLayout(buttonRow({attach}));
    connect(choose, &QPushButton::clicked, this, &NoSitePage::folderWanted);
    connect(sample, &QPushButton::clicked, this, &NoSitePage::sampleWanted);
    connect(attach, &QPushButton::clicked, this, &NoSitePage::attachWanted);
    setFocusProxy(choose);
    paintFlask();
}

void NoSitePage::paintFlask()
{
    m_flask->setPixmap(Style::iconPixmap(u"flask"_s, Style::tone(Style::Tone::Accent), flaskSize, devicePixelRatioF()));
}

void NoSitePage::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::PaletteChange) {
        paintFlask();
    }
    QWidget::changeEvent(event);
}

NeverStartedPage::NeverStartedPage(QWidget *parent)
    : QWidget(parent)
    , m_name(titleLabel({}))
    , m_folder(valueLabel())
    , m_app(valueLabel())
    , m_python(valueLabel())
    , m_address(valueLabel())
{
    auto *column = centred(this);
    column->addWidget(m_name);
    auto *form = new QFormLayout;
    form->setHorizontalSpacing(16);
    form->setVerticalSpacing(8);
    form->addRow(tr("Folder"), m_folder);
    form->addRow(tr("App"), m_app);
    form->addRow(tr("Python"), m_python);
    form->addRow(tr("Address"), m_address);
    for (QLabel *label : {m_folder, m_app, m_python, m_address}) {
        label->setMaximumWidth(widestText);
        label->setMinimumWidth(widestText * 2 / 3);
    }
    column->addLayout(form);
    column->addSpacing(4);
    auto *start = button(tr("Start"), true);
    auto *settings = button(tr("Settings"), false);
    column->addLayout(buttonRow({start, settings}));
    connect(start, &QPushButton::clicked, this, &NeverStartedPage::startWanted);
    connect(settings, &QPushButton::clicked, this, &NeverStartedPage::settingsWanted);
    setFocusProxy(start);
}

void NeverStartedPage::showSite(
    const QString &name, const QString &folder, const QString &app, const QString &python, const QString &address)
{
    m_name->setText(name);
    m_folder->setText(folder);
    m_app->setText(app);
    m_python->setText(python);
    m_address->setText(address);
}

ReadyPage::ReadyPage(QWidget *parent)
    : QWidget(parent)
    , m_title(titleLabel({}))
    , m_more(mutedLabel({}))
    , m_traceback(new QPlainTextEdit)
    , m_command(new QLineEdit)
    , m_open(button(tr("Open in browser"), true))
    , m_copy(button(tr("Copy"), false))
{
    auto *column = centred(this);
    column->addWidget(m_title);
    column->addWidget(m_more);
    column->addWidget(m_traceback);
    m_title->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_traceback->setReadOnly(true);
    m_traceback->setFont(Style::fixedFont());
    m_traceback->setLineWrapMode(QPlainTextEdit::NoWrap);
    m_traceback->setMinimumSize(tracebackSize);
    m_traceback->setAccessibleName(tr("Traceback"));
    m_command->setReadOnly(true);
    m_command->setFont(Style::fixedFont());
    m_command->setMinimumWidth(widestText * 4 / 5);
    m_command->setAccessibleName(tr("Command to try it in a terminal"));
    m_copy->setAccessibleName(tr("Copy the command"));
    auto *row = new QHBoxLayout;
    row->setSpacing(8);
    row->addWidget(m_command, 1);
    row->addWidget(m_copy);
    column->addLayout(row);
    column->addLayout(buttonRow({m_open}));
    connect(m_open, &QPushButton::clicked, this, &ReadyPage::browserWanted);
    connect(m_copy, &QPushButton::clicked, this, [this] { Q_EMIT copyWanted(m_command->text()); });
    setFocusProxy(m_open);
}

void ReadyPage::showWords(const QString &title, const QString &more)
{
    m_title->setText(title);
    m_more->setText(more);
}

void ReadyPage::showCommand(const QString &address)
{
    m_command->setText(u"curl -i "_s + address + u'/');
    for (QWidget *widget : std::initializer_list<QWidget *>{m_command, m_open, m_copy}) {
        widget->setVisible(!address.isEmpty());
    }
}

void ReadyPage::showFacts(const SiteFacts &facts)
{
    using Phase = SiteFacts::Phase;
    const bool isConnected = facts.phase == Phase::Connected;
    const bool hasFailed = isConnected && facts.engineState == "failed"_L1;
    const bool serves = isConnected && facts.engineState == "serving"_L1;
    const QString address = browserAddress(facts.addresses);
    showCommand(serves ? address : QString());
    if (const QString traceback = hasFailed ? facts.failure.traceback.trimmed() : QString(); traceback != m_traceback->toPlainText()) {
        m_traceback->setPlainText(traceback);
    }
    m_traceback->setVisible(hasFailed && !facts.failure.traceback.isEmpty());
    if (serves) {
        showWords(tr("Ready at %1").arg(address.isEmpty() ? facts.addresses.join(u' ') : address), tr("Requests show here as they come."));
    } else if (hasFailed) {  // the strip says what is wrong
        showWords(tr("The app is not loaded"), tr("Requests show here as soon as it is."));
    } else if (facts.phase == Phase::Starting || isConnected) {
        showWords(tr("The app is being loaded"), tr("Requests show here as soon as it serves."));
    } else if (facts.phase == Phase::StartFailed || facts.phase == Phase::EngineGone) {
        showWords(tr("The site is not running"), tr("The message above says why."));
    } else if (facts.phase == Phase::LinkLost) {
        showWords(tr("Not connected"), tr("Requests show here once the server answers again."));
    } else {
        showWords(tr("Nothing was requested"), tr("Start the site, and open its address in a browser."));
    }
}

} // namespace Retort::States
