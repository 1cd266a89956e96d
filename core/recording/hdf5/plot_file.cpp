// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/recording/hdf5/plot_file.h"

#include "core/recording/hdf5/write.h"

namespace infoplane {
namespace {

using namespace hdf5;

constexpr hsize_t kChunk = 512;

// NeXus, NXdata: signal, axes, auxiliary_signals and, for each axis, which dimension it belongs to.
Object createPlot(const Object& run, const SummaryPlot& plot) {
    Object group = createGroup(run, plot.name, "NXdata");
    writeAttribute(group, "signal", plot.signal);
    writeAttribute(group, "axes", plot.axes);
    for (const std::string& axis : plot.axes)
        writeNumberAttribute<std::int32_t>(group, (axis + "_indices").c_str(), 0);
    if (!plot.auxiliary.empty()) writeAttribute(group, "auxiliary_signals", plot.auxiliary);
    writeText(group, "title", plot.title);
    return group;
}

Object liveColumn(const Object& group, const std::string& name) {
    const hsize_t none = 0, unlimited = H5S_UNLIMITED;
    const Object space(H5Screate_simple(1, &none, &unlimited), "make a dataspace");
    const Object properties = datasetProperties();
    check(H5Pset_chunk(properties.id(), 1, &kChunk), "set a chunk's shape");
    return Object(H5Dcreate2(group.id(), name.c_str(), numberType<double>(), space.id(), H5P_DEFAULT,
                             properties.id(), H5P_DEFAULT),
                  "make the dataset " + name);
}

} // namespace

PlotsWriter::PlotsWriter(const Object& run, const std::vector<SummaryPlot>& plots, Storage storage) {
    for (const SummaryPlot& plot : plots) {
        const Object group = createPlot(run, plot);
        std::vector<Object>& datasets = datasets_.emplace_back();
        for (const SummaryPlot::Column& column : plot.columns) {
            datasets.push_back(
                storage == Storage::Live
                    ? liveColumn(group, column.name)
                    : writeNumbers(group, column.name.c_str(), column.values, {column.values.size()}));
            if (!column.unit.empty()) writeAttribute(datasets.back(), "units", column.unit);
            writeAttribute(datasets.back(), "long_name", column.meaning);
        }
    }
    if (!plots.empty()) writeAttribute(run, "default", plots.front().name);
}

void PlotsWriter::abandon() {
    for (std::vector<Object>& datasets : datasets_)
        for (Object& dataset : datasets)
            dataset.abandon();
}

void PlotsWriter::write(const std::vector<SummaryPlot>& plots) {
    for (std::size_t plot = 0; plot < datasets_.size(); ++plot)
        for (std::size_t column = 0; column < datasets_[plot].size(); ++column) {
            const std::vector<double>& values = plots[plot].columns[column].values;
            const hsize_t count = values.size();
            if (count == 0) continue;
            const hid_t dataset = datasets_[plot][column].id();
            check(H5Dset_extent(dataset, &count), "make a dataset longer");
            check(H5Dwrite(dataset, numberType<double>(), H5S_ALL, H5S_ALL, H5P_DEFAULT, values.data()),
                  "write a plot");
        }
}

} // namespace infoplane
