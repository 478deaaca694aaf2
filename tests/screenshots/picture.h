// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QByteArray>
#include <QString>
#include <QUrl>

#include <functional>

class QWidget;

namespace Retort {

// Lets events happen until `condition` holds. False after too long.
bool waitUntil(const std::function<bool()> &condition);
void letPass(int ms);

// One request on a connection of its own, until the server closes it.
bool request(const QUrl &site, const QByteArray &method, const QByteArray &target, const QByteArray &body = {});

// What the widget shows now, as FOLDER/NAME.png.
bool takePicture(QWidget &widget, const QString &folder, const QString &name);

} // namespace Retort
