// SPDX-License-Identifier: Apache-2.0
#include "ui/dialogs/newsitedialog.h"

#include "ui/dialogs/checkline.h"
#include "ui/dialogs/inipreview.h"

#include <QComboBox>
#include <QDialogButtonBox>
#include <QDir>
#include <QEvent>
#include <QFileDialog>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSpinBox>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;

namespace Retort::Dialogs {

namespace {

constexpr int firstPort = 8000;
constexpr int dialogWidth = 528;
constexpr int dialogLetters = 64;  // where text is large

} // namespace

NewSiteDialog::NewSiteDialog(QList<int> takenPorts, QWidget *parent)
    : QDialog(parent)
    , m_takenPorts(std::move(takenPorts))
    , m_look(new ProjectLook(this))
    , m_form(new QFormLayout)
    , m_folder(new QLineEdit)
    , m_section(new QComboBox)
    , m_app(new QComboBox)
    , m_python(new QComboBox)
    , m_port(new QSpinBox)
    , m_name(new QLineEdit)
    , m_folderCheck(new CheckLine)
    , m_appCheck(new CheckLine)
    , m_pythonCheck(new CheckLine)
    , m_portCheck(new CheckLine)
    , m_ini(new IniPreview)
    , m_start(new QPushButton(tr("Start")))
    , m_add(new QPushButton(tr("Add without starting")))
{
    setWindowTitle(tr("New site"));
    setAttribute(Qt::WA_DeleteOnClose);
    build();
    connect(m_look, &ProjectLook::finished, this, &NewSiteDialog::showOffer);
    connect(m_folder, &QLineEdit::editingFinished, this, [this] {
        if (m_folder->text() != m_path) {
            setPath(m_folder->text());
        }
    });
    connect(m_section, &QComboBox::activated, this, &NewSiteDialog::lookAtSection);
    connect(m_app, &QComboBox::currentIndexChanged, this, &NewSiteDialog::showApps);
    connect(m_app, &QComboBox::editTextChanged, this, &NewSiteDialog::updateButtons);
    connect(m_port, &QSpinBox::valueChanged, this, &NewSiteDialog::checkPort);
    connect(m_name, &QLineEdit::textChanged, this, &NewSiteDialog::updateButtons);
    connect(m_start, &QPushButton::clicked, this, &NewSiteDialog::accept);
    connect(m_add, &QPushButton::clicked, this, [this] { finish(false); });
    m_port->setValue(freePort(firstPort, m_takenPorts));
    updateButtons();
}

NewSiteDialog::~NewSiteDialog()
{
    m_folder->disconnect(this);  // it loses the focus while it goes, which would end its editing
}

void NewSiteDialog::build()
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(16, 16, 16, 16);
    layout->setSpacing(12);
    m_form->setHorizontalSpacing(12);
    m_form->setVerticalSpacing(6);
    m_form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    m_app->setEditable(true);
    m_app->setInsertPolicy(QComboBox::NoInsert);
    m_app->lineEdit()->setPlaceholderText(tr("module:callable"));
    m_app->setAccessibleName(tr("App"));
    m_python->setAccessibleName(tr("Python"));
    m_python->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    const auto row = [&](const QString &label, QWidget *field, QWidget *buddy, CheckLine *check) {
        auto *text = new QLabel(label);
        text->setBuddy(buddy);
        m_form->addRow(text, field);
        if (check) {
            m_form->addRow(QString(), check);
        }
    };
    row(tr("&Folder"), folderRow(), m_folder, m_folderCheck);
    row(tr("&Section"), m_section, m_section, nullptr);
    row(tr("&App"), m_app, m_app, m_appCheck);
    row(tr("P&ython"), m_python, m_python, m_pythonCheck);
    row(tr("&Port"), portRow(), m_port, m_portCheck);
    row(tr("&Name"), m_name, m_name, nullptr);
    layout->addLayout(m_form);
    layout->addWidget(m_ini, 1);
    m_section->setAccessibleName(tr("Section"));
    m_form->setRowVisible(m_section, false);
    m_ini->hide();
    auto *buttons = new QDialogButtonBox;
    buttons->addButton(m_start, QDialogButtonBox::AcceptRole);
    buttons->addButton(m_add, QDialogButtonBox::ActionRole);
    QPushButton *cancel = buttons->addButton(tr("Cancel"), QDialogButtonBox::RejectRole);
    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
    m_start->setDefault(true);
    layout->addWidget(buttons);
    layout->addStrut(std::max(dialogWidth, dialogLetters * fontMetrics().averageCharWidth()));
}

