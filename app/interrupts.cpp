// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/interrupts.h"

#include <pthread.h>

namespace infoplane::app {
namespace {

bool isIgnored(int signal) {
    struct sigaction action {};
    return ::sigaction(signal, nullptr, &action) == 0 && action.sa_handler == SIG_IGN;
}

} // namespace

Interrupts::Interrupts() {
    ::sigemptyset(&taken_);
    for (const int signal : {SIGINT, SIGTERM, SIGHUP})
        if (!isIgnored(signal)) ::sigaddset(&taken_, signal);
    ::pthread_sigmask(SIG_BLOCK, &taken_, &before_);
}

Interrupts::~Interrupts() {
    ::pthread_sigmask(SIG_SETMASK, &before_, nullptr);
}

std::optional<int> Interrupts::wait(std::chrono::milliseconds timeout) {
    const auto seconds = std::chrono::duration_cast<std::chrono::seconds>(timeout);
    const std::chrono::nanoseconds rest = timeout - seconds;
    const timespec limit{seconds.count(), rest.count()};
    const int signal = ::sigtimedwait(&taken_, nullptr, &limit);
    return signal > 0 ? std::optional(signal) : std::nullopt;
}

} // namespace infoplane::app
