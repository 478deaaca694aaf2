// SPDX-License-Identifier: Apache-2.0
#pragma once

// The part of prepareProcess() in which Linux and macOS differ.
namespace Retort::Python {

void tieToParent() noexcept;

} // namespace Retort::Python
