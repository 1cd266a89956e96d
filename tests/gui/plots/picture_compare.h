// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QImage>

namespace infoplane::testing {

// The largest difference of a colour channel, 0 to 255; 256 for pictures of different sizes.
inline int largestDifference(const QImage& a, const QImage& b) {
    if (a.size() != b.size()) return 256;
    int largest = 0;
    for (int y = 0; y < a.height(); ++y)
        for (int x = 0; x < a.width(); ++x) {
            const QRgb p = a.pixel(x, y), q = b.pixel(x, y);
            for (const int d : {qRed(p) - qRed(q), qGreen(p) - qGreen(q), qBlue(p) - qBlue(q)})
                largest = std::max(largest, std::abs(d));
        }
    return largest;
}

// Equal but for one step in smoothed edges: Qt's raster engine rounds them by how much memory it happens to
// have, so that one and the same drawing is not always the same to the last bit.
inline bool lookAlike(const QImage& a, const QImage& b) {
    return largestDifference(a, b) <= 2;
}

} // namespace infoplane::testing
