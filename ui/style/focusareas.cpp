// SPDX-License-Identifier: Apache-2.0
#include "ui/style/focusareas.h"

#include <QList>
#include <QVariant>
#include <QWidget>

namespace Retort::Style {

namespace {

constexpr char mark[] = "focusArea";

QWidget *areaOf(QWidget *widget)
{
    while (widget && !widget->property(mark).toBool()) {
        widget = widget->parentWidget();
    }
    return widget;
}

bool takesFocus(const QWidget &widget)
{
    return (widget.focusPolicy() & Qt::TabFocus) && !widget.focusProxy() && widget.isVisible() && widget.isEnabled();
}

} // namespace

void markFocusArea(QWidget &area)
{
    area.setProperty(mark, true);
}

void jumpToFocusArea(QWidget &window, int step)
{
    // The first stop of Tab in each area. Areas may be cut by others in the order of Tab; the first stop counts.
    QList<QWidget *> areas;
    QList<QWidget *> stops;
    for (QWidget *at = window.nextInFocusChain(); at != &window; at = at->nextInFocusChain()) {
        QWidget *area = takesFocus(*at) ? areaOf(at) : nullptr;
        if (area && !areas.contains(area)) {
            areas.append(area);
            stops.append(at);
        }
    }
    if (stops.isEmpty()) {
        return;
    }
    const auto here = areas.indexOf(areaOf(window.focusWidget()));
    const auto next = here < 0 ? (step > 0 ? 0 : stops.size() - 1) : (here + step + stops.size()) % stops.size();
    stops.at(next)->setFocus(step > 0 ? Qt::TabFocusReason : Qt::BacktabFocusReason);
}

} // namespace Retort::Style
