// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/api/result.h"
#include "core/store/run_store.h"

#include <atomic>
#include <iosfwd>
#include <memory>
#include <optional>
#include <thread>

namespace infoplane::app {

// Writes a run as a stream (core/store/stream.h) while it grows, on a thread of its own, so that a slow
// reader holds nothing up. The other methods are for one thread.
class LiveStream {
public:
    explicit LiveStream(std::ostream& out) : out_(out) {}

    // Begins; until ended() is true, `out` belongs to the stream.
    void follow(std::shared_ptr<const RunStore> run);
    [[nodiscard]] bool following() const { return thread_.joinable(); }
    // Asks for the rest, `failure` if there was one, and the end frame. Without a run only those two are
    // written, at once.
    void finish(const std::optional<Error>& failure);
    // True when nothing more will be written: after finish(), or when nobody reads.
    [[nodiscard]] bool ended() const { return ended_; }
    // The bytes could not be written: the reader went away, or the disk is full.
    [[nodiscard]] bool broken() const { return broken_; }

private:
    void run(const RunStore& run);
    [[nodiscard]] bool write(const std::vector<std::byte>& frames);

    std::ostream& out_;
    std::shared_ptr<const RunStore> run_;
    std::atomic<bool> finishing_{false};
    std::atomic<bool> ended_{false};
    std::atomic<bool> broken_{false};
    std::jthread thread_; // last: joined before what it uses goes
};

} // namespace infoplane::app
