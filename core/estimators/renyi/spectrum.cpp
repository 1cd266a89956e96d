// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/estimators/renyi/spectrum.h"

#include "core/support/assert.h"

#include <ATen/ATen.h>

#include <algorithm>

namespace infoplane {

Result<std::vector<double>> spectrumOf(const Matrix& matrix, const Proceed& proceed) {
    INFOPLANE_ASSERT(matrix.rows == matrix.columns && matrix.rows > 0);
    if (proceed && !proceed()) return Error{ErrorCode::Cancelled, "the measurement was stopped", ""};
    const auto n = static_cast<std::int64_t>(matrix.rows);
    const at::Tensor scaled = at::tensor(at::ArrayRef<double>(matrix.values), at::kDouble)
                                  .reshape({n, n})
                                  .div_(static_cast<double>(n));
    try {
        const at::Tensor values = at::linalg_eigvalsh(scaled).contiguous();
        std::vector<double> spectrum(values.const_data_ptr<double>(), values.const_data_ptr<double>() + n);
        for (double& l : spectrum)
            l = std::max(l, 0.0);
        return spectrum;
    } catch (const c10::LinAlgError&) {
        return Error{ErrorCode::Numeric, "the eigenvalues did not converge: give another width", ""};
    }
}

} // namespace infoplane
