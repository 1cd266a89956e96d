// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/bridge/child_words.h"

#include <QList>

namespace infoplane::ui {

void keepTail(QByteArray& kept, const QByteArray& more) {
    constexpr qsizetype kMost = 4096;
    kept += more;
    if (kept.size() > kMost) kept = kept.last(kMost);
}

QString lastSentence(const QByteArray& complaint) {
    const QList<QByteArray> lines = complaint.split('\n');
    for (auto line = lines.crbegin(); line != lines.crend(); ++line) {
        QString sentence = QString::fromUtf8(*line).trimmed();
        if (sentence.isEmpty()) continue;
        for (const char* prefix : {"infoplane: ", "error: "})
            if (sentence.startsWith(QLatin1String(prefix))) sentence.remove(0, qsizetype(qstrlen(prefix)));
        return sentence;
    }
    return {};
}

} // namespace infoplane::ui
