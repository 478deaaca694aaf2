// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/config/export/exportfiles.h"
#include "ui/sites/siterecord.h"

#include <QDialog>

#include <optional>

class QLabel;
class QLineEdit;
class QListWidget;
class QPlainTextEdit;
class QPushButton;
class QSpinBox;
class QTabBar;

namespace Retort::Dialogs {

// The site as files for production: targets at the left, the text at the right, as it would be written.
class ExportDialog final : public QDialog
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ExportDialog)

public:
    ExportDialog(const Sites::SiteRecord &record, QWidget *parent);

private:
    void build();
    QWidget *inputsRow();
    void readSite(const Sites::SiteRecord &record);
    void update();
    void showFile();
    void copy();
    void save();
    void saveTo(const QString &folder);

    std::optional<Config::Export::Site> m_site;
    QString m_problem;
    QList<Config::Export::File> m_files;
    QListWidget *m_targets;
    QTabBar *m_tabs;
    QPlainTextEdit *m_text;
    QLineEdit *m_domain;
    QLineEdit *m_user;
    QSpinBox *m_replicas;
    QLabel *m_note;
    QPushButton *m_copy = nullptr;
    QPushButton *m_save = nullptr;
};

} // namespace Retort::Dialogs
