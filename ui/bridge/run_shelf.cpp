// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/bridge/run_shelf.h"

#include <algorithm>

namespace infoplane::ui {

RunShelf::RunShelf(std::unique_ptr<LiveRun> live, QObject* parent)
    : QObject(parent), live_(live.get()), shown_(live.get()) {
    sources_.push_back(std::move(live));
    watch(*live_);
}

RunShelf::~RunShelf() {
    disconnect();
}

RunSource* RunShelf::find(const QString& file) const {
    for (const std::unique_ptr<RunSource>& source : sources_)
        if (!file.isEmpty() && source->file() == file) return source.get();
    return nullptr;
}

void RunShelf::watch(RunSource& source) {
    const auto forward = [this, &source](auto signal, auto own) {
        connect(&source, signal, this, [this, &source, own] {
            if (&source == shown_) Q_EMIT(this->*own)();
        });
    };
    forward(&RunSource::runReplaced, &RunShelf::runReplaced);
    forward(&RunSource::rowsArrived, &RunShelf::rowsArrived);
    forward(&RunSource::growingChanged, &RunShelf::growingChanged);
    connect(&source, &RunSource::runReplaced, this, &RunShelf::listChanged);
    connect(&source, &RunSource::growingChanged, this, &RunShelf::listChanged);
    connect(&source, &RunSource::failed, this, [this, &source](const QString& sentence, bool recoverable) {
        Q_EMIT failed(&source, sentence, recoverable);
    });
}

RunSource& RunShelf::add(std::unique_ptr<RunSource> source) {
    RunSource& added = *source;
    sources_.push_back(std::move(source));
    watch(added);
    show(added);
    return added;
}

void RunShelf::show(RunSource& source) {
    if (&source == shown_) return;
    shown_ = &source;
    Q_EMIT listChanged();
    Q_EMIT runReplaced();
    Q_EMIT growingChanged();
}

void RunShelf::close(RunSource& source) {
    if (&source == live_) return;
    if (&source == shown_) show(*live_);
    const auto at = std::find_if(sources_.begin(), sources_.end(),
                                 [&source](const auto& each) { return each.get() == &source; });
    if (at == sources_.end()) return;
    // A run may be closed from its own signal.
    (*at)->disconnect(this);
    at->release()->deleteLater();
    sources_.erase(at);
    Q_EMIT listChanged();
}

} // namespace infoplane::ui
