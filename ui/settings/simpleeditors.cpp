// SPDX-License-Identifier: Apache-2.0
#include "ui/settings/simpleeditors.h"

#include <QDir>
#include <QFileDialog>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QSignalBlocker>

#include <cmath>

using namespace Qt::StringLiterals;

namespace Retort::Ui {
namespace {

QHBoxLayout *rowIn(QWidget *widget)
{
    auto *row = new QHBoxLayout(widget);
    row->setContentsMargins({});
    return row;
}

} // namespace

void showInLine(QLineEdit *line, const QString &value, bool refused)
{
    const bool busy = refused || (line->hasFocus() && line->text().trimmed() == value);
    if (!busy && line->text() != value) {
        line->setText(value);
    }
}

QString pathForIni(const QString &path, const QString &iniFile)
{
    const QDir folder = QFileInfo(iniFile).absoluteDir();
    const QString relative = folder.relativeFilePath(path);
    if (relative == u".") {
        return u"%d"_s;
    }
    const bool inside = !relative.startsWith(u".."_s) && !QDir::isAbsolutePath(relative);
    return inside ? u"%d"_s + FieldValues::literal(relative) : FieldValues::literal(QDir::cleanPath(path));
}

SwitchEditor::SwitchEditor(const Field &field, EditorContext *context, QWidget *parent)
    : FieldEditor(field, context, parent)
    , m_box(new QCheckBox(this))
{
    nameControl(m_box);
    QHBoxLayout *row = rowIn(this);
    row->addWidget(m_box);
    row->addStretch();
    connect(m_box, &QCheckBox::toggled, this, [this](bool on) { take(model()->setOn(this->field(), on)); });
    refresh();
}

void SwitchEditor::refresh()
{
    const QSignalBlocker quiet(m_box);
    m_box->setChecked(model()->values().isOn(field()));
}

NumberEditor::NumberEditor(const Field &field, EditorContext *context, QWidget *parent)
    : FieldEditor(field, context, parent)
    , m_box(new QDoubleSpinBox(this))
{
    nameControl(m_box);
    keepFromWheel(m_box);
    m_box->setDecimals(0);
    m_box->setGroupSeparatorShown(true);
    m_box->setRange(double(field.least - 1), double(field.most));
    const bool number = !field.defaultText.isEmpty() && field.defaultText.back().isDigit() && !field.unit.isEmpty();
    m_box->setSpecialValueText(field.defaultText.isEmpty() ? tr("not set")
            : number                                       ? tr("%1 %2 (default)").arg(field.defaultText, field.unit)
                                                           : tr("%1 (default)").arg(field.defaultText));
    m_box->setSuffix(field.unit.isEmpty() ? QString() : u' ' + field.unit);
    m_box->setMinimumWidth(m_box->fontMetrics().horizontalAdvance(u'0') * 20);
    QHBoxLayout *row = rowIn(this);
    row->addWidget(m_box);
    row->addStretch();
    connect(m_box, &QDoubleSpinBox::valueChanged, this, [this](double value) {
        const bool none = value < double(this->field().least);
        take(model()->setValue(this->field(), none ? QString() : QString::number(std::llround(value))));
    });
    refresh();
}

void NumberEditor::refresh()
{
    const QSignalBlocker quiet(m_box);
    m_box->setValue(double(model()->values().number(field()).value_or(field().least - 1)));
}

TextEditor::TextEditor(const Field &field, EditorContext *context, QWidget *parent)
    : FieldEditor(field, context, parent)
    , m_line(new QLineEdit(this))
{
    nameControl(m_line);
    m_line->setPlaceholderText(field.defaultText);
    rowIn(this)->addWidget(m_line);
    connect(m_line, &QLineEdit::textEdited, this, [this](const QString &text) { take(model()->setValue(this->field(), text.trimmed())); });
    refresh();
}

void TextEditor::refresh()
{
    showInLine(m_line, model()->values().value(field()), !refusal().isEmpty());
}

PathEditor::PathEditor(const Field &field, EditorContext *context, Kind kind, QWidget *parent)
    : FieldEditor(field, context, parent)
    , m_kind(kind)
    , m_line(new QLineEdit(this))
{
    nameControl(m_line);
    m_line->setPlaceholderText(field.defaultText);
    auto *button = new QPushButton(tr("Choose…"), this);
    nameControl(button, tr("choose"));
    QHBoxLayout *row = rowIn(this);
    row->addWidget(m_line, 1);
    row->addWidget(button);
    connect(m_line, &QLineEdit::textEdited, this, [this](const QString &text) { take(model()->setValue(this->field(), text.trimmed())); });
    connect(button, &QPushButton::clicked, this, &PathEditor::choose);
    refresh();
}

void PathEditor::refresh()
{
    showInLine(m_line, model()->values().value(field()), !refusal().isEmpty());
}

void PathEditor::choose()
{
    auto *dialog = new QFileDialog(this, field().label, QFileInfo(model()->path()).absolutePath());
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(m_kind == Kind::Folder ? QFileDialog::Directory : QFileDialog::AnyFile);
    dialog->setAcceptMode(m_kind == Kind::Folder ? QFileDialog::AcceptOpen : QFileDialog::AcceptSave);
    dialog->setOption(QFileDialog::DontConfirmOverwrite); // a log is appended to
    connect(dialog, &QFileDialog::fileSelected, this, [this](const QString &path) {
        model()->endStep();
        take(model()->setValue(field(), pathForIni(path, model()->path())));
    });
    dialog->open();
}

ChoiceEditor::ChoiceEditor(const Field &field, EditorContext *context, QWidget *parent)
    : FieldEditor(field, context, parent)
    , m_box(new QComboBox(this))
{
    nameControl(m_box);
    keepFromWheel(m_box);
    for (qsizetype i = 0; i < field.choices.size(); ++i) {
        m_box->addItem(field.choiceLabels[i], field.choices[i]);
    }
    QHBoxLayout *row = rowIn(this);
    row->addWidget(m_box);
    row->addStretch();
    connect(m_box, &QComboBox::currentIndexChanged, this, [this] {
        const QString value = m_box->currentData().toString();
        const bool asBefore = value == this->field().defaultText && !model()->diskValues().last(this->field());
        take(model()->setValue(this->field(), asBefore ? QString() : value));
    });
    refresh();
}

void ChoiceEditor::refresh()
{
    const QSignalBlocker quiet(m_box);
    const std::optional<GivenLine> line = model()->values().last(field());
    m_box->setCurrentIndex(m_box->findData(line ? line->value : field().defaultText));
}

} // namespace Retort::Ui
