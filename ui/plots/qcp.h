// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// The one place that includes QCustomPlot: its header needs Qt's keywords and is not held to this project's
// warnings.
#ifdef QT_NO_KEYWORDS
#define slots Q_SLOTS
#define signals Q_SIGNALS
#define emit Q_EMIT
#endif
#if defined(__GNUC__)
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wconversion"
#pragma GCC diagnostic ignored "-Wold-style-cast"
#pragma GCC diagnostic ignored "-Wshadow"
#endif
#include <qcustomplot.h>
#if defined(__GNUC__)
#pragma GCC diagnostic pop
#endif
#ifdef QT_NO_KEYWORDS
#undef slots
#undef signals
#undef emit
#endif
