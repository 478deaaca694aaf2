// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QList>
#include <QObject>
#include <QProcessEnvironment>
#include <QString>
#include <QThreadPool>

namespace Retort::Ui {

// What the folder of a site offers to choose from.
struct ProjectFacts
{
    struct App
    {
        QString value;    // as written: "wsgi", "scripts/serve.py"
        QString key;      // "module" or "wsgi-file"
        QString callable; // "app"; may be empty
        QString label;    // "app.py → app"
    };
    struct Python
    {
        QString folder;   // of the virtual environment, relative to the project where it is inside
        QString label;    // "3.12.1 · .venv (in project)"
    };
    struct Variable
    {
        QString name;
        QString value;
        QString source;   // ".env", ".flaskenv"
    };
    QList<App> apps;
    QList<Python> pythons;
    QString ownPython;    // what is used without a choice: "3.12.1 · .venv in the project folder"
    QList<Variable> variables;
};

// Reads files by text; runs only interpreters of virtual environments, once, to ask for their version.
ProjectFacts projectFacts(const QString &folder, const QProcessEnvironment &environment);

// The same on a thread of its own. Lives on the GUI thread.
class ProjectScan final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ProjectScan)

public:
    explicit ProjectScan(const QProcessEnvironment &environment, QObject *parent = nullptr);
    ~ProjectScan() override;

    void scan(const QString &folder);

Q_SIGNALS:
    void scanned(const Retort::Ui::ProjectFacts &facts);

private:
    QProcessEnvironment m_environment;
    QThreadPool m_pool;
    QString m_folder;
};

} // namespace Retort::Ui
