// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/curve/cluster_map.h"

#include "core/support/assert.h"

#include <algorithm>
#include <cmath>

namespace infoplane::bottleneck {
namespace {

// For ln 0: finite, so that 0 times it is 0; far below any other exponent.
constexpr double kLogZero = -1e200;
constexpr double kLogNoCluster = -1e300;
constexpr double kLargestExponent = 700.0;

double xLogX(double x) {
    return x > 0.0 ? x * std::log(x) : 0.0;
}

// [stride] q(t), with 0 beyond the clusters.
void addWeights(std::size_t y_count, std::size_t stride, const double* joint, std::vector<double>& weight) {
    weight.assign(stride, 0.0);
    for (std::size_t y = 0; y < y_count; ++y)
        for (std::size_t t = 0; t < stride; ++t)
            weight[t] += joint[y * stride + t];
}

} // namespace

ClusterMap::ClusterMap(const JointTable& table)
    : table_(table), of_x_(table.x_count, 0.0), of_y_(table.y_count, 0.0), scaled_(table.p.size()) {
    for (std::size_t i = 0; i < table.p.size(); ++i) {
        of_x_[i / table.y_count] += table.p[i];
        of_y_[i % table.y_count] += table.p[i];
    }
    for (const double p : of_y_)
        label_entropy_ -= xLogX(p);
    setBeta(1.0);
}

void ClusterMap::setBeta(double beta) {
    INFOPLANE_ASSERT(beta > 0.0);
    beta_ = beta;
    for (std::size_t i = 0; i < table_.p.size(); ++i)
        scaled_[i] = table_.p[i] / of_x_[i / table_.y_count] / beta;
}

Decoder ClusterMap::decoderOf(const Clusters& c, bool with_weights) {
    addWeights(c.y_count, c.stride, c.joint.data(), weight_);
    log_weight_.assign(c.stride, kLogNoCluster);
    log_given_.assign(c.y_count * c.stride, 0.0);
    row_.resize(c.stride);
    for (std::size_t t = 0; t < c.count; ++t)
        if (weight_[t] > 0.0) log_weight_[t] = with_weights ? std::log(weight_[t]) : 0.0;
    for (std::size_t y = 0; y < c.y_count; ++y)
        for (std::size_t t = 0; t < c.count; ++t) {
            const double given = c.at(y, t) / weight_[t];
            log_given_[y * c.stride + t] = given > 0.0 ? std::log(given) : kLogZero;
        }
    return {c.y_count, c.stride, log_weight_.data(), log_given_.data()};
}

void ClusterMap::apply(const Clusters& c, Image& image) {
    const Decoder decoder = decoderOf(c, true);
    image.joint.assign(c.joint.size(), 0.0);
    image.log_z.resize(table_.x_count);
    double sum = 0.0;
    for (std::size_t x = 0; x < table_.x_count; ++x) {
        const RowSum z = exponentiateRow(decoder, scaled_.data() + x * c.y_count, row_.data());
        image.log_z[x] = z.largest + std::log(z.sum);
        sum += of_x_[x] * image.log_z[x];
        addOuterProduct(c.y_count, c.stride, table_.row(x).data(), 1.0 / z.sum, row_.data(),
                        image.joint.data());
    }
    image.value = label_entropy_ + beta_ * sum;
    image.growth.assign(c.count, 0.0);
    for (std::size_t y = 0; y < c.y_count; ++y)
        for (std::size_t t = 0; t < c.count; ++t)
            image.growth[t] += image.joint[y * c.stride + t];
    for (std::size_t t = 0; t < c.count; ++t)
        image.growth[t] = weight_[t] > 0.0 ? image.growth[t] / weight_[t] : 0.0;
}

CurvePoint ClusterMap::information(const Clusters& c) {
    const Decoder decoder = decoderOf(c, true);
    std::vector<double> joint(c.joint.size(), 0.0), weight;
    double noise = 0.0; // H(T|X)
    for (std::size_t x = 0; x < table_.x_count; ++x) {
        const RowSum z = exponentiateRow(decoder, scaled_.data() + x * c.y_count, row_.data());
        for (std::size_t t = 0; t < c.count; ++t)
            noise -= of_x_[x] * xLogX(row_[t] / z.sum);
        addOuterProduct(c.y_count, c.stride, table_.row(x).data(), 1.0 / z.sum, row_.data(), joint.data());
    }
    addWeights(c.y_count, c.stride, joint.data(), weight);
    double entropy = 0.0, joint_entropy = 0.0;
    for (const double q : weight)
        entropy -= xLogX(q);
    for (const double q : joint)
        joint_entropy -= xLogX(q);
    // Rounding must not lift them below 0, nor relevance above the rate.
    const double rate = std::max(0.0, entropy - noise);
    return {rate, std::clamp(entropy + label_entropy_ - joint_entropy, 0.0, rate)};
}

std::vector<double> ClusterMap::kernel(const Clusters& c) {
    const Decoder decoder = decoderOf(c, false);
    std::vector<double> kernel(table_.x_count * c.stride);
    for (std::size_t x = 0; x < table_.x_count; ++x)
        exponentiateRow(decoder, scaled_.data() + x * c.y_count, kernel.data() + x * c.stride);
    return kernel;
}

void ClusterMap::climb(Clusters& c, const std::vector<double>& log_z, std::vector<double>& gain) {
    const Decoder decoder = decoderOf(c, false);
    std::fill(c.joint.begin(), c.joint.end(), 0.0);
    for (std::size_t x = 0; x < table_.x_count; ++x) {
        const RowSum z = exponentiateRow(decoder, scaled_.data() + x * c.y_count, row_.data());
        const double factor = std::exp(std::min(z.largest - log_z[x], kLargestExponent));
        addOuterProduct(c.y_count, c.stride, table_.row(x).data(), factor, row_.data(), c.joint.data());
    }
    addWeights(c.y_count, c.stride, c.joint.data(), weight_);
    gain.assign(weight_.begin(), weight_.begin() + static_cast<std::ptrdiff_t>(c.count));
    for (std::size_t y = 0; y < c.y_count; ++y)
        for (std::size_t t = 0; t < c.count; ++t)
            c.at(y, t) = weight_[t] > 0.0 ? c.at(y, t) / weight_[t] / static_cast<double>(c.count) : 0.0;
}

} // namespace infoplane::bottleneck
