// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/arrays/npz.h"

#include "core/arrays/npy.h"

#include <memory>
#include <optional>
#include <string_view>
#include <zip.h>

namespace infoplane {
namespace {

constexpr std::uint64_t kMostDeflatedMember = 1032; // bytes that one deflated byte can give
constexpr auto kMostMembers = static_cast<zip_int64_t>(kMostOpenArrays);
constexpr std::string_view kEnding = ".npy";

struct Discard {
    void operator()(zip_t* archive) const { zip_discard(archive); }
    void operator()(zip_file_t* member) const { zip_fclose(member); }
};
using Archive = std::unique_ptr<zip_t, Discard>;
using Member = std::unique_ptr<zip_file_t, Discard>;

Error damagedArchive(const char* what) {
    return invalidArray(std::string("is a ZIP archive that cannot be read (") + what + "); save it again");
}

Result<Archive> openArchive(const std::string& path) {
    int code = 0;
    Archive archive(zip_open(path.c_str(), ZIP_RDONLY, &code));
    if (archive) {
        if (zip_get_num_entries(archive.get(), 0) > kMostMembers)
            return damagedArchive("it has too many members");
        return archive;
    }
    zip_error_t error;
    zip_error_init_with_code(&error, code);
    const Error result = damagedArchive(zip_error_strerror(&error));
    zip_error_fini(&error);
    return result;
}

// One member as bytes; what it announces was checked.
class MemberBytes final : public ByteSource {
public:
    MemberBytes(Member member, std::uint64_t size) : member_(std::move(member)), size_(size) {}

    std::uint64_t size() const override { return size_; }
    Status read(std::span<std::byte> bytes) override {
        while (!bytes.empty()) {
            const zip_int64_t got = zip_fread(member_.get(), bytes.data(), bytes.size());
            if (got < 0) return damagedArchive(zip_file_strerror(member_.get()));
            if (got == 0) return damagedArchive("a member ends early");
            bytes = bytes.subspan(static_cast<std::size_t>(got));
        }
        return {};
    }
    // Only reading on at the end lets the library compare the check sum.
    Status finish() override {
        std::byte more{};
        const zip_int64_t got = zip_fread(member_.get(), &more, 1);
        if (got < 0) return damagedArchive(zip_file_strerror(member_.get()));
        if (got > 0) return damagedArchive("a member is longer than it announces");
        return {};
    }

private:
    Member member_;
    std::uint64_t size_;
};

Result<std::unique_ptr<MemberBytes>> openMember(zip_t* archive, zip_uint64_t index) {
    zip_stat_t stat;
    zip_stat_init(&stat);
    constexpr zip_uint64_t needed = ZIP_STAT_SIZE | ZIP_STAT_COMP_SIZE | ZIP_STAT_COMP_METHOD;
    if (zip_stat_index(archive, index, 0, &stat) != 0 || (stat.valid & needed) != needed)
        return damagedArchive("a member has no size");
    if (stat.comp_method != ZIP_CM_STORE && stat.comp_method != ZIP_CM_DEFLATE)
        return damagedArchive("a member is packed otherwise than NumPy packs");
    if (stat.size / kMostDeflatedMember > stat.comp_size)
        return damagedArchive("a member announces more bytes than it has");
    Member member(zip_fopen_index(archive, index, 0));
    if (!member) return damagedArchive(zip_strerror(archive));
    return std::make_unique<MemberBytes>(std::move(member), stat.size);
}

std::optional<zip_uint64_t> find(zip_t* archive, const std::string& name) {
    for (const std::string& candidate : {name + std::string(kEnding), name}) {
        const zip_int64_t index = zip_name_locate(archive, candidate.c_str(), 0);
        if (index >= 0) return static_cast<zip_uint64_t>(index);
    }
    return std::nullopt;
}

std::string nameOfMember(zip_t* archive, zip_uint64_t index) {
    const char* const text = zip_get_name(archive, index, 0);
    std::string name = text == nullptr ? "" : text;
    if (name.ends_with(kEnding)) name.resize(name.size() - kEnding.size());
    return name;
}

ArrayListing listingOf(zip_t* archive, zip_uint64_t index) {
    const std::string name = nameOfMember(archive, index);
    const auto member = openMember(archive, index);
    const auto what = member ? describeNpy(**member) : Result<std::string>(member.error());
    return {name, what ? *what : what.error().message};
}

Result<NumericArray> readMember(zip_t* archive, const std::string& name) {
    const auto index = find(archive, name);
    if (!index) return noSuchArray(name);
    const auto member = openMember(archive, *index);
    return member ? readNpy(**member) : member.error();
}

class OpenNpz final : public OpenArrays {
public:
    explicit OpenNpz(Archive archive) : archive_(std::move(archive)) {}

    Result<std::vector<std::string>> names() override {
        std::vector<std::string> all;
        const zip_int64_t count = zip_get_num_entries(archive_.get(), 0);
        for (zip_int64_t i = 0; i < count; ++i)
            all.push_back(nameOfMember(archive_.get(), static_cast<zip_uint64_t>(i)));
        return all;
    }
    Result<NumericArray> read(const std::string& name) override { return readMember(archive_.get(), name); }

private:
    Archive archive_;
};

} // namespace

Result<NumericArray> readNpz(const std::string& path, const std::string& name) {
    const auto archive = openArchive(path);
    return archive ? readMember(archive->get(), name) : archive.error();
}

Result<std::unique_ptr<OpenArrays>> openNpz(const std::string& path) {
    auto archive = openArchive(path);
    if (!archive) return archive.error();
    return std::unique_ptr<OpenArrays>(std::make_unique<OpenNpz>(std::move(*archive)));
}

Result<std::vector<ArrayListing>> listNpz(const std::string& path) {
    const auto archive = openArchive(path);
    if (!archive) return archive.error();
    std::vector<ArrayListing> listings;
    const zip_int64_t count = zip_get_num_entries(archive->get(), 0);
    for (zip_int64_t i = 0; i < count; ++i)
        listings.push_back(listingOf(archive->get(), static_cast<zip_uint64_t>(i)));
    return listings;
}

} // namespace infoplane
