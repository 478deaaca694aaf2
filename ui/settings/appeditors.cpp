// SPDX-License-Identifier: Apache-2.0
#include "ui/settings/appeditors.h"

#include "ui/settings/simpleeditors.h"

#include <QFileDialog>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalBlocker>

using namespace Qt::StringLiterals;

namespace Retort::Ui {
namespace {

QComboBox *editableBox(QWidget *parent)
{
    auto *box = new QComboBox(parent);
    box->setEditable(true);
    box->setInsertPolicy(QComboBox::NoInsert);
    box->setCompleter(nullptr); // it would finish names by itself, and each is written to the file
    box->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    return box;
}

} // namespace

AppEditor::AppEditor(const Field &field, EditorContext *context, QWidget *parent)
    : FieldEditor(field, context, parent)
    , m_box(editableBox(this))
{
    nameControl(m_box);
    keepFromWheel(m_box);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins({});
    row->addWidget(m_box, 1);
    connect(m_box, &QComboBox::activated, this, &AppEditor::pick);
    connect(m_box->lineEdit(), &QLineEdit::textEdited, this, &AppEditor::type);
    refresh();
}

void AppEditor::refresh()
{
    const QSignalBlocker quiet(m_box);
    QStringList labels;
    for (int i = 0; i < m_box->count(); ++i) {
        labels.append(m_box->itemText(i));
    }
    QStringList wanted;
    for (const ProjectFacts::App &app : context().facts.apps) {
        wanted.append(app.label);
    }
    if (labels != wanted) {
        m_box->clear();
        m_box->addItems(wanted);
    }
    m_box->lineEdit()->setPlaceholderText(wanted.isEmpty() ? tr("found by itself") : tr("found by itself: %1").arg(wanted.first()));
    m_box->setCurrentIndex(-1);
    showInLine(m_box->lineEdit(), model()->values().value(field()), !refusal().isEmpty());
}

void AppEditor::pick(int index)
{
    if (index >= 0 && index < context().facts.apps.size()) {
        const ProjectFacts::App app = context().facts.apps[index];
        model()->endStep();
        take(model()->setAs(field(), app.key, FieldValues::literal(app.value), FieldValues::literal(app.callable)));
        refresh();
    }
}

// A path or a name that ends like a file is one; all else is a module.
void AppEditor::type(const QString &text)
{
    const QString value = text.trimmed();
    const bool file = value.endsWith(u".py") || value.contains(u'/') || value.contains(u'\\');
    take(model()->setAs(field(), file ? u"wsgi-file"_s : u"module"_s, value, {}));
}

PythonEditor::PythonEditor(const Field &field, EditorContext *context, QWidget *parent)
    : FieldEditor(field, context, parent)
    , m_box(editableBox(this))
{
    nameControl(m_box);
    keepFromWheel(m_box);
    auto *button = new QPushButton(tr("Choose…"), this);
    nameControl(button, tr("choose"));
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins({});
    row->addWidget(m_box, 1);
    row->addWidget(button);
    connect(m_box, &QComboBox::activated, this, [this](int index) {
        model()->endStep();
        take(model()->setValue(this->field(), m_box->itemData(index).toString()));
        refresh();
    });
    connect(m_box->lineEdit(), &QLineEdit::textEdited, this,
        [this](const QString &text) { take(model()->setValue(this->field(), text.trimmed())); });
    connect(button, &QPushButton::clicked, this, &PythonEditor::choose);
    refresh();
}

void PythonEditor::refresh()
{
    const QSignalBlocker quiet(m_box);
    const QString own = context().facts.ownPython;
    const QString byItself = own.isEmpty() ? tr("found by itself") : tr("found by itself: %1").arg(own);
    if (m_box->count() != context().facts.pythons.size() + 1 || m_box->itemText(0) != byItself) {
        m_box->clear();
        m_box->addItem(byItself, QString());
        for (const ProjectFacts::Python &python : context().facts.pythons) {
            m_box->addItem(python.label, pathForIni(QFileInfo(model()->path()).absolutePath() + u'/' + python.folder, model()->path()));
        }
    }
    m_box->lineEdit()->setPlaceholderText(byItself);
    m_box->setCurrentIndex(-1);
    showInLine(m_box->lineEdit(), model()->values().value(field()), !refusal().isEmpty());
}

void PythonEditor::choose()
{
    auto *dialog = new QFileDialog(this, tr("Virtual environment"), QFileInfo(model()->path()).absolutePath());
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::Directory);
    connect(dialog, &QFileDialog::fileSelected, this, [this](const QString &path) {
        model()->endStep();
        take(model()->setValue(field(), pathForIni(path, model()->path())));
    });
    dialog->open();
}

} // namespace Retort::Ui
