// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/experiment_sections.h"

#include "ui/pages/page_text.h"

namespace infoplane::ui {
namespace {

// The section of a key: its first part, for methods with the method's name.
QString sectionOf(const QString& key) {
    const QStringList parts = key.split(QLatin1Char('.'));
    if (parts.size() == 1) return {};
    return parts.size() > 2 && parts[0] == QLatin1String("methods") ? parts[0] + QLatin1Char('.') + parts[1]
                                                                    : parts[0];
}

QString titleOf(const QString& section, const QString& method) {
    if (!method.isEmpty()) return tr("Method %1").arg(method);
    if (section.isEmpty()) return tr("General");
    if (section == QLatin1String("data")) return tr("Data");
    if (section == QLatin1String("network")) return tr("Network");
    if (section == QLatin1String("measure")) return tr("Measuring");
    if (section == QLatin1String("checkpoints")) return tr("Checkpoints");
    if (section == QLatin1String("seeds")) return tr("Seeds");
    if (section == QLatin1String("compute")) return tr("Computing");
    return section;
}

} // namespace

std::vector<ExperimentSection> sectionsOf(const std::vector<Field>& fields) {
    std::vector<ExperimentSection> sections;
    QString current;
    for (const Field& field : fields) {
        const QString section = sectionOf(QString::fromStdString(field.key));
        if (sections.empty() || section != current) {
            const bool method = section.startsWith(QLatin1String("methods."));
            ExperimentSection& fresh = sections.emplace_back();
            fresh.method = method ? section.section(QLatin1Char('.'), 1) : QString();
            fresh.title = titleOf(section, fresh.method);
            current = section;
        }
        sections.back().fields.push_back(field);
    }
    return sections;
}

} // namespace infoplane::ui
