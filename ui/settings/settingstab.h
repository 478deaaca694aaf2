// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/settings/fieldeditor.h"

#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSplitter>
#include <QStackedWidget>
#include <QToolButton>
#include <QWidget>

namespace Retort::Ui {

class IniPane;
class MessageBar;
class SettingsForm;
class ToneLabel;

// The Settings tab of a site: its ini file as a form and as text, both at once. See SettingsModel for what an edit is.
//
// The owner names a file with openIni() and acts on applied(): reload, or offer a restart. Nothing is lost when another
// file is opened while this one is dirty only if the owner asks first (isDirty()). Lives on the GUI thread.
class SettingsTab final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(SettingsTab)

public:
    explicit SettingsTab(QWidget *parent = nullptr);
    SettingsTab(const QProcessEnvironment &environment, QWidget *parent);
    ~SettingsTab() override;

    // A file that is not there is offered to be written. Other errors are shown with what to do.
    void openIni(const QString &path, const QString &section = QStringLiteral("uwsgi"));
    // Where the site is served without a file: a file that is written for it keeps it there.
    void setFreshPort(int port);
    QString iniPath() const;
    QString iniSection() const;
    bool isDirty() const;
    void revert();
    void apply();
    QUndoStack *undoStack(); // for the Edit menu

    void showText(bool shown);
    void goToLine(int line); // also shows the text
    // Puts the focus on the row of an option, such as the port; false when there is none.
    bool goToKey(const QString &key);
    void focusSearch();

Q_SIGNALS:
    // Saved. Reload for these keys; when `needsRestart`, some of them count only after a restart. Without keys: the file is new.
    void applied(const QStringList &keys, bool needsRestart);
    void dirtyChanged(bool dirty);

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    QWidget *makeEditorPage();
    QWidget *makeMissingPage();
    QWidget *makeChangeBar();
    void addShortcuts();
    void search(const QString &text);
    void formChanged();
    void showMessages();
    void showChangeBar();
    void showMissing();
    void writeFresh();
    void saved(const Changes &changes, const Result<void> &result);
    void compare();
    void loadChanges();
    void overwrite();
    void fix(const RowFinding &finding);

    SettingsModel m_model;
    ProjectScan m_scan;
    EditorContext m_context;
    QStackedWidget *m_pages;
    QLineEdit *m_search;
    QToolButton *m_textButton;
    MessageBar *m_message;
    QSplitter *m_splitter;
    SettingsForm *m_form;
    QWidget *m_nothing;
    QLabel *m_nothingText;
    IniPane *m_text;
    QWidget *m_changeBar;
    ToneLabel *m_changes;
    QLabel *m_missingTitle;
    ToneLabel *m_missingText;
    QPushButton *m_write;
    QByteArray m_fresh; // what the button writes
    int m_freshPort = 8000;
    bool m_freshServes = false; // an app was found for it
    QString m_error;    // of the last attempt to save
};

} // namespace Retort::Ui
