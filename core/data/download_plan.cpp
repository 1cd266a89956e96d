// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/download_plan.h"

namespace infoplane {

std::optional<DownloadPlan> downloadPlanOf(const std::string& dataset) {
    if (dataset == "mnist")
        return DownloadPlan{"https://ossci-datasets.s3.amazonaws.com/mnist/",
                            "12 MB",
                            {{"train-images-idx3-ubyte.gz", "6bbc9ace898e44ae57da46a324031adb", true},
                             {"train-labels-idx1-ubyte.gz", "a25bea736e30d166cdddb491f175f624", true},
                             {"t10k-images-idx3-ubyte.gz", "2646ac647ad5339dbf082846283269ea", true},
                             {"t10k-labels-idx1-ubyte.gz", "27ae3e4e09519cfbb04c329615203637", true}},
                            ArchiveKind::None};
    if (dataset == "fashion-mnist")
        return DownloadPlan{"http://fashion-mnist.s3-website.eu-central-1.amazonaws.com/",
                            "31 MB",
                            {{"train-images-idx3-ubyte.gz", "8d4fb7e6c68d591d4c3dfef9ec88bf0d", false},
                             {"train-labels-idx1-ubyte.gz", "25c81989df183df01b3e8a0aad5dffbe", false},
                             {"t10k-images-idx3-ubyte.gz", "bef4ecab320f06d8554ea6380940ec79", false},
                             {"t10k-labels-idx1-ubyte.gz", "bb300cfdad3c16e7a12a480ee83cd310", false}},
                            ArchiveKind::None};
    if (dataset == "emnist")
        return DownloadPlan{"https://biometrics.nist.gov/cs_links/EMNIST/",
                            "562 MB",
                            {{"gzip.zip", "58c8d27c78d21e728a6bc7b3cc06412e", false}},
                            ArchiveKind::Zip};
    if (dataset == "cifar10")
        return DownloadPlan{"https://www.cs.toronto.edu/~kriz/",
                            "170 MB",
                            {{"cifar-10-binary.tar.gz", "c32a1d4ab5d03f1284b67883e8d87530", false}},
                            ArchiveKind::TarGzip};
    return std::nullopt;
}

} // namespace infoplane
