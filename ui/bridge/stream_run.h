// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/stream.h"
#include "ui/bridge/refresh_gate.h"
#include "ui/bridge/run_source.h"

#include <QByteArray>

namespace infoplane::ui {

// A run that arrives as bytes of core/store/stream.h.
class StreamRun : public RunSource {
    Q_OBJECT

public:
    explicit StreamRun(QObject* parent = nullptr);

    [[nodiscard]] std::shared_ptr<const RunStore> run() const override { return decoder_.store(); }
    [[nodiscard]] bool growing() const override { return growing_; }

protected:
    // How many bytes are taken at once before the window gets its turn: a few milliseconds of work.
    static constexpr qint64 kPiece = 1 << 20;

    // False after the stream was refused; failed() has then been told.
    bool take(const QByteArray& bytes);
    // No byte will follow. Tells what is wrong with a stream that was cut, with `reason` as its sentence.
    void finish(const QString& reason);
    // Ends with a failure.
    void fail(const QString& sentence, bool recoverable);
    [[nodiscard]] bool ended() const { return decoder_.ended(); }
    [[nodiscard]] bool broken() const { return broken_; }

private:
    void stopGrowing();

    StreamDecoder decoder_;
    RefreshGate gate_;
    bool growing_ = true;
    bool broken_ = false;
};

} // namespace infoplane::ui
