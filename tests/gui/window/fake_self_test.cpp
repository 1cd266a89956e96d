// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/gui/window/fake_self_test.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>

#include <algorithm>
#include <cmath>

namespace infoplane::testing {
namespace {

struct FakeEstimator {
    const char* name;
    const char* problem;
    const char* estimand;
    double slope; // estimate a nat of truth
    double cap;   // 0: none
    const char* direction;
};

// Values that lie as those of real estimators do.
constexpr FakeEstimator kEstimators[]{
    {"histogram", "symbols", "I(x;y)", 1.0, 2.773, "none"},
    {"ksg", "gaussian", "I(x;y)", 0.98, 6.678, "none"},
    {"gao", "gaussian", "I(x;y)", 0.97, 6.678, "none"},
    {"gao", "labels", "I(x;y)", 1.01, 2.081, "none"},
    {"gaussian_copula", "gaussian", "I(x;y)", 1.0, 0.0, "none"},
    {"linear_gaussian", "line", "I(X;T^), T^ = T + 0.5 N(0, I)", 1.14, 0.0, "none"},
    {"linear_gaussian", "layer", "I(X;T^), T^ = T + 0.5 N(0, I)", 1.0, 0.0, "none"},
    {"mixture", "layer", "I(X;T^), T^ = T + 0.5 N(0, I)", 1.0, 7.601, "exact for the empirical distribution"},
    {"mixture", "line", "I(T^;Y), T^ = T + 0.5 N(0, I)", 1.0, 2.079, "exact for the empirical distribution"},
    {"kt_lower", "layer", "I(X;T^), T^ = T + 0.5 N(0, I)", 0.7, 7.601, "lower"},
    {"kt_upper", "layer", "I(X;T^), T^ = T + 0.5 N(0, I)", 1.3, 0.0, "upper"},
    {"leave_one_out", "layer", "I(X;T^), T^ = T + 0.5 N(0, I)", 2.05, 0.0, "upper"},
    {"smile", "gaussian", "I(x;y)", 0.9, 0.0, "lower"},
};

const char* verdictOf(const FakeEstimator& e, double truth, double value) {
    const QByteArray direction = e.direction;
    if (std::abs(value - truth) <= 0.05 + 0.05 * truth) return "right";
    if (QByteArray(e.name) == "smile") return "warned";
    if (direction == (value < truth ? "lower" : "upper")) return "bound";
    return e.cap > 0 && truth > e.cap - 1.0 ? "capped" : "wrong";
}

QJsonObject resultOf(const FakeEstimator& e, double truth) {
    const double value = e.cap > 0 ? std::min(e.slope * truth, e.cap - 0.1) : e.slope * truth;
    QJsonObject result = selfTestResult(0, 0);
    result["estimator"] = e.name;
    result["problem"] = e.problem;
    result["estimand"] = e.estimand;
    result["direction"] = e.direction;
    result["truth_nats"] = truth;
    result["value_nats"] = value;
    if (QByteArray(e.direction) != "none") result["standard_error"] = 0.02 + 0.005 * truth;
    if (e.cap > 0) result["cap_nats"] = e.cap;
    result["verdict"] = verdictOf(e, truth, value);
    if (result["verdict"] == "warned")
        result["warnings"] =
            QJsonArray{"the critic was still rising when its training ended: train it for more steps"};
    return result;
}

} // namespace

QJsonObject selfTestResult(int done, int all) {
    return {{"done", done},
            {"all", all},
            {"problem", "gaussian"},
            {"truth_nats", 1.0},
            {"verdict", "right"},
            {"estimator", "ksg"},
            {"estimand", "I(x;y)"},
            {"value_nats", 1.01},
            {"standard_error", QJsonValue::Null},
            {"direction", "none"},
            {"cap_nats", QJsonValue::Null},
            {"at_cap", false},
            {"n", 2000},
            {"seconds", 0.02},
            {"warnings", QJsonArray()},
            {"failure", ""}};
}

QByteArray lineOf(const QJsonObject& result) {
    return QJsonDocument(result).toJson(QJsonDocument::Compact);
}

QList<QByteArray> selfTestLines() {
    QList<QJsonObject> results;
    for (const FakeEstimator& estimator : kEstimators)
        for (const double truth : {0.0, 0.25, 0.5, 1.0, 2.0, 3.0, 4.0, 6.0, 8.0, 10.0}) {
            const QByteArray problem = estimator.problem;
            if (truth <= 2.0 || problem == "gaussian" || problem == "layer")
                results << resultOf(estimator, truth);
        }
    QJsonObject failed = selfTestResult(0, 0);
    failed["estimator"] = "infonce";
    failed["value_nats"] = QJsonValue::Null;
    failed["verdict"] = "failed";
    failed["failure"] = "the batch is larger than the sample: choose a smaller one";
    results << failed;
    QList<QByteArray> lines;
    for (QJsonObject& result : results) {
        result["done"] = int(lines.size()) + 1;
        result["all"] = int(results.size());
        lines << lineOf(result);
    }
    return lines;
}

QString writeProgram(const QString& path, const QString& body) {
    QFile script(path);
    const bool opened = script.open(QIODevice::WriteOnly | QIODevice::Truncate);
    if (!opened) qFatal("cannot write %s", qPrintable(path));
    script.write("#!/bin/sh\n" + body.toUtf8() + "\n");
    script.close();
    script.setPermissions(QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
    return path;
}

QString writing(const QList<QByteArray>& lines, int code) {
    return QStringLiteral("cat <<'END'\n%1\nEND\nexit %2").arg(QString::fromUtf8(lines.join('\n'))).arg(code);
}

} // namespace infoplane::testing
