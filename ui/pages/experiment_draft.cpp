// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/experiment_draft.h"

#include <algorithm>

namespace infoplane::ui {
namespace {

auto findMethod(std::vector<MethodConfig>& methods, const QString& name) {
    return std::find_if(
        methods.begin(), methods.end(),
        [text = name.toStdString()](const MethodConfig& method) { return method.name == text; });
}

} // namespace

ExperimentDraft::ExperimentDraft(Experiment experiment, QObject* parent)
    : QObject(parent), experiment_(std::move(experiment)) {}

QString ExperimentDraft::set(const QString& key, const QString& text) {
    const Status status = setField(experiment_, key.toStdString(), text.toStdString());
    if (status)
        problems_.remove(key);
    else
        problems_[key] = QString::fromStdString(status.error().message);
    Q_EMIT changed();
    return problems_.value(key);
}

QString ExperimentDraft::overallProblem() const {
    const Status status = checkExperiment(experiment_);
    return status ? QString() : QString::fromStdString(status.error().text());
}

void ExperimentDraft::replace(const Experiment& experiment) {
    experiment_ = experiment;
    problems_.clear();
    Q_EMIT replaced();
    Q_EMIT changed();
}

QString ExperimentDraft::readJson(const QString& json) {
    const Result<Experiment> read = parseExperiment(json.toStdString());
    if (!read) return QString::fromStdString(read.error().text());
    replace(*read);
    return {};
}

void ExperimentDraft::duplicateMethod(const QString& name) {
    const auto original = findMethod(experiment_.methods, name);
    if (original == experiment_.methods.end()) return;
    MethodConfig copy = *original;
    for (int number = 2;; ++number) {
        const QString fresh = QStringLiteral("%1_%2").arg(name).arg(number);
        copy.name = fresh.toStdString();
        if (findMethod(experiment_.methods, fresh) == experiment_.methods.end()) break;
    }
    Experiment grown = experiment_;
    grown.methods.insert(grown.methods.begin() + (original - experiment_.methods.begin()) + 1, copy);
    replace(grown);
}

void ExperimentDraft::removeMethod(const QString& name) {
    Experiment shrunk = experiment_;
    const auto method = findMethod(shrunk.methods, name);
    if (method == shrunk.methods.end() || shrunk.methods.size() == 1) return;
    shrunk.methods.erase(method);
    replace(shrunk);
}

} // namespace infoplane::ui
