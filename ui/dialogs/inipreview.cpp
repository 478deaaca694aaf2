// SPDX-License-Identifier: Apache-2.0
#include "ui/dialogs/inipreview.h"

#include <QFontDatabase>
#include <QHeaderView>
#include <QLabel>
#include <QTreeWidget>
#include <QVBoxLayout>

#include <algorithm>

namespace Retort::Dialogs {

namespace {

constexpr int linesShown = 7;
enum Column { Name, Value, Remark };

} // namespace

IniPreview::IniPreview(QWidget *parent) : QWidget(parent), m_sentence(new QLabel), m_list(new QTreeWidget)
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(4);
    m_sentence->setTextFormat(Qt::PlainText);
    m_sentence->setWordWrap(true);
    m_list->setRootIsDecorated(false);
    m_list->setUniformRowHeights(true);
    m_list->setHeaderLabels({tr("Option"), tr("Value"), tr("Remark")});
    m_list->setAccessibleName(tr("Options of the ini"));
    m_list->setMinimumHeight((fontMetrics().height() + 6) * linesShown);
    m_list->header()->setStretchLastSection(true);
    layout->addWidget(m_sentence);
    layout->addWidget(m_list, 1);
}

void IniPreview::present(const QList<ProjectOffer::IniOption> &options)
{
    const auto kept = std::count_if(options.begin(), options.end(), [](const auto &option) { return !option.isUsed; });
    m_sentence->setText(kept == 0 ? tr("Retort uses all options of it.")
            : kept == 1           ? tr("1 of %1 options is not used by Retort. It stays in the file for uWSGI.").arg(options.size())
                                  : tr("%1 of %2 options are not used by Retort. They stay in the file for uWSGI.")
                              .arg(QString::number(kept), QString::number(options.size())));
    m_list->clear();
    const QFont fixed = QFontDatabase::systemFont(QFontDatabase::FixedFont);
    for (const ProjectOffer::IniOption &option : options) {
        auto *item = new QTreeWidgetItem({option.name, option.value, option.remark});
        item->setFont(Name, fixed);
        item->setFont(Value, fixed);
        item->setToolTip(Remark, option.remark.toHtmlEscaped());
        for (int column = Name; !option.isUsed && column <= Remark; ++column) {
            item->setForeground(column, palette().placeholderText());
        }
        m_list->addTopLevelItem(item);
    }
    m_list->resizeColumnToContents(Name);
    m_list->setColumnWidth(Value, fontMetrics().averageCharWidth() * 30);
}

} // namespace Retort::Dialogs
