// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/settings/settingsmodel.h"

#include <QScrollArea>
#include <QVBoxLayout>
#include <QWidget>

namespace Retort::Ui {

class IniEditor;
class ToneLabel;

// The file as text beside the form, with what was found wrong with it below.
class IniPane final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(IniPane)

public:
    IniPane(SettingsModel *model, QWidget *parent);

    void goToLine(int line);
    // What is on disk against what is edited here, until endComparison().
    void compare(const QByteArray &onDisk);
    void endComparison();

Q_SIGNALS:
    void fixWanted(const Retort::Ui::RowFinding &finding);

private:
    void showText();
    void showFindings();

    SettingsModel *m_model;
    ToneLabel *m_title;
    QWidget *m_back;
    IniEditor *m_editor;
    QScrollArea *m_area;
    QWidget *m_list = nullptr;
};

} // namespace Retort::Ui
