// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/curve/anderson.h"
#include "core/curve/cluster_map.h"

#include <cstddef>
#include <functional>
#include <vector>

namespace infoplane::bottleneck {

// Raises the value of a mixture of clusters (ClusterMap::Image) at one beta, by accelerated rounds of
// Blahut-Arimoto, and joins or leaves out clusters wherever that does not lower it.
class ClusterAscent {
public:
    // `proceed` may be empty; false from it ends the ascent at the next round.
    ClusterAscent(ClusterMap& map, const std::function<bool()>& proceed) : map_(map), proceed_(proceed) {}

    // Begins at the clusters, which are its own from here on.
    void begin(Clusters clusters);

    // Climbs until no cluster has more to gain than `tolerance` in the value and the rounds gain nothing, or
    // to `most` rounds in all since begin().
    void climb(double tolerance, std::size_t most);

    // Moves clusters to those of `added` that are near them, where that gains; else takes these in with the
    // largest of some weights that gains. False: nothing gains.
    bool add(const Clusters& added);

    // Joins pairs of nearest clusters and leaves out vanished ones; whether there were any. While it climbs
    // it does so by itself, but joins none once add() was used: those would be joined again before they part.
    bool tidy();

    [[nodiscard]] const Clusters& clusters() const { return clusters_; }
    [[nodiscard]] const ClusterMap::Image& image() const { return image_; } // of clusters()
    [[nodiscard]] std::size_t rounds() const { return rounds_; }

private:
    bool replaceBy(Clusters candidate); // where its value is not lower
    void step();
    void rearrange(double most_growth);
    bool move(const Clusters& to);
    void reweigh();
    [[nodiscard]] bool grows(double most_growth) const;
    bool leaveOutVanished();
    bool joinNearest();

    ClusterMap& map_;
    const std::function<bool()>& proceed_;
    Clusters clusters_;
    ClusterMap::Image image_, tried_;
    Anderson anderson_{8};
    std::vector<double> root_, root_of_image_, next_root_;
    std::size_t rounds_ = 0, until_tidy_ = 0, tidy_interval_ = 0;
    bool joins_ = true;
};

} // namespace infoplane::bottleneck
