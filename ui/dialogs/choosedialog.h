// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QDialog>

class QLineEdit;
class QPushButton;
class QTreeWidget;

namespace Retort::Dialogs {

// One of several things that were found, or another one that is typed: an app, a Python.
class ChooseDialog final : public QDialog
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ChooseDialog)

public:
    // `placeholder` says what can be typed.
    ChooseDialog(const QString &title, const QString &placeholder, QWidget *parent);

    void addRow(const QStringList &columns, const QString &value);

Q_SIGNALS:
    void chosen(const QString &value);

private:
    void use();

    QTreeWidget *m_list;
    QLineEdit *m_typed;
    QPushButton *m_use;
};

} // namespace Retort::Dialogs
