// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QJsonObject>
#include <QList>
#include <QString>

namespace infoplane::testing {

// A result as `infoplane selftest --json-lines` writes it: right, of an estimator without a cap.
[[nodiscard]] QJsonObject selfTestResult(int done, int all);
[[nodiscard]] QByteArray lineOf(const QJsonObject& result);

// The results of a made-up self-test with every verdict, in five problems, as lines.
[[nodiscard]] QList<QByteArray> selfTestLines();

// Writes an executable script of /bin/sh and gives its path.
[[nodiscard]] QString writeProgram(const QString& path, const QString& body);
// The body of one that writes those lines and ends with that code.
[[nodiscard]] QString writing(const QList<QByteArray>& lines, int code = 0);

} // namespace infoplane::testing
