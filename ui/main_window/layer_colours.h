// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>
#include <QIcon>

namespace infoplane::ui {

// The colour of a layer as the plots draw it (Okabe and Ito's palette) in the theme of the moment; the whole
// network, layer 0, is grey.
[[nodiscard]] QColor layerColour(int layer);

// A filled square of that colour, for lists.
[[nodiscard]] QIcon layerSwatch(int layer);

} // namespace infoplane::ui
