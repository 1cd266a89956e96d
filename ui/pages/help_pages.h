// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QVector>

#include <utility>

class QWidget;

namespace infoplane::ui {

// Shows what Infoplane is, its licence, the libraries it stands on and where its data come from.
void showAbout(QWidget* parent, const QString& version);

// Shows a table of keys and what they do.
void showShortcuts(QWidget* parent, const QVector<std::pair<QString, QString>>& keys);

} // namespace infoplane::ui
