// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/curve/clusters.h"
#include "core/curve/curve_point.h"
#include "core/curve/joint_table.h"

#include <cstddef>
#include <vector>

namespace infoplane::bottleneck {

// One round of Blahut-Arimoto for the information bottleneck at one beta (Tishby, Pereira, Bialek 1999, the
// self-consistent equations), in the convention L = I(T;Y) - beta I(X;T):
//   q(t|x) = q(t) exp(-KL(p(y|x) || q(y|t)) / beta) / Z(x),   q'(t,y) = sum_x p(x,y) q(t|x).
// It never lowers the bound below. All in nats.
class ClusterMap {
public:
    // Keeps a reference to the table, in which every p(x) > 0.
    explicit ClusterMap(const JointTable& table);

    void setBeta(double beta); // > 0

    struct Image {
        // H(Y) + beta sum_x p(x) ln Z~(x), Z~(x) = sum_t q(t) prod_y q(y|t)^(p(y|x)/beta): at most the L of
        // q(t|x), and equal to it where q' = q. Concave in the mixture q.
        double value = 0.0;
        std::vector<double> joint;  // [Y, stride] q'(t,y)
        std::vector<double> growth; // [T] q'(t) / q(t)
        std::vector<double> log_z;  // [X] ln Z~(x)
    };
    void apply(const Clusters& clusters, Image& image);

    // I(X;T) and I(T;Y) of the encoder q(t|x) that the clusters give.
    [[nodiscard]] CurvePoint information(const Clusters& clusters);

    // How much a mixture of log_z would gain from a new cluster at q(y|t), and a step uphill:
    //   D(t) = sum_x p(x) prod_y q(y|t)^(p(y|x)/beta) / Z~(x),
    //   q''(y|t) = sum_x [that term of x] p(y|x) / D(t), which never lowers D (by Jensen).
    // Weights of `clusters` are left at 1/T.
    void climb(Clusters& clusters, const std::vector<double>& log_z, std::vector<double>& gain);

    // [X, stride] prod_y q(y|t)^(p(y|x)/beta), each row over its largest.
    [[nodiscard]] std::vector<double> kernel(const Clusters& clusters);

    [[nodiscard]] const JointTable& table() const { return table_; }
    [[nodiscard]] double beta() const { return beta_; }
    [[nodiscard]] const std::vector<double>& labelProbability() const { return of_y_; } // [Y] p(y)
    [[nodiscard]] const std::vector<double>& rowProbability() const { return of_x_; }   // [X] p(x)

private:
    Decoder decoderOf(const Clusters& clusters, bool with_weights);

    const JointTable& table_;
    double beta_ = 1.0, label_entropy_ = 0.0;
    std::vector<double> of_x_, of_y_;
    std::vector<double> scaled_;                 // [X, Y] p(y|x) / beta
    std::vector<double> log_weight_, log_given_; // of the clusters at hand
    std::vector<double> row_, weight_;           // [stride]
};

} // namespace infoplane::bottleneck
