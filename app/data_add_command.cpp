// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/data_add_command.h"

#include "app/data_download.h"
#include "app/data_folder.h"
#include "app/paths.h"
#include "core/data/user_folder.h"

#include <ostream>

namespace infoplane::app {
namespace fs = std::filesystem;

namespace {

Status checkDataAddOptions(const DataAddOptions& options) {
    if (!isDatasetName(options.name))
        return wrong(
            "a data set's name is of 1 to 40 letters a-z, digits, - and _, and begins with a letter or "
            "a digit");
    if (options.download == !options.from.empty())
        return wrong("say where the data set is: --from FOLDER or FILE, or --download to fetch it");
    if (!options.url.empty() && !options.download) return wrong("--url goes with --download");
    if (!options.url.empty() && !isAddress(options.url))
        return wrong("--url must begin with https://, http:// or file:// and hold no blanks");
    if (options.download && !downloadPlanOf(options.name))
        return wrong(
            "only mnist, fashion-mnist, emnist and cifar10 can be fetched; add others with --from FILE");
    return {};
}

Status downloadInto(const DataAddOptions& options, const fs::path& staging, Console& console) {
    const auto plan = downloadPlanOf(options.name);
    const std::string address = options.url.empty() ? plan->address : options.url;
    console.err << options.name << ": " << plan->size << " from " << address << '\n';
    if (const Status made = makeFolder(staging); !made) return made;
    if (const Status done = downloadFiles(*plan, address, staging, console); !done) return done;
    if (plan->archive == ArchiveKind::None) return {};
    const fs::path archive = staging / plan->files.front().name;
    if (const Status unpacked = unpackInto(options.name, archive, staging); !unpacked) return unpacked;
    std::error_code failed;
    fs::remove(archive, failed);
    return {};
}

Status copyInto(const DataAddOptions& options, const fs::path& staging) {
    std::error_code failed;
    fs::remove_all(staging, failed);
    if (const Status made = makeFolder(staging); !made) return made;
    Status filled = fillFrom(options.name, options.from, staging);
    if (!filled) fs::remove_all(staging, failed);
    return filled;
}

Status add(const DataAddOptions& options, const fs::path& folder, Console& console) {
    const fs::path staging = folder.parent_path() / ("." + options.name + ".partial");
    const Status filled =
        options.download ? downloadInto(options, staging, console) : copyInto(options, staging);
    if (!filled) return filled;
    return replaceFolder(staging, folder);
}

} // namespace

int runDataAdd(const DataAddOptions& options, Console& console) {
    if (const Status status = checkDataAddOptions(options); !status) return complain(console, status.error());
    const std::string all = userDataFolder();
    if (all.empty())
        return complain(console, wrong("no home folder is known to keep data in; set XDG_DATA_HOME or HOME"));
    const fs::path folder = fs::path(all) / options.name;
    std::error_code failed;
    if (fs::exists(folder, failed) && !options.force)
        return complain(console, {ErrorCode::Exists,
                                  "there is a data set of this name already; add --force to replace it",
                                  folder.string()});
    if (const Status added = add(options, folder, console); !added) return complain(console, added.error());
    console.out << options.name << ": " << describeFolder(folder) << " in " << folder.string() << '\n';
    return kDone;
}

} // namespace infoplane::app
