// SPDX-License-Identifier: Apache-2.0
#include "ui/settings/settingstab.h"

#include "engine/config/freshini.h"
#include "ui/settings/inipane.h"
#include "ui/settings/messagebar.h"
#include "ui/settings/settingsform.h"
#include "ui/settings/tones.h"

#include <QAction>
#include <QFileInfo>
#include <QFontDatabase>
#include <QHBoxLayout>
#include <QVBoxLayout>

#include <utility>

using namespace Qt::StringLiterals;

namespace Retort::Ui {
namespace {

constexpr int sideBySideWidth = 760; // pixels at 100 %: below, the text goes under the form
constexpr int missingTextWidth = 72; // characters: longer lines are hard to follow

} // namespace

SettingsTab::SettingsTab(QWidget *parent) : SettingsTab(QProcessEnvironment::systemEnvironment(), parent) {}

SettingsTab::SettingsTab(const QProcessEnvironment &environment, QWidget *parent)
    : QWidget(parent)
    , m_model(environment)
    , m_scan(environment)
    , m_context{&m_model, {}, environment}
    , m_pages(new QStackedWidget(this))
{
    m_pages->addWidget(makeEditorPage());
    m_pages->addWidget(makeMissingPage());
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins({});
    column->addWidget(m_pages);
    addShortcuts();
    connect(&m_model, &SettingsModel::formChanged, this, &SettingsTab::formChanged);
    connect(&m_model, &SettingsModel::findingsChanged, m_form, &SettingsForm::showFindings);
    connect(&m_model, &SettingsModel::dirtyChanged, this, &SettingsTab::dirtyChanged);
    connect(&m_model, &SettingsModel::diskChanged, this, &SettingsTab::showMessages);
    connect(&m_scan, &ProjectScan::scanned, this, [this](const ProjectFacts &facts) {
        m_context.facts = facts;
        m_form->refreshContext();
    });
    m_pages->hide();
}

SettingsTab::~SettingsTab()
{
    m_model.disconnect(this);
    delete m_pages; // what it holds speaks to the model, which goes before our children
}

QWidget *SettingsTab::makeEditorPage()
{
    auto *page = new QWidget(this);
    m_search = new QLineEdit(page);
    m_search->setObjectName(u"search"_s);
    m_search->setPlaceholderText(tr("Search settings"));
    m_search->setAccessibleName(tr("Search settings"));
    m_search->setClearButtonEnabled(true);
    m_textButton = new QToolButton(page);
    m_textButton->setObjectName(u"showText"_s);
    m_textButton->setText(u"uwsgi.ini"_s);
    m_textButton->setAccessibleName(tr("Show the text of the file"));
    m_textButton->setCheckable(true);
    m_textButton->setFocusPolicy(Qt::StrongFocus);
    auto *top = new QHBoxLayout;
    top->setContentsMargins(16, 8, 16, 8);
    m_search->setMaximumWidth(420);
    top->setSpacing(8);
    top->addWidget(m_search, 4);
    top->addStretch(1);
    top->addWidget(m_textButton);
    m_message = new MessageBar(page);
    m_splitter = new QSplitter(page);
    m_splitter->setChildrenCollapsible(false);
    auto *left = new QWidget(m_splitter);
    m_form = new SettingsForm(&m_context, left);
    m_nothing = new QWidget(left);
    m_nothingText = new QLabel(m_nothing);
    m_nothingText->setTextFormat(Qt::PlainText);
    auto *clear = new QPushButton(tr("Clear search"), m_nothing);
    auto *middle = new QVBoxLayout(m_nothing);
    middle->addWidget(m_nothingText, 0, Qt::AlignHCenter);
    middle->addWidget(clear, 0, Qt::AlignHCenter);
    middle->addStretch();
    m_nothing->hide();
    auto *stack = new QVBoxLayout(left);
    stack->setContentsMargins({});
    stack->addWidget(m_form, 1);
    stack->addWidget(m_nothing, 1);
    m_text = new IniPane(&m_model, m_splitter);
    m_text->hide();
    m_splitter->setStretchFactor(0, 3);
    m_splitter->setStretchFactor(1, 2);
    m_splitter->setSizes({640, 420});
    m_changeBar = makeChangeBar();
    auto *column = new QVBoxLayout(page);
    column->setContentsMargins({});
    column->setSpacing(0);
    column->addLayout(top);
    column->addWidget(m_message);
    column->addWidget(m_splitter, 1);
    column->addWidget(m_changeBar);
    connect(clear, &QPushButton::clicked, m_search, &QLineEdit::clear);
    connect(m_search, &QLineEdit::textChanged, this, &SettingsTab::search);
    connect(m_textButton, &QToolButton::toggled, this, &SettingsTab::showText);
    connect(m_form, &SettingsForm::fixWanted, this, &SettingsTab::fix);
    connect(m_form, &SettingsForm::lineWanted, this, &SettingsTab::goToLine);
    connect(m_text, &IniPane::fixWanted, this, &SettingsTab::fix);
    return page;
}

QWidget *SettingsTab::makeChangeBar()
{
    auto *bar = new QWidget(this);
    bar->setObjectName(u"changeBar"_s);
    auto *edge = new QFrame(bar);
    edge->setFrameStyle(int(QFrame::HLine) | int(QFrame::Sunken));
    m_changes = new ToneLabel(Tone::Plain, bar);
    m_changes->setObjectName(u"changes"_s);
    auto *revertButton = new QPushButton(tr("Revert"), bar);
    revertButton->setObjectName(u"revert"_s);
    auto *applyButton = new QPushButton(tr("Apply"), bar);
    applyButton->setObjectName(u"apply"_s);
    applyButton->setDefault(true);
    m_changes->setWordWrap(true);
    auto *column = new QVBoxLayout(bar);
    column->setContentsMargins({});
    column->setSpacing(0);
    column->addWidget(edge);
    auto *row = new QHBoxLayout;
    column->addLayout(row);
    row->setContentsMargins(16, 8, 16, 8);
    row->setSpacing(8);
    row->addWidget(m_changes, 1);
    row->addWidget(revertButton);
    row->addWidget(applyButton);
    connect(revertButton, &QPushButton::clicked, this, &SettingsTab::revert);
    connect(applyButton, &QPushButton::clicked, this, &SettingsTab::apply);
    bar->hide();
    return bar;
}

QWidget *SettingsTab::makeMissingPage()
{
    auto *page = new QWidget(this);
    m_missingTitle = new QLabel(page);
    m_missingTitle->setTextFormat(Qt::PlainText);
    QFont large = m_missingTitle->font();
    large.setBold(true);
    large.setPointSizeF(large.pointSizeF() * 1.3);
    m_missingTitle->setFont(large);
    m_missingText = new ToneLabel(Tone::Muted, page);
    m_missingText->setWordWrap(true);
    m_missingText->setAlignment(Qt::AlignHCenter);
    m_missingText->setMaximumWidth(fontMetrics().averageCharWidth() * missingTextWidth);
    m_write = new QPushButton(page);
    m_write->setObjectName(u"writeFresh"_s);
    m_write->setDefault(true);
    auto *column = new QVBoxLayout(page);
    column->setSpacing(12);
    column->addStretch(2);
    column->addWidget(m_missingTitle, 0, Qt::AlignHCenter);
    // Between stretches, not aligned: a layout asks what it aligns for its hint, and a wrapped text has no height in that.
    auto *middle = new QHBoxLayout;
    middle->addStretch(1);
    middle->addWidget(m_missingText, 1000);
    middle->addStretch(1);
    column->addLayout(middle);
    column->addWidget(m_write, 0, Qt::AlignHCenter);
    column->addStretch(3);
    connect(m_write, &QPushButton::clicked, this, &SettingsTab::writeFresh);
    return page;
}

void SettingsTab::addShortcuts()
{
    // Line edits have an undo of their own; the way back here is through the file, wherever the focus is.
    QAction *undo = m_model.undoStack()->createUndoAction(this, tr("Undo"));
    undo->setShortcut(QKeySequence::Undo);
    QAction *redo = m_model.undoStack()->createRedoAction(this, tr("Redo"));
    redo->setShortcut(QKeySequence::Redo);
    auto *save = new QAction(tr("Apply"), this);
    save->setShortcut(QKeySequence::Save);
    connect(save, &QAction::triggered, this, &SettingsTab::apply);
    for (QAction *action : {undo, redo, save}) {
        action->setShortcutContext(Qt::WidgetWithChildrenShortcut);
        addAction(action);
    }
}

void SettingsTab::openIni(const QString &path, const QString &section)
{
    m_error.clear();
    m_search->clear();
    const Result<void> opened = m_model.open(path, section);
    m_pages->show();
    if (!opened) {
        m_pages->setCurrentIndex(1);
        if (opened.error().code == Errc::FileMissing) {
            showMissing();
        } else {
            m_missingTitle->setText(tr("%1 cannot be opened").arg(QFileInfo(path).fileName()));
            m_missingText->setText(opened.error().sentence);
            m_write->setText(tr("Try again"));
            m_fresh.clear();
        }
        return;
    }
    m_pages->setCurrentIndex(0);
    m_textButton->setText(QFileInfo(path).fileName());
    m_scan.scan(QFileInfo(m_model.path()).absolutePath());
    showMessages();
}

void SettingsTab::showMissing()
{
    const QFileInfo info(m_model.path());
    m_missingTitle->setText(tr("There is no %1 yet").arg(info.fileName()));
    const Result<Config::FreshIni> fresh = Config::freshIni(info.absolutePath(), m_context.environment, m_freshPort);
    m_freshServes = fresh.has_value();
    m_fresh = fresh ? fresh->text : "[uwsgi]\nchdir = %d\n"_ba;
    m_missingText->setText(fresh
            ? tr("%1 Retort can write a file that serves it, with the reason beside each line. uWSGI reads it as well.").arg(fresh->reason)
            : fresh.error().sentence);
    m_write->setText(fresh ? tr("Write %1").arg(info.fileName()) : tr("Begin with an empty one"));
}

void SettingsTab::writeFresh()
{
    if (!m_fresh.isEmpty()) {
        if (const Result<void> made = m_model.create(m_fresh); !made && made.error().code != Errc::FileChanged) {
            m_missingText->setText(made.error().sentence);
            return;
        }
    }
    openIni(m_model.path(), m_model.section()); // also when somebody else wrote it in the meantime
    if (m_freshServes) {
        Q_EMIT applied({}, true); // the site was served without a file until now
    }
}

void SettingsTab::setFreshPort(int port)
{
    if (port > 0 && port != m_freshPort) {
        m_freshPort = port;
        if (m_pages->currentIndex() == 1 && m_freshServes) {
            showMissing();
        }
    }
}

QString SettingsTab::iniPath() const
{
    return m_model.path();
}

QString SettingsTab::iniSection() const
{
    return m_model.section();
}

bool SettingsTab::isDirty() const
{
    return m_model.isOpen() && m_model.isDirty();
}

QUndoStack *SettingsTab::undoStack()
{
    return m_model.undoStack();
}

void SettingsTab::revert()
{
    m_model.endStep();
    m_model.revert();
    m_form->dropRefusals();
}

void SettingsTab::apply()
{
    if (!isDirty()) {
        return;
    }
    if (FieldRow *refused = m_form->refusedRow()) { // saving would leave out what stands there
        m_form->reveal(refused);
        return;
    }
    const Changes changes = m_model.changes();
    saved(changes, m_model.save());
}

void SettingsTab::saved(const Changes &changes, const Result<void> &result)
{
    const bool told = !result && (result.error().code == Errc::FileChanged || result.error().code == Errc::FileMissing);
    m_error = result || told ? QString() : result.error().sentence;
    showMessages();
    if (result) {
        Q_EMIT applied(changes.keys, changes.needsRestart());
    }
}

void SettingsTab::formChanged()
{
    m_form->refresh();
    m_form->search(m_search->text());
    showMessages();
    showChangeBar();
}

void SettingsTab::showMessages()
{
    const QString name = QFileInfo(m_model.path()).fileName();
    if (m_model.disk() == SettingsModel::Disk::Changed) {
        m_message->show(tr("%1 changed on disk, and you have changes here.").arg(name),
            {{tr("Load changes"), [this] { loadChanges(); }}, {tr("Compare"), [this] { compare(); }},
                {tr("Overwrite"), [this] { overwrite(); }}});
    } else if (m_model.disk() == SettingsModel::Disk::Deleted) {
        m_message->show(tr("%1 was deleted. What you see is only here.").arg(name), {{tr("Write it again"), [this] { overwrite(); }}});
    } else if (!m_error.isEmpty()) {
        m_message->show(m_error, {{tr("Try again"), [this] { apply(); }}});
    } else if (!m_model.problem().isEmpty()) {
        m_message->show(tr("%1 The form waits with what it showed before.").arg(m_model.problem()),
            {{tr("Show the text"), [this] { showText(true); }}, {tr("Undo"), [this] { m_model.undoStack()->undo(); }}});
    } else {
        m_message->clear();
    }
}

void SettingsTab::showChangeBar()
{
    m_changeBar->setVisible(isDirty());
    if (isDirty()) {
        m_changes->setText(changesSentence(m_model.changes()));
    }
}

void SettingsTab::loadChanges()
{
    m_model.loadDisk();
    m_text->endComparison();
    showMessages();
}

void SettingsTab::compare()
{
    showText(true);
    m_text->compare(m_model.readDisk().value_or(QByteArray()));
}

void SettingsTab::overwrite()
{
    const Changes changes = m_model.changes();
    saved(changes, m_model.overwrite());
    m_text->endComparison();
}

void SettingsTab::fix(const RowFinding &finding)
{
    if (const Result<void> fixed = m_model.fix(finding); !fixed) {
        m_message->show(fixed.error().sentence, {{tr("OK"), [this] { showMessages(); }}});
    }
}

void SettingsTab::search(const QString &text)
{
    const int found = m_form->search(text);
    m_form->setVisible(found > 0);
    m_nothing->setVisible(found == 0);
    m_nothingText->setText(tr("No setting matches “%1”.").arg(text.trimmed()));
}

void SettingsTab::showText(bool shown)
{
    m_textButton->setChecked(shown);
    m_text->setVisible(shown);
}

void SettingsTab::goToLine(int line)
{
    showText(true);
    m_text->goToLine(line);
}

bool SettingsTab::goToKey(const QString &key)
{
    FieldRow *row = m_form->row(key);
    if (row == nullptr) {
        return false;
    }
    m_search->clear();
    m_form->reveal(row);
    return true;
}

void SettingsTab::focusSearch()
{
    m_search->setFocus(Qt::ShortcutFocusReason);
    m_search->selectAll();
}

void SettingsTab::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    m_splitter->setOrientation(width() < sideBySideWidth * logicalDpiX() / 96 ? Qt::Vertical : Qt::Horizontal);
}

} // namespace Retort::Ui
