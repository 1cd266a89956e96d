// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/row_check.h"

#include <cmath>
#include <cstring>

namespace infoplane {
namespace {

template <class T>
T scalar(std::span<const std::byte> bytes) {
    T value{};
    std::memcpy(&value, bytes.data(), sizeof(T));
    return value;
}

template <class T>
T scalar(const Row& row, const char* path) {
    return scalar<T>(row.bytes(row.layout().index(path)));
}

bool passesAscend(const Table& table, const Row& row) {
    const double pass = scalar<double>(row, "pass");
    if (!std::isfinite(pass) || pass < 0) return false;
    const std::size_t column = table.layout().index("pass");
    const std::uint64_t rows = table.rows();
    return rows == 0 || scalar<double>(table.bytes(column, rows - 1)) <= pass;
}

bool isLayer(const RunStore& store, std::size_t method, std::int32_t number) {
    const auto layers = static_cast<std::int64_t>(store.description().methods[method].layers.size());
    return number >= 0 && number <= layers;
}

Error unusable(const RunStore& store, std::size_t method, MethodTable which, const char* problem) {
    const Table& table = store.table(method, which);
    const std::string where = table.layout().path.empty() ? "row" : table.layout().path + " row";
    return {ErrorCode::InvalidFile,
            where + " " + std::to_string(table.rows()) + " of method " +
                store.description().methods[method].name + " " + problem + "; the data are damaged",
            ""};
}

} // namespace

Status checkRow(const RunStore& store, std::size_t method, MethodTable which, const Row& row) {
    if (which == kEventsTable) {
        if (!isLayer(store, method, scalar<std::int32_t>(row, "layer")))
            return unusable(store, method, which, "names a layer that is not there");
        if (scalar<std::uint32_t>(row, "severity") > static_cast<std::uint32_t>(Severity::Error))
            return unusable(store, method, which, "has an unknown severity");
        return {};
    }
    if (which == kRowsTable && !isLayer(store, method, scalar<std::int32_t>(row, "layer_in_training")))
        return unusable(store, method, which, "names a layer that is not there");
    if (!passesAscend(store.table(method, which), row))
        return unusable(store, method, which, "has a pass that is not finite or goes back");
    return {};
}

} // namespace infoplane
