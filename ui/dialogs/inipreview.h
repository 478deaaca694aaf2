// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/dialogs/projectlook.h"

#include <QWidget>

class QLabel;
class QTreeWidget;

namespace Retort::Dialogs {

// What an ini comes to before it is served: its options with their placeholders filled in, and which of them Retort only
// keeps. Plain text, as the file may come from anybody.
class IniPreview final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(IniPreview)

public:
    explicit IniPreview(QWidget *parent = nullptr);
    void present(const QList<ProjectOffer::IniOption> &options);

private:
    QLabel *m_sentence;
    QTreeWidget *m_list;
};

} // namespace Retort::Dialogs
