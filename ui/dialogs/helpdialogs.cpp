// SPDX-License-Identifier: Apache-2.0
#include "ui/dialogs/helpdialogs.h"

#include "engine/log/filterfields.h"
#include "ui/style/theme.h"

#include <QCoreApplication>
#include <QDialog>
#include <QDialogButtonBox>
#include <QGridLayout>
#include <QLabel>
#include <QPushButton>
#include <QScrollArea>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Retort::Dialogs {

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(Retort::Dialogs::Help)
};

struct Row
{
    QString left;
    QString right;
};

QLabel *plain(const QString &text)
{
    auto *label = new QLabel(text);
    label->setTextFormat(Qt::PlainText);
    label->setWordWrap(true);
    label->setAlignment(Qt::AlignLeft | Qt::AlignTop);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    return label;
}

enum class Left : bool { Words, Code };

void showRows(QWidget &parent, const QString &title, const QString &intro, const QList<Row> &rows, Left left)
{
    auto *dialog = new QDialog(&parent);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setWindowTitle(title);
    auto *page = new QWidget;
    auto *grid = new QGridLayout(page);
    grid->setContentsMargins(16, 16, 16, 16);
    grid->setHorizontalSpacing(16);
    grid->setVerticalSpacing(6);
    grid->setColumnStretch(1, 1);
    int line = 0;
    if (!intro.isEmpty()) {
        grid->addWidget(plain(intro), line++, 0, 1, 2);
        grid->setRowMinimumHeight(line++, 4);
    }
    for (const Row &row : rows) {
        QLabel *name = plain(row.left);
        name->setWordWrap(false);
        if (left == Left::Code) {
            name->setFont(Style::fixedFont());
        } else {
            QFont bold = name->font();
            bold.setWeight(QFont::DemiBold);
            name->setFont(bold);
        }
        grid->addWidget(name, line, 0);
        grid->addWidget(plain(row.right), line++, 1);
    }
    grid->setRowStretch(line, 1);
    auto *scroll = new QScrollArea;
    scroll->setWidget(page);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    auto *buttons = new QDialogButtonBox;
    buttons->addButton(Words::tr("Close"), QDialogButtonBox::RejectRole); // Qt's own texts may not be installed
    QObject::connect(buttons, &QDialogButtonBox::rejected, dialog, &QDialog::close);
    auto *layout = new QVBoxLayout(dialog);
    layout->setContentsMargins(0, 0, 0, 12);
    layout->addWidget(scroll, 1);
    layout->addWidget(buttons);
    buttons->setContentsMargins(16, 0, 16, 0);
    page->resize(620, 100);
    dialog->resize(620, std::clamp(grid->heightForWidth(620) + buttons->sizeHint().height() + 32, 200, 620));
    dialog->show();
}

QString meaning(Log::FilterField field)
{
    using F = Log::FilterField;
    switch (field) {
    case F::Target: return Words::tr("A text in the path or its query.");
    case F::Status: return Words::tr("The status of the answer.");
    case F::Method: return Words::tr("The method of the request.");
    case F::Path: return Words::tr("A text in the path; with = the whole path.");
    case F::Time: return Words::tr("How long it took, from the first byte to the last.");
    case F::Cpu: return Words::tr("How long the app kept a processor busy.");
    case F::Size: return Words::tr("The size of the response body.");
    case F::Worker: return Words::tr("The worker that answered.");
    case F::Load: return Words::tr("Which load of the app answered: it counts up with each reload.");
    case F::Client: return Words::tr("The address of the client.");
    case F::State: return Words::tr("What kind of request it was.");
    case F::Since: return Words::tr("Since the last reload, for some time, or since a time of day.");
    case F::When: return Words::tr("Between two times of day: drag over the chart.");
    case F::Route: return Words::tr("The route or endpoint.");
    case F::Type: return Words::tr("The content type of the response.");
    case F::Header: return Words::tr("A header of the request or response, and what is in it.");
    case F::RequestBody: return Words::tr("A text in the request body.");
    case F::ResponseBody: return Words::tr("A text in the response body.");
    case F::Output: return Words::tr("A text the app printed or logged meanwhile.");
    case F::Error: return Words::tr("The exception that was raised.");
    }
    return {};
}

} // namespace

void showHelp(QWidget &parent)
{
    const QList<Row> rows{{Words::tr("Sites"),
                              Words::tr("Each project is a site, at the left. Drop a folder on the window to add one. Sites go on serving "
                                        "when the window is closed, if you want.")},
        {Words::tr("Requests"),
            Words::tr("Every request is a row. Select one to see what was raised, what came in and went out, what was printed, and "
                      "where the time went. Enter and Escape open and close the details.")},
        {Words::tr("Reloading"),
            Words::tr("Save a file and the app is loaded again. Requests wait for the new code. A line in the list says when.")},
        {Words::tr("Sorting"),
            Words::tr("Click on a column to sort: the list stands still then. The button at its end leads back to what comes.")},
        {Words::tr("Filter"),
            Words::tr("Type into the field at the top right. A question mark in the empty field shows all that can be typed.")},
        {Words::tr("Settings"),
            Words::tr("The Settings tab edits the uwsgi.ini of the site, which is the truth: each edit changes one line of it.")},
        {Words::tr("Commands"),
            Words::tr("%1 finds every command, site and setting by some letters of its name.")
                .arg(QKeySequence(u"Ctrl+K"_s).toString(QKeySequence::NativeText))},
        {Words::tr("Keys"),
            Words::tr("Help → Shortcuts lists them, Preferences → Shortcuts changes them. F6 goes from part to part of the window.")},
        {Words::tr("Command line"), Words::tr("retort --help in a terminal: all that the window does can be had there too.")}};
    showRows(parent, Words::tr("Help"), {}, rows, Left::Words);
}

void showFilterHelp(QWidget &parent)
{
    QList<Row> rows{{u"users"_s, Words::tr("A text in the path or its query. Capitals do not matter, * stands for anything.")},
        {u"/^/users/[0-9]+$/"_s, Words::tr("A regular expression, between slashes.")},
        {u"\"a b\""_s, Words::tr("Quotation marks keep a text with blanks together.")},
        {u"status:5xx time:>1s"_s, Words::tr("A blank between terms: both must be true.")},
        {u"status:404,410"_s, Words::tr("A comma between values: one of them is enough.")},
        {u"users | is:error"_s, Words::tr("A bar between terms: one of them is enough.")},
        {u"-is:asset"_s, Words::tr("A minus sign turns a term round.")}, {u"(a | b) -c"_s, Words::tr("Parentheses group terms.")}};
    for (const Log::FilterFieldInfo &info : Log::filterFields()) {
        QStringList states;
        if (info.field == Log::FilterField::State) {
            for (const Log::RequestStateInfo &state : Log::requestStates()) {
                states += state.name.toString();
            }
        }
        const QString example = Words::tr("Such as: %1").arg(states.isEmpty() ? info.example.toString() : states.join(u", "_s));
        rows += {info.name.toString() + u':', meaning(info.field) + u' ' + example};
    }
    showRows(parent, Words::tr("Filters"), Words::tr("What is typed into the filter field is made of terms:"), rows, Left::Code);
}

} // namespace Retort::Dialogs
