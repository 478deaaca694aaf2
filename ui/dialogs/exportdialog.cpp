// SPDX-License-Identifier: Apache-2.0
#include "ui/dialogs/exportdialog.h"

#include "engine/config/configloader.h"
#include "ui/style/icons.h"
#include "ui/style/theme.h"

#include <QClipboard>
#include <QDialogButtonBox>
#include <QDir>
#include <QFileDialog>
#include <QFileInfo>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QHash>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPlainTextEdit>
#include <QProcessEnvironment>
#include <QPushButton>
#include <QSaveFile>
#include <QSpinBox>
#include <QTabBar>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace Retort::Dialogs {

namespace Export = Config::Export;

namespace {

QString targetTitle(const QString &name)
{
    static const QHash<QString, QString> titles{{u"nginx"_s, u"nginx"_s}, {u"apache"_s, u"Apache"_s}, {u"systemd"_s, u"systemd"_s},
        {u"docker"_s, u"Dockerfile"_s}, {u"compose"_s, u"Docker Compose"_s}, {u"kubernetes"_s, u"Kubernetes"_s},
        {u"k8s"_s, u"Kubernetes"_s}, {u"gunicorn"_s, u"gunicorn.conf.py"_s}, {u"procfile"_s, u"Procfile"_s}};
    return titles.value(name, name);
}

} // namespace

ExportDialog::ExportDialog(const Sites::SiteRecord &record, QWidget *parent)
    : QDialog(parent)
    , m_targets(new QListWidget)
    , m_tabs(new QTabBar)
    , m_text(new QPlainTextEdit)
    , m_domain(new QLineEdit(Export::Inputs().domain))
    , m_user(new QLineEdit(Export::Inputs().user))
    , m_replicas(new QSpinBox)
    , m_note(new QLabel)
{
    setWindowTitle(tr("Export %1").arg(record.name));
    setAttribute(Qt::WA_DeleteOnClose);
    build();
    readSite(record);
    m_targets->setCurrentRow(0);
    update();
}

void ExportDialog::build()
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(16, 16, 16, 16);
    layout->setSpacing(12);
    auto *middle = new QHBoxLayout;
    middle->setSpacing(12);
    for (const QString &name : Export::targetNames()) {
        auto *item = new QListWidgetItem(targetTitle(name), m_targets);
        item->setData(Qt::UserRole, name);
    }
    m_targets->setFixedWidth(160);
    m_targets->setAccessibleName(tr("What to make files for"));
    auto *right = new QVBoxLayout;
    right->setSpacing(4);
    m_tabs->setDrawBase(false);
    m_tabs->setExpanding(false);
    m_text->setReadOnly(true);
    m_text->setLineWrapMode(QPlainTextEdit::NoWrap);
    m_text->setFont(Style::fixedFont());
    m_text->setAccessibleName(tr("Text of the file"));
    right->addWidget(m_tabs);
    right->addWidget(m_text, 1);
    middle->addWidget(m_targets);
    middle->addLayout(right, 1);
    layout->addWidget(inputsRow());
    layout->addLayout(middle, 1);
    m_note->setWordWrap(true);
    m_note->setTextFormat(Qt::PlainText);
    m_note->setForegroundRole(QPalette::PlaceholderText);
    layout->addWidget(m_note);
    auto *buttons = new QDialogButtonBox;
    buttons->addButton(tr("Close"), QDialogButtonBox::RejectRole);  // Qt's own texts may not be installed
    m_copy = buttons->addButton(tr("Copy"), QDialogButtonBox::ActionRole);
    m_save = buttons->addButton(tr("Save…"), QDialogButtonBox::ActionRole);
    m_copy->setDefault(true);
    layout->addWidget(buttons);
    resize(860, 560);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::close);
    connect(m_copy, &QPushButton::clicked, this, &ExportDialog::copy);
    connect(m_save, &QPushButton::clicked, this, &ExportDialog::save);
    connect(m_targets, &QListWidget::currentRowChanged, this, &ExportDialog::update);
    connect(m_tabs, &QTabBar::currentChanged, this, &ExportDialog::showFile);
}

