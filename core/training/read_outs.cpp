// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/training/read_outs.h"

#include "core/config/objective_kind.h"

namespace infoplane {

std::vector<ReadOutDescription> describeReadOuts(Objective objective, const DataDescription& data) {
    const std::array<std::uint64_t, kSplits> whole{data.evaluation_index[0].size(), data.test_index.size()};
    std::vector<ReadOutDescription> read_outs;
    if (hasCritics(objective)) {
        read_outs.push_back(
            {"critic_clean", "the layer's relevance critic reads the clean output t", true, whole});
        read_outs.push_back(
            {"critic_noisy", "the layer's relevance critic reads the noisy output t^", true, whole});
    }
    read_outs.push_back({"linear_probe",
                         "multinomial logistic regression on t, fitted on the training evaluation sample",
                         true, whole});
    if (hasHead(objective))
        read_outs.push_back({"network_output", "the network's own output layer", false, whole});
    return read_outs;
}

} // namespace infoplane
