// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QCoreApplication>

namespace Retort {

// Sentences of the engine, for people. Text::tr() gives the words of the installed translation, which only the window
// has, else the English: what `retort` prints, and what scripts look for, stays as it is. Any thread.
struct Text
{
    Q_DECLARE_TR_FUNCTIONS(Retort::Text)
};

} // namespace Retort
