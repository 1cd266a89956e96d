// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/bridge/live_run.h"
#include "ui/bridge/run_source.h"

#include <memory>
#include <vector>

namespace infoplane::ui {

// The runs that are open, and the one that is shown. The session's own run is always the first.
class RunShelf : public QObject {
    Q_OBJECT

public:
    explicit RunShelf(std::unique_ptr<LiveRun> live, QObject* parent = nullptr);
    ~RunShelf() override;

    [[nodiscard]] LiveRun& live() const { return *live_; }
    [[nodiscard]] RunSource& shown() const { return *shown_; }
    [[nodiscard]] const std::vector<std::unique_ptr<RunSource>>& sources() const { return sources_; }
    // The open run of a file, or null.
    [[nodiscard]] RunSource* find(const QString& file) const;

    // Takes a run and shows it.
    RunSource& add(std::unique_ptr<RunSource> source);
    void show(RunSource& source);
    // The live run stays. When the shown run is closed, the live run is shown.
    void close(RunSource& source);

Q_SIGNALS:
    void listChanged();
    // Of the run that is shown.
    void runReplaced();
    void rowsArrived();
    void growingChanged();
    // Of any run.
    void failed(infoplane::ui::RunSource* source, const QString& sentence, bool recoverable);

private:
    void watch(RunSource& source);

    std::vector<std::unique_ptr<RunSource>> sources_;
    LiveRun* live_;
    RunSource* shown_;
};

} // namespace infoplane::ui
