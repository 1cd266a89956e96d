// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/description_json.h"
#include "core/store/imported.h"
#include "core/store/run_schema.h"
#include "core/support/utf8.h"

#include <algorithm>
#include <cmath>
#include <set>

namespace infoplane {
namespace {

// Collects the first thing that is wrong.
class Checker {
public:
    void require(bool holds, const std::string& what, const char* problem) {
        if (!holds && problem_.empty()) problem_ = what + " " + problem;
    }
    [[nodiscard]] bool ok() const { return problem_.empty(); }
    [[nodiscard]] Status status() const {
        if (ok()) return {};
        return Error{ErrorCode::InvalidArgument, "the run cannot be described: " + problem_, ""};
    }

    void text(const std::string& value, const std::string& what, std::size_t limit = kMaxTextBytes) {
        require(value.size() <= limit, what, "is too long");
        const bool plain =
            std::none_of(value.begin(), value.end(), [](char c) { return isControl(c); }) && isUtf8(value);
        require(plain, what, "holds control characters or is not UTF-8");
    }
    void lines(const std::string& value, const std::string& what, std::size_t limit) {
        require(value.size() <= limit, what, "is too long");
        const bool plain = std::none_of(value.begin(), value.end(),
                                        [](char c) { return isControl(c) && c != '\n' && c != '\t'; });
        require(plain && isUtf8(value), what, "holds control characters or is not UTF-8");
    }
    void name(const std::string& value, const std::string& what) {
        text(value, what, kMaxNameBytes);
        const bool usable = !value.empty() && value.front() != '.' && value.find('/') == std::string::npos;
        require(usable, what, "must not be empty, begin with a dot or hold a slash");
    }
    void count(std::size_t value, std::size_t least, std::size_t most, const std::string& what) {
        require(value >= least, what, "are too few");
        require(value <= most, what, "are too many");
    }
    void within(double value, double least, double most, const std::string& what) {
        require(value >= least && value <= most, what, "is out of its range");
    }
    // Of something whose group is not made: a slash does no harm.
    void label(const std::string& value, const std::string& what) {
        text(value, what, kMaxNameBytes);
        require(!value.empty(), what, "must not be empty");
    }
    template <class List>
    void uniqueNames(const List& list, const std::string& what, bool have_groups = true) {
        std::set<std::string> names;
        for (const auto& element : list) {
            const std::string named = "the name '" + element.name + "' of " + what;
            have_groups ? name(element.name, named) : label(element.name, named);
            require(names.insert(element.name).second, what, "share a name");
        }
    }

private:
    static bool isControl(char c) { return (static_cast<unsigned char>(c) < 0x20u) || c == 0x7F; }

