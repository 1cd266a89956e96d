// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/recording/recorder.h"
#include "core/recording/run_file.h"
#include "tests/support/process.h"
#include "tests/support/synthetic_run.h"

#include <gtest/gtest.h>
#include <hdf5.h>

#include <cmath>
#include <cstring>
#include <fstream>
#include <functional>

// Files that are whole but not what the reader wants: one sentence each.
namespace infoplane {
namespace {

namespace fs = std::filesystem;
using testing::TemporaryFolder;

std::string refusal(const fs::path& path) {
    const Result<std::unique_ptr<RunFileReader>> reader = RunFileReader::open(path);
    if (!reader) return reader.error().message;
    const Status status = (*reader)->refresh();
    return status.ok() ? "" : status.error().message;
}

void put(const fs::path& path, const std::string& text) {
    std::ofstream(path, std::ios::binary) << text;
}

std::string bytesOf(const fs::path& path) {
    std::ifstream file(path, std::ios::binary);
    return std::string(std::istreambuf_iterator<char>(file), {});
}

void makeRun(const fs::path& path) {
    RunStore store(testing::syntheticDescription());
    Result<std::unique_ptr<Recorder>> recorder = Recorder::create(path, store, true);
    ASSERT_TRUE(recorder.ok());
    testing::appendRows(store, 40);
    ASSERT_TRUE((*recorder)->finish({RunState::Finished, "", "", 1.0}).ok());
}

// What a person or another program may do to a file.
class Editor {
public:
    explicit Editor(const fs::path& path) : file_(H5Fopen(path.c_str(), H5F_ACC_RDWR, H5P_DEFAULT)) {}
    ~Editor() { H5Fclose(file_); }
    Editor(const Editor&) = delete;
    Editor& operator=(const Editor&) = delete;

