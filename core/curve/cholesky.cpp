// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/curve/cholesky.h"

#include "core/support/assert.h"

#include <algorithm>
#include <cmath>
#include <cstddef>

namespace infoplane::bottleneck {

void solveDefinite(std::span<double> a, std::span<double> b, double least) {
    const std::size_t n = b.size();
    INFOPLANE_ASSERT(a.size() == n * n);
    for (std::size_t i = 0; i < n; ++i) {
        double* const row = a.data() + i * n;
        for (std::size_t j = 0; j <= i; ++j) {
            const double* const other = a.data() + j * n;
            double sum = row[j];
            for (std::size_t k = 0; k < j; ++k)
                sum -= row[k] * other[k];
            row[j] = j < i ? sum / other[j] : std::sqrt(std::max(sum, least));
        }
        for (std::size_t k = 0; k < i; ++k)
            b[i] -= row[k] * b[k];
        b[i] /= row[i];
    }
    for (std::size_t i = n; i-- > 0;) {
        b[i] /= a[i * n + i];
        for (std::size_t k = 0; k < i; ++k)
            b[k] -= a[i * n + k] * b[i];
    }
}

} // namespace infoplane::bottleneck
