// SPDX-License-Identifier: Apache-2.0
#include "ui/requests/copymenu.h"

using namespace Qt::StringLiterals;

namespace Retort::Requests {

CopyMenu::CopyMenu(QWidget *parent) : QMenu(tr("Copy"), parent)
{
    add(tr("URL"), CopyForm::Url);
    add(u"cURL"_s, CopyForm::Curl);
    add(u"HTTPie"_s, CopyForm::Httpie);
    add(tr("Python requests"), CopyForm::PythonRequests);
    add(tr("Flask test client"), CopyForm::FlaskClient);
    add(tr("pytest test"), CopyForm::Pytest);
    addSeparator();
    add(tr("Raw request"), CopyForm::RawRequest);
    add(tr("Raw response"), CopyForm::RawResponse);
    add(u"HAR"_s, CopyForm::Har);
    addSeparator();
    m_secrets = addAction(tr("Include secrets"));
    m_secrets->setCheckable(true);
}

CopyMenu::~CopyMenu() = default;

void CopyMenu::add(const QString &name, CopyForm form)
{
    addAction(name, this, [this, form] { Q_EMIT copyWanted(form); });
}

Secrets CopyMenu::secrets() const
{
    return m_secrets->isChecked() ? Secrets::Included : Secrets::Masked;
}

} // namespace Retort::Requests
