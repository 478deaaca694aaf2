// SPDX-License-Identifier: Apache-2.0
#include "ui/dialogs/textdialogs.h"

#include "ui/style/icons.h"
#include "ui/style/theme.h"

#include <QAction>
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

QString keysOf(const QAction &action)
{
    QStringList keys;
    for (const QKeySequence &sequence : action.shortcuts()) {
        keys.append(sequence.toString(QKeySequence::NativeText));
    }
    return keys.join(", "_L1);
}

QString keyName(Qt::Key key)
{
    return QKeySequence(key).toString(QKeySequence::NativeText);
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

void showShortcuts(QWidget &parent, const QList<QAction *> &actions)
{
    QVBoxLayout *layout = nullptr;
    QDialog *dialog = window(parent, Words::tr("Shortcuts"), layout);
    auto *table = new QTreeWidget;
    table->setRootIsDecorated(false);
    table->setHeaderHidden(true);
    table->setColumnCount(2);
    table->setAccessibleName(dialog->windowTitle());
    for (const QAction *action : actions) {
        if (!action->shortcut().isEmpty()) {
            QString text = action->text();
            table->addTopLevelItem(new QTreeWidgetItem({text.remove(u'&').remove(u'…'), keysOf(*action)}));
        }
    }
    // Those of the list of requests have no action: they are letters, and count only there.
    const QList<QStringList> more{{Words::tr("In the list: next or previous request"), u"J, K"_s},
        {Words::tr("In the list: details, or close them"), u"%1, %2"_s.arg(keyName(Qt::Key_Return), keyName(Qt::Key_Escape))},
        {Words::tr("In the list: next or previous detail tab"), u"→, ←"_s}, {Words::tr("In the list: replay"), u"R"_s},
        {Words::tr("In the list: copy as cURL, or the URL"), u"C, U"_s}, {Words::tr("In the list: open in browser"), u"O"_s},
        {Words::tr("In the list: hide requests like this"), u"X"_s},
        {Words::tr("In the list: first request, or the newest"), u"%1, %2"_s.arg(keyName(Qt::Key_Home), keyName(Qt::Key_End))},
        {Words::tr("Tab 1 to 4"), u"Ctrl+1 … Ctrl+4"_s}, {Words::tr("Site 1 to 9"), u"Alt+1 … Alt+9"_s},
        {Words::tr("Next or previous area"), u"F6, Shift+F6"_s}};
    for (const QStringList &row : more) {
        table->addTopLevelItem(new QTreeWidgetItem(row));
    }
    table->resizeColumnToContents(0);
    layout->addWidget(table);
    dialog->resize(420, 460);
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
