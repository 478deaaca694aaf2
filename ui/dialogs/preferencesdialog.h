// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/base/keybindings.h"
#include "ui/base/preferences.h"

#include <QDialog>

class QCheckBox;
class QComboBox;
class QLabel;
class QLineEdit;
class QSpinBox;
class QTabWidget;

namespace Retort::Dialogs {

// What a person sets for the window. Each change counts at once; there is nothing to apply. Not modal.
class PreferencesDialog final : public QDialog
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(PreferencesDialog)

public:
    // `keys` outlives the dialog, and is changed by it.
    PreferencesDialog(Preferences preferences, KeyBindings &keys, QWidget *parent);

Q_SIGNALS:
    void changed(const Retort::Preferences &preferences);
    void keysChanged();

private:
    QWidget *generalPage();
    QWidget *editorPage();
    QWidget *recordingPage();
    void collect();

    Preferences m_preferences;
    bool m_filling = true;
    QComboBox *m_language;
    QComboBox *m_theme;
    QComboBox *m_onClose;
    QCheckBox *m_startAgain;
    QComboBox *m_editor;
    QLineEdit *m_command;
    QLabel *m_commandHelp;
    QSpinBox *m_requests;
    QCheckBox *m_hideAssets;
};

} // namespace Retort::Dialogs
