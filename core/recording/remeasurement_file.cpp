// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/recording/remeasurement_file.h"

#include "core/recording/file_place.h"
#include "core/recording/hdf5/storage_error.h"
#include "core/recording/hdf5/write.h"
#include "core/recording/recorder.h"

namespace infoplane {
namespace {

using namespace hdf5;

std::string joined(const std::vector<std::string>& lines) {
    std::string text;
    for (const std::string& line : lines)
        text += (text.empty() ? "" : "\n") + line;
    return text;
}

// Writes the column that `of` reads from every row.
template <class T, class Of>
void numbers(const Object& group, const char* name, const std::vector<RemeasuredRow>& rows, const Of& of,
             const char* units = nullptr) {
    std::vector<T> values;
    for (const RemeasuredRow& row : rows)
        values.push_back(static_cast<T>(of(row)));
    writeNumbers(group, name, values, {values.size()}, units);
}

template <class Of>
void texts(const Object& group, const char* name, const std::vector<RemeasuredRow>& rows, const Of& of) {
    std::vector<std::string> values;
    for (const RemeasuredRow& row : rows)
        values.push_back(of(row));
    writeTexts(group, name, values);
}

void writeRoot(const Object& file, const RemeasuredRun& run) {
    writeAttribute(file, "NX_class", "NXroot");
    writeAttribute(file, "default", "remeasurement");
    writeAttribute(file, "creator", "Infoplane");
    writeAttribute(file, "creator_version", run.program);
    writeAttribute(file, "format", "infoplane-remeasurement");
    writeAttribute(file, "format_version", "1.0");
    writeAttribute(file, "source_file", run.file);
    writeAttribute(file, "source_run_id", run.run_id);
    writeAttribute(file, "source_title", run.title);
}

// What was measured.
void writeSubject(const Object& group, const std::vector<RemeasuredRow>& rows) {
    texts(group, "method", rows, [](const auto& r) { return r.method; });
    numbers<std::uint32_t>(group, "layer", rows, [](const auto& r) { return r.layer; });
    numbers<std::uint64_t>(group, "seed", rows, [](const auto& r) { return r.seed; });
    numbers<std::uint64_t>(group, "n", rows, [](const auto& r) { return r.result.samples; });
    numbers<std::uint64_t>(group, "n_training", rows, [](const auto& r) { return r.result.training; });
    numbers<double>(
        group, "sigma", rows, [](const auto& r) { return r.sigma; }, "unit of T");
    texts(group, "estimator", rows, [](const auto& r) { return r.result.estimator; });
    texts(group, "estimand", rows, [](const auto& r) { return r.result.estimand; });
    texts(group, "parameters", rows, [](const auto& r) { return r.result.parameters; });
}

// What came out.
void writeResults(const Object& group, const std::vector<RemeasuredRow>& rows) {
    numbers<double>(
        group, "value", rows, [](const auto& r) { return r.result.estimate.value; }, "nats");
    numbers<double>(
        group, "standard_error", rows, [](const auto& r) { return r.result.estimate.standard_error; },
        "nats");
    numbers<double>(
        group, "cap", rows, [](const auto& r) { return r.result.estimate.cap; }, "nats");
    numbers<std::uint32_t>(group, "flags", rows, [](const auto& r) { return r.result.estimate.flags; });
    texts(group, "unit", rows, [](const auto& r) { return r.result.unit; });
    texts(group, "direction", rows, [](const auto& r) { return nameOf(r.result.direction); });
    numbers<double>(
        group, "seconds", rows, [](const auto& r) { return r.result.seconds; }, "s");
    texts(group, "warnings", rows, [](const auto& r) { return joined(r.result.warnings); });
}

} // namespace

Status writeRemeasurement(const std::filesystem::path& path, const RemeasuredRun& run,
                          const std::vector<RemeasuredRow>& rows, bool overwrite) {
    if (const Status ok = checkRunOutput(path, overwrite); !ok) return ok;
    const Quiet quiet;
    TemporaryFile temporary(path);
    try {
        Object file = createFile(temporary.path());
        writeRoot(file, run);
        {
            const Object group = createGroup(file, "remeasurement", "NXdata");
            writeAttribute(group, "signal", "value");
            writeAttribute(group, "axes", std::vector<std::string>{"sigma"});
            writeAttribute(group, "split", run.split);
            writeSubject(group, rows);
            writeResults(group, rows);
        }
        file.close("complete the file");
    } catch (const Failure& failure) {
        return writingFailed(failure, path);
    }
    return temporary.moveToTarget(overwrite);
}

} // namespace infoplane
