// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/requests/requestcopy.h"

#include <QMenu>

namespace Retort::Requests {

// The forms in which a request can be copied, and whether secrets go with it: not until it is ticked, and not remembered, since who
// ticked it once may not think of it the next day.
class CopyMenu final : public QMenu
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(CopyMenu)

public:
    explicit CopyMenu(QWidget *parent);
    ~CopyMenu() override;

    Secrets secrets() const;

Q_SIGNALS:
    void copyWanted(Retort::Requests::CopyForm form);

private:
    void add(const QString &name, CopyForm form);

    QAction *m_secrets;
};

} // namespace Retort::Requests