QWidget *NewSiteDialog::folderRow()
{
    auto *row = new QWidget;
    auto *layout = new QHBoxLayout(row);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(8);
    m_folder->setPlaceholderText(tr("A project folder, an app.py or a uwsgi.ini"));
    m_folder->setAccessibleName(tr("Folder"));
    auto *choose = new QPushButton(tr("Choose…"));
    choose->setAutoDefault(false);
    choose->setAccessibleName(tr("Choose the folder"));
    connect(choose, &QPushButton::clicked, this, &NewSiteDialog::chooseFolder);
    layout->addWidget(m_folder, 1);
    layout->addWidget(choose);
    return row;
}

QWidget *NewSiteDialog::portRow()
{
    auto *row = new QWidget;
    auto *layout = new QHBoxLayout(row);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(8);
    m_port->setRange(1, 65535);
    m_port->setAccessibleName(tr("Port"));
    auto *pick = new QPushButton(tr("Pick a free one"));
    pick->setAutoDefault(false);
    connect(pick, &QPushButton::clicked, this, [this] { m_port->setValue(freePort(m_port->value() + 1, m_takenPorts)); });
    pick->setObjectName(u"pickPort"_s);
    layout->addWidget(m_port);
    layout->addWidget(pick);
    layout->addStretch(1);
    return row;
}

// The lines below the fields come later and may wrap: the dialog grows with them.
bool NewSiteDialog::event(QEvent *event)
{
    const bool done = QDialog::event(event);
    if (event->type() == QEvent::LayoutRequest) {
        resize(width(), std::max(height(), layout()->minimumHeightForWidth(width())));
    }
    return done;
}

void NewSiteDialog::chooseFolder()
{
    auto *dialog = new QFileDialog(this, tr("Choose the project folder"), m_folder->text());
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::Directory);
    dialog->setOption(QFileDialog::ShowDirsOnly);
    connect(dialog, &QFileDialog::fileSelected, this, &NewSiteDialog::setPath);
    dialog->open();
}

void NewSiteDialog::setPath(const QString &path)
{
    m_path = path;
    m_folder->setText(QDir::toNativeSeparators(path));
    m_offer = {};
    m_looking = !path.isEmpty();
    m_app->clear();
    m_python->clear();
    for (CheckLine *line : {m_folderCheck, m_appCheck, m_pythonCheck}) {
        line->say(CheckLine::Kind::None, line == m_appCheck && m_looking ? tr("Looking at the project…") : QString());
    }
    if (m_looking) {
        m_look->look(path);
    }
    m_start->setFocus();
    updateButtons();
}

void NewSiteDialog::showOffer(const ProjectOffer &offer)
{
    m_looking = false;
    m_offer = offer;
    for (const ProjectOffer::App &app : offer.apps) {
        m_app->addItem(app.label);
    }
    for (const ProjectOffer::Python &python : offer.pythons) {
        m_python->addItem(python.label, python.home);
    }
    if (m_name->text().isEmpty() || !m_name->isModified()) {
        m_name->setText(offer.suggestedName);
    }
    const bool exists = QDir(offer.folder).exists();
    m_folderCheck->say(exists && !usesIni() ? CheckLine::Kind::None : (exists ? CheckLine::Kind::Good : CheckLine::Kind::Doubtful),
        exists ? (usesIni() ? tr("Served as %1 says.").arg(QDir(offer.folder).relativeFilePath(offer.iniFile)) : QString())
               : offer.appProblem);
    if (usesIni() && offer.iniPort > 0) {
        m_port->setValue(offer.iniPort);
    }
    for (QWidget *field : std::initializer_list<QWidget *>{m_app, m_python, m_port, findChild<QWidget *>(u"pickPort"_s)}) {
        field->setEnabled(!usesIni());
    }
    showIni();
    showApps();
    showPythons();
    checkPort();
    if (std::exchange(m_startWhenReady, false) && isReady()) {
        finish(true);
    }
}

void NewSiteDialog::showIni()
{
    m_section->clear();
    m_section->addItems(m_offer.iniSections);
    m_section->setCurrentText(m_offer.iniSection);
    m_form->setRowVisible(m_section, m_offer.iniSections.size() > 1);
    m_ini->present(m_offer.iniOptions);
    m_ini->setVisible(usesIni() && !m_offer.iniOptions.isEmpty());
    layout()->activate();  // a larger dialog when there is more to show, never a smaller one under somebody's hand
    resize(size().expandedTo(sizeHint()));
}

