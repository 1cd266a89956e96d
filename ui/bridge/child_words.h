// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>

namespace infoplane::ui {

// Appends what a child process wrote on standard error, keeping no more than its last 4 KiB.
void keepTail(QByteArray& kept, const QByteArray& more);

// The last line that is not empty, without the program's name before it.
[[nodiscard]] QString lastSentence(const QByteArray& complaint);

} // namespace infoplane::ui
