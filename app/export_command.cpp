// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/export_command.h"

#include "app/paths.h"
#include "app/picture_export.h"
#include "app/read_run.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <fstream>
#include <ostream>

namespace infoplane::app {
namespace {

namespace fs = std::filesystem;

Status checkEnding(const fs::path& path) {
    static constexpr std::array<const char*, 4> kEndings{".pdf", ".svg", ".png", ".csv"};
    if (std::find(kEndings.begin(), kEndings.end(), path.extension().string()) != kEndings.end()) return {};
    return Error{ErrorCode::InvalidArgument, "the name must end in .pdf, .svg, .png or .csv", path.string()};
}

Status writeText(const fs::path& path, const std::string& text) {
    std::ofstream file(path, std::ios::binary);
    file << text;
    file.close();
    if (file) return {};
    return Error{ErrorCode::Storage, "this file could not be written; is the disk full?", path.string()};
}

Status writePlot(const std::shared_ptr<const RunStore>& run, const ExportOptions& options, PictureSize size,
                 const fs::path& path) {
    SeriesOptions series;
    series.method = options.method;
    series.estimator = options.estimator;
    series.unit = options.unit;
    const Result<PlotData> data = plotData(*run, options.plot, series);
    if (!data) return data.error();
    if (path.extension() == ".csv") return writeText(path, writeCsv(*data, options.plot));
    return exportPicture(run, options.plot, series, path, size);
}

Status exportRun(const ExportOptions& options, PictureSize size) {
    const auto run = readRun(options.file);
    if (!run) return run.error();
    const fs::path partial = partialName(options.output);
    if (const Status status = writePlot(*run, options, size, partial); !status) {
        std::error_code ignored;
        fs::remove(partial, ignored);
        return status;
    }
    return moveIntoPlace(partial, options.output);
}

// A number of points at the start of `text`, which is shortened by it.
std::optional<double> takePoints(std::string_view& text) {
    double points = 0.0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), points);
    if (error != std::errc() || !(points >= 72.0 && points <= 7200.0)) return std::nullopt;
    text.remove_prefix(static_cast<std::size_t>(end - text.data()));
    return points;
}

} // namespace

Result<PictureSize> parsePictureSize(const std::string& text) {
    if (text.empty()) return PictureSize{};
    std::string_view rest = text;
    const std::optional<double> width = takePoints(rest);
    if (width && rest.starts_with('x')) {
        rest.remove_prefix(1);
        const std::optional<double> height = takePoints(rest);
        if (height && rest.empty()) return PictureSize{*width, *height};
    }
    return wrong(
        "--size needs WIDTHxHEIGHT in points of 1/72 inch, each 72 to 7200, for example 504x360, not " +
        text);
}

int runExport(const ExportOptions& options, Console& console) {
    const Result<PictureSize> size = parsePictureSize(options.size);
    if (!size) return complain(console, size.error());
    for (const Status& status : {checkEnding(options.output), checkOutputFile(options.output, options.force)})
        if (!status) return complain(console, status.error());
    if (const Status status = exportRun(options, *size); !status) return complain(console, status.error());
    console.out << options.output << '\n';
    return kDone;
}

} // namespace infoplane::app
