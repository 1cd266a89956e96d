// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/arrays/open_arrays.h"

#include <functional>
#include <map>
#include <utility>

namespace infoplane::testing {

// A file of arrays that is none; knows how many were read.
class ArraysInMemory final : public OpenArrays {
public:
    // Values [rows][columns].
    void add(const std::string& name, std::vector<double> values, std::size_t columns) {
        const std::size_t rows = values.size() / columns;
        order_.push_back(name);
        arrays_[name] = {rows, columns, std::move(values), NumberKind::Real, "float64"};
    }

    Result<std::vector<std::string>> names() override { return order_; }
    Result<NumericArray> read(const std::string& name) override {
        ++reads;
        if (const auto found = arrays_.find(name); found != arrays_.end()) return found->second;
        return noSuchArray(name);
    }

    int reads = 0;

private:
    std::vector<std::string> order_;
    std::map<std::string, NumericArray> arrays_;
};

} // namespace infoplane::testing
