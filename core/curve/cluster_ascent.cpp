// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/curve/cluster_ascent.h"

#include "core/curve/cluster_weights.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace infoplane::bottleneck {
namespace {

constexpr double kRounding = 2e-15;         // of a value
constexpr double kVanishing = 1e-6;         // weight below which a shrinking cluster may be left out
constexpr double kLargestNewWeight = 0.125; // of all new clusters together; each next one is a quarter
constexpr int kNewWeights = 14;
constexpr double kNear = 0.01;          // squared Hellinger distance to what a cluster may move to
constexpr std::size_t kQuietRounds = 3; // that end an ascent
constexpr std::size_t kPatience = 60;   // rounds before weights are solved for
constexpr std::size_t kTidyFirst = 8, kTidyLast = 128;

void squareRoots(const std::vector<double>& q, std::vector<double>& root) {
    root.resize(q.size());
    for (std::size_t i = 0; i < q.size(); ++i)
        root[i] = std::sqrt(q[i]);
}

// Squares that sum to 1: wherever an extrapolation of roots leads, this is a distribution.
void normalisedSquares(const std::vector<double>& root, std::vector<double>& q) {
    q.resize(root.size());
    double sum = 0.0;
    for (std::size_t i = 0; i < q.size(); ++i)
        sum += q[i] = root[i] * root[i];
    for (double& v : q)
        v /= sum;
}

} // namespace

void ClusterAscent::begin(Clusters clusters) {
    clusters_ = std::move(clusters);
    map_.apply(clusters_, image_);
    anderson_.reset();
    rounds_ = 1;
    joins_ = true;
    until_tidy_ = tidy_interval_ = kTidyFirst;
}

void ClusterAscent::climb(double tolerance, std::size_t most) {
    const double most_growth = std::exp(0.5 * tolerance / map_.beta());
    std::size_t quiet = 0;
    while (rounds_ < most && quiet < kQuietRounds) {
        if (proceed_ && !proceed_()) return;
        const double before = image_.value;
        step();
        if (--until_tidy_ == 0) rearrange(most_growth);
        quiet = grows(most_growth) || image_.value - before > 0.01 * tolerance ? 0 : quiet + 1;
    }
}

void ClusterAscent::rearrange(double most_growth) {
    if (rounds_ > kPatience && grows(most_growth)) reweigh();
    const bool fewer = joins_ ? tidy() : leaveOutVanished();
    tidy_interval_ = fewer ? kTidyFirst : std::min(2 * tidy_interval_, kTidyLast);
    until_tidy_ = tidy_interval_;
}

// An accelerated round, or the plain one, which never lowers the value, where that one would.
void ClusterAscent::step() {
    squareRoots(clusters_.joint, root_);
    squareRoots(image_.joint, root_of_image_);
    anderson_.propose(root_, root_of_image_, next_root_);
    Clusters next = clusters_;
    normalisedSquares(next_root_, next.joint);
    if (replaceBy(std::move(next))) return;
    clusters_.joint.swap(image_.joint);
    map_.apply(clusters_, image_);
    ++rounds_;
}

bool ClusterAscent::replaceBy(Clusters candidate) {
    map_.apply(candidate, tried_);
    ++rounds_;
    if (!(tried_.value >= image_.value - kRounding)) return false;
    clusters_ = std::move(candidate);
    std::swap(image_, tried_);
    return true;
}

bool ClusterAscent::grows(double most_growth) const {
    return *std::ranges::max_element(image_.growth) > most_growth;
}

void ClusterAscent::reweigh() {
    if (replaceBy(withBestWeights(map_, clusters_))) anderson_.reset();
}

// What is found close to a cluster is where that one should be: a second one beside it would gain only the
// square of what moving it gains.
bool ClusterAscent::move(const Clusters& to) {
    const std::size_t width = to.y_count;
    const std::vector<double> from_root = hellingerCoordinates(clusters_), to_root = hellingerCoordinates(to);
    const std::vector<double> weight = clusterWeights(clusters_), to_weight = clusterWeights(to);
    Clusters candidate = clusters_;
    for (std::size_t i = 0; i < to.count; ++i) {
        std::size_t nearest = clusters_.count;
        double least = kNear;
        for (std::size_t t = 0; t < clusters_.count; ++t) {
            const double distance = squaredDistance(std::span(from_root).subspan(t * width, width),
                                                    std::span(to_root).subspan(i * width, width));
            if (distance >= least) continue;
            least = distance;
            nearest = t;
        }
        if (nearest == clusters_.count) continue;
        for (std::size_t y = 0; y < width; ++y)
            candidate.at(y, nearest) = to.at(y, i) / to_weight[i] * weight[nearest];
    }
    const double before = image_.value;
    return replaceBy(std::move(candidate)) && image_.value > before;
}

bool ClusterAscent::add(const Clusters& added) {
    if (move(added)) {
        anderson_.reset();
        return true;
    }
    double weight = kLargestNewWeight;
    for (int i = 0; i < kNewWeights; ++i, weight *= 0.25) {
        map_.apply(joined(clusters_, added, weight), tried_);
        ++rounds_;
        if (tried_.value <= image_.value) continue;
        clusters_ = joined(clusters_, added, weight);
        std::swap(image_, tried_);
        anderson_.reset();
        until_tidy_ = tidy_interval_ = kTidyFirst;
        joins_ = false;
        reweigh();
        return true;
    }
    return false;
}

bool ClusterAscent::tidy() {
    const bool left_out = leaveOutVanished();
    return joinNearest() || left_out;
}

bool ClusterAscent::leaveOutVanished() {
    const std::vector<double> weight = clusterWeights(clusters_);
    std::vector<std::size_t> group(clusters_.count);
    std::size_t kept = 0;
    for (std::size_t t = 0; t < clusters_.count; ++t) {
        const bool vanishes = weight[t] < kVanishing && image_.growth[t] < 1.0;
        group[t] = vanishes ? clusters_.count : kept++;
    }
    if (kept == clusters_.count || kept == 0) return false;
    for (std::size_t& g : group)
        g = std::min(g, kept);
    if (!replaceBy(grouped(clusters_, group, kept))) return false;
    anderson_.reset();
    return true;
}

bool ClusterAscent::joinNearest() {
    const std::vector<ClusterPair> pairs = nearestPairs(clusters_);
    // Fewer and fewer, the nearest of them, until the value agrees.
    for (std::size_t count = pairs.size(); count > 0; count /= 2) {
        std::vector<std::size_t> into(clusters_.count), group(clusters_.count);
        std::iota(into.begin(), into.end(), std::size_t{0});
        for (std::size_t k = 0; k < count; ++k)
            into[pairs[k].second] = pairs[k].first;
        std::size_t groups = 0;
        for (std::size_t t = 0; t < clusters_.count; ++t)
            group[t] = into[t] == t ? groups++ : group[into[t]]; // into[t] < t
        if (!replaceBy(grouped(clusters_, group, groups))) continue;
        anderson_.reset();
        return true;
    }
    return false;
}

} // namespace infoplane::bottleneck
