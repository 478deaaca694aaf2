// SPDX-License-Identifier: Apache-2.0
#include "app/filemask.h"

namespace Retort {

void setFileMask(int) {}

} // namespace Retort
