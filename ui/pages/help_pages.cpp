// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/help_pages.h"

#include "ui/pages/page_text.h"

#include <QDialog>
#include <QDialogButtonBox>
#include <QHeaderView>
#include <QTableWidget>
#include <QTextBrowser>
#include <QVBoxLayout>

namespace infoplane::ui {
namespace {

// A dialog that holds one widget, can stay open beside the window, and goes when closed.
void showDialog(QWidget* parent, const QString& title, QWidget* content, QSize size) {
    auto* dialog = new QDialog(parent);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setWindowTitle(title);
    auto* column = new QVBoxLayout(dialog);
    column->addWidget(content);
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Close, dialog);
    QObject::connect(buttons, &QDialogButtonBox::rejected, dialog, &QDialog::reject);
    column->addWidget(buttons);
    dialog->resize(size);
    dialog->show();
}

QString aboutText(const QString& version) {
    const QString libraries = QStringLiteral(
        "<ul><li>Qt %1 — LGPL-3.0 — qt.io</li><li>QCustomPlot 2.1 — GPL-3.0-or-later — qcustomplot.com</li>"
        "<li>LibTorch — BSD-3-Clause — pytorch.org</li><li>HDF5 — BSD-style — hdfgroup.org</li>"
        "<li>nlohmann/json, CLI11, zlib</li></ul>");
    const QString data = QStringLiteral("<ul><li>%1</li><li>%2</li></ul>")
                             .arg(tr("digits: Optical Recognition of Handwritten Digits, E. Alpaydin and C. "
                                     "Kaynak, UCI Machine Learning "
                                     "Repository, as distributed with scikit-learn; CC BY 4.0."),
                                  tr("twelve-bit: the labels of R. Shwartz-Ziv and N. Tishby, “Opening the "
                                     "black box of deep neural networks "
                                     "via information” (2017), from their published code."));
    return QStringLiteral("<h2>Infoplane %1</h2><p>%2</p><p>%3</p><h3>%4</h3>%5<h3>%6</h3>%7")
        .arg(version.toHtmlEscaped(),
             tr("Trains neural nets layer by layer with the information bottleneck and shows what happens in "
                "the "
                "information plane."),
             tr("Free software under the GNU General Public License, version 3 or later, without any "
                "warranty: see "
                "the file LICENSE."),
             tr("Libraries"), libraries.arg(QLatin1String(qVersion())), tr("Data"), data);
}

} // namespace

void showAbout(QWidget* parent, const QString& version) {
    auto* text = new QTextBrowser;
    text->setHtml(aboutText(version));
    text->setOpenExternalLinks(true);
    text->setAccessibleName(tr("About Infoplane"));
    showDialog(parent, tr("About Infoplane"), text, {560, 520});
}

void showShortcuts(QWidget* parent, const QVector<std::pair<QString, QString>>& keys) {
    auto* table = new QTableWidget(int(keys.size()), 2);
    table->setAccessibleName(tr("Keyboard shortcuts"));
    table->setHorizontalHeaderLabels({tr("Keys"), tr("What they do")});
    table->verticalHeader()->hide();
    table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    table->setSelectionBehavior(QAbstractItemView::SelectRows);
    table->setTabKeyNavigation(false);
    for (int row = 0; row < keys.size(); ++row) {
        table->setItem(row, 0, new QTableWidgetItem(keys[row].first));
        table->setItem(row, 1, new QTableWidgetItem(keys[row].second));
    }
    table->resizeColumnToContents(0);
    table->horizontalHeader()->setStretchLastSection(true);
    showDialog(parent, tr("Keyboard shortcuts"), table, {520, 560});
}

} // namespace infoplane::ui
