// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/main_window/theme.h"

#include "ui/main_window/window_style.h"

#include <QApplication>

namespace infoplane::ui {
namespace {

struct Shades {
    QRgb window, base, alternate, text, faint, disabled, button, mid, dark, highlight, link;
};

QPalette paletteOf(const Shades& shades) {
    QPalette palette;
    const auto set = [&palette](QPalette::ColorRole role, QRgb colour) {
        palette.setColor(role, QColor(colour));
    };
    set(QPalette::Window, shades.window);
    set(QPalette::WindowText, shades.text);
    set(QPalette::Base, shades.base);
    set(QPalette::AlternateBase, shades.alternate);
    set(QPalette::Text, shades.text);
    set(QPalette::PlaceholderText, shades.faint);
    set(QPalette::Button, shades.button);
    set(QPalette::ButtonText, shades.text);
    set(QPalette::BrightText, 0xffd55e00);
    set(QPalette::ToolTipBase, shades.alternate);
    set(QPalette::ToolTipText, shades.text);
    set(QPalette::Light, shades.base);
    set(QPalette::Midlight, shades.alternate);
    set(QPalette::Mid, shades.mid);
    set(QPalette::Dark, shades.dark);
    set(QPalette::Shadow, 0xff000000);
    set(QPalette::Highlight, shades.highlight);
    set(QPalette::HighlightedText, 0xffffffff);
    set(QPalette::Link, shades.link);
    for (const QPalette::ColorRole role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText})
        palette.setColor(QPalette::Disabled, role, QColor(shades.disabled));
    palette.setColor(QPalette::Disabled, QPalette::Highlight, QColor(shades.mid));
    return palette;
}

} // namespace

QPalette lightPalette() {
    return paletteOf({0xfff3f4f6, 0xffffffff, 0xffeaecef, 0xff1b1f24, 0xff5f6872, 0xff9aa2ab, 0xfff7f8fa,
                      0xffc4cad1, 0xffa5adb6, 0xff1f6fb2, 0xff0a5c9e});
}

QPalette darkPalette() {
    return paletteOf({0xff24272c, 0xff1b1d21, 0xff2c3036, 0xffe6e8eb, 0xff9ba3ad, 0xff6b737d, 0xff30343b,
                      0xff444a53, 0xff15171a, 0xff2f7fc4, 0xff6cb6f5});
}

void applyTheme(Theme theme) {
    QApplication::setStyle(new WindowStyle);
    QApplication::setPalette(QPalette()); // back to the desktop's, which tells whether it is dark
    const bool dark_desktop = QApplication::palette().color(QPalette::Window).lightnessF() < 0.5F;
    const bool dark = theme == Theme::Dark || (theme == Theme::System && dark_desktop);
    QApplication::setPalette(dark ? darkPalette() : lightPalette());
}

Theme themeFromName(const QString& name) {
    if (name == QLatin1String("light")) return Theme::Light;
    return name == QLatin1String("dark") ? Theme::Dark : Theme::System;
}

QString nameOf(Theme theme) {
    if (theme == Theme::System) return QStringLiteral("system");
    return theme == Theme::Dark ? QStringLiteral("dark") : QStringLiteral("light");
}

} // namespace infoplane::ui
