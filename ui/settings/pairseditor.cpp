// SPDX-License-Identifier: Apache-2.0
#include "ui/settings/pairseditor.h"

#include "engine/base/secretnames.h"
#include "ui/settings/listeditor.h"
#include "ui/settings/secretline.h"
#include "ui/settings/tones.h"

#include <QToolButton>

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;

namespace Retort::Ui {

PairsEditor::PairsEditor(const Field &field, EditorContext *context, QWidget *parent)
    : FieldEditor(field, context, parent)
    , m_grid(new QGridLayout(this))
    , m_add(new QPushButton(tr("Add"), this))
{
    m_grid->setContentsMargins({});
    m_grid->setVerticalSpacing(4);
    m_grid->setHorizontalSpacing(8);
    m_grid->setColumnStretch(0, 2);
    m_grid->setColumnStretch(1, 3);
    m_add->setAutoDefault(false);
    nameControl(m_add, tr("add"));
    connect(m_add, &QPushButton::clicked, this, [this] {
        model()->endStep();
        Pair &pair = addPair({});
        layOut();
        pair.name->setFocus(Qt::OtherFocusReason);
    });
    refresh();
}

QWidget *PairsEditor::firstControl() const
{
    return m_pairs.isEmpty() ? static_cast<QWidget *>(m_add) : m_pairs.first().name;
}

QStringList PairsEditor::typed() const
{
    QStringList values;
    for (const Pair &pair : m_pairs) {
        const QString name = pair.name->text().trimmed();
        if (!pair.raw.isEmpty() && pair.name->text() == pair.rawName && pair.value->text() == pair.rawValue) {
            values.append(pair.raw);
        } else if (!name.isEmpty()) {
            const QString space = field().separator == u':' ? u" "_s : QString();
            values.append(name + field().separator + space + pair.value->text().trimmed());
        }
    }
    return values;
}

void PairsEditor::refresh()
{
    const QStringList values = model()->values().values(field());
    if (values != typed() && refusal().isEmpty()) {
        for (const Pair &pair : std::exchange(m_pairs, {})) {
            discard(pair);
        }
        for (const QString &value : values) {
            addPair(value);
        }
    }
    m_foreign = foreignLines();
    layOut();
}

PairsEditor::Pair &PairsEditor::addPair(const QString &raw)
{
    const qsizetype at = raw.indexOf(field().separator);
    const QString name = at < 0 ? raw : raw.left(at).trimmed();
    const QString value = at < 0 ? QString() : raw.mid(at + 1).trimmed();
    auto *button = new QToolButton(this);
    button->setText(u"−"_s);
    button->setAutoRaise(true);
    button->setFocusPolicy(Qt::StrongFocus);
    m_pairs.append({new QLineEdit(name, this), new SecretLine(value, this), button, raw, name, value});
    Pair &pair = m_pairs.last();
    nameControl(pair.name, field().columns.value(0));
    nameControl(pair.value, field().columns.value(1));
    nameControl(button, tr("remove %1").arg(name));
    markSecret(pair);
    pair.name->setCursorPosition(0);
    pair.value->setCursorPosition(0);
    connect(pair.name, &QLineEdit::textEdited, this, &PairsEditor::write);
    connect(pair.value, &QLineEdit::textEdited, this, &PairsEditor::write);
    connect(button, &QToolButton::clicked, this, [this, button] { remove(button); });
    for (QWidget *widget : {static_cast<QWidget *>(pair.name), static_cast<QWidget *>(pair.value), pair.remove}) {
        widget->show();
    }
    return pair;
}

// Later: one of them may be in its own signal.
void PairsEditor::discard(const Pair &pair)
{
    for (QWidget *widget : {static_cast<QWidget *>(pair.name), static_cast<QWidget *>(pair.value), pair.remove}) {
        widget->hide();
        widget->deleteLater();
    }
}

void PairsEditor::markSecret(Pair &pair) const
{
    static_cast<SecretLine *>(pair.value)->setSecret(isEnvironment() && isSecretName(pair.name->text().toStdString()));
}

// What comes from elsewhere: files of the project, the shell where one of the names is also set there, logic blocks.
QList<PairsEditor::Foreign> PairsEditor::foreignLines() const
{
    QList<Foreign> lines;
    for (const GivenLine &line : model()->values().lines(field())) {
        if (line.blockLine != 0) {
            const qsizetype at = line.value.indexOf(field().separator);
            lines.append({line.value.left(at), at < 0 ? QString() : line.value.mid(at + 1), tr("only with %1").arg(line.block)});
        }
    }
    if (!isEnvironment()) {
        return lines;
    }
    QStringList names;
    for (const Pair &pair : m_pairs) {
        names.append(pair.name->text().trimmed());
    }
    for (const ProjectFacts::Variable &variable : context().facts.variables) {
        lines.append({variable.name, variable.value, variable.source});
        names.append(variable.name);
    }
    names.removeDuplicates();
    for (const QString &name : std::as_const(names)) {
        if (!name.isEmpty() && context().environment.contains(name)) {
            lines.append({name, context().environment.value(name), tr("shell")});
        }
    }
    return lines;
}

// Whose value the app sees: the file's, else the shell's, else that of the first file that names it.
QString PairsEditor::sourceOf(const QString &name) const
{
    const bool here = std::any_of(m_pairs.begin(), m_pairs.end(), [&](const Pair &pair) { return pair.name->text().trimmed() == name; });
    if (here) {
        return {};
    }
    if (context().environment.contains(name)) {
        return tr("shell");
    }
    const auto found = std::find_if(m_foreign.begin(), m_foreign.end(), [&](const Foreign &line) { return line.name == name; });
    return found == m_foreign.end() ? QString() : found->source;
}

void PairsEditor::layOut()
{
    qDeleteAll(std::exchange(m_fixed, {}));
    while (QLayoutItem *item = m_grid->takeAt(0)) {
        delete item;
    }
    const QList<Foreign> foreign = m_foreign;
    if (!m_pairs.isEmpty() || !foreign.isEmpty()) {
        const QStringList titles = foreign.isEmpty() ? field().columns : field().columns + QStringList{tr("Source")};
        for (int column = 0; column < titles.size(); ++column) {
            auto *title = new ToneLabel(Tone::Muted, this);
            title->setText(titles[column]);
            m_grid->addWidget(title, 0, column);
            m_fixed.append(title);
        }
    }
    int row = 1;
    QWidget *before = nullptr;
    for (const Pair &pair : m_pairs) {
        QFont bold = font();
        bold.setBold(isEnvironment());
        pair.name->setFont(bold);
        m_grid->addWidget(pair.name, row, 0);
        m_grid->addWidget(pair.value, row, 1);
        m_grid->addWidget(pair.remove, row, 2, Qt::AlignLeft);
        if (before != nullptr) {
            setTabOrder(before, pair.name);
        }
        setTabOrder(pair.name, pair.value);
        setTabOrder(pair.value, pair.remove);
        before = pair.remove;
        ++row;
    }
    for (const Foreign &line : foreign) {
        addForeignRow(row++, line, isEnvironment() && sourceOf(line.name) == line.source);
    }
    m_grid->addWidget(m_add, row, 0, Qt::AlignLeft);
    if (before != nullptr) {
        setTabOrder(before, m_add);
    }
    for (QWidget *widget : std::as_const(m_fixed)) {
        widget->show();
    }
}

void PairsEditor::addForeignRow(int row, const Foreign &foreign, bool counts)
{
    const bool secret = isSecretName(foreign.name.toStdString());
    const QStringList texts{foreign.name, secret ? u"••••••••"_s : foreign.value, foreign.source};
    for (int column = 0; column < texts.size(); ++column) {
        auto *label = new ToneLabel(counts && column < 2 ? Tone::Plain : Tone::Muted, this);
        label->setText(texts[column].size() > 60 ? texts[column].left(59) + u'…' : texts[column]);
        QFont bold = font();
        bold.setBold(counts && column == 0);
        label->setFont(bold);
        m_grid->addWidget(label, row, column);
        m_fixed.append(label);
    }
    if (!counts && isEnvironment()) {
        m_fixed.last()->setAccessibleDescription(tr("does not count"));
    }
}

void PairsEditor::write()
{
    for (Pair &pair : m_pairs) {
        markSecret(pair);
    }
    take(model()->setList(field(), typed()));
}

void PairsEditor::remove(QWidget *button)
{
    const auto found = std::find_if(m_pairs.begin(), m_pairs.end(), [button](const Pair &pair) { return pair.remove == button; });
    if (found == m_pairs.end()) {
        return;
    }
    discard(*found);
    m_pairs.erase(found);
    m_add->setFocus(Qt::OtherFocusReason);
    model()->endStep();
    write();
    layOut();
}

} // namespace Retort::Ui