void NewSiteDialog::lookAtSection(int row)
{
    m_looking = true;
    m_app->clear();
    m_python->clear();
    m_look->look(m_path, m_section->itemText(row));
    updateButtons();
}

void NewSiteDialog::showApps()
{
    if (m_looking) {
        return;
    }
    const int row = m_app->currentIndex();
    if (!m_offer.iniProblem.isEmpty()) {
        m_appCheck->say(CheckLine::Kind::Doubtful, m_offer.iniProblem);
    } else if (row >= 0 && row < m_offer.apps.size()) {
        const QString more =
            m_offer.apps.size() > 1 && row == 0 ? u' ' + tr("%1 more to choose from.").arg(m_offer.apps.size() - 1) : QString();
        m_appCheck->say(CheckLine::Kind::Good, m_offer.apps.at(row).reason + more);
    } else if (!m_offer.folder.isEmpty()) {
        m_appCheck->say(CheckLine::Kind::Doubtful, m_offer.appProblem);
    }
    updateButtons();
}

void NewSiteDialog::showPythons()
{
    if (!m_offer.pythonProblem.isEmpty()) {
        m_pythonCheck->say(CheckLine::Kind::Doubtful, m_offer.pythonProblem);
    } else if (m_offer.pythons.size() > 1) {
        m_pythonCheck->say(CheckLine::Kind::Good, tr("%1 to choose from.").arg(m_offer.pythons.size()));
    } else {
        m_pythonCheck->say(m_offer.pythons.isEmpty() ? CheckLine::Kind::None : CheckLine::Kind::Good,
            m_offer.pythons.isEmpty() ? QString() : tr("Found by itself."));
    }
}

void NewSiteDialog::checkPort()
{
    const int port = m_port->value();
    if (usesIni()) {
        m_portCheck->say(
            CheckLine::Kind::None, m_offer.iniPort > 0 ? tr("As the ini says.") : tr("The ini names none: a free one is taken."));
    } else if (port < 1024) {
        m_portCheck->say(CheckLine::Kind::Doubtful, tr("Ports under 1024 need administrator rights."));
    } else if (m_takenPorts.contains(port)) {
        m_portCheck->say(CheckLine::Kind::Doubtful, tr("Another site has port %1.").arg(port));
    } else if (!isPortFree(port)) {
        m_portCheck->say(CheckLine::Kind::Doubtful, tr("Port %1 is in use by another program.").arg(port));
    } else {
        m_portCheck->say(CheckLine::Kind::Good, tr("http://127.0.0.1:%1 is free. Only this computer can reach it.").arg(port));
    }
    updateButtons();
}

bool NewSiteDialog::isReady() const
{
    return !m_looking && !m_offer.folder.isEmpty() && m_offer.iniProblem.isEmpty() && !m_app->currentText().trimmed().isEmpty();
}

void NewSiteDialog::updateButtons()
{
    m_start->setEnabled(isReady() || m_looking);  // Enter counts while the project is looked at
    m_add->setEnabled(isReady());
}

QStringList NewSiteDialog::arguments() const
{
    if (usesIni()) {
        return m_offer.apps.value(0).arguments;
    }
    const int row = m_app->currentIndex();
    const QString typed = m_app->currentText().trimmed();
    QStringList list = row >= 0 && row < m_offer.apps.size() && m_offer.apps.at(row).label == typed ? m_offer.apps.at(row).arguments
                                                                                                    : QStringList{u"-w"_s, typed};
    list << u"--http"_s << u"127.0.0.1:%1"_s.arg(m_port->value());
    if (const QString home = m_python->currentData().toString(); !home.isEmpty()) {
        list << u"--virtualenv"_s << home;
    }
    return list;
}

void NewSiteDialog::accept()
{
    if (m_looking) {
        m_startWhenReady = true;
    } else if (isReady()) {
        finish(true);
    }
}

void NewSiteDialog::finish(bool start)
{
    const QString name = m_name->text().trimmed();
    Sites::SiteRecord record = Sites::SiteRecord::make(name.isEmpty() ? m_offer.suggestedName : name, m_offer.folder, arguments());
    record.app = m_app->currentText();
    record.python = m_python->currentText();
    record.address = usesIni() && m_offer.iniPort == 0 ? QString() : u"http://127.0.0.1:%1"_s.arg(m_port->value());
    Q_EMIT siteWanted(record, start);
    QDialog::accept();
}

} // namespace Retort::Dialogs
