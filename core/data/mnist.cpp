// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/idx_folder.h"
#include "core/data/sources.h"

// MNIST, and Fashion-MNIST, which took over its files' names and sizes.
namespace infoplane {
namespace {

IdxFolder filesOf(const std::string& source) {
    return {source, "train", "t10k", 10, 0};
}

Result<Dataset> readMnist(const DataConfig& config) {
    return readIdxFolder(filesOf("mnist"), config.folder);
}

Status findMnist(const DataConfig& config) {
    return findIdxFolder(filesOf("mnist"), config.folder);
}

Result<Dataset> readFashionMnist(const DataConfig& config) {
    auto dataset = readIdxFolder(filesOf("fashion-mnist"), config.folder);
    if (dataset)
        dataset->class_names = {"T-shirt/top", "Trouser", "Pullover", "Dress", "Coat",
                                "Sandal",      "Shirt",   "Sneaker",  "Bag",   "Ankle boot"};
    return dataset;
}

Status findFashionMnist(const DataConfig& config) {
    return findIdxFolder(filesOf("fashion-mnist"), config.folder);
}

} // namespace

const Source kMnist{
    "mnist",
    "MNIST",
    "Y. LeCun, C. Cortes, C. J. C. Burges, The MNIST database of handwritten digits; read from the "
    "user's own files",
    DatasetKind::Folder,
    "its four IDX files",
    "Run infoplane data add mnist --download, or put train-images-idx3-ubyte, train-labels-idx1-ubyte, "
    "t10k-images-idx3-ubyte and t10k-labels-idx1-ubyte, gzipped or not, into one folder and name it with "
    "--data.",
    &readMnist,
    &findMnist};

const Source kFashionMnist{
    "fashion-mnist",
    "Fashion-MNIST",
    "H. Xiao, K. Rasul, R. Vollgraf, Fashion-MNIST: a Novel Image Dataset for Benchmarking Machine "
    "Learning Algorithms, 2017, arXiv 1708.07747, MIT licence; read from the user's own files",
    DatasetKind::Folder,
    "its four IDX files",
    "Run infoplane data add fashion-mnist --download, or name the folder of its four files, which are called "
    "as "
    "those of mnist, with --data.",
    &readFashionMnist,
    &findFashionMnist};

} // namespace infoplane
