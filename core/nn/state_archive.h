// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/api/result.h"
#include "core/store/training_state.h"

#include <ATen/ATen.h>

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace infoplane {

// Takes the state of a training from its parts, or gives it back to them: every part has a function
// visit(StateArchive&) that names what it carries from step to step, once for both ways. What is given back
// is checked against what is there (type, shape, range); the first thing that does not fit is in status(),
// and from then on nothing changes any more. Values may be anything, also NaN.
class StateArchive {
public:
    StateArchive() = default;                                             // takes
    explicit StateArchive(TrainingState from) : from_(std::move(from)) {} // gives back

    [[nodiscard]] bool restores() const { return from_.has_value(); }
    [[nodiscard]] Status status() const;
    // Of what was taken.
    [[nodiscard]] StateBytes finish() const { return builder_.finish(); }

    // Names within `work` begin with "name/".
    template <class Work>
    void within(const std::string& name, const Work& work) {
        const std::size_t before = prefix_.size();
        prefix_ += name + "/";
        work();
        prefix_.resize(before);
    }

    // A tensor whose type (float32 or float64) and shape are known: given back in place.
    void tensor(const std::string& name, const at::Tensor& value);
    // name/0, name/1, ...
    void tensors(const std::string& name, const std::vector<at::Tensor>& values);
    // A number a seed, float32 or float64 [R] or [1, ...] as `shape` says, or an undefined tensor.
    void optional(const std::string& name, at::Tensor& value, const std::vector<std::int64_t>& shape,
                  const at::Device& device);
    // A whole number within least..most.
    void number(const std::string& name, std::int64_t& value, std::int64_t least, std::int64_t most);
    void count(const std::string& name, std::int64_t& value); // of 0 to 2^53
    void count(const std::string& name, std::uint64_t& value);
    void flag(const std::string& name, bool& value);
    void real(const std::string& name, double& value);
    // Bytes of a number that is known.
    void bytes(const std::string& name, std::span<std::byte> value);

    // Says that what was given back cannot be.
    void refuse(const std::string& name, const char* problem);

private:
    [[nodiscard]] const StateArray* take(const std::string& name, StateType type,
                                         const std::vector<std::uint64_t>& shape);

    StateBuilder builder_;
    std::optional<TrainingState> from_;
    std::string prefix_, problem_;
};

} // namespace infoplane
