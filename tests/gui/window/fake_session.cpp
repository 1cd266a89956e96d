// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/gui/window/fake_session.h"

#include "tests/gui/window/fake_run.h"

#include <algorithm>

namespace infoplane::testing {

FakeSession::FakeSession(SessionListener* listener, FakeTraining training)
    : listener_(listener), training_(std::move(training)) {}

FakeSession::~FakeSession() {
    stop();
    if (thread_.joinable()) thread_.join();
}

Status FakeSession::start(const RunRequest& request) {
    if (!training_.refuses.empty()) return Error{ErrorCode::InvalidArgument, training_.refuses, ""};
    if (state() != SessionState::Idle) return Error{ErrorCode::InvalidArgument, "a run is under way", ""};
    if (thread_.joinable()) thread_.join();
    auto store = std::make_shared<RunStore>(digitsDescription(std::size_t(request.experiment.seeds.count)));
    {
        const Lock lock(mutex_);
        request_ = request;
        failure_.reset();
        state_ = SessionState::Preparing;
    }
    thread_ = std::jthread([this, store] { train(store); });
    return {};
}

void FakeSession::train(const std::shared_ptr<RunStore>& store) {
    tell();
    std::this_thread::sleep_for(training_.between_rows);
    {
        const Lock lock(mutex_);
        store_ = store;
        if (state_ == SessionState::Preparing) state_ = SessionState::Training;
    }
    tell();
    bool whole = true;
    std::uint64_t number = 0;
    for (std::size_t method = 0; whole && method < store->methods(); ++method)
        while (whole && store->rows(method).rows() < rowsOf(method))
            whole = trainRow(*store, method, number++);
    RunStatus status;
    status.state = lastFailure() ? RunState::Failed : whole ? RunState::Finished : RunState::Stopped;
    store->setStatus(status);
    become(SessionState::Stopping);
    std::this_thread::sleep_for(training_.completing);
    become(SessionState::Idle);
}

// False when the run is to end.
bool FakeSession::trainRow(RunStore& store, std::size_t method, std::uint64_t number) {
    {
        const Lock lock(mutex_);
        while (state_ == SessionState::Paused)
            changed_.wait(mutex_);
        if (state_ == SessionState::Stopping) return false;
        if (training_.fails_at_row == number) {
            failure_ = Error{ErrorCode::Numeric, "the loss is no number any more; lower the learning rate",
                             "layer 1"};
            return false;
        }
    }
    appendDigitsRow(store, method);
    tell();
    std::this_thread::sleep_for(training_.between_rows);
    return true;
}

void FakeSession::become(SessionState state) {
    {
        const Lock lock(mutex_);
        state_ = state;
    }
    changed_.notify_all();
    tell();
}

void FakeSession::tell() {
    if (listener_) listener_->onSessionChanged();
}

// Only from one of `from`: a run may have ended meanwhile.
void FakeSession::change(std::initializer_list<SessionState> from, SessionState to) {
    {
        const Lock lock(mutex_);
        if (std::find(from.begin(), from.end(), state_) == from.end()) return;
        state_ = to;
    }
    changed_.notify_all();
    tell();
}

void FakeSession::pause() {
    change({SessionState::Training}, SessionState::Paused);
}

void FakeSession::resume() {
    change({SessionState::Paused}, SessionState::Training);
}

void FakeSession::stop() {
    change({SessionState::Preparing, SessionState::Training, SessionState::Paused}, SessionState::Stopping);
}

SessionState FakeSession::state() const {
    const Lock lock(mutex_);
    return state_;
}

std::shared_ptr<const RunStore> FakeSession::store() const {
    const Lock lock(mutex_);
    return store_;
}

std::optional<Error> FakeSession::lastFailure() const {
    const Lock lock(mutex_);
    return failure_;
}

RunRequest FakeSession::lastRequest() const {
    const Lock lock(mutex_);
    return request_;
}

bool FakeSession::waitUntilIdle(std::chrono::milliseconds timeout) {
    const auto deadline = std::chrono::steady_clock::now() + timeout;
    const Lock lock(mutex_);
    while (state_ != SessionState::Idle)
        if (changed_.wait_until(mutex_, deadline) == std::cv_status::timeout) break;
    return state_ == SessionState::Idle;
}

} // namespace infoplane::testing
