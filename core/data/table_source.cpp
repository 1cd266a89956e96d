// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/arrays/array_file.h"
#include "core/curve/joint_table.h"
#include "core/data/memory_of.h"
#include "core/data/own_file.h"
#include "core/data/sources.h"
#include "core/data/truth.h"
#include "core/support/philox.h"

#include <algorithm>
#include <filesystem>
#include <numeric>

// Examples drawn from a table of p(x,y), a row an x and a column a y; x is one-hot.
namespace infoplane {
namespace {

constexpr std::size_t kMostInputs = 4096; // different x

Result<JointTable> readJointTable(const std::string& path) {
    const auto columns = listArrays(path);
    if (!columns) return columns.error();
    const std::string first = columns->front().name, last = columns->back().name;
    if (columns->front().what != "column")
        return Error{ErrorCode::InvalidFile, "is no table in text; write p(x,y) as .csv, a row an x", path};
    const auto array = readArray(path, columns->size() == 1 ? first : first + ":" + last);
    if (!array) return array.error();
    auto table = jointTable(array->values, array->rows, array->columns);
    if (!table) return Error{table.error().code, table.error().message, path};
    if (table->x_count > kMostInputs || table->y_count > 1000 || table->y_count < 2)
        return Error{ErrorCode::InvalidFile,
                     "has " + std::to_string(table->x_count) + " values of x and " +
                         std::to_string(table->y_count) + " of y; at most " + std::to_string(kMostInputs) +
                         " and from 2 to 1000 can be trained on",
                     path};
    return table;
}

// The cell of each example: the first whose cumulated probability is above a uniform number of 48 bits.
std::vector<std::size_t> drawCells(const JointTable& table, const DataConfig& config) {
    const auto count = static_cast<std::size_t>(config.examples);
    std::vector<double> cumulated(table.p.size());
    std::partial_sum(table.p.begin(), table.p.end(), cumulated.begin());
    std::vector<float> high(count), low(count);
    fillUniform({config.seed, Purpose::DataDraw, 0}, 0, high.data(), count);
    fillUniform({config.seed, Purpose::DataDraw, 1}, 0, low.data(), count);
    std::vector<std::size_t> cells;
    for (std::size_t i = 0; i < count; ++i) {
        const double u = (high[i] + low[i] * 0x1p-24) * cumulated.back();
        const auto above = std::ranges::upper_bound(cumulated, u);
        cells.push_back(std::min(static_cast<std::size_t>(above - cumulated.begin()), cumulated.size() - 1));
    }
    return cells;
}

Result<Dataset> readTableSource(const DataConfig& config) {
    if (config.table.empty())
        return Error{ErrorCode::InvalidArgument, "names no file; data.name=table needs one of p(x,y)",
                     "data.table"};
    const auto path = findOwnFile(config.table);
    if (!path) return path.error();
    const auto table = readJointTable(*path);
    if (!table) return table.error();
    if (const Status fits =
            checkInputMemory(static_cast<std::uint64_t>(config.examples), table->x_count, *path);
        !fits)
        return fits.error();
    Dataset dataset;
    dataset.input_size = static_cast<std::uint32_t>(table->x_count);
    dataset.classes = static_cast<std::uint32_t>(table->y_count);
    dataset.inputs.resize(static_cast<std::size_t>(config.examples) * table->x_count, 0.0f);
    for (const std::size_t cell : drawCells(*table, config)) {
        dataset.inputs[dataset.size() * table->x_count + cell / table->y_count] = 1.0f;
        dataset.labels.push_back(static_cast<std::uint32_t>(cell % table->y_count));
    }
    const TableInformation truth = informationOf(*table);
    dataset.title = "Table " + std::filesystem::path(*path).filename().string() + ", " +
                    truthText({truth.information, truth.y_entropy});
    dataset.attribution = "drawn from the user's own p(x,y) in " + *path;
    return dataset;
}

} // namespace

const Source kTable{"table",
                    "Drawn from your own table of p(x,y)",
                    "",
                    DatasetKind::OwnFile,
                    "",
                    "Set data.table to a .csv of p(x,y), a row an x and a column a y.",
                    &readTableSource,
                    nullptr};

} // namespace infoplane
