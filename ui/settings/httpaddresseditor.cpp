// SPDX-License-Identifier: Apache-2.0
#include "ui/settings/httpaddresseditor.h"

#include "engine/base/endpoint.h"
#include "engine/config/valueparsers.h"

#include <QPushButton>
#include <QSignalBlocker>
#include <QTcpServer>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Retort::Ui {
namespace {

constexpr int firstPort = 8000;
constexpr int portsTried = 200;

std::optional<Endpoint> endpointOf(const QString &value)
{
    const std::string bytes = value.toStdString();
    const std::size_t end = Config::inlineComment(bytes).value_or(bytes.size());
    const Result<Endpoint> endpoint = Endpoint::fromString(QString::fromStdString(bytes.substr(0, end)).trimmed());
    return endpoint ? std::optional(*endpoint) : std::nullopt;
}

bool isEverywhere(const QString &host)
{
    return host.isEmpty() || host == u"0.0.0.0" || host == u"::";
}

} // namespace

int freePort(int from)
{
    for (int port = from; port < std::min(from + portsTried, 65'536); ++port) {
        QTcpServer server;
        if (server.listen(QHostAddress::LocalHost, quint16(port))) {
            return port;
        }
    }
    return 0;
}

HttpAddressEditor::HttpAddressEditor(const Field &field, EditorContext *context, QWidget *parent)
    : FieldEditor(field, context, parent)
    , m_port(new QSpinBox(this))
    , m_reach(new QComboBox(this))
    , m_grid(new QGridLayout(this))
{
    m_port->setRange(0, 65'535);
    m_port->setSpecialValueText(field.defaultText);
    m_port->setMinimumWidth(m_port->fontMetrics().horizontalAdvance(u'0') * 14);
    auto *pick = new QPushButton(tr("Pick a free one"), this);
    nameControl(m_port);
    nameControl(m_reach, tr("reach"));
    nameControl(pick, tr("pick a free one"));
    keepFromWheel(m_port);
    keepFromWheel(m_reach);
    m_grid->setContentsMargins({});
    m_grid->setVerticalSpacing(4);
    m_grid->setColumnStretch(3, 1);
    m_grid->addWidget(m_port, 0, 0);
    m_grid->addWidget(pick, 0, 1);
    setNarrow(false);
    setTabOrder(m_port, pick);
    setTabOrder(pick, m_reach);
    connect(m_port, &QSpinBox::valueChanged, this, &HttpAddressEditor::write);
    connect(m_reach, &QComboBox::currentIndexChanged, this, &HttpAddressEditor::write);
    connect(pick, &QPushButton::clicked, this, &HttpAddressEditor::pickFreePort);
    refresh();
}

void HttpAddressEditor::refresh()
{
    const QSignalBlocker quietPort(m_port);
    const QSignalBlocker quietReach(m_reach);
    const std::optional<GivenLine> line = model()->values().last(field());
    const std::optional<Endpoint> endpoint = line ? endpointOf(line->value) : std::nullopt;
    m_port->setValue(endpoint ? int(endpoint->port) : 0);
    m_reach->clear();
    m_reach->addItem(tr("this computer"), u"127.0.0.1"_s);
    m_reach->addItem(tr("this network"), u"0.0.0.0"_s);
    if (endpoint && isEverywhere(endpoint->host)) {
        m_reach->setItemData(1, endpoint->host);
        m_reach->setCurrentIndex(1);
    } else if (endpoint && endpoint->host == u"127.0.0.1") {
        m_reach->setCurrentIndex(0);
    } else if (endpoint) {
        m_reach->addItem(endpoint->host, endpoint->host);
        m_reach->setCurrentIndex(2);
    }
    m_reach->setEnabled(m_port->value() != 0);
}

void HttpAddressEditor::setNarrow(bool narrow)
{
    m_grid->removeWidget(m_reach);
    if (narrow) {
        m_grid->addWidget(m_reach, 1, 0, 1, 2, Qt::AlignLeft);
    } else {
        m_grid->addWidget(m_reach, 0, 2);
    }
}

void HttpAddressEditor::write()
{
    if (m_port->value() == 0) {
        take(model()->setValue(field(), {}));
        return;
    }
    Endpoint endpoint;
    endpoint.host = m_reach->currentData().toString();
    endpoint.port = quint16(m_port->value());
    take(model()->setValue(field(), FieldValues::literal(endpoint.toString())));
}

void HttpAddressEditor::pickFreePort()
{
    // The own port is in use while the site runs, and no reason to move.
    const int port = freePort(m_port->value() != 0 ? m_port->value() : firstPort);
    if (port != 0) {
        model()->endStep();
        m_port->setValue(port);
    } else {
        take(std::unexpected(Error{Errc::AddressInUse, tr("All ports near %1 are in use. Type another one.").arg(m_port->value())}));
    }
}

} // namespace Retort::Ui