    void remove(const char* path) const { H5Ldelete(file_, path, H5P_DEFAULT); }
    void number(const char* path, std::uint64_t value) const {
        const hid_t dataset = H5Dopen2(file_, path, H5P_DEFAULT);
        EXPECT_GE(H5Dwrite(dataset, H5T_NATIVE_UINT64, H5S_ALL, H5S_ALL, H5P_DEFAULT, &value), 0);
        H5Dclose(dataset);
    }
    void words(const char* path, const char* value) const {
        const hid_t dataset = H5Dopen2(file_, path, H5P_DEFAULT), type = H5Dget_type(dataset);
        std::string padded(value);
        padded.resize(H5Tget_size(type));
        EXPECT_GE(H5Dwrite(dataset, type, H5S_ALL, H5S_ALL, H5P_DEFAULT, padded.data()), 0);
        H5Tclose(type);
        H5Dclose(dataset);
    }
    void attribute(const char* object, const char* name, const char* value) const {
        H5Adelete_by_name(file_, object, name, H5P_DEFAULT);
        const hid_t type = H5Tcopy(H5T_C_S1), space = H5Screate(H5S_SCALAR);
        H5Tset_size(type, std::strlen(value));
        const hid_t result =
            H5Acreate_by_name(file_, object, name, type, space, H5P_DEFAULT, H5P_DEFAULT, H5P_DEFAULT);
        EXPECT_GE(H5Awrite(result, type, value), 0);
        H5Aclose(result);
        H5Sclose(space);
        H5Tclose(type);
    }
    void replace(const char* path, hid_t type, const std::vector<hsize_t>& extents,
                 hid_t properties = H5P_DEFAULT) const {
        remove(path);
        const hid_t space = H5Screate_simple(static_cast<int>(extents.size()), extents.data(), nullptr);
        const hid_t dataset = H5Dcreate2(file_, path, type, space, H5P_DEFAULT, properties, H5P_DEFAULT);
        EXPECT_GE(dataset, 0) << path;
        H5Dclose(dataset);
        H5Sclose(space);
    }
    [[nodiscard]] hid_t file() const { return file_; }

private:
    hid_t file_;
};

TEST(OtherFiles, AreRefusedWithWhatTheyAre) {
    const TemporaryFolder folder;
    EXPECT_EQ(refusal(folder / "missing"), "there is no such file");
    EXPECT_EQ(refusal(folder.path()), "this is a folder, not a run file");
    EXPECT_EQ(refusal("/dev/null"), "this is not an ordinary file");
    put(folder / "empty", "");
    EXPECT_EQ(refusal(folder / "empty"), "this is not a run file (it is no HDF5 file)");
    put(folder / "text", std::string(100'000, 'x'));
    EXPECT_EQ(refusal(folder / "text"), "this is not a run file (it is no HDF5 file)");
    H5Fclose(H5Fcreate((folder / "other").c_str(), H5F_ACC_TRUNC, H5P_DEFAULT, H5P_DEFAULT));
    EXPECT_EQ(refusal(folder / "other"), "this is an HDF5 file, but not a run file of Infoplane");
    EXPECT_EQ(recoverRun(folder / "other").error().message,
              "this is an HDF5 file, but not a run file of Infoplane");
    EXPECT_EQ(needsRecovery(folder / "missing").error().message, "there is no such file");
}

TEST(OtherFiles, CutShortAreCalledSoAtAnyLength) {
    const TemporaryFolder folder;
    makeRun(folder / "a.h5");
    const std::string whole = bytesOf(folder / "a.h5");
    for (std::size_t length = 96; length < whole.size(); length += whole.size() / 50) {
        put(folder / "b.h5", whole.substr(0, length));
        EXPECT_EQ(refusal(folder / "b.h5").substr(0, 32), "the file is cut short or damaged") << length;
    }
}

// Each edit and a part of the sentence that must come of it.
struct Edit {
    std::function<void(const Editor&)> make;
    const char* sentence;
};

const Edit kEdits[] = {
    {[](const Editor& e) { e.attribute("/", "format_version", "2.0"); }, "newer than this program"},
    {[](const Editor& e) { e.attribute("/", "format_version", "one"); }, "does not say its version"},
    {[](const Editor& e) { e.attribute("/", "format_version", "1"); }, "does not say its version"},
    {[](const Editor& e) { e.attribute("/", "format", "other"); }, "not a run file of Infoplane"},
    {[](const Editor& e) { e.remove("run/seeds"); }, "'seeds' is missing"},
    {[](const Editor& e) { e.remove("run/methods"); }, "'methods' is missing"},
    {[](const Editor& e) { e.remove("run/methods/layerwise_ib/pass"); }, "'pass' is missing"},
    {[](const Editor& e) { e.remove("run/methods/layerwise_ib/events"); }, "'events' is missing"},
    {[](const Editor& e) { e.replace("run/methods/layerwise_ib/pass", H5T_IEEE_F32LE, {40}); },
     "'pass' is of another type"},
    {[](const Editor& e) {
         e.replace("run/methods/layerwise_ib/pass", H5T_IEEE_F64LE, {40, 1});
     },
     "'pass' is of another shape"},
    {[](const Editor& e) { e.replace("run/methods/layerwise_ib/pass", H5T_IEEE_F64LE, {39}); },
     "'pass' has fewer rows"},
    {[](const Editor& e) { e.replace("run/seeds", H5T_STD_U64LE, {1u << 30}); },
     "'seeds' is longer than it may be"},
    {[](const Editor& e) { e.replace("run/seeds", H5T_STD_U64LE, {0}); }, "the seeds are too few"},
    {[](const Editor& e) { e.replace("run/seeds", H5T_STD_U64LE, {3}); }, "another shape"},
    {[](const Editor& e) { e.replace("run/methods/layerwise_ib/layers/width", H5T_STD_U32LE, {3}); },
     "width"},
    {[](const Editor& e) { e.number("run/methods/layerwise_ib/committed", 41); }, "fewer rows"},
    {[](const Editor& e) { e.number("run/methods/layerwise_ib/committed", ~std::uint64_t{0}); },
     "more rows than it can hold"},
    {[](const Editor& e) { e.number("run/methods/layerwise_ib/committed", std::uint64_t{1} << 40); },
     "more rows than it can hold"},
    {[](const Editor& e) { e.words("run/status", "sleeping"); }, "'status' is none of"},
    {[](const Editor& e) { e.words("run/title", "\xff\xfe"); }, "UTF-8"},
    {[](const Editor& e) { e.words("run/failure", "\xff\xfe"); }, "UTF-8"},
    {[](const Editor& e) { e.attribute("run/methods/layerwise_ib", "objective", "\xff"); }, "UTF-8"},
    {[](const Editor& e) { e.attribute("run/methods", "names", "layerwise_ib"); },
     "'names' is of another shape"},
    {[](const Editor& e) {
         e.remove("run/config");
         H5Lcreate_external("/etc/passwd", "/", e.file(), "run/config", H5P_DEFAULT, H5P_DEFAULT);
     },
     "'config' is a link to somewhere else"},
    {[](const Editor& e) {
         e.remove("run/data");
         H5Lcreate_soft("/run/environment", e.file(), "run/data", H5P_DEFAULT, H5P_DEFAULT);
     },
     "'data' is a link to somewhere else"},
    {[](const Editor& e) {
         e.remove("run/title");
         const hid_t type = H5Tcopy(H5T_C_S1), space = H5Screate(H5S_SCALAR);
         H5Tset_size(type, H5T_VARIABLE);
         H5Dclose(H5Dcreate2(e.file(), "run/title", type, space, H5P_DEFAULT, H5P_DEFAULT, H5P_DEFAULT));
         H5Sclose(space);
         H5Tclose(type);
     },
     "'title' is no text of fixed length"},
    {[](const Editor& e) {
         const hid_t properties = H5Pcreate(H5P_DATASET_CREATE);
         H5Pset_external(properties, "/etc/passwd", 0, 40 * 8);
         e.replace("run/methods/layerwise_ib/pass", H5T_IEEE_F64LE, {40}, properties);
         H5Pclose(properties);
     },
     "'pass' is stored in another file"},
    {[](const Editor& e) {
         const hid_t properties = H5Pcreate(H5P_DATASET_CREATE);
         const hsize_t chunk = 100'000'000;
         H5Pset_chunk(properties, 1, &chunk);
         const hsize_t now = 40, most = H5S_UNLIMITED;
         e.remove("run/methods/layerwise_ib/pass");
         const hid_t space = H5Screate_simple(1, &now, &most);
         H5Dclose(H5Dcreate2(e.file(), "run/methods/layerwise_ib/pass", H5T_IEEE_F64LE, space, H5P_DEFAULT,
                             properties, H5P_DEFAULT));
         H5Sclose(space);
         H5Pclose(properties);
     },
     "'pass' is stored in larger chunks"},
    {[](const Editor& e) {
         const hid_t properties = H5Pcreate(H5P_DATASET_CREATE);
         const hsize_t chunk = 40;
         H5Pset_chunk(properties, 1, &chunk);
         H5Pset_fletcher32(properties);
         e.replace("run/methods/layerwise_ib/pass", H5T_IEEE_F64LE, {40}, properties);
         H5Pclose(properties);
     },
     "'pass' is packed in a way"},
};

TEST(OtherFiles, ThatWereEditedAreRefusedWithWhatIsWrong) {
    const TemporaryFolder folder;
    makeRun(folder / "whole.h5");
    for (const Edit& edit : kEdits) {
        fs::copy_file(folder / "whole.h5", folder / "edited.h5", fs::copy_options::overwrite_existing);
        edit.make(Editor(folder / "edited.h5"));
        const std::string sentence = refusal(folder / "edited.h5");
        EXPECT_NE(sentence.find(edit.sentence), std::string::npos)
            << "expected: " << edit.sentence << "\nsaid: " << sentence;
    }
}

TEST(OtherFiles, OfANewerMinorVersionAreReadWithWhatIsKnown) {
    const TemporaryFolder folder;
    makeRun(folder / "a.h5");
    {
        const Editor editor(folder / "a.h5");
        editor.attribute("/", "format_version", "1.7");
        const hid_t space = H5Screate(H5S_SCALAR);
        H5Dclose(H5Dcreate2(editor.file(), "run/methods/layerwise_ib/from_the_future", H5T_IEEE_F64LE, space,
                            H5P_DEFAULT, H5P_DEFAULT, H5P_DEFAULT));
        H5Sclose(space);
    }
    EXPECT_EQ(refusal(folder / "a.h5"), "");
}

TEST(OtherFiles, WithRowsThatViewsCannotUseAreReadUpToThem) {
    const TemporaryFolder folder;
    makeRun(folder / "a.h5");
    {
        const Editor editor(folder / "a.h5");
        const hid_t dataset = H5Dopen2(editor.file(), "run/methods/layerwise_ib/pass", H5P_DEFAULT);
        std::vector<double> passes(40);
        H5Dread(dataset, H5T_NATIVE_DOUBLE, H5S_ALL, H5S_ALL, H5P_DEFAULT, passes.data());
        passes[17] = std::nan("");
        H5Dwrite(dataset, H5T_NATIVE_DOUBLE, H5S_ALL, H5S_ALL, H5P_DEFAULT, passes.data());
        H5Dclose(dataset);
    }
    const Result<std::unique_ptr<RunFileReader>> reader = RunFileReader::open(folder / "a.h5");
    ASSERT_TRUE(reader.ok());
    const Status status = (*reader)->refresh();
    ASSERT_FALSE(status.ok());
    EXPECT_EQ(
        status.error().message,
        "row 17 of method layerwise_ib has a pass that is not finite or goes back; the data are damaged");
    EXPECT_EQ((*reader)->store()->rows(0).rows(), 17u);
}

} // namespace
} // namespace infoplane
