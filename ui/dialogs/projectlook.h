// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/config/projectdiscovery.h"
#include "engine/config/pythonfinder.h"

#include <QList>
#include <QObject>
#include <QString>

namespace Retort::Dialogs {

// What a project folder (or an app file, or an ini) offers to serve. A plain value.
struct ProjectOffer
{
    struct App
    {
        QString label;           // "app:app"
        QString reason;          // "app.py has app = Flask(…)."
        QStringList arguments;   // "-w", "app:app"
    };
    struct Python
    {
        QString label;           // "Python 3.12.1 from .venv in the project folder"
        QString home;            // for --virtualenv; empty: let Retort find it
    };

    // One line of an ini as Retort reads it.
    struct IniOption
    {
        QString name;
        QString value;           // placeholders filled in, secrets masked
        bool isUsed = true;      // or needs nothing of it: the remark says why
        QString remark;          // why not, or what is different
    };

    QString folder;              // absolute
    QString iniFile;             // absolute: it says app, Python and address by itself
    QList<App> apps;             // the best first
    QString appProblem;          // when there is none
    QList<Python> pythons;       // the best first
    QString pythonProblem;
    QString suggestedName;
    int iniPort = 0;             // of the first HTTP address of the ini
    QString iniProblem;          // it cannot be served as it is
    QStringList iniSections;     // that hold options, in file order
    QString iniSection;          // the one that was read
    QList<IniOption> iniOptions; // in uWSGI's order
};

// Looks at a project without running any of it: reads its files, asks its interpreter for a version. Both may take a moment, so
// they are done on another thread; finished() comes on the GUI thread. One look at a time: a newer one replaces it.
class ProjectLook final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ProjectLook)

public:
    explicit ProjectLook(QObject *parent = nullptr);
    ~ProjectLook() override;

    // A folder, an app.py or a uwsgi.ini; of an ini, `section`, or the one that uWSGI would read.
    void look(const QString &path, const QString &section = {});

Q_SIGNALS:
    void finished(const Retort::Dialogs::ProjectOffer &offer);

private:
    int m_generation = 0;
};

// The work itself; blocks, any thread.
ProjectOffer lookAtProject(const QString &path, const QString &section = {});

// The first free TCP port of this computer from `from` on that is not among `taken`.
int freePort(int from, const QList<int> &taken);
bool isPortFree(int port);

} // namespace Retort::Dialogs
