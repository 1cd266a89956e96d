// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/bridge/stdin_run.h"

#include <cerrno>
#include <cstring>
#include <unistd.h>

namespace infoplane::ui {

StdinRun::StdinRun(int descriptor, QObject* parent)
    : StreamRun(parent), descriptor_(descriptor), notifier_(descriptor, QSocketNotifier::Read) {
    connect(&notifier_, &QSocketNotifier::activated, this, &StdinRun::onReadable);
}

void StdinRun::onReadable() {
    QByteArray bytes(kPiece, Qt::Uninitialized);
    const ssize_t count = ::read(descriptor_, bytes.data(), std::size_t(bytes.size()));
    if (count < 0 && (errno == EINTR || errno == EAGAIN)) return;
    if (count > 0) {
        bytes.truncate(count);
        if (!take(bytes)) notifier_.setEnabled(false);
        return;
    }
    notifier_.setEnabled(false);
    if (count < 0)
        fail(tr("Standard input cannot be read: %1.").arg(QString::fromLocal8Bit(std::strerror(errno))),
             false);
    else if (!run())
        finish(tr("No run arrived on standard input. Use it as: infoplane train --stream ... | infoplane -"));
    else
        finish(tr("The stream was cut before its end: the connection or the program that sent it ended. What "
                  "arrived is shown."));
}

} // namespace infoplane::ui
