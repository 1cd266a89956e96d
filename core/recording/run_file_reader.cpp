// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/recording/hdf5/read.h"
#include "core/recording/hdf5/run_head.h"
#include "core/recording/hdf5/state_file.h"
#include "core/recording/hdf5/table_file.h"
#include "core/recording/run_file.h"
#include "core/store/description_json.h"
#include "core/store/row_check.h"
#include "core/store/status_json.h"
#include "core/support/utf8.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <new>

namespace infoplane {
namespace fs = std::filesystem;
namespace {

using namespace hdf5;

constexpr std::uint64_t kBatchBytes = 4 << 20;

Error unreadable(const std::string& sentence, const fs::path& path) {
    return {ErrorCode::InvalidFile, sentence, path.string()};
}

Error damaged(const Failure& failure, const fs::path& path) {
    std::string sentence = std::string("the run file is damaged: ") + failure.what();
    if (!failure.cause().empty()) sentence += " (" + failure.cause() + ")";
    return unreadable(sentence, path);
}

// Runs `work`, which returns a Result, and turns what it throws into an Error.
template <class Work>
auto reading(const fs::path& path, const Work& work) -> decltype(work()) {
    const Quiet quiet;
    try {
        return work();
    } catch (const Failure& failure) {
        return damaged(failure, path);
    } catch (const std::bad_alloc&) {
        return Error{ErrorCode::OutOfMemory, "there is not enough memory for this run", path.string()};
    }
}

Status checkOrdinary(const fs::path& path) {
    std::error_code failure;
    const fs::file_status there = fs::status(path, failure);
    if (!fs::exists(there)) return Error{ErrorCode::NotFound, "there is no such file", path.string()};
    if (fs::is_directory(there)) return unreadable("this is a folder, not a run file", path);
    if (!fs::is_regular_file(there)) return unreadable("this is not an ordinary file", path);
    return {};
}

Object openFile(const fs::path& path, unsigned flags) {
    const Object access(H5Pcreate(H5P_FILE_ACCESS), "make a property list");
    check(H5Pset_file_locking(access.id(), true, true), "set the locking");
    // The library looks again and again at what it finds half-written, waiting twice as long each time: after
    // 24 looks it waited 17 ms. Its own default of 100 is for ever on a damaged file.
    const bool live = (flags & H5F_ACC_SWMR_READ) != 0;
    check(H5Pset_metadata_read_attempts(access.id(), live ? 24 : 1), "set the number of looks");
    const hid_t file = H5Fopen(path.c_str(), flags, access.id());
    return file < 0 ? Object() : Object(file, "open the file");
}

struct Opened {
    Object file;
    bool closed = true; // by its writer
};

// A file that is being written, or was left so, opens only as a live one does.
Result<Opened> openAnyhow(const fs::path& path) {
    if (H5Fis_hdf5(path.c_str()) <= 0) return unreadable("this is not a run file (it is no HDF5 file)", path);
    Opened opened{openFile(path, H5F_ACC_RDONLY), true};
    if (!opened.file) opened = {openFile(path, H5F_ACC_RDONLY | H5F_ACC_SWMR_READ), false};
    if (opened.file) return opened;
    const std::string cause = takeCause();
    return unreadable("the file is cut short or damaged" + (cause.empty() ? cause : " (" + cause + ")") +
                          "; if it was copied, copy it again",
                      path);
}

// Major and minor of "1.0".
std::optional<std::array<std::uint32_t, 2>> parseVersion(const std::string& text) {
    std::array<std::uint32_t, 2> version{};
    const char* const end = text.data() + text.size();
    const auto major = std::from_chars(text.data(), end, version[0]);
    if (major.ec != std::errc() || major.ptr == end || *major.ptr != '.') return std::nullopt;
    const auto minor = std::from_chars(major.ptr + 1, end, version[1]);
    if (minor.ec != std::errc() || minor.ptr != end) return std::nullopt;
    return version;
}

Status checkFormat(const Object& file, const fs::path& path) {
    const bool ours = hasAttribute(file, "format") && readTextAttribute(file, "format", 64) == kFormatName;
    if (!ours) return unreadable("this is an HDF5 file, but not a run file of Infoplane", path);
    const std::string text = readTextAttribute(file, "format_version", 64);
    const auto version = parseVersion(text);
    if (!version)
        return unreadable("the run file does not say its version in a form that is understood", path);
    if ((*version)[0] > kFormatMajor)
        return unreadable("the run file has format " + text +
                              ", which is newer than this program; use a newer Infoplane",
                          path);
    return {};
}

class Hdf5Reader final : public RunFileReader {
public:
    Hdf5Reader(fs::path path, Opened opened, RunDescription description)
        : path_(std::move(path)),
          live_(!opened.closed),
          file_(std::move(opened.file)),
          run_(openGroup(file_, "run")),
          store_(std::make_shared<RunStore>(std::move(description))) {
        for (const char* name : {"status", "failure", "end_time"})
            texts_.push_back(openDataset(run_, name));
        heartbeat_ = openDataset(run_, "heartbeat");
        openTables();
    }

    std::shared_ptr<const RunStore> store() const override { return store_; }
    bool closed() const override { return !live_; }

    Status refresh() override {
        return reading(path_, [this] {
            const RunStatus status = readStatus(); // before the rows, so that it does not promise too much
            checkSize();
            for (std::size_t method = 0; method < tables_.size(); ++method)
                for (std::size_t which = 0; which < kMethodTables; ++which) {
                    Status taken = takeRows(method, static_cast<MethodTable>(which));
                    if (!taken) return Status(unreadable(taken.error().message, path_));
                }
            store_->setStatus(status);
            return Status();
        });
    }

