// SPDX-License-Identifier: Apache-2.0
#include "ui/requests/filterbar.h"

#include "ui/style/colors.h"

#include <QAction>
#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QPushButton>
#include <QToolButton>

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;

namespace Retort::Requests {

namespace {

QStringList termsOf(const QString &text)
{
    return text.split(u' ', Qt::SkipEmptyParts);
}

} // namespace

FilterBar::FilterBar(QWidget *parent)
    : QWidget(parent)
    , m_layout(new QHBoxLayout(this))
    , m_savedPlace(new QHBoxLayout)
    , m_period(new QToolButton(this))
    , m_save(new QToolButton(this))
    , m_assets(new QToolButton(this))
    , m_fault(new QLabel(this))
    , m_hidden(new QLabel(this))
    , m_filtering(new QLabel(tr("filtering…"), this))
    , m_undoSentence(new QLabel(this))
    , m_undo(new QPushButton(tr("Undo"), this))
    , m_notRecording(new QLabel(tr("Not recording"), this))
{
    m_layout->setContentsMargins(8, 4, 8, 4);
    m_layout->setSpacing(4);
    setMinimumWidth(1); // a sentence must not make the window wider
    addChip(tr("All"), {});
    addChip(tr("Errors"), u"is:error"_s);
    addChip(tr("Slow"), u"is:slow"_s);
    addChip(tr("Pages"), u"type:html"_s);
    addChip(tr("API"), u"type:json"_s);
    addChip(tr("Watched"), u"is:watched"_s);
    m_savedPlace->setSpacing(4);
    m_layout->addLayout(m_savedPlace);
    m_period->setAutoRaise(true);
    m_period->setCheckable(true);
    m_period->setToolTip(tr("Show requests of other times too"));
    m_layout->addWidget(m_period);
    connect(m_period, &QToolButton::clicked, this, [this] { Q_EMIT filterWanted(toggled(m_text, m_periodTerm)); });
    m_save->setText(tr("Save as…"));
    m_save->setToolTip(tr("Keep this filter under a name, beside the others"));
    m_save->setAutoRaise(true);
    m_layout->addWidget(m_save);
    m_assets->setText(tr("Hide assets"));
    m_assets->setCheckable(true);
    m_assets->setAutoRaise(true);
    m_layout->addSpacing(12);
    m_layout->addWidget(m_assets);
    for (QLabel *label : {m_hidden, m_filtering, m_fault, m_undoSentence, m_notRecording}) {
        label->setTextFormat(Qt::PlainText);
        label->hide();
    }
    m_hidden->setForegroundRole(QPalette::PlaceholderText);
    m_filtering->setForegroundRole(QPalette::PlaceholderText);
    m_undo->hide();
    m_undo->setFlat(true);
    m_layout->addWidget(m_hidden);
    m_layout->addSpacing(8);
    m_layout->addWidget(m_filtering);
    m_layout->addWidget(m_fault);
    m_layout->addStretch();
    m_layout->addWidget(m_undoSentence);
    m_layout->addWidget(m_undo);
    m_layout->addWidget(m_notRecording);
    connect(m_assets, &QToolButton::clicked, this, &FilterBar::hideAssetsWanted);
    connect(m_save, &QToolButton::clicked, this, &FilterBar::saveWanted);
    connect(m_undo, &QPushButton::clicked, this, &FilterBar::undoWanted);
    showChips(false, false);
    setFilterText({});
}

FilterBar::~FilterBar() = default;

void FilterBar::addChip(const QString &name, const QString &term)
{
    auto *button = new QToolButton(this);
    button->setText(name);
    button->setCheckable(true);
    button->setAutoRaise(true);
    button->setAccessibleDescription(term.isEmpty() ? tr("Shows all requests") : tr("Filter %1").arg(term));
    m_layout->addWidget(button);
    m_chips.append({term, button});
    connect(button, &QToolButton::clicked, this, [this, term] {
        const QString wanted = term.isEmpty() ? QString() : toggled(m_text, term);
        setFilterText(m_text); // what is checked follows the filter, not the click
        Q_EMIT filterWanted(wanted);
    });
}

void FilterBar::showChips(bool types, bool watched)
{
    for (const Chip &chip : m_chips) {
        chip.button->setVisible((types || !chip.term.startsWith(u"type:")) && (watched || chip.term != u"is:watched"));
    }
}

void FilterBar::showSaved(const QList<SavedFilter> &filters)
{
    for (const Chip &chip : std::as_const(m_saved)) {
        chip.button->deleteLater();
        m_savedPlace->removeWidget(chip.button);
    }
    m_saved.clear();
    for (const SavedFilter &filter : filters) {
        m_saved.append({filter.text, makeSaved(filter)});
        m_savedPlace->addWidget(m_saved.last().button);
    }
    setFilterText(m_text);
}

QToolButton *FilterBar::makeSaved(const SavedFilter &filter)
{
    auto *button = new QToolButton(this);
    button->setText(QString(filter.name).replace(u'&', "&&"_L1));
    button->setToolTip(filter.text.left(200).toHtmlEscaped());
    button->setAccessibleDescription(tr("Filter %1").arg(filter.text));
    button->setCheckable(true);
    button->setAutoRaise(true);
    button->setContextMenuPolicy(Qt::ActionsContextMenu);
    auto *forget = new QAction(tr("Remove"), button);
    button->addAction(forget);
    connect(forget, &QAction::triggered, this, [this, name = filter.name] { Q_EMIT forgetWanted(name); });
    connect(button, &QToolButton::clicked, this, [this, text = filter.text] {
        const QString wanted = m_text == text ? QString() : text;
        setFilterText(m_text);
        Q_EMIT filterWanted(wanted);
    });
    return button;
}

void FilterBar::setFilterText(const QString &text)
{
    m_text = text;
    const QStringList terms = termsOf(text);
    for (const Chip &chip : m_chips) {
        chip.button->setChecked(chip.term.isEmpty() ? terms.isEmpty() : terms.contains(chip.term));
    }
    showPeriod(terms);
    bool isSaved = false;
    for (const Chip &chip : std::as_const(m_saved)) {
        chip.button->setChecked(chip.term == text);
        isSaved = isSaved || chip.term == text;
    }
    m_save->setVisible(!text.isEmpty() && !isSaved);
}

QString FilterBar::toggled(const QString &text, const QString &term)
{
    QStringList terms = termsOf(text);
    if (!terms.contains(term)) {
        // Behind a text with an OR in it, a term would belong to its last part only.
        return text.trimmed().isEmpty() ? term
            : text.contains(u'|')       ? u"(%1) %2"_s.arg(text.trimmed(), term)
                                        : text.trimmed() + u' ' + term;
    }
    terms.removeAll(term);
    const QString rest = terms.join(u' ');
    const bool wrapped = rest.startsWith(u'(') && rest.endsWith(u')') && rest.indexOf(u')') == rest.size() - 1;
    return wrapped ? rest.sliced(1, rest.size() - 2) : rest;
}

void FilterBar::setAssets(bool hidden, quint64 count)
{
    m_assets->setChecked(hidden);
    m_hidden->setVisible(hidden && count > 0);
    m_hidden->setText(tr("%1 hidden").arg(QLocale().toString(count)));
}

void FilterBar::setNotRecording(bool notRecording)
{
    paintRed(m_notRecording);
    m_notRecording->setVisible(notRecording);
    m_saysSomething = notRecording || !m_undo->isHidden();
}

void FilterBar::paintRed(QLabel *label)
{
    QPalette red = palette();
    red.setColor(QPalette::WindowText, Style::color(Style::Token::ServerError, palette()));
    label->setPalette(red);
}

void FilterBar::showPeriod(const QStringList &terms)
{
    const auto term = std::ranges::find_if(terms, [](const QString &each) { return each.startsWith(u"when:"); });
    m_periodTerm = term == terms.end() ? QString() : *term;
    m_period->setVisible(!m_periodTerm.isEmpty());
    m_period->setChecked(true);
    m_period->setText(m_periodTerm.mid(5).replace(u".."_s, u"–"_s) + u" ×"_s);
    m_period->setAccessibleName(tr("Time %1").arg(m_period->text().chopped(2)));
}

void FilterBar::setFault(const QString &sentence)
{
    paintRed(m_fault);
    m_fault->setText(sentence);
    m_fault->setToolTip(sentence.toHtmlEscaped());
    m_fault->setVisible(!sentence.isEmpty());
}

void FilterBar::setFiltering(bool filtering)
{
    m_filtering->setVisible(filtering);
}

void FilterBar::offerUndo(const QString &sentence, const QString &button)
{
    m_undo->setText(button.isEmpty() ? tr("Undo") : button);
    m_undoSentence->setText(sentence);
    m_undoSentence->setVisible(!sentence.isEmpty());
    m_undo->setVisible(!sentence.isEmpty());
    m_saysSomething = !sentence.isEmpty() || !m_notRecording->isHidden();
}

bool FilterBar::hasSomethingToSay() const noexcept
{
    return m_saysSomething;
}

} // namespace Retort::Requests
