// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/settings/fieldeditor.h"

#include <QComboBox>
#include <QGridLayout>
#include <QSpinBox>

namespace Retort::Ui {

// One HTTP address as a port and a reach. Other addresses than those two reaches keep their host.
class HttpAddressEditor final : public FieldEditor
{
    Q_OBJECT

public:
    HttpAddressEditor(const Field &field, EditorContext *context, QWidget *parent);
    void refresh() override;
    void setNarrow(bool narrow) override;
    QWidget *firstControl() const override { return m_port; }

private:
    void write();
    void pickFreePort();

    QSpinBox *m_port;
    QComboBox *m_reach;
    QGridLayout *m_grid;
};

// A port nobody listens on, at or above `from`; 0 when there is none. Opens a listener on this computer only, for a moment.
int freePort(int from);

} // namespace Retort::Ui
