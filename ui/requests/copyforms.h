// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/requests/requestcopy.h"

// The longer forms of copyText(): each a pure function of the same source.
namespace Retort::Requests {

QString pytestText(const CopySource &source, const QString &call);
QString rawRequestText(const CopySource &source);
QString rawResponseText(const CopySource &source);
QString harText(const CopySource &source);

} // namespace Retort::Requests