    Status takeState() override {
        return reading(path_, [this] {
            store_->setTrainingState(readState(run_, fs::file_size(path_), live_));
            return Status();
        });
    }

private:
    void openTables() {
        const Object methods = openGroup(run_, "methods");
        for (std::size_t method = 0; method < store_->methods(); ++method) {
            const Object group = openGroup(methods, store_->description().methods[method].name);
            auto& tables = tables_.emplace_back();
            for (std::size_t which = 0; which < kMethodTables; ++which) {
                const TableLayout& layout = store_->table(method, static_cast<MethodTable>(which)).layout();
                const Object folder = layout.path.empty() ? Object() : openGroup(group, layout.path);
                tables[which] = std::make_unique<TableReader>(folder ? folder : group, layout);
            }
        }
    }

    std::string textAgain(std::size_t which, const char* name, std::size_t most_bytes) {
        refreshWhenLive(texts_[which], name);
        const std::string text = readTextOf(texts_[which], name, most_bytes);
        if (!isUtf8(text)) throw Failure(std::string("'") + name + "' is no text in UTF-8", "");
        return text;
    }

    RunStatus readStatus() {
        RunStatus status;
        const auto state = runStateFrom(textAgain(0, "status", 64));
        if (!state) throw Failure("'status' is none of running, finished, stopped and failed", "");
        status.state = *state;
        status.failure = textAgain(1, "failure", kMaxTextBytes + 1);
        status.end_time = textAgain(2, "end_time", kMaxTextBytes + 1);
        refreshWhenLive(heartbeat_, "heartbeat");
        status.heartbeat = readNumberOf<double>(heartbeat_, "heartbeat");
        if (!std::isfinite(status.heartbeat)) status.heartbeat = 0.0;
        return status;
    }

    void refreshWhenLive(const Object& dataset, const char* name) const {
        if (live_ && H5Drefresh(dataset.id()) < 0) fail(std::string("look at ") + name + " again");
    }

    // The rows that the file speaks of must fit into it before any memory is taken for them.
    void checkSize() {
        double bytes = 0;
        committed_.resize(tables_.size());
        for (std::size_t method = 0; method < tables_.size(); ++method)
            for (std::size_t which = 0; which < kMethodTables; ++which) {
                committed_[method][which] = tables_[method][which]->committed(live_);
                bytes += tables_[method][which]->leastBytes(committed_[method][which]);
            }
        if (bytes > static_cast<double>(fs::file_size(path_)))
            throw Failure("it speaks of more rows than it can hold", "");
    }

    Status takeRows(std::size_t method, MethodTable which) {
        TableReader& reader = *tables_[method][which];
        std::uint64_t first = store_->table(method, which).rows();
        const std::uint64_t end = committed_[method][which];
        if (first >= end) return {};
        reader.require(end, live_);
        const std::uint64_t most = std::max<std::uint64_t>(1, kBatchBytes / reader.layout().rowBytes());
        for (; first < end; first += most)
            if (const Status status = takeBatch(method, which, first, std::min(most, end - first)); !status)
                return status;
        return {};
    }

    Status takeBatch(std::size_t method, MethodTable which, std::uint64_t first, std::uint64_t count) {
        const TableReader& reader = *tables_[method][which];
        const TableLayout& layout = store_->table(method, which).layout();
        std::vector<std::vector<std::byte>> columns;
        for (std::size_t column = 0; column < layout.columns.size(); ++column) {
            std::vector<std::byte>& bytes = columns.emplace_back(count * layout.columns[column].bytes());
            reader.read(column, first, count, bytes);
        }
        Row row(layout);
        for (std::uint64_t number = 0; number < count; ++number) {
            for (std::size_t column = 0; column < columns.size(); ++column) {
                const std::span<std::byte> target = row.bytes(column);
                const auto source = std::span(columns[column]).subspan(number * target.size(), target.size());
                std::copy(source.begin(), source.end(), target.begin());
            }
            if (const Status status = checkRow(*store_, method, which, row); !status) return status;
            store_->append(method, which, row);
        }
        return {};
    }

    fs::path path_;
    bool live_;
    Object file_;
    Object run_;
    std::shared_ptr<RunStore> store_;
    std::vector<Object> texts_; // status, failure, end_time
    Object heartbeat_;
    std::vector<std::array<std::unique_ptr<TableReader>, kMethodTables>> tables_;
    std::vector<std::array<std::uint64_t, kMethodTables>> committed_;
};

} // namespace

Result<std::unique_ptr<RunFileReader>> RunFileReader::open(const fs::path& path) {
    using Opening = Result<std::unique_ptr<RunFileReader>>;
    if (const Status status = checkOrdinary(path); !status) return status.error();
    H5PLset_loading_state(0); // a file may name filters; none of them is loaded for it
    return reading(path, [&]() -> Opening {
        Result<Opened> opened = openAnyhow(path);
        if (!opened) return opened.error();
        if (const Status status = checkFormat(opened->file, path); !status) return status.error();
        RunDescription description = readDescription(opened->file);
        if (const Status status = checkDescription(description); !status)
            return unreadable("the run file is damaged: " + status.error().message, path);
        return Opening(std::make_unique<Hdf5Reader>(path, std::move(*opened), std::move(description)));
    });
}

} // namespace infoplane
