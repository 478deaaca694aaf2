// SPDX-License-Identifier: Apache-2.0
#include "ui/dialogs/preferencesdialog.h"

#include "ui/dialogs/shortcutspage.h"
#include "ui/editor/editors.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSpinBox>
#include <QTabWidget>
#include <QVBoxLayout>

#include <utility>

using namespace Qt::StringLiterals;

namespace Retort::Dialogs {

namespace {

void choose(QComboBox &box, const QVariant &value)
{
    box.setCurrentIndex(std::max(0, box.findData(value)));
}

QFormLayout *formOf(QWidget *page)
{
    auto *form = new QFormLayout(page);
    form->setContentsMargins(16, 16, 16, 16);
    form->setHorizontalSpacing(12);
    form->setVerticalSpacing(8);
    return form;
}

QLabel *help(const QString &text)
{
    auto *label = new QLabel(text);
    label->setWordWrap(true);
    label->setForegroundRole(QPalette::PlaceholderText);
    return label;
}

} // namespace

PreferencesDialog::PreferencesDialog(Preferences preferences, KeyBindings &keys, QWidget *parent)
    : QDialog(parent)
    , m_preferences(std::move(preferences))
    , m_language(new QComboBox)
    , m_theme(new QComboBox)
    , m_onClose(new QComboBox)
    , m_startAgain(new QCheckBox(tr("Start the sites again that served when Retort was closed")))
    , m_editor(new QComboBox)
    , m_command(new QLineEdit)
    , m_commandHelp(help(tr("A program and its arguments; {file} and {line} are filled in. No shell is involved.")))
    , m_requests(new QSpinBox)
    , m_hideAssets(new QCheckBox(tr("Hide images, styles and scripts in the list of requests")))
{
    setWindowTitle(tr("Preferences"));
    setAttribute(Qt::WA_DeleteOnClose);
    auto *layout = new QVBoxLayout(this);
    auto *tabs = new QTabWidget;
    tabs->addTab(generalPage(), tr("General"));
    tabs->addTab(editorPage(), tr("Editor"));
    tabs->addTab(recordingPage(), tr("Recording"));
    auto *shortcuts = new ShortcutsPage(keys);
    connect(shortcuts, &ShortcutsPage::keysChanged, this, &PreferencesDialog::keysChanged);
    tabs->addTab(shortcuts, tr("Shortcuts"));
    auto *buttons = new QDialogButtonBox;
    buttons->addButton(tr("Close"), QDialogButtonBox::RejectRole);  // Qt's own texts may not be installed
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::close);
    layout->addWidget(tabs, 1);
    layout->addWidget(buttons);
    layout->addStrut(456);  // a minimum of the dialog itself would count more than what the texts need
    m_filling = false;
    collect();
}

QWidget *PreferencesDialog::generalPage()
{
    auto *page = new QWidget;
    QFormLayout *form = formOf(page);
    m_language->addItem(tr("As the system"), QString());
    m_language->addItem(u"English"_s, u"en"_s);
    m_language->addItem(u"简体中文"_s, u"zh_CN"_s);
    choose(*m_language, m_preferences.language);
    m_theme->addItem(tr("As the system"), QString());
    m_theme->addItem(tr("Light"), u"light"_s);
    m_theme->addItem(tr("Dark"), u"dark"_s);
    choose(*m_theme, m_preferences.theme);
    m_onClose->addItem(tr("Ask"), static_cast<int>(Preferences::OnClose::Ask));
    m_onClose->addItem(tr("Keep serving"), static_cast<int>(Preferences::OnClose::KeepServing));
    m_onClose->addItem(tr("Stop all sites"), static_cast<int>(Preferences::OnClose::StopAll));
    choose(*m_onClose, static_cast<int>(m_preferences.onClose));
    m_startAgain->setChecked(m_preferences.startSitesAgain);
    form->addRow(tr("Language"), m_language);
    form->addRow(QString(), help(tr("Counts from the next start.")));
    form->addRow(tr("Theme"), m_theme);
    form->addRow(tr("When the window is closed"), m_onClose);
    form->addRow(QString(), m_startAgain);
    for (QComboBox *box : {m_language, m_theme, m_onClose}) {
        connect(box, &QComboBox::currentIndexChanged, this, &PreferencesDialog::collect);
    }
    connect(m_startAgain, &QCheckBox::toggled, this, &PreferencesDialog::collect);
    return page;
}

QWidget *PreferencesDialog::editorPage()
{
    auto *page = new QWidget;
    QFormLayout *form = formOf(page);
    m_editor->addItem(tr("The first one found"), QString());
    for (const Editor::Kind &kind : Editor::installed(Editor::findOnPath)) {
        m_editor->addItem(kind.name, kind.id);
    }
    // One that was chosen and is not there any more stays to be seen.
    if (!m_preferences.editor.isEmpty() && m_preferences.editor != "custom"_L1 && m_editor->findData(m_preferences.editor) < 0) {
        m_editor->addItem(tr("%1 (not found)").arg(m_preferences.editor), m_preferences.editor);
    }
    m_editor->addItem(tr("Another one"), u"custom"_s);
    choose(*m_editor, m_preferences.editor);
    m_command->setText(m_preferences.editorCommand);
    m_command->setPlaceholderText(u"myeditor --line {line} {file}"_s);
    form->addRow(tr("Open files in"), m_editor);
    form->addRow(tr("Command"), m_command);
    form->addRow(QString(), m_commandHelp);
    connect(m_editor, &QComboBox::currentIndexChanged, this, &PreferencesDialog::collect);
    connect(m_command, &QLineEdit::textChanged, this, &PreferencesDialog::collect);
    return page;
}

QWidget *PreferencesDialog::recordingPage()
{
    auto *page = new QWidget;
    QFormLayout *form = formOf(page);
    m_requests->setRange(100, 1'000'000);
    m_requests->setSingleStep(1000);
    m_requests->setGroupSeparatorShown(true);
    m_requests->setValue(m_preferences.requestsKept);
    m_hideAssets->setChecked(m_preferences.hideAssets);
    form->addRow(tr("Requests kept"), m_requests);
    form->addRow(QString(), help(tr("The oldest leave first. What is in the list is forgotten when Retort ends.")));
    form->addRow(QString(), m_hideAssets);
    connect(m_requests, &QSpinBox::valueChanged, this, &PreferencesDialog::collect);
    connect(m_hideAssets, &QCheckBox::toggled, this, &PreferencesDialog::collect);
    return page;
}

void PreferencesDialog::collect()
{
    const bool custom = m_editor->currentData().toString() == "custom"_L1;
    m_command->setEnabled(custom);
    m_commandHelp->setEnabled(custom);
    if (m_filling) {
        return;
    }
    Preferences now;
    now.language = m_language->currentData().toString();
    now.theme = m_theme->currentData().toString();
    now.onClose = static_cast<Preferences::OnClose>(m_onClose->currentData().toInt());
    now.startSitesAgain = m_startAgain->isChecked();
    now.editor = m_editor->currentData().toString();
    now.editorCommand = m_command->text();
    now.requestsKept = m_requests->value();
    now.hideAssets = m_hideAssets->isChecked();
    if (!(now == m_preferences)) {
        m_preferences = now;
        Q_EMIT changed(now);
    }
}

} // namespace Retort::Dialogs
