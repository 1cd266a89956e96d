// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/self_test_line.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <array>
#include <cmath>
#include <optional>

namespace infoplane::ui {
namespace {

constexpr double kMostPairs = 1e5, kMostSamples = 1e15, kMostSeconds = 1e9;
constexpr double kMostNats = 1e6; // no sample has as much
constexpr qsizetype kLongestName = 200;

constexpr std::array<const char*, 4> kDirections{"exact for the empirical distribution", "lower", "upper",
                                                 "none"};

// Takes values out of an object and remembers the first key that is not as it should be.
class Reader {
public:
    explicit Reader(QJsonObject object) : object_(std::move(object)) {}

    double number(const char* key, double least, double most) {
        const QJsonValue value = object_.value(QLatin1String(key));
        const double number = value.toDouble(SelfTestPoint::kNone);
        if (number >= least && number <= most) return number;
        return fault(key), 0.0;
    }
    std::uint64_t count(const char* key, double most) {
        const double value = number(key, 0.0, most);
        if (value != std::floor(value)) fault(key);
        return static_cast<std::uint64_t>(value);
    }
    double numberOrNull(const char* key, double least, double most) {
        if (object_.value(QLatin1String(key)).isNull()) return SelfTestPoint::kNone;
        return number(key, least, most);
    }
    std::string text(const char* key, qsizetype longest, bool may_be_empty) {
        const QJsonValue value = object_.value(QLatin1String(key));
        const QString text = value.toString();
        if (!value.isString() || text.size() > longest || (text.isEmpty() && !may_be_empty)) fault(key);
        return text.toStdString();
    }
    bool flag(const char* key) {
        if (!object_.value(QLatin1String(key)).isBool()) fault(key);
        return object_.value(QLatin1String(key)).toBool();
    }
    std::vector<std::string> sentences(const char* key) {
        std::vector<std::string> sentences;
        if (!object_.value(QLatin1String(key)).isArray()) fault(key);
        for (const QJsonValue value : object_.value(QLatin1String(key)).toArray()) {
            if (!value.isString()) fault(key);
            sentences.push_back(value.toString().toStdString());
        }
        return sentences;
    }
    // The place of a word in a list.
    template <std::size_t N>
    std::size_t word(const char* key, const std::array<const char*, N>& words) {
        const std::string word = text(key, kLongestName, false);
        for (std::size_t i = 0; i < N; ++i)
            if (word == words[i]) return i;
        return fault(key), 0;
    }

    [[nodiscard]] const std::optional<std::string>& faulty() const { return faulty_; }

private:
    void fault(const char* key) {
        if (!faulty_) faulty_ = key;
    }

    QJsonObject object_;
    std::optional<std::string> faulty_;
};

SelfTestPoint readPoint(Reader& reader) {
    SelfTestPoint point;
    point.estimator = reader.text("estimator", kLongestName, false);
    point.problem = reader.text("problem", kLongestName, false);
    point.estimand = reader.text("estimand", kLongestName, false);
    point.truth = reader.number("truth_nats", -kMostNats, kMostNats);
    point.value = reader.numberOrNull("value_nats", -kMostNats, kMostNats);
    point.standard_error = reader.numberOrNull("standard_error", 0.0, kMostNats);
    point.cap = reader.numberOrNull("cap_nats", -kMostNats, kMostNats);
    point.at_cap = reader.flag("at_cap");
    point.direction = kDirections[reader.word("direction", kDirections)];
    point.samples = reader.count("n", kMostSamples);
    point.verdict = static_cast<SelfTestVerdict>(reader.word("verdict", kSelfTestVerdicts));
    point.seconds = reader.number("seconds", 0.0, kMostSeconds);
    point.warnings = reader.sentences("warnings");
    point.failure = reader.text("failure", kLongestSelfTestLine, true);
    return point;
}

Error noResult(const std::string& why) {
    return {ErrorCode::InvalidFile, why, ""};
}

} // namespace

Result<SelfTestLine> readSelfTestLine(const QByteArray& line) {
    if (line.size() > kLongestSelfTestLine) return noResult("it is longer than 64 KiB");
    const QJsonDocument document = QJsonDocument::fromJson(line);
    if (!document.isObject()) return noResult("it is no JSON object");
    Reader reader(document.object());
    SelfTestLine read;
    read.all = reader.count("all", kMostPairs);
    read.done = reader.count("done", kMostPairs);
    read.point = readPoint(reader);
    if (reader.faulty())
        return noResult("\"" + *reader.faulty() + "\" is missing, of the wrong type or out of range");
    if (read.done > read.all) return noResult("\"done\" is above \"all\"");
    return read;
}

} // namespace infoplane::ui