    std::string problem_;
};

constexpr double kLargest = 1e300; // of any finite number of a description

// At most 2^28 numbers a tensor, so that no product of a few of them overflows.
void checkWeights(Checker& check, const LayerDescription& layer, const std::string& of) {
    constexpr std::uint64_t most = std::uint64_t{1} << 28;
    check.count(layer.weights.size(), 0, kMaxWeights, "the weights of a layer" + of);
    check.uniqueNames(layer.weights, "the weights of a layer" + of);
    for (const WeightDescription& weight : layer.weights) {
        check.count(weight.shape.size(), 1, 4, "the axes of a weight" + of);
        std::uint64_t size = 1;
        for (const std::uint32_t extent : weight.shape) {
            check.require(extent > 0, "a weight" + of, "is empty");
            if (size <= most) size *= extent;
        }
        check.require(size <= most, "a weight" + of, "is larger than 1 GiB");
    }
}

void checkLayers(Checker& check, const MethodDescription& method, const std::string& of) {
    check.count(method.layers.size(), 1, kMaxLayers, "the layers" + of);
    check.uniqueNames(method.layers, "the layers" + of, !isImported(method));
    const double least_input = isImported(method) ? 0 : 1;
    for (const LayerDescription& layer : method.layers) {
        const bool clash = !method.layer_by_layer && layer.name == "head";
        check.require(!clash, "a layer" + of, "has the name of the output layer, head");
        check.text(layer.activation, "an activation" + of);
        check.within(layer.input_width, least_input, kMaxWidth, "an input width" + of);
        check.within(layer.width, 1, kMaxWidth, "a width" + of);
        check.within(layer.beta, -kLargest, kLargest, "a beta" + of);
        check.within(layer.sigma, 0, kLargest, "a sigma" + of);
        for (const auto* shape : {&layer.input_shape, &layer.output_shape})
            for (const std::uint32_t extent : *shape)
                check.within(extent, 0, kMaxWidth, "a shape" + of);
        check.text(layer.operations, "the operations of a layer" + of);
        checkWeights(check, layer, of);
    }
}

void checkEstimators(Checker& check, const MethodDescription& method, const std::string& of) {
    check.count(method.estimators.size(), 0, kMaxEstimators, "the estimators" + of);
    check.uniqueNames(method.estimators, "the estimators" + of);
    for (const EstimatorDescription& estimator : method.estimators) {
        const std::string what = "estimator " + estimator.name + of;
        for (const std::string* text :
             {&estimator.title, &estimator.estimand_xt, &estimator.estimand_ty, &estimator.direction})
            check.text(*text, what);
        check.lines(estimator.parameters, what, kMaxTextBytes);
        for (const std::vector<double>* caps : {&estimator.cap_xt, &estimator.cap_ty}) {
            check.require(caps->size() == kSplits * method.layers.size(), what,
                          "needs a cap for every split and layer");
            for (const double cap : *caps)
                check.require(!std::isinf(cap), what, "has an infinite cap");
        }
    }
}

void checkReadOuts(Checker& check, const MethodDescription& method, const std::string& of) {
    check.count(method.read_outs.size(), 0, kMaxReadOuts, "the read-outs" + of);
    check.uniqueNames(method.read_outs, "the read-outs" + of);
    for (const ReadOutDescription& read_out : method.read_outs)
        check.text(read_out.meaning, "read-out " + read_out.name + of);
}

void checkEdges(Checker& check, const std::vector<float>& edges, const std::string& of) {
    check.require(edges.size() != 1 && edges.size() <= kMaxHistogramBins + 1, "the histogram" + of,
                  "has no bins or too many");
    for (std::size_t i = 0; i < edges.size(); ++i) {
        check.require(std::isfinite(edges[i]), "the histogram" + of, "has an edge that is not finite");
        check.require(i == 0 || edges[i - 1] < edges[i], "the histogram" + of,
                      "has edges that do not ascend");
    }
}

void checkMethod(Checker& check, const MethodDescription& method) {
    const std::string of = " of method " + method.name;
    for (const std::string* text : {&method.objective, &method.form, &method.compression, &method.network})
        check.text(*text, "a word" + of);
    check.within(method.planned_passes, 0, kLargest, "the planned passes" + of);
    checkLayers(check, method, of);
    checkEstimators(check, method, of);
    checkReadOuts(check, method, of);
    checkEdges(check, method.histogram_edges, of);
}

void checkData(Checker& check, const DataDescription& data, bool input_is_known) {
    check.text(data.name, "the data's name");
    check.text(data.checksum, "the data's checksum");
    check.within(data.classes, 1, kMaxClasses, "the number of classes");
    check.within(data.input_size, input_is_known ? 1 : 0, kMaxWidth, "the input's size");
    check.within(data.label_entropy, 0, kLargest, "the label entropy");
    const std::size_t samples =
        data.train_index.size() + data.test_index.size() + data.validation_index.size();
    const std::size_t measured = data.evaluation_index[0].size() + data.evaluation_index[1].size();
    check.count(samples, 0, kMaxSamples, "the samples");
    check.count(measured, 0, kMaxSamples, "the evaluation samples");
}

void checkTexts(Checker& check, const RunDescription& run) {
    check.text(run.run_id, "the run's identity");
    check.text(run.title, "the title");
    check.text(run.start_time, "the start time");
    check.lines(run.config, "the configuration", kMaxConfigBytes);
    const ResumedFrom& origin = run.resumed_from;
    for (const std::string* text : {&origin.file, &origin.run_id, &origin.method})
        check.text(*text, "what the run goes on from");
    const EnvironmentDescription& environment = run.environment;
    for (const std::string* text : {&environment.program, &environment.revision, &environment.libtorch,
                                    &environment.hdf5, &environment.device, &environment.system})
        check.text(*text, "the environment");
}

// Only for a description whose counts and widths are within their limits: no product overflows then.
void checkRowBytes(Checker& check, const RunDescription& run) {
    for (const MethodDescription& method : run.methods) {
        const bool fits =
            rowsLayout(method, run.seeds.size()).rowBytes() <= kMaxRowBytes &&
            checkpointsLayout(method, run.seeds.size(), run.data.classes).rowBytes() <= kMaxRowBytes;
        check.require(fits, "a row of method " + method.name, "is larger than 1 GiB");
    }
}

} // namespace

Status checkDescription(const RunDescription& description) {
    Checker check;
    checkTexts(check, description);
    checkData(check, description.data, !std::ranges::all_of(description.methods, isImported));
    check.count(description.seeds.size(), 1, kMaxSeeds, "the seeds");
    check.count(description.methods.size(), 1, kMaxMethods, "the methods");
    check.uniqueNames(description.methods, "the methods");
    for (const MethodDescription& method : description.methods)
        checkMethod(check, method);
    if (check.ok()) checkRowBytes(check, description);
    return check.status();
}

} // namespace infoplane
