// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/states/sitefacts.h"

#include <QWidget>

class QLabel;
class QLineEdit;
class QPlainTextEdit;
class QPushButton;

namespace Retort::States {

// The first thing a person sees: where to drop a project.
class NoSitePage final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(NoSitePage)

public:
    explicit NoSitePage(QWidget *parent = nullptr);

Q_SIGNALS:
    void folderWanted();
    void sampleWanted();
    void attachWanted();

protected:
    void changeEvent(QEvent *event) override;

private:
    void paintFlask();

    QLabel *m_flask;
};

// A site that has not been started: what would be served.
class NeverStartedPage final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(NeverStartedPage)

public:
    explicit NeverStartedPage(QWidget *parent = nullptr);

    void showSite(const QString &name, const QString &folder, const QString &app, const QString &python, const QString &address);

Q_SIGNALS:
    void startWanted();
    void settingsWanted();

private:
    QLabel *m_name;
    QLabel *m_folder;
    QLabel *m_app;
    QLabel *m_python;
    QLabel *m_address;
};

// In the place of the list while it is empty: where to ask for something, or why nothing can be asked for, with the traceback of a
// load that failed.
class ReadyPage final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ReadyPage)

public:
    explicit ReadyPage(QWidget *parent = nullptr);

    void showFacts(const SiteFacts &facts);

Q_SIGNALS:
    void browserWanted();
    void copyWanted(const QString &text);

private:
    void showWords(const QString &title, const QString &more);
    void showCommand(const QString &address);

    QLabel *m_title;
    QLabel *m_more;
    QPlainTextEdit *m_traceback;
    QLineEdit *m_command;
    QPushButton *m_open;
    QPushButton *m_copy;
};

} // namespace Retort::States
