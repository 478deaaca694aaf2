// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/dialogs/projectlook.h"
#include "ui/sites/siterecord.h"

#include <QDialog>

class QComboBox;
class QFormLayout;
class QLabel;
class QLineEdit;
class QPushButton;
class QSpinBox;

namespace Retort::Dialogs {

class CheckLine;
class IniPreview;

// New site, on one page: folder, app, Python, port, name, with what was found and why; of an ini its section and options. Enter starts, as soon as
// the look at the project is done. Open it with open(); it never waits.
class NewSiteDialog final : public QDialog
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(NewSiteDialog)

public:
    // Ports of other sites are not offered.
    explicit NewSiteDialog(QList<int> takenPorts, QWidget *parent = nullptr);
    ~NewSiteDialog() override;

    // Looks at a folder, an app file or an ini and fills in what is found.
    void setPath(const QString &path);

Q_SIGNALS:
    void siteWanted(const Retort::Sites::SiteRecord &record, bool start);

protected:
    void accept() override;
    bool event(QEvent *event) override;

private:
    void build();
    QWidget *folderRow();
    QWidget *portRow();
    void chooseFolder();
    void showOffer(const ProjectOffer &offer);
    void showIni();
    void lookAtSection(int row);
    void showApps();
    void showPythons();
    void checkPort();
    void updateButtons();
    bool isReady() const;
    bool usesIni() const { return !m_offer.iniFile.isEmpty(); }
    QStringList arguments() const;
    void finish(bool start);

    QList<int> m_takenPorts;
    ProjectLook *m_look;
    ProjectOffer m_offer;
    bool m_looking = false;
    bool m_startWhenReady = false;
    QString m_path;

    QFormLayout *m_form;
    QLineEdit *m_folder;
    QComboBox *m_section; // of an ini that has several
    QComboBox *m_app;
    QComboBox *m_python;
    QSpinBox *m_port;
    QLineEdit *m_name;
    CheckLine *m_folderCheck;
    CheckLine *m_appCheck;
    CheckLine *m_pythonCheck;
    CheckLine *m_portCheck;
    IniPreview *m_ini;
    QPushButton *m_start;
    QPushButton *m_add;
};

} // namespace Retort::Dialogs
