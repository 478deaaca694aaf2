// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/settings/rowfindings.h"

#include <QWidget>

namespace Retort::Ui {

// One finding: a sign, the sentence, and the button that mends it.
class FindingView final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(FindingView)

public:
    enum class Place : quint8 { AtRow, InText }; // in the text it says its line, which is a button

    FindingView(const RowFinding &finding, Place place, QWidget *parent);

Q_SIGNALS:
    void fixWanted(const Retort::Ui::RowFinding &finding);
    void lineWanted(int line);
};

} // namespace Retort::Ui
