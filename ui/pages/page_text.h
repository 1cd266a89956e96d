// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QCoreApplication>
#include <QString>

namespace infoplane::ui {

// What a page says, in the user's language; classes have their own tr.
[[nodiscard]] inline QString tr(const char* text) {
    return QCoreApplication::translate("infoplane::ui::Pages", text);
}

} // namespace infoplane::ui
