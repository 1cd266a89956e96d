// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/field_text.h"

#include "ui/pages/page_text.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QLocale>
#include <QStringList>

#include <cmath>

namespace infoplane::ui {
namespace {

// Plain digits where they are short, else as one writes powers.
QString numberText(double value) {
    if (value == std::floor(value) && std::abs(value) < 1e7) return QLocale().toString(value, 'f', 0);
    return QLocale::c().toString(value, 'g', 6);
}

QString rangeText(const Field& field) {
    const bool numeric = field.type == FieldType::Integer || field.type == FieldType::Number ||
                         field.type == FieldType::IntegerList || field.type == FieldType::NumberList;
    if (!numeric || field.minimum == field.maximum) return {};
    const bool low = std::isfinite(field.minimum),
               high = std::isfinite(field.maximum) && field.maximum < 1e15;
    if (low && high) return tr("from %1 to %2").arg(numberText(field.minimum), numberText(field.maximum));
    if (low) return tr("from %1").arg(numberText(field.minimum));
    return high ? tr("up to %1").arg(numberText(field.maximum)) : QString();
}

// With a capital at its beginning and a full stop at its end.
QString sentence(QString text) {
    text = text.trimmed();
    if (text.isEmpty()) return text;
    text[0] = text[0].toUpper();
    return text.endsWith(QLatin1Char('.')) ? text : text + QLatin1Char('.');
}

} // namespace

QString fieldTitle(const Field& field) {
    QString title = QString::fromStdString(field.key).section(QLatin1Char('.'), -1);
    title.replace(QLatin1Char('_'), QLatin1Char(' '));
    if (!title.isEmpty()) title[0] = title[0].toUpper();
    return title;
}

QString plainText(const std::string& json) {
    const QByteArray wrapped = "[" + QByteArray::fromStdString(json) + "]";
    const QJsonValue value = QJsonDocument::fromJson(wrapped).array().at(0);
    if (value.isString()) return value.toString();
    QString text = QString::fromStdString(json).trimmed();
    if (!value.isArray()) return text;
    text = text.mid(1, text.size() - 2);
    QStringList items;
    for (const QString& item : text.split(QLatin1Char(','), Qt::SkipEmptyParts))
        items << item.trimmed().remove(QLatin1Char('"'));
    return items.join(QStringLiteral(", "));
}

QString fieldUnit(const Field& field) {
    return QString::fromStdString(field.unit);
}

QString fieldNote(const Field& field) {
    QStringList facts;
    if (const QString range = rangeText(field); !range.isEmpty()) facts << range;
    if (field.type == FieldType::ChoiceList) {
        QStringList words;
        for (const std::string& word : field.choices)
            words << QString::fromStdString(word);
        facts << tr("some of %1").arg(words.join(QStringLiteral(", ")));
    }
    if (field.type == FieldType::IntegerList || field.type == FieldType::NumberList ||
        field.type == FieldType::ChoiceList || field.type == FieldType::TextList)
        facts << tr("separated by commas");
    const QString standard = plainText(field.default_value);
    QStringList sentences{sentence(QString::fromStdString(field.sentence)),
                          sentence(facts.join(QStringLiteral(", "))),
                          tr("Default: %1.").arg(standard.isEmpty() ? tr("empty") : standard)};
    sentences.removeAll(QString());
    return sentences.join(QLatin1Char(' '));
}

QString problemText(const Field& field, const QString& problem) {
    const QString key = QString::fromStdString(field.key) + QLatin1Char(' ');
    return sentence(problem.startsWith(key) ? problem.mid(key.size()) : problem);
}

} // namespace infoplane::ui
