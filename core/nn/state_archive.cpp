// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/nn/state_archive.h"

#include "core/support/assert.h"

#include <ATen/core/grad_mode.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstring>

namespace infoplane {
namespace {

constexpr std::int64_t kMostCounted = std::int64_t{1} << 53;

StateType stateTypeOf(const at::Tensor& tensor) {
    INFOPLANE_ASSERT(tensor.scalar_type() == at::kFloat || tensor.scalar_type() == at::kDouble);
    return tensor.scalar_type() == at::kFloat ? StateType::Float32 : StateType::Float64;
}

std::vector<std::uint64_t> stateShapeOf(const at::Tensor& tensor) {
    return {tensor.sizes().begin(), tensor.sizes().end()};
}

std::span<const std::byte> bytesOfTensor(const at::Tensor& host) {
    return {static_cast<const std::byte*>(host.const_data_ptr()), host.nbytes()};
}

template <class T>
T valueOf(const StateArray& array) {
    T value{};
    std::memcpy(&value, array.bytes.data(), sizeof value);
    return value;
}

} // namespace

Status StateArchive::status() const {
    if (problem_.empty()) return {};
    return Error{ErrorCode::InvalidFile,
                 "the state of the training does not fit this run: " + problem_ +
                     "; it may be damaged or of another version of Infoplane",
                 ""};
}

void StateArchive::refuse(const std::string& name, const char* problem) {
    if (problem_.empty()) problem_ = prefix_ + name + " " + problem;
}

const StateArray* StateArchive::take(const std::string& name, StateType type,
                                     const std::vector<std::uint64_t>& shape) {
    if (!problem_.empty()) return nullptr;
    const StateArray* array = from_->find(prefix_ + name);
    if (array == nullptr)
        refuse(name, "is missing");
    else if (array->type != type)
        refuse(name, "is of another type");
    else if (array->shape != shape)
        refuse(name, "is of another shape");
    return problem_.empty() ? array : nullptr;
}

void StateArchive::tensor(const std::string& name, const at::Tensor& value) {
    if (!restores()) {
        const at::Tensor host = value.detach().to(at::kCPU).contiguous();
        builder_.add(prefix_ + name, stateTypeOf(value), stateShapeOf(value), bytesOfTensor(host));
        return;
    }
    const StateArray* array = take(name, stateTypeOf(value), stateShapeOf(value));
    if (array == nullptr) return;
    const at::NoGradGuard no_grad;
    at::Tensor host = at::empty(value.sizes(), at::TensorOptions(value.scalar_type()));
    if (!array->bytes.empty()) std::memcpy(host.mutable_data_ptr(), array->bytes.data(), array->bytes.size());
    value.copy_(host);
}

void StateArchive::tensors(const std::string& name, const std::vector<at::Tensor>& values) {
    within(name, [&] {
        for (std::size_t i = 0; i < values.size(); ++i)
            tensor(std::to_string(i), values[i]);
    });
}

void StateArchive::optional(const std::string& name, at::Tensor& value,
                            const std::vector<std::int64_t>& shape, const at::Device& device) {
    if (!restores()) {
        if (value.defined()) tensor(name, value);
        return;
    }
    value = at::Tensor();
    const StateArray* array = from_->find(prefix_ + name);
    if (array == nullptr) return;
    const at::ScalarType type = array->type == StateType::Float64 ? at::kDouble : at::kFloat;
    const at::Tensor given = at::empty(shape, at::TensorOptions(type).device(device));
    tensor(name, given); // refuses other types and shapes
    if (problem_.empty()) value = given;
}

void StateArchive::number(const std::string& name, std::int64_t& value, std::int64_t least,
                          std::int64_t most) {
    if (!restores()) {
        builder_.add(prefix_ + name, StateType::Int64, {}, std::as_bytes(std::span(&value, 1)));
        return;
    }
    const StateArray* array = take(name, StateType::Int64, {});
    if (array == nullptr) return;
    const auto given = valueOf<std::int64_t>(*array);
    if (given < least || given > most) return refuse(name, "is out of its range");
    value = given;
}

void StateArchive::count(const std::string& name, std::int64_t& value) {
    number(name, value, 0, kMostCounted);
}

void StateArchive::count(const std::string& name, std::uint64_t& value) {
    auto number_of = static_cast<std::int64_t>(value);
    count(name, number_of);
    value = static_cast<std::uint64_t>(number_of);
}

void StateArchive::flag(const std::string& name, bool& value) {
    std::int64_t number_of = value ? 1 : 0;
    number(name, number_of, 0, 1);
    value = number_of == 1;
}

void StateArchive::real(const std::string& name, double& value) {
    if (!restores()) {
        builder_.add(prefix_ + name, StateType::Float64, {}, std::as_bytes(std::span(&value, 1)));
        return;
    }
    if (const StateArray* array = take(name, StateType::Float64, {})) value = valueOf<double>(*array);
}

void StateArchive::bytes(const std::string& name, std::span<std::byte> value) {
    if (!restores())
        builder_.add(prefix_ + name, StateType::UInt8, {value.size()}, value);
    else if (const StateArray* array = take(name, StateType::UInt8, {value.size()}))
        std::ranges::copy(array->bytes, value.begin());
}

} // namespace infoplane
