// SPDX-License-Identifier: Apache-2.0
#include "ui/dialogs/textdialogs.h"

#include "ui/dialogs/shortcutspage.h"
#include "ui/style/icons.h"
#include "ui/style/theme.h"

#include <QClipboard>
#include <QCoreApplication>
#include <QDialog>
#include <QDialogButtonBox>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QSysInfo>
#include <QTreeWidget>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace Retort::Dialogs {

namespace {

class Words final
{
    Q_DECLARE_TR_FUNCTIONS(TextDialogs)
};

QDialog *window(QWidget &parent, const QString &title, QVBoxLayout *&layout)
{
    auto *dialog = new QDialog(&parent);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setWindowTitle(title);
    layout = new QVBoxLayout(dialog);
    layout->setContentsMargins(16, 16, 16, 16);
    layout->setSpacing(12);
    return dialog;
}

QLabel *plain(const QString &text)
{
    auto *label = new QLabel(text);
    label->setTextFormat(Qt::PlainText);
    label->setWordWrap(true);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    return label;
}

} // namespace

void showShortcuts(QWidget &parent, const KeyBindings &keys)
{
    QVBoxLayout *layout = nullptr;
    QDialog *dialog = window(parent, Words::tr("Shortcuts"), layout);
    layout->addWidget(ShortcutsPage::makeTable(keys));
    dialog->resize(480, 560);
    dialog->show();
}

void showAbout(QWidget &parent)
{
    QVBoxLayout *layout = nullptr;
    QDialog *dialog = window(parent, Words::tr("About Retort"), layout);
    auto *row = new QHBoxLayout;
    row->setSpacing(16);
    auto *icon = new QLabel;
    icon->setPixmap(Style::applicationIcon().pixmap(64, 64));
    row->addWidget(icon, 0, Qt::AlignTop);
    auto *column = new QVBoxLayout;
    auto *title = plain(u"Retort "_s + QStringLiteral(RETORT_VERSION));
    QFont font = title->font();
    font.setPointSizeF(font.pointSizeF() * 1.4);
    font.setWeight(QFont::DemiBold);
    title->setFont(font);
    const QString versions = Words::tr("Qt %1 on %2").arg(QString::fromLatin1(qVersion()), QSysInfo::prettyProductName());
    column->addWidget(title);
    column->addWidget(plain(Words::tr("A development server for Python web apps that runs them as uWSGI does.")));
    column->addWidget(plain(versions));
    column->addWidget(plain(Words::tr("Apache License 2.0. The window uses Qt under the LGPL 3.")));
    row->addLayout(column, 1);
    layout->addLayout(row);
    auto *buttons = new QDialogButtonBox;
    buttons->addButton(Words::tr("Close"), QDialogButtonBox::RejectRole);  // Qt's own texts may not be installed
    QPushButton *copy = buttons->addButton(Words::tr("Copy versions"), QDialogButtonBox::ActionRole);
    QObject::connect(copy, &QPushButton::clicked, dialog,
        [versions] { QGuiApplication::clipboard()->setText(u"Retort "_s + QStringLiteral(RETORT_VERSION) + u", "_s + versions); });
    QObject::connect(buttons, &QDialogButtonBox::rejected, dialog, &QDialog::close);
    layout->addWidget(buttons);
    layout->addStrut(416);
    dialog->show();
}

} // namespace Retort::Dialogs