QWidget *ExportDialog::inputsRow()
{
    auto *row = new QWidget;
    auto *layout = new QHBoxLayout(row);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(8);
    m_replicas->setRange(1, 1000);
    m_replicas->setValue(Export::Inputs().replicas);
    const auto add = [&](const QString &label, QWidget *field) {
        auto *text = new QLabel(label);
        text->setBuddy(field);
        layout->addWidget(text);
        layout->addWidget(field);
    };
    add(tr("&Domain"), m_domain);
    add(tr("&User"), m_user);
    add(tr("&Replicas"), m_replicas);
    layout->addStretch(1);
    connect(m_domain, &QLineEdit::textChanged, this, &ExportDialog::update);
    connect(m_user, &QLineEdit::textChanged, this, &ExportDialog::update);
    connect(m_replicas, &QSpinBox::valueChanged, this, &ExportDialog::update);
    return row;
}

void ExportDialog::readSite(const Sites::SiteRecord &record)
{
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    const QStringList names = environment.keys();
    for (const QString &name : names) {
        if (name.startsWith("UWSGI_"_L1)) {  // of this session, and no part of the site
            environment.remove(name);
        }
    }
    const auto loaded = Config::loadConfig(record.arguments, environment, record.folder);
    if (loaded && loaded->server.configFile.isEmpty()) {
        m_problem = tr("This site has no ini yet, and production files start from one. “retort init” in its folder writes it.");
    } else if (loaded) {
        m_site = Export::siteOf(loaded->server);
    } else {
        m_problem = loaded.error().sentence;
    }
}

void ExportDialog::update()
{
    m_files.clear();
    QString problem = m_problem;
    const QListWidgetItem *item = m_targets->currentItem();
    if (m_site && item) {
        Export::Inputs inputs;
        inputs.domain = m_domain->text().trimmed();
        inputs.user = m_user->text().trimmed();
        inputs.replicas = m_replicas->value();
        const auto target = Export::targetFromName(item->data(Qt::UserRole).toString());
        const auto files =
            target ? Export::exportFiles(*target, *m_site, inputs) : Result<QList<Export::File>>(std::unexpected(target.error()));
        if (files) {
            m_files = *files;
        } else {
            problem = files.error().sentence;
        }
    }
    m_note->setText(problem.isEmpty() ? tr("What could not be carried over stands in the heading of each file.") : problem);
    m_note->setForegroundRole(problem.isEmpty() ? QPalette::PlaceholderText : QPalette::WindowText);
    while (m_tabs->count() > 0) {
        m_tabs->removeTab(0);
    }
    for (const Export::File &file : m_files) {
        m_tabs->addTab(file.name);
    }
    m_copy->setEnabled(!m_files.isEmpty());
    m_save->setEnabled(!m_files.isEmpty());
    m_save->setText(m_files.size() > 1 ? tr("Save all…") : tr("Save…"));
    showFile();
}

void ExportDialog::showFile()
{
    const int at = m_tabs->currentIndex();
    m_text->setPlainText(at >= 0 && at < m_files.size() ? m_files.at(at).text : QString());
}

void ExportDialog::copy()
{
    QGuiApplication::clipboard()->setText(m_text->toPlainText());
    m_note->setText(tr("Copied."));
}

void ExportDialog::save()
{
    auto *dialog = new QFileDialog(this, tr("Save the files in a folder"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::Directory);
    dialog->setOption(QFileDialog::ShowDirsOnly);
    connect(dialog, &QFileDialog::fileSelected, this, &ExportDialog::saveTo);
    dialog->open();
}

// A file that is there stays: half a set is of no use either.
void ExportDialog::saveTo(const QString &folder)
{
    const QDir directory(folder);
    for (const Export::File &file : m_files) {
        if (QFileInfo::exists(directory.filePath(file.name))) {
            m_note->setText(tr("%1 is there already and stays as it is. Choose another folder.").arg(directory.filePath(file.name)));
            return;
        }
    }
    for (const Export::File &file : m_files) {
        const QString path = directory.filePath(file.name);
        QDir().mkpath(QFileInfo(path).path());
        QSaveFile out(path);
        const QByteArray bytes = file.text.toUtf8();
        if (!out.open(QIODevice::WriteOnly) || out.write(bytes) != bytes.size() || !out.commit()) {
            m_note->setText(tr("%1 cannot be written: %2.").arg(path, out.errorString()));
            return;
        }
    }
    m_note->setText(tr("Saved in %1.").arg(QDir::toNativeSeparators(folder)));
}

} // namespace Retort::Dialogs
