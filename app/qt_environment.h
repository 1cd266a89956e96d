// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// What has to be right around Qt before its application object is made.
namespace infoplane::app {

// Whether a window can be opened: an X or Wayland display, or a platform that the user named.
[[nodiscard]] bool hasDisplay();

// Text is UTF-8 whatever the locale (Qt warns at every start where none is set), and what Qt has to say goes
// to standard error in our words: a display that cannot be reached ends the program with a sentence and exit
// code 2, not with a crash.
void prepareQt();
// The same for drawing without a window, which needs fonts but no display.
void prepareQtWithoutDisplay();

} // namespace infoplane::app
